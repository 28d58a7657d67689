"""What the encoder cannot see of a text: quotation marks that belong together, sentences, paragraphs, and
where two words stand to each other.

All features are small whole numbers, one column each, that index embedding tables of the trained models.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from attribution.records import TextSpan
from attribution.text.quotes import quotations
from attribution.text.sentences import paragraphs, sentences

Ints = NDArray[np.int32]

_PUNCTUATION = {
    "،": 1,
    ",": 1,
    "؛": 1,
    ".": 2,
    "!": 2,
    "…": 2,
    "؟": 3,
    "?": 3,
    ":": 4,
    "-": 5,
    "–": 5,
    "—": 5,
    "(": 6,
    ")": 7,
}
_QUOTES = "«»“”\"″‹›„‟'"

TOKEN_SIZES = (5, 7, 7, 12, 5)
"""Table sizes of the token features: quotation, place in paragraph, place in sentence, kind of character,
paragraph."""

PAIR_SIZES = (35, 11, 9, 11, 5)
"""Table sizes of the pair features: distance, sentences between, paragraphs between, cues between,
quotation."""


class Layout(NamedTuple):
    """Where each token stands: number of its sentence, paragraph and innermost quotation (0: none), and its
    features.

    Attributes:
        sentence: Shape (tokens,).
        paragraph: Shape (tokens,).
        quotation: Shape (tokens,).
        features: Shape (tokens, 5), columns as in ``TOKEN_SIZES``.
    """

    sentence: Ints
    paragraph: Ints
    quotation: Ints
    features: Ints


def layout(doc: Doc) -> Layout:
    """The layout of a Doc's text; kept on the Doc, as both models ask for it."""
    if "attribution_layout" not in doc.user_data:
        doc.user_data["attribution_layout"] = _layout(doc)
    return doc.user_data["attribution_layout"]


def _layout(doc: Doc) -> Layout:
    text = doc.text
    idx = np.array([token.idx for token in doc], dtype=np.int32)
    sentence = _number(idx, sentences(text))
    paragraph = _number(idx, paragraphs(text))
    quotation = np.zeros(len(doc), dtype=np.int32)
    state = np.zeros(len(doc), dtype=np.int32)
    for number, quote in enumerate(quotations(text).pairs, start=1):
        first, last = np.searchsorted(idx, [quote.span.start, quote.span.end])
        quotation[first:last] = number
        state[first:last] = 3 if quote.depth == 0 else 4
        for mark, value in ((quote.open, 1), (quote.close, 2)):
            if mark is not None:
                state[np.searchsorted(idx, mark.start)] = value
    columns = (
        state,
        _place(paragraph),
        _place(sentence),
        _kinds(doc),
        np.minimum(np.maximum(paragraph, 0), 4),
    )
    return Layout(
        sentence,
        paragraph,
        quotation,
        np.stack(columns, axis=1).astype(np.int32) if len(doc) else np.zeros((0, 5), np.int32),
    )


def _number(idx: Ints, spans: Sequence[TextSpan]) -> Ints:
    """For each offset the number of the span that it lies in or behind."""
    starts = np.array([span.start for span in spans], dtype=np.int32)
    return np.maximum(np.searchsorted(starts, idx, side="right") - 1, 0).astype(np.int32)


def _place(numbers: Ints) -> Ints:
    """How far into its unit each token stands, in steps 0, 1, 2, 3, 4–7, 8–15, more."""
    first = np.searchsorted(numbers, numbers, side="left")
    return np.digitize(np.arange(len(numbers)) - first, [1, 2, 3, 4, 8, 16]).astype(np.int32)


def _kinds(doc: Doc) -> Ints:
    """Kind of each token: 0 word, 1–7 punctuation, 8 quotation mark, 9 number, 10 other script, 11 white
    space."""
    kinds = np.zeros(len(doc), dtype=np.int32)
    for i, token in enumerate(doc):
        text = token.text
        if text in _PUNCTUATION:
            kinds[i] = _PUNCTUATION[text]
        elif text in _QUOTES:
            kinds[i] = 8
        elif text[0].isdigit():
            kinds[i] = 9
        elif text.isspace():
            kinds[i] = 11
        elif text.isascii():
            kinds[i] = 10
    return kinds


_DISTANCES = np.array([1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 24, 32, 48, 96, 192, 384])


def pair_features(where: Layout, cues: Ints, start: int, end: int) -> Ints:
    """How the tokens ``start`` to ``end`` stand to some cues of the same Doc.

    Args:
        where: The Doc's layout.
        cues: First tokens of the cues, ascending, shape (cues,).
        start: First token of the window.
        end: Token after the window's last.

    Returns:
        Whole numbers of shape (cues, end - start, 5), columns as in ``PAIR_SIZES``.
    """
    tokens = np.arange(start, end)
    offset = tokens[None, :] - cues[:, None]
    distance = np.digitize(np.abs(offset), _DISTANCES) * np.sign(offset) + 17
    between = np.searchsorted(cues, tokens, side="right")[None, :] - np.arange(1, len(cues) + 1)[:, None]
    mine, theirs = where.quotation[cues][:, None], where.quotation[tokens][None, :]
    quotation = np.where(
        mine == theirs, np.where(mine == 0, 0, 1), np.where(mine == 0, 2, np.where(theirs == 0, 3, 4))
    )
    return np.stack(
        [
            distance,
            np.clip(where.sentence[tokens][None, :] - where.sentence[cues][:, None], -5, 5) + 5,
            np.clip(where.paragraph[tokens][None, :] - where.paragraph[cues][:, None], -4, 4) + 4,
            np.clip(between, -5, 5) + 5,
            quotation,
        ],
        axis=-1,
    ).astype(np.int32)
