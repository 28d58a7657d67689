"""What stems mean, as far as the words beside them tell: 64 numbers a stem, near for غرق and زورق, and near for
opposites too, which stand among the same words.

Made by ``attribution.ledger.fitting.vectors``; the rows follow the stems of ``seeds/lexicon/frequencies.jsonl``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attribution.ledger.wordlists import weight
from attribution.text import load

TABLE = Path(__file__).with_name("vectors.npy")
NEAR = 0.5
"""Cosine from which two words are near at all."""


@lru_cache(maxsize=1)
def stems() -> dict[str, int]:
    """The row of each stem."""
    return {row["stem"]: at for at, row in enumerate(row for row in load("frequencies") if "stem" in row)}


@lru_cache(maxsize=1)
def _table() -> NDArray[np.float32]:
    found = np.load(TABLE, allow_pickle=False).astype(np.float32) / 127.0
    return np.vstack([found, np.zeros((1, found.shape[1]), dtype=np.float32)])


def vectors(forms: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of length 1 of stems, shape (stems, 64); nought for one that is not known."""
    known = stems()
    return _table()[[known.get(form, -1) for form in forms]]


def likeness(one: Sequence[str], other: Sequence[str]) -> NDArray[np.float32]:
    """Cosines of the stems of two propositions, shape (stems of one, stems of other); 1 for equal stems."""
    cosines = vectors(one) @ vectors(other).T
    place = {form: at for at, form in enumerate(other)}
    for at, form in enumerate(one):
        if form in place:
            cosines[at, place[form]] = 1.0
    return cosines


class Meaning(NamedTuple):
    """How near two propositions are by what their words mean, 0 to 1 each.

    ``both``: how much of either is near to something in the other, the mean of the two; ``best``: the greater of
    the two; ``whole``: cosine of the two as one vector each.
    """

    both: float
    best: float
    whole: float


@lru_cache(maxsize=200_000)
def meaning(one: tuple[str, ...], other: tuple[str, ...]) -> Meaning:
    """Compare the stems of two propositions, each word weighed by how much it tells."""
    if not one or not other:
        return Meaning(0.0, 0.0, 0.0)
    if other < one:  # a product of matrices the other way round differs in the last digits
        return meaning(other, one)
    near = np.maximum(0.0, likeness(one, other) - NEAR) / (1.0 - NEAR)
    here, there = _weights(one), _weights(other)
    found = float(near.max(axis=1) @ here), float(near.max(axis=0) @ there)
    return Meaning(sum(found) / 2.0, max(found), max(0.0, float(_whole(one) @ _whole(other))))


@lru_cache(maxsize=50_000)
def _weights(forms: tuple[str, ...]) -> NDArray[np.float64]:
    found = np.array([weight(form, "stem") for form in forms])
    return found / max(float(found.sum()), 1e-6)


@lru_cache(maxsize=50_000)
def _whole(forms: tuple[str, ...]) -> NDArray[np.float64]:
    found = _weights(forms) @ vectors(forms)
    return found / max(float(np.linalg.norm(found)), 1e-6)
