"""Whether one wording agrees with another, contradicts it, or is about something else: a trained network over vectors
of stems, run with numpy alone.

Weights: ``stances.npz`` beside this file, written by ``attribution.ledger.fitting.stances``, which prints its figures.
Trained on pairs of headlines, each side some ten words.
"""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from attribution.ledger.stems import stem
from attribution.ledger.vectors import vectors
from attribution.ledger.wordlists import antonyms, negations, weight

CLASSES = ("disagree", "agree", "other")
WEIGHTS = Path(__file__).with_name("stances.npz")
LONGEST = 40
"""Words of a side that are looked at."""
SCALE = 4.0

Array = NDArray[np.float32]


class Wording(NamedTuple):
    """Words as the network sees them: stems, skeletons, and the skeletons that are denied."""

    stems: tuple[str, ...]
    forms: tuple[str, ...]
    denied: Set[str]


def words_of(wording: Wording) -> Array:
    """Features of the words, shape (words, 69): vector, weight, negation, denied, number, unknown."""
    stems, forms = wording.stems[:LONGEST] or ("",), wording.forms[:LONGEST] or ("",)
    found = vectors(stems) * SCALE
    negating = _negating()
    marks = [
        [
            weight(base, "stem") / 6.0,
            base in negating,
            form in wording.denied,
            form[:1].isdigit(),
            not row.any(),
        ]
        for base, form, row in zip(stems, forms, found, strict=True)
    ]
    return np.hstack([found, np.array(marks, dtype=np.float32)])


def relations(a: Wording, b: Wording) -> Array:
    """Which words are of one stem, of one skeleton, or opposites; shape (words of a, words of b, 3)."""
    known = antonyms()
    found = np.zeros((max(1, len(a.stems[:LONGEST])), max(1, len(b.stems[:LONGEST])), 3), dtype=np.float32)
    for i, (base, form) in enumerate(zip(a.stems[:LONGEST], a.forms, strict=False)):
        pair, side = known.get(base, (-1, 0))
        for j, (other_base, other_form) in enumerate(zip(b.stems[:LONGEST], b.forms, strict=False)):
            opposite = pair >= 0 and known.get(other_base) == (pair, 1 - side)
            found[i, j] = base == other_base, form == other_form, opposite
    return found


def stance(a: Wording, b: Wording) -> tuple[float, float, float]:
    """Probabilities that the two disagree, agree, or are about something else."""
    one, other, between = words_of(a), words_of(b), relations(a, b)
    scores = np.mean([_softmax(_forward(net, one, other, between)) for net in _networks()], axis=0)
    return float(scores[0]), float(scores[1]), float(scores[2])


def _forward(net: dict[str, Array], one: Array, other: Array, between: Array) -> Any:
    px, py = np.tanh(_linear(net, "project", one)), np.tanh(_linear(net, "project", other))
    ax, ay = _unit(_linear(net, "align", one)), _unit(_linear(net, "align", other))
    score = ax @ ay.T * net["sharpness"][0] + between @ net["sharpness"][1:]
    mean_x, most_x = _side(net, px, _softmax(score) @ py, between.max(axis=1))
    mean_y, most_y = _side(net, py, _softmax(score.T) @ px, between.max(axis=0))
    gathered = [
        mean_x + mean_y,
        np.abs(mean_x - mean_y),
        np.maximum(most_x, most_y),
        np.minimum(most_x, most_y),
    ]
    hidden = np.maximum(0.0, _linear(net, "gather", np.concatenate(gathered)))
    return _linear(net, "decide", hidden)


def _side(net: dict[str, Array], own: Any, aligned: Any, related: Any) -> tuple[Any, Any]:
    compared = np.hstack([own, aligned, own - aligned, own * aligned, related])
    found = np.maximum(0.0, _linear(net, "compare", compared))
    return found.mean(axis=0), found.max(axis=0)


def _linear(net: dict[str, Array], name: str, x: Any) -> Any:
    return x @ net[f"{name}.weight"].T + net[f"{name}.bias"]


def _unit(x: Any) -> Any:
    return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-12)


def _softmax(x: Any) -> Any:
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


@lru_cache(maxsize=1)
def _negating() -> frozenset[str]:
    return frozenset(stem(word) for word in negations())


@lru_cache(maxsize=1)
def _networks() -> tuple[dict[str, Array], ...]:
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        found: dict[str, dict[str, Array]] = {}
        for key in stored.files:
            number, name = key.split("/")
            found.setdefault(number, {})[name] = stored[key].astype(np.float32)
    return tuple(found[number] for number in sorted(found))
