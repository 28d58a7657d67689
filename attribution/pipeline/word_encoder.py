"""The small encoder: hashed word forms and dilated convolutions, no transformer and nothing pretrained but
by a teacher.

Each block sees a token with those ``dilation`` before and behind it (van den Oord et al. 2016; for sequence
labelling Strubell et al. 2017), so that six blocks see 32 tokens to either side at the price of a window of
three.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.util import minibatch
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    residual,
    with_array,
)
from thinc.types import Floats2d

from attribution.errors import AttributionError
from attribution.pipeline.word_forms import FORMS, hashed_forms

WEIGHTS = "weights.npz"


def word_encoder(
    width: int, rows: Sequence[int], embedding: int, dilations: Sequence[int], dropout: float
) -> Model[list[Doc], list[Floats2d]]:
    """``attribution.WordEncoder.v1``.

    Args:
        width: Numbers in a token's vector.
        rows: Rows of the hash table of each of the six word forms.
        embedding: Numbers in a row.
        dilations: One block for each, the distance at which it sees tokens.
        dropout: Share of each block's output set to nought in training.

    Returns:
        A model from Docs to one array each, of shape (tokens, width).
    """
    tables: list[Model] = [
        HashEmbed(embedding, rows[column], column=column, seed=7 + column) for column in range(FORMS)
    ]
    mix = Maxout(nO=width, nI=embedding * FORMS, nP=2, normalize=True, dropout=dropout)
    embed: Model = chain(
        hashed_forms(), list2ragged(), with_array(chain(concatenate(*tables), mix)), ragged2list()
    )
    blocks = [
        residual(
            chain(dilated_window(d), Maxout(nO=width, nI=width * 3, nP=2, normalize=True, dropout=dropout))
        )
        for d in dilations
    ]
    model: Model = chain(embed, with_array(chain(*blocks), pad=sum(dilations)))
    model.set_dim("nO", width)
    return model


def dilated_window(dilation: int) -> Model[Floats2d, Floats2d]:
    """Each row between the rows ``dilation`` before and behind it, shape (rows, 3 × columns); nought where
    there are none."""
    return Model("dilated_window", _window, attrs={"dilation": dilation})


def _window(model: Model, X: Floats2d, is_train: bool) -> tuple[Floats2d, Callable]:
    step, width = min(model.attrs["dilation"], len(X)), X.shape[1]
    Y = np.zeros((len(X), 3 * width), dtype=X.dtype)
    Y[step:, :width] = X[: len(X) - step]
    Y[:, width : 2 * width] = X
    Y[: len(X) - step, 2 * width :] = X[step:]

    def backprop(dY: Floats2d) -> Floats2d:
        dX = np.ascontiguousarray(dY[:, width : 2 * width])
        dX[: len(X) - step] += dY[step:, :width]
        dX[step:] += dY[: len(X) - step, 2 * width :]
        return dX

    return Y, backprop


class WordEncoder:
    """The small encoder in a pipeline that ships: it fills ``doc.tensor``; half precision in the file."""

    def __init__(self, model: Model[list[Doc], list[Floats2d]], name: str = "attribution_words") -> None:
        """Keep a ``word_encoder``; its weights come with ``from_disk``."""
        self.model = model
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Encode one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 8) -> Iterator[Doc]:
        """Encode a stream of Docs, ``batch_size`` at a time."""
        for docs in minibatch(stream, batch_size):
            for doc, vectors in zip(docs, self.model.predict(docs), strict=True):
                doc.tensor = vectors
                yield doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(
            folder / WEIGHTS,
            **{key: layer.get_param(name).astype("f2") for key, layer, name in self._params()},
        )

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> WordEncoder:
        """Read the weights.

        Raises:
            AttributionError: A203 where they are not those of this model.
        """
        self.model.initialize()
        with np.load(Path(path) / WEIGHTS) as weights:
            for key, layer, name in self._params():
                if key not in weights or weights[key].shape != layer.get_param(name).shape:
                    raise AttributionError("A203", path, why=f"the weights of {key} do not fit")
                layer.set_param(name, weights[key].astype("f"))
        return self

    def _params(self) -> Iterator[tuple[str, Model, str]]:
        """A key, the layer and the parameter's name, for each array of weights."""
        for number, layer in enumerate(self.model.walk()):
            for name in layer.param_names:
                if layer.has_param(name):
                    yield f"{number}.{name}", layer, name


DEFAULT_CONFIG: dict[str, Any] = {
    "model": {
        "@architectures": "attribution.WordEncoder.v1",
        "width": 160,
        "rows": [14000, 10000, 3000, 1000, 3000, 2000],
        "embedding": 96,
        "dilations": [1, 2, 4, 8, 16, 1],
        "dropout": 0.1,
    }
}
