"""Token vectors for the trained heads: the encoder's vectors beside small embeddings of the layout
features."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numpy as np
from spacy.tokens import Doc
from thinc.api import Model, chain, concatenate, with_array
from thinc.layers import Embed
from thinc.types import Floats2d, Ints2d

from attribution.pipeline.features import TOKEN_SIZES, layout


def token_vectors(
    tok2vec: Model[list[Doc], list[Floats2d]], feature_width: int
) -> Model[list[Doc], list[Floats2d]]:
    """Concatenate the vectors of ``tok2vec`` with ``feature_width`` numbers for each layout feature.

    Returns:
        A model from Docs to one array each, of shape (tokens, width of ``tok2vec`` + 5 × ``feature_width``).
    """
    tables: list[Model] = [
        Embed(feature_width, size, column=column) for column, size in enumerate(TOKEN_SIZES)
    ]
    features: Model = chain(layout_features(), with_array(concatenate(*tables)))
    model: Model[list[Doc], list[Floats2d]] = Model(
        "token_vectors", _forward, init=_init, layers=[tok2vec, features]
    )
    model.set_ref("tok2vec", tok2vec)
    model.set_ref("features", features)
    return model


def _init(model: Model, X: list[Doc] | None = None, Y: object = None) -> None:
    for layer in model.layers:
        layer.initialize(X=X)


def _forward(model: Model, docs: list[Doc], is_train: bool) -> tuple[list[Floats2d], Callable]:
    tok2vec, features = model.layers
    encoded, backprop_encoded = tok2vec(docs, is_train)
    placed, backprop_placed = features(docs, is_train)

    def backprop(d_vectors: list[Floats2d]) -> list[Doc]:
        width = encoded[0].shape[1] if encoded else 0
        backprop_encoded([np.ascontiguousarray(d[:, :width]) for d in d_vectors])
        backprop_placed([np.ascontiguousarray(d[:, width:]) for d in d_vectors])
        return docs

    return [cast(Floats2d, np.hstack(pair)) for pair in zip(encoded, placed, strict=True)], backprop


def layout_features() -> Model[list[Doc], list[Ints2d]]:
    """The layout features of each Doc, shape (tokens, 5)."""
    return Model("layout_features", _layout_forward)


def _layout_forward(model: Model, docs: list[Doc], is_train: bool) -> tuple[list[Ints2d], Callable]:
    return [cast(Ints2d, layout(doc).features) for doc in docs], lambda d: []


def doc_tensor(width: int) -> Model[list[Doc], list[Floats2d]]:
    """``attribution.DocTensor.v1``: the vectors that an earlier component put into ``doc.tensor``, as they
    are."""
    return Model("doc_tensor", _tensor_forward, dims={"nO": width})


def _tensor_forward(model: Model, docs: list[Doc], is_train: bool) -> tuple[list[Floats2d], Callable]:
    return [cast(Floats2d, doc.tensor) for doc in docs], lambda d: []
