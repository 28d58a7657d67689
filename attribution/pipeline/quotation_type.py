"""Direct, indirect or mixed: a small trained classifier on how much of a content stands in quotation
marks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc
from thinc.api import Adam, Model, chain
from thinc.layers import Maxout, Softmax
from thinc.types import Floats2d

from attribution.pipeline.features import layout
from attribution.records import TYPES

FEATURES = 10
RATE, BATCH = 0.01, 64


def type_model(hidden: int = 16) -> Model[Floats2d, Floats2d]:
    """Probabilities of ``TYPES`` from the features of ``quotation_features``."""
    return chain(Maxout(hidden, FEATURES, nP=3), Softmax(len(TYPES), hidden))


def fit_types(model: Model[Floats2d, Floats2d], rows: Floats2d, kinds: np.ndarray, epochs: int = 20) -> None:
    """Fit a ``type_model`` until it settles; it needs no encoder, so this takes seconds.

    Args:
        model: An initialised ``type_model``.
        rows: Features, shape (contents, 10).
        kinds: Numbers of their ``TYPES``, shape (contents,).
        epochs: Times that each row is seen; more where there are few rows.
    """
    optimizer, rng, order = Adam(RATE), np.random.default_rng(0), np.arange(len(rows))
    epochs = max(epochs, 20_000 // max(len(rows), 1))
    for epoch in range(epochs):
        optimizer.learn_rate = RATE * (1 - epoch / epochs)
        rng.shuffle(order)
        for first in range(0, len(rows), BATCH):
            chosen = order[first : first + BATCH]
            likely, backprop = model.begin_update(rows[chosen])
            likely[np.arange(len(chosen)), kinds[chosen]] -= 1
            backprop(likely / len(chosen))
            model.finish_update(optimizer)


def quotation_features(doc: Doc, cue: int, pieces: Sequence[tuple[int, int]]) -> np.ndarray:
    """What of a content stands in quotation marks.

    Args:
        doc: The Doc.
        cue: First token of the cue.
        pieces: First token and the token after the last, of each piece.

    Returns:
        Shape (10,): shares of words in quotations, in ones of three words and more, in the longest one; the
        same without the first
        word; whether the first word is an opener like أن, whether a mark opens and closes the content,
        whether the cue itself is quoted, length.
    """
    where = layout(doc)
    marks = where.features[:, 0]
    tokens = [i for start, end in pieces for i in range(start, end)]
    words = [i for i in tokens if where.features[i, 3] in (0, 9, 10)]
    if not words:
        return np.zeros(FEATURES, dtype="f")
    own = where.quotation[cue]
    quoted = np.array([where.quotation[i] if where.quotation[i] != own else 0 for i in words])
    counts = np.bincount(quoted)
    counts[0] = 0
    long = np.array([q > 0 and counts[q] >= 3 for q in quoted])
    first = doc[words[0]].norm_
    return np.array(
        [
            (quoted > 0).mean(),
            long.mean(),
            counts.max() / len(words),
            (quoted[1:] > 0).mean() if len(words) > 1 else 0,
            long[1:].mean() if len(words) > 1 else 0,
            float("ن" in first[:4] and len(first) <= 5),
            float(marks[tokens[0]] == 1 or marks[max(tokens[0] - 1, 0)] == 1),
            float(marks[tokens[-1]] == 2 or marks[min(tokens[-1] + 1, len(doc) - 1)] == 2),
            float(own > 0),
            np.log1p(len(words)) / 4,
        ],
        dtype="f",
    )
