"""A network over the pairs of some reports, all at once: what two are to each other depends on what both are to every
third.

Two reports about one thing are near the same others; who contradicts one of a group contradicts all of it. A pair is
described, and its description is then changed by those of the two pairs that make a triangle with it, layer by layer:
the triangle multiplicative update of Jumper et al. (2021), which they use for the places of a protein. Of what pairs
are in the end some traits are kept, by which a group is judged: those of the pairs in it, and with others.
Weights: ``triangles.npz`` beside this file, written by ``attribution.ledger.fitting.contests``; trained by
``attribution.training.triangle_network``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from attribution.ledger.alike import linear

WEIGHTS = Path(__file__).with_name("triangles.npz")
UNKNOWN = -7.0
"""Log odds, to begin with, that two are about one thing of which nothing is known."""
WIDEST = 5.0
"""Standard deviations that a feature is from its mean at most."""
NORM = 1e-5

Array = NDArray[np.float32]
Weights = Mapping[str, Array]


class Table(NamedTuple):
    """What the network is given of some reports.

    Attributes:
        pairs: Those of which something is known, by their numbers, (pairs, 2).
        rows: What is known of them, (pairs, features), the same from either side.
        odds: Log odds that they are about one thing, looked at by themselves, (pairs,).
        own: What is known of each report by itself, (reports, features).
        articles: A number for the article of each, (reports,).
    """

    pairs: NDArray[np.int64]
    rows: Array
    odds: Array
    own: Array
    articles: NDArray[np.int64]


class Seen(NamedTuple):
    """What the network says: probabilities, (reports, reports), the same from either side, and (reports,).

    Attributes:
        about: Whether two are about one thing.
        against: Whether one says the opposite of the other.
        contested: Whether both are of one contested claim.
        denies: Whether one is on the side of those who deny, if its claim is contested.
        worth: How much of a contested claim some of the reports are expected to be together (Jaccard).
    """

    about: Array
    against: Array
    contested: Array
    denies: Array
    worth: Callable[[Sequence[int]], float]


def seen(given: Table, networks: Sequence[Weights]) -> Seen:
    """Look at all pairs of some reports: the mean of what several networks say."""
    said = [_seen(given, weights) for weights in networks]
    about, against, contested, denies = (
        np.mean(each, axis=0) for each in zip(*(one[:-1] for one in said), strict=True)
    )

    def worth(group: Sequence[int]) -> float:
        return sum(one.worth(group) for one in said) / len(said)

    return Seen(about, against, contested, denies, worth)


def _seen(given: Table, weights: Weights) -> Seen:
    count = len(given.own)
    one, other = given.pairs.T
    rows = np.column_stack([given.rows, given.odds]).astype(np.float32)
    scaled = np.clip((rows - weights["mean"]) / weights["spread"], -WIDEST, WIDEST)
    known = linear(weights, "second", _swish(linear(weights, "first", scaled)))
    pairs: Any = np.broadcast_to(weights["unknown"], (count, count, known.shape[-1])).copy()
    pairs[one, other] = pairs[other, one] = known
    odds = np.full((count, count), UNKNOWN, np.float32)
    odds[one, other] = odds[other, one] = given.odds
    own = linear(weights, "own", given.own)
    here = given.articles[:, None] == given.articles[None, :]
    pairs = pairs + here[..., None] * weights["here"] + own[:, None] + own[None]
    for number in range(int(weights["layers"])):
        pairs = _layer(pairs, weights, f"layers.{number}.")
    last = _normed(pairs, weights, "last")
    told, traits = (_even(linear(weights, name, last)) for name in ("told", "traits"))
    apart = 1.0 - np.eye(count, dtype=np.float32)
    shares = _sigmoid(told[..., 2]) * apart
    around = np.einsum("ij,ijd->id", shares, pairs) / (shares.sum(1)[:, None] + 0.1)
    itself = pairs[np.arange(count), np.arange(count)]
    beside = np.concatenate([around, itself, given.own], axis=1)
    denies = linear(weights, "denies.last", _swish(linear(weights, "denies.first", beside)))
    return Seen(
        _sigmoid(odds + told[..., 0]),
        _sigmoid(told[..., 1]),
        _sigmoid(told[..., 2]),
        _sigmoid(denies[:, 0]),
        partial(_worth, traits, weights),
    )


def _worth(traits: Any, weights: Weights, group: Sequence[int]) -> float:
    """What pairs within a group are like, and its pairs with others."""
    size, count = len(group), len(traits)
    within = traits[np.ix_(group, group)]
    pairs = within[np.triu_indices(size, 1)]
    beyond = (
        np.delete(traits[group].mean(0), group, axis=0) if size < count else np.zeros((1, traits.shape[-1]))
    )
    each = within[np.arange(size), np.arange(size)]
    sizes = [np.log(size), size / count, np.log(count)]
    x = np.concatenate([pairs.mean(0), pairs.max(0), each.mean(0), beyond.mean(0), beyond.max(0), sizes])
    said = linear(weights, "worth.last", _swish(linear(weights, "worth.first", x.astype(np.float32))))
    return float(_sigmoid(said[0]))


def _even(x: Any) -> Any:
    """The same from either side."""
    return (x + x.transpose(1, 0, 2)) / 2.0


def _layer(pairs: Any, weights: Weights, name: str) -> Any:
    """One update by triangles, one by all pairs of either report, and one of each pair by itself."""
    width, scale = pairs.shape[-1], float(np.sqrt(len(pairs)))
    normed = _normed(pairs, weights, f"{name}before")
    gated = linear(weights, f"{name}edges", normed)
    edges = gated[..., :width] * _sigmoid(gated[..., width:])
    edges[np.arange(len(pairs)), np.arange(len(pairs))] = 0.0
    flat = np.ascontiguousarray(edges.transpose(2, 0, 1))
    triangles = (flat @ flat.transpose(0, 2, 1)).transpose(1, 2, 0) / scale
    every = edges.sum(1) / scale
    gate = _sigmoid(linear(weights, f"{name}gate", normed))
    pairs = pairs + gate * linear(weights, f"{name}out", _normed(triangles, weights, f"{name}after"))
    pairs = pairs + linear(weights, f"{name}every", every[:, None] + every[None])
    inner = _swish(linear(weights, f"{name}inner", _normed(pairs, weights, f"{name}between")))
    return pairs + linear(weights, f"{name}outer", inner)


def _normed(x: Any, weights: Weights, name: str) -> Any:
    centred = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + NORM)
    return centred / spread * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def _swish(x: Any) -> Any:
    return x * _sigmoid(x)


def _sigmoid(x: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-np.clip(x, -30.0, 30.0)))


@lru_cache(maxsize=1)
def shipped(names: Sequence[str]) -> list[Weights]:
    """The networks that ship.

    Args:
        names: Names of the features of a pair, then of a report, a tuple.

    Raises:
        ValueError: They were trained on other features.
    """
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        if tuple(stored["names"]) != names:
            raise ValueError(f"{WEIGHTS.name}: the network was trained on other features; train it anew")
        found: dict[str, dict[str, Array]] = defaultdict(dict)
        for name in set(stored.files) - {"names"}:
            network, _, weight = name.partition(".")
            found[network][weight] = stored[name].astype(np.float32)
        return [found[network] for network in sorted(found)]


def store(names: Sequence[str], networks: Sequence[Weights], path: Path = WEIGHTS) -> None:
    """Write the networks that ship, in half precision; what features are scaled by as it is."""
    kept: dict[str, Any] = {
        f"{number}.{name}": value.astype(np.float32 if name in ("mean", "spread") else np.float16)
        for number, weights in enumerate(networks)
        for name, value in weights.items()
    }
    np.savez_compressed(path, names=np.array(names), **kept)
    shipped.cache_clear()
