"""Other spellings of an annotated text, character for character, so that every offset stays.

Outlets differ in how they spell (no hamza, ي for final ى, ه for ة), in their quotation marks and in whether
paragraphs
survive; an annotated article is shown in other dress each time, and the model learns what stays.
"""

from __future__ import annotations

import random
import re

from attribution.text.quotes import quotations

PAIRS = (("«", "»"), ("“", "”"), ('"', '"'), ("”", "“"), ("″", "″"))
_FINAL = re.compile(r"[ىة](?!\w)")


def no_hamza(text: str, rng: random.Random) -> str:
    """أإآ become ا."""
    return text.translate(str.maketrans("أإآ", "ااا"))


def final_letters(text: str, rng: random.Random) -> str:
    """Final ى becomes ي, and in every second text final ة becomes ه."""
    letters = {"ى": "ي", "ة": rng.choice("ةه")}
    return _FINAL.sub(lambda match: letters[match[0]], text)


def other_marks(text: str, rng: random.Random) -> str:
    """All quotation marks become those of one other pair."""
    opening, closing = rng.choice(PAIRS)
    characters = list(text)
    for quote in quotations(text).pairs:
        for mark in (quote.open, *quote.continued):
            characters[mark.start] = opening
        if quote.close:
            characters[quote.close.start] = closing
    return "".join(characters)


def one_paragraph(text: str, rng: random.Random) -> str:
    """Line breaks become blanks, as where a page was copied badly."""
    return text.replace("\n", " ")


def western_comma(text: str, rng: random.Random) -> str:
    """، becomes the Latin comma."""
    return text.replace("،", ",")


CHANGES = (
    (no_hamza, 0.5),
    (final_letters, 0.3),
    (other_marks, 0.8),
    (one_paragraph, 0.2),
    (western_comma, 0.2),
)
"""Each change and how often it is made, as a share of ``augment``'s rate."""


def augment(text: str, rate: float, rng: random.Random) -> str:
    """A text of the same length in other dress.

    Args:
        text: Raw text.
        rate: 0: never changed; 1: each change is made as often as ``CHANGES`` says.
        rng: Where chance comes from.
    """
    for change, share in CHANGES:
        if rng.random() < rate * share:
            text = change(text, rng)
    return text
