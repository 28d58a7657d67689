"""Reports compared piece by piece: each piece beside what the other report has that is most like it.

A small form of decomposable attention (Parikh et al., 2016), with a weight for each piece.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Weights = Mapping[str, Array]
NOWHERE = -1e4
"""Score of what is not there."""


class Words(NamedTuple):
    """What the pieces of a report are compared by.

    Attributes:
        angles: Unit vectors that tell which pieces are alike, (pieces, angle).
        pieces: What a piece is compared by, (pieces, width).
        aligned: What it gives to a piece of another report that is like it, (pieces, width).
        counts: What each counts, (pieces,), 1 in sum.
    """

    angles: Array
    pieces: Array
    aligned: Array
    counts: Array

    @classmethod
    def of(cls, weights: Weights, states: Array) -> Words:
        """From the states of a report's pieces, (pieces, width)."""
        angles = linear(weights, "angle", states)
        scores = linear(weights, "counts", states)[:, 0]
        counts = np.exp(scores - scores.max())
        return cls(
            angles / np.maximum(np.linalg.norm(angles, axis=1, keepdims=True), 1e-12),
            linear(weights, "piece", states),
            linear(weights, "aligned", states),
            counts / counts.sum(),
        )


def compared_words(weights: Weights, pairs: Sequence[tuple[Words, Words]]) -> Array:
    """Compare the pieces of two reports, of each pair; the same for (a, b) and (b, a).

    Returns:
        (pairs, 2 × width + 2): sums and differences of what both sides find, how near their pieces are on the whole,
        and how much nearer those of one are.
    """
    one, other = (_padded([pair[side] for pair in pairs]) for side in (0, 1))
    alike = one.angles @ other.angles.transpose(0, 2, 1)
    first, first_like = _seen(weights, alike, one, other)
    second, second_like = _seen(weights, alike.transpose(0, 2, 1), other, one)
    likes = np.stack([first_like + second_like - 1.0, np.abs(first_like - second_like)], axis=1)
    return np.concatenate([*both(first, second)[:2], 3.0 * likes], axis=1)


def both(x: Array, y: Array) -> tuple[Array, Array, Array]:
    """Sum, difference and product: the same whichever comes first."""
    return x + y, np.abs(x - y), x * y


def linear(weights: Weights, name: str, x: Any) -> Any:
    """A linear layer by its name."""
    return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def _seen(weights: Weights, alike: Array, of: Words, by: Words) -> tuple[Array, Array]:
    """What the pieces of one report find in another, (pairs, width), and how near they are, (pairs,)."""
    scores = np.where(by.counts[:, None, :] > 0.0, alike, NOWHERE)
    nearest = scores.max(axis=2)
    shares = np.exp(weights["sharp"] * (scores - nearest[..., None]))
    found = (shares / shares.sum(axis=2, keepdims=True)) @ by.aligned
    each = np.maximum(0.0, linear(weights, "product", of.pieces * found) + found + of.pieces)
    return (of.counts[:, None, :] @ each)[:, 0], (of.counts * nearest).sum(axis=1)


def _padded(some: Sequence[Words]) -> Words:
    """Reports beside each other, filled up with pieces that count nothing."""
    longest = max(len(one.angles) for one in some)

    def filled(parts: Sequence[Array]) -> Array:
        whole = np.zeros((len(parts), longest, *parts[0].shape[1:]), np.float32)
        for row, part in zip(whole, parts, strict=True):
            row[: len(part)] = part
        return whole

    return Words(*(filled(parts) for parts in zip(*some, strict=True)))
