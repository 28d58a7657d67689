"""What a trained network says of reports that it reads together: which are about one thing, and which of those are
opposed.

A word sees its own report in the first layers (``attribution.ledger.states``), the words of all of them in the further
ones: so «هذه الأنباء» finds what it means, and a denial what it denies. Two reports are then compared by their vectors
and by their words (``attribution.ledger.alike``).
Weights: ``models/claims``, written by ``attribution.ledger.fitting.wordings``, which prints its figures.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from attribution.ledger import states
from attribution.ledger.alike import Words, both, compared_words, linear
from attribution.ledger.marks import marks
from attribution.ledger.relations import relations
from attribution.ledger.wording import STANCES, Wording

BATCH = 256
"""Pairs that are compared at once."""
USUAL, SPREAD = 0.8, 6.0
"""What is taken from a cosine, and what it is multiplied by."""

Array = NDArray[np.float32]
Pair = tuple[int, int]


class Reports(NamedTuple):
    """Reports that were read together.

    Attributes:
        vectors: Of each report, (reports, width).
        means: Mean states, unit vectors, (reports, width).
        words: Of each report, what its pieces are compared by.
        stances: 1 for its stance, (reports, stances).
        marks: Its marks, (reports, marks).
        wordings: The reports.
    """

    vectors: Array
    means: Array
    words: Sequence[Words]
    stances: Array
    marks: Array
    wordings: Sequence[Wording]


def judge(wordings: Sequence[Wording], pairs: Sequence[Pair], *heads: str) -> list[Array]:
    """Read wordings together and compare some of them.

    Args:
        wordings: Reports, in an order that does not matter.
        pairs: Which to compare; the same for (a, b) and (b, a).
        heads: ``about``, ``side`` (opposed if they are about one thing), ``headline`` (of two headlines).

    Returns:
        Of each head what it says of the pairs: probabilities, (pairs,), of ``headline`` of agree, disagree and
        other, (pairs, 3).
    """
    read = together(wordings)
    order = sorted(range(len(pairs)), key=lambda n: sum(len(read.words[one].angles) for one in pairs[n]))
    found = []
    for at in range(0, len(order), BATCH):
        given = compared(read, [pairs[n] for n in order[at : at + BATCH]])
        found.append([_head(name, given) for name in heads])
    back = np.argsort(order)
    return [np.concatenate(parts)[back] for parts in zip(*found, strict=True)]


def together(wordings: Sequence[Wording]) -> Reports:
    """Read wordings together."""
    own = states.states(wordings)
    lengths = [len(one) for one in own]
    of = np.repeat(np.arange(len(own)), lengths)
    flat = states.together(np.concatenate(own), (of[:, None] == of[None, :]).astype("f"))
    parts = np.split(flat, np.cumsum(lengths)[:-1])
    means = np.stack([one[1:].mean(axis=0) for one in parts])
    stances = np.array([[float(one.stance == stance) for stance in STANCES] for one in wordings], "f")
    first = np.concatenate([np.stack([one[0] for one in parts]), means], axis=1)
    return Reports(
        np.tanh(linear(weights(), "vec", first)),
        means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12),
        [Words.of(weights(), one[1:]) for one in parts],
        stances,
        np.stack([marks(one) for one in wordings]),
        wordings,
    )


def compared(read: Reports, pairs: Sequence[Pair]) -> Array:
    """What the heads are given of pairs, (pairs, numbers); the same for (a, b) and (b, a)."""
    one, other = (np.array(side) for side in zip(*pairs, strict=True))
    beside = [beside_states(read.wordings[a], read.wordings[b]) for a, b in pairs]
    cosine = (read.means[one] * read.means[other]).sum(axis=1)
    return np.concatenate(
        [
            *both(read.vectors[one], read.vectors[other]),
            compared_words(weights(), [(read.words[a], read.words[b]) for a, b in pairs]),
            *both(read.stances[one], read.stances[other])[1:],
            np.array(beside),
            *both(read.marks[one], read.marks[other])[1:],
            (cosine[:, None] - USUAL) * SPREAD,
        ],
        axis=1,
    ).astype("f")


def beside_states(a: Wording, b: Wording) -> list[float]:
    """What the heads are given of two wordings beside their states: who speaks, and how their words are related."""
    known = a.speaker is not None and b.speaker is not None
    return [float(known and a.speaker == b.speaker), float(not known), *relations(a, b)]


def log_odds(probability: float) -> float:
    """Logarithm of the odds, between -6 and 6."""
    odds = math.log((probability + 1e-4) / (1.0 - probability + 1e-4))
    return max(-6.0, min(6.0, odds))


def _head(name: str, given: Array) -> Any:
    said = linear(weights(), f"{name}.last", np.maximum(0.0, linear(weights(), f"{name}.first", given)))
    return 1.0 / (1.0 + np.exp(-said[:, 0])) if said.shape[1] == 1 else _softmax(said)


def _softmax(x: Any) -> Any:
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


@lru_cache(maxsize=1)
def weights() -> dict[str, Array]:
    """Weights of all that comes after the layers."""
    with np.load(states.FOLDER / "heads.npz", allow_pickle=False) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}
