"""The orthographic word: the unit of every annotated span and of every measure."""

from __future__ import annotations

import re

from attribution.records import TextSpan

WORD = re.compile(
    r"(?:[\w\u064b-\u065f\u0670\u0640\u200c\u200d]|(?<=\d)[.,:/](?=\d)|(?<=[A-Za-z])[-.](?=[A-Za-z]))+|[^\s]"
)
"""A run of letters, digits and their marks, or one other character that is not white space.

A point, comma, colon or slash between digits (``3.5``, ``26/4``) and a point or hyphen between Latin letters
stay inside.
"""


def words(text: str) -> list[TextSpan]:
    """Split text at white space, each punctuation or quotation mark being a word of its own.

    Args:
        text: Raw text.

    Returns:
        Spans in the order of the text; proclitics stay on their word («وأضاف» is one).
    """
    return [TextSpan(*match.span()) for match in WORD.finditer(text)]


def is_word(text: str) -> bool:
    """Whether a piece of text holds a letter or digit, so that it is more than punctuation."""
    return any(map(str.isalnum, text))
