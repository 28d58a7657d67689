"""The span classifier's model: every span of up to three tokens is scored as a cue, and as each stance if
it is one.

A span's hidden vector is ``relu(S·first + E·last + W[width])``; one linear layer on it gives the cue score
and the stance scores.
Only 0.3 % of the annotated cues are longer than one token, none longer than three.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from spacy.tokens import Doc
from thinc.api import Model, chain, glorot_uniform_init
from thinc.layers import Dropout, with_array
from thinc.types import Floats2d

from attribution.pipeline.token_vectors import token_vectors
from attribution.records import STANCES

MAX_WIDTH = 3
SCORES = 1 + len(STANCES)


def cue_model(
    tok2vec: Model[list[Doc], list[Floats2d]], hidden: int, feature_width: int, dropout: float
) -> Model[list[Doc], list[Floats2d]]:
    """``attribution.CueModel.v1``.

    Args:
        tok2vec: Token vectors, from a listener in training, from ``doc.tensor`` in a shipped pipeline.
        hidden: Width of a span's hidden vector.
        feature_width: Numbers for each layout feature.
        dropout: Share of token-vector entries set to nought in training.

    Returns:
        A model from Docs to arrays of shape (tokens × 3, 11): span ``3·i + w`` starts at token ``i`` and is
        ``w + 1`` tokens long;
        column 0 is the cue score (a logit), the others score the stances. Spans that run over the Doc's end
        score as if they ended there.
    """
    vectors = token_vectors(tok2vec, feature_width)
    head: Model = chain(with_array(Dropout(dropout)), span_scores(hidden))
    model: Model = chain(vectors, head)
    model.set_ref("tok2vec", tok2vec)
    model.set_ref("features", vectors.get_ref("features"))
    model.set_ref("head", head)
    return model


def span_scores(hidden: int) -> Model[list[Floats2d], list[Floats2d]]:
    """Scores of all short spans from token vectors; shapes as in ``cue_model``."""
    return Model(
        "span_scores",
        _forward,
        init=_init,
        dims={"nI": None, "nH": hidden},
        params={"first": None, "last": None, "width": None, "out": None, "bias": None},
    )


def _init(model: Model, X: list[Floats2d] | None = None, Y: object = None) -> None:
    if X is not None:
        model.set_dim("nI", X[0].shape[1])
    width, hidden = model.get_dim("nI"), model.get_dim("nH")
    for name, shape in (("first", (width, hidden)), ("last", (width, hidden)), ("out", (hidden, SCORES))):
        model.set_param(name, glorot_uniform_init(model.ops, shape))
    model.set_param("width", model.ops.alloc2f(MAX_WIDTH, hidden))
    model.set_param("bias", model.ops.alloc1f(SCORES))


def _forward(model: Model, X: list[Floats2d], is_train: bool) -> tuple[list[Floats2d], Callable]:
    first, last, width = model.get_param("first"), model.get_param("last"), model.get_param("width")
    out, bias = model.get_param("out"), model.get_param("bias")
    scores, kept = [], []
    for vectors in X:
        ends = np.minimum(np.arange(len(vectors))[:, None] + np.arange(MAX_WIDTH), max(len(vectors) - 1, 0))
        hidden = (vectors @ first)[:, None, :] + (vectors @ last)[ends] + width
        hidden = np.maximum(hidden, 0).reshape(-1, model.get_dim("nH"))
        scores.append(hidden @ out + bias)
        kept.append((vectors, ends, hidden))

    def backprop(d_scores: list[Floats2d]) -> list[Floats2d]:
        d_X = []
        for (vectors, ends, hidden), d in zip(kept, d_scores, strict=True):
            model.inc_grad("out", hidden.T @ d)
            model.inc_grad("bias", d.sum(axis=0))
            d_hidden = ((d @ out.T) * (hidden > 0)).reshape(-1, MAX_WIDTH, hidden.shape[1])
            model.inc_grad("width", d_hidden.sum(axis=0))
            d_first = d_hidden.sum(axis=1)
            d_last = np.zeros_like(d_first)
            for w in range(MAX_WIDTH):
                np.add.at(d_last, ends[:, w], d_hidden[:, w])
            model.inc_grad("first", vectors.T @ d_first)
            model.inc_grad("last", vectors.T @ d_last)
            d_X.append(d_first @ first.T + d_last @ last.T)
        return d_X

    return scores, backprop
