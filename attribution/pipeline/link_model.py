"""The linker's model: from each cue, scores of every token near it as start and end of its speaker, content
and outlet.

For a cue *c* and a token *t* the hidden vector is ``relu(K·t + Q·c + Σ E_f[feature_f(c, t)])``; a linear
layer on it and a product
of two projections of *c* and *t* are added up to seven scores, ``ROLES``. Each pointer has a null option,
scored from the cue alone.
The type of quotation is decided by a small layer of its own, ``quotation_type``.
Additive scores with a null option follow the pointer networks of Vinyals et al. 2015; the biaffine part
Dozat & Manning 2017.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model, chain, glorot_uniform_init
from thinc.layers import Dropout, with_array
from thinc.types import Floats2d

from attribution.pipeline.features import PAIR_SIZES, Ints, layout, pair_features
from attribution.pipeline.quotation_type import type_model
from attribution.pipeline.token_vectors import token_vectors

ROLES = (
    "speaker_start",
    "speaker_end",
    "outlet_start",
    "outlet_end",
    "content_start",
    "content_end",
    "inside",
)
POINTERS = 6
"""The first six roles are pointers with a null option; ``inside`` says of each token whether it belongs to
the content."""

REACH = 400
"""Tokens before and after a cue that can be linked to it."""

Floats = NDArray[np.float32]


class Links(NamedTuple):
    """Scores of some neighbouring cues of one Doc.

    Attributes:
        cues: First tokens of the cues, shape (cues,).
        start: First token of the window that they share.
        tokens: Scores (logits), shape (cues, tokens of the window, 7).
        null: Scores of the null options, shape (cues, 6).
    """

    cues: Ints
    start: int
    tokens: Floats
    null: Floats


LinkInput = tuple[list[Doc], list[Ints]]


def link_model(
    tok2vec: Model[list[Doc], list[Floats2d]],
    hidden: int,
    projection: int,
    feature_width: int,
    dropout: float,
) -> Model[LinkInput, list[list[Links]]]:
    """``attribution.LinkModel.v1``.

    Args:
        tok2vec: Token vectors, from a listener in training, from ``doc.tensor`` in a shipped pipeline.
        hidden: Width of the hidden vector of a cue and a token.
        projection: Width of the two projections that are multiplied, for each role.
        feature_width: Numbers for each layout feature.
        dropout: Share of token-vector entries set to nought in training.

    Returns:
        A model from Docs and the first tokens of their cues to groups of ``Links`` for each Doc.
    """
    vectors: Model = chain(token_vectors(tok2vec, feature_width), with_array(Dropout(dropout)))
    scorer, kind = pair_scores(hidden, projection), type_model()
    model: Model[LinkInput, list[list[Links]]] = Model(
        "links", _forward, init=_init, layers=[vectors, scorer, kind]
    )
    model.set_ref("tok2vec", tok2vec)
    model.set_ref("features", vectors.layers[0].get_ref("features"))
    model.set_ref("head", scorer)
    model.set_ref("kind", kind)
    return model


def _init(model: Model, X: LinkInput | None = None, Y: object = None) -> None:
    vectors, scorer, kind = model.layers
    kind.initialize()
    if X is None:
        vectors.initialize()
        return
    vectors.initialize(X=X[0])
    scorer.set_dim("nI", vectors.predict(X[0])[0].shape[1])
    scorer.initialize()


def _forward(model: Model, X: LinkInput, is_train: bool) -> tuple[list[list[Links]], Callable]:
    vectors, scorer, _kind = model.layers
    docs, cues = X
    arrays, backprop_vectors = vectors(docs, is_train)
    scores, backprops = [], []
    for doc, array, doc_cues in zip(docs, arrays, cues, strict=True):
        groups = [scorer((doc, array, group), is_train) for group in _neighbours(doc_cues)]
        scores.append([links for links, _ in groups])
        backprops.append([backprop for _, backprop in groups])

    def backprop(d_scores: list[list[tuple[Floats, Floats]]]) -> LinkInput:
        d_arrays = [np.zeros_like(array) for array in arrays]
        for d_array, groups, d_groups in zip(d_arrays, backprops, d_scores, strict=True):
            for group, d_group in zip(groups, d_groups, strict=True):
                group((d_group, d_array))
        backprop_vectors(d_arrays)
        return X

    return scores, backprop


def _neighbours(cues: Ints) -> list[Ints]:
    """Cut the cues into groups that lie within ``REACH`` of each other, so that cost grows with the text
    and not its square."""
    groups, start = [], 0
    for i in range(1, len(cues) + 1):
        if i == len(cues) or cues[i] - cues[start] > REACH:
            groups.append(cues[start:i])
            start = i
    return groups


def pair_scores(hidden: int, projection: int) -> Model:
    """Scores of the tokens round a group of cues: input (Doc, token vectors, cues), output ``Links``."""
    names = [
        "key",
        "query",
        "out",
        "bias",
        "left",
        "right",
        "null",
        "null_bias",
        *(f"pair{f}" for f in range(len(PAIR_SIZES))),
    ]
    return Model(
        "pair_scores",
        _pair_forward,
        init=_pair_init,
        dims={"nI": None, "nH": hidden, "nP": projection},
        params=dict.fromkeys(names),
    )


def _pair_init(model: Model, X: object = None, Y: object = None) -> None:
    width, hidden, projection = model.get_dim("nI"), model.get_dim("nH"), model.get_dim("nP")
    roles = len(ROLES)
    shapes = {
        "key": (width, hidden),
        "query": (width, hidden),
        "out": (hidden, roles),
        "null": (width, POINTERS),
    }
    shapes |= {"left": (width, roles * projection), "right": (width, roles * projection)}
    for name, shape in shapes.items():
        model.set_param(name, glorot_uniform_init(model.ops, shape))
    for f, size in enumerate(PAIR_SIZES):
        model.set_param(f"pair{f}", 0.1 * glorot_uniform_init(model.ops, (size, hidden)))
    model.set_param("bias", model.ops.alloc1f(roles))
    model.set_param("null_bias", model.ops.alloc1f(POINTERS))


def _pair_forward(model: Model, X: tuple[Doc, Floats, Ints], is_train: bool) -> tuple[Links, Callable]:
    doc, array, cues = X
    param = model.get_param
    start, end = max(0, int(cues[0]) - REACH), min(len(array), int(cues[-1]) + REACH)
    tokens, at = array[start:end], array[cues]
    pairs = pair_features(layout(doc), cues, start, end)
    roles, projection = len(ROLES), model.get_dim("nP")
    hidden = (tokens @ param("key"))[None] + (at @ param("query"))[:, None]
    for f in range(len(PAIR_SIZES)):
        hidden += param(f"pair{f}")[pairs[..., f]]
    np.maximum(hidden, 0, out=hidden)
    left = (at @ param("left")).reshape(len(cues), roles, projection)
    right = (tokens @ param("right")).reshape(len(tokens), roles, projection)
    scale = np.float32(projection**-0.5)
    scores = (
        hidden @ param("out") + param("bias") + np.einsum("crp,trp->ctr", left, right, optimize=True) * scale
    )
    null = at @ param("null") + param("null_bias")

    def backprop(d: tuple[tuple[Floats, Floats], Floats]) -> None:
        (d_scores, d_null), d_array = d
        d_at = d_null @ param("null").T
        model.inc_grad("null", at.T @ d_null)
        model.inc_grad("null_bias", d_null.sum(axis=0))
        flat = d_scores.reshape(-1, roles)
        model.inc_grad("out", hidden.reshape(-1, hidden.shape[-1]).T @ flat)
        model.inc_grad("bias", flat.sum(axis=0))
        d_left = np.einsum("ctr,trp->crp", d_scores, right, optimize=True).reshape(len(cues), -1) * scale
        d_right = np.einsum("ctr,crp->trp", d_scores, left, optimize=True).reshape(len(tokens), -1) * scale
        d_hidden = (d_scores @ param("out").T) * (hidden > 0)
        d_rows = d_hidden.reshape(-1, hidden.shape[-1])
        for f, size in enumerate(PAIR_SIZES):
            one_hot = np.eye(size, dtype=np.float32)[pairs[..., f].ravel()]
            model.inc_grad(f"pair{f}", one_hot.T @ d_rows)
        d_key, d_query = d_hidden.sum(axis=0), d_hidden.sum(axis=1)
        for name, inputs, gradient in (
            ("key", tokens, d_key),
            ("right", tokens, d_right),
            ("query", at, d_query),
            ("left", at, d_left),
        ):
            model.inc_grad(name, inputs.T @ gradient)
        d_array[start:end] += d_key @ param("key").T + d_right @ param("right").T
        np.add.at(d_array, cues, d_at + d_query @ param("query").T + d_left @ param("left").T)

    return Links(cues, start, scores, null), backprop
