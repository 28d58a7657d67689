"""Learning from a teacher: the small encoder is first taught the vectors that the large one gives to the same
tokens, on raw text (``spacy pretrain``).

Regression on a teacher's hidden states is that of Romero et al. 2015; for sequence encoders Jiao et al. 2020.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Linear, Model, chain, list2array
from thinc.types import Floats2d

from attribution.errors import AttributionError
from attribution.training.gold import read_gold

TAUGHT = "attribution_teacher"


def taught(articles: str | None, vectors: str | None) -> Callable[[Language], Iterator[Doc]]:
    """``attribution.Taught.v1``: raw articles with their teacher's vectors, as ``training.silver`` wrote both.

    Args:
        articles: Articles, .jsonl; None in a config that is not used for teaching.
        vectors: Array of shape (tokens of all articles, width of the teacher), .npy, half precision.

    Returns:
        A reader that spaCy calls with ``nlp``; each Doc carries its rows in ``user_data``.

    Raises:
        AttributionError: A506 without articles, A507 where articles and vectors do not belong together.
    """

    def read(nlp: Language) -> Iterator[Doc]:
        if not (articles and vectors):
            raise AttributionError("A506", "corpora.pretrain")
        rows, at = np.load(vectors, mmap_mode="r"), 0
        for article in read_gold(Path(articles)):
            doc = nlp.make_doc(article.text)
            if at + len(doc) > len(rows):
                raise AttributionError("A507", vectors, articles=articles)
            doc.user_data[TAUGHT] = rows[at : at + len(doc)]
            at += len(doc)
            yield doc
        if at != len(rows):
            raise AttributionError("A507", vectors, articles=articles)

    return read


def teacher_vectors(width: int) -> Callable[[Vocab, Model], Model]:
    """``attribution.TeacherVectors.v1``: an objective for ``spacy pretrain``.

    Args:
        width: Numbers in a vector of the teacher.

    Returns:
        A function that puts a linear layer on an encoder and gives it the loss: the mean squared distance to
        the teacher's vectors.
    """

    def objective(vocab: Vocab, tok2vec: Model) -> Model:
        model: Model = chain(tok2vec, list2array(), Linear(nO=width))
        model.set_ref("tok2vec", tok2vec)
        model.attrs["loss"] = _loss
        return model

    return objective


def _loss(ops: object, docs: list[Doc], predicted: Floats2d) -> tuple[float, Floats2d]:
    if not docs or TAUGHT not in docs[0].user_data:
        return 0.0, np.zeros_like(predicted)
    target = cast(Floats2d, np.concatenate([doc.user_data[TAUGHT] for doc in docs]).astype("f"))
    difference = predicted - target
    return float((difference**2).mean() * len(target)), difference / len(target)
