"""What a trained network thinks of two wordings: whether they are about one thing, and on one side of it.

Words come with their states (``attribution.ledger.states``) and marks of their own; those of two wordings are aligned
softly and compared (decomposable attention, Parikh, Täckström, Das and Uszkoreit 2016). Run with numpy alone. Weights:
``models/claims``, written by ``attribution.ledger.fitting.wordings``, which prints its figures.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from attribution.ledger.remembered import keep, recalled
from attribution.ledger.states import FOLDER, Words, read
from attribution.ledger.wording import STANCES, Wording
from attribution.ledger.wordlists import antonyms

KINDS = ("same", "opposite", "related", "unrelated")
BATCH = 256
KEPT = 500_000
"""Pairs that are kept in memory, of each network."""
DIGITS = 4
"""Digits of a probability that count: pairs that are compared in other company differ in the sixth."""
FAR = -1e4

Array = NDArray[np.float32]


class Verdict(NamedTuple):
    """Probabilities that two wordings are about one thing, and that they are opposed if they are."""

    about: float
    opposed: float


_known: dict[str, dict[bytes, float]] = {"about": {}, "side": {}}


def learn(network: Literal["about", "side"], pairs: Iterable[tuple[Wording, Wording]]) -> None:
    """Compare pairs that ``about`` or ``opposed`` will be asked for: together, which is many times faster."""
    known, ordered = _known[network], {_ordered(*pair) for pair in pairs}
    new = {key: pair for pair in ordered if (key := _key(*pair)) not in known}
    if len(known) + len(new) > KEPT:
        known.clear()
    known.update(recalled(network, sorted(new)))
    left = sorted((pair for key, pair in new.items() if key not in known), key=_length)
    value = _about if network == "about" else _opposed
    said = [round(value(one), DIGITS) for one in asked(left, network)[0]]
    compared = {_key(*pair): one for pair, one in zip(left, said, strict=True)}
    keep(network, compared)
    known.update(compared)


def about(a: Wording, b: Wording) -> float:
    """Probability that two wordings are about one thing; the same for (b, a)."""
    return _recalled("about", a, b)


def opposed(a: Wording, b: Wording) -> float:
    """Probability that two wordings that are about one thing are opposed; the same for (b, a)."""
    return _recalled("side", a, b)


def _recalled(network: Literal["about", "side"], a: Wording, b: Wording) -> float:
    key = _key(*_ordered(a, b))
    if key not in _known[network]:
        learn(network, [(a, b)])
    return _known[network][key]


def _about(said: Array) -> float:
    return float(said[0] + said[1])


def _opposed(said: Array) -> float:
    return float(said[1])


def log_odds(probability: float) -> float:
    """Logarithm of the odds, between -6 and 6."""
    odds = math.log((probability + 1e-4) / (1.0 - probability + 1e-4))
    return max(-6.0, min(6.0, odds))


def _ordered(a: Wording, b: Wording) -> tuple[Wording, Wording]:
    return (a, b) if (a.said, a.stance) <= (b.said, b.stance) else (b, a)


def _key(a: Wording, b: Wording) -> bytes:
    return _digest(a) + _digest(b)


@lru_cache(maxsize=200_000)
def _digest(one: Wording) -> bytes:
    return hashlib.blake2b(repr(one).encode(), digest_size=10).digest()


def _length(pair: tuple[Wording, Wording]) -> tuple[int, str, str]:
    return len(pair[0].content) + len(pair[1].content), pair[0].said, pair[1].said


def compare(pairs: Sequence[tuple[Wording, Wording]]) -> list[Verdict]:
    """Compare wordings, many pairs at a time; the same for (a, b) and (b, a)."""
    return [
        Verdict(_about(one), _opposed(other))
        for one, other in zip(*asked(pairs, "about", "side"), strict=True)
    ]


def asked(pairs: Sequence[tuple[Wording, Wording]], *names: str) -> list[list[Array]]:
    """What networks say of pairs, a list for each of ``names``: the mean over those of the name, probabilities of
    ``KINDS`` or of the first two.
    """
    found: list[list[Array]] = [[] for _ in names]
    for at in range(0, len(pairs), BATCH):
        batch = pairs[at : at + BATCH]
        words = read([one for pair in batch for one in pair])
        given = gathered(batch, words)
        for name, said in zip(names, found, strict=True):
            said.extend(np.mean([_softmax(_forward(net, given)) for net in heads()[name]], axis=0))
    return found


class Given(NamedTuple):
    """A batch of pairs.

    Attributes:
        one: Features of the words of all that stand first in a pair, each wording once: (wordings, words, features).
        other: Of those that stand second.
        first: Which of ``one`` each pair has.
        second: Which of ``other``.
        relations: How the words of both are related: (pairs, words, other words, 3).
        here: 1 where the first has a word: (pairs, words).
        there: 1 where the second has one.
        between: What is known of each pair: (pairs, numbers).
    """

    one: Array
    other: Array
    first: NDArray[np.intp]
    second: NDArray[np.intp]
    relations: Array
    here: Array
    there: Array
    between: Array


def between(a: Wording, b: Wording, words: dict[Wording, Words]) -> Array:
    """What is known of two wordings as wholes: cosine, stances that one or both have, one speaker or none."""
    first, second = words[a].mean, words[b].mean
    cosine = float(first @ second / max(1e-9, float(np.linalg.norm(first) * np.linalg.norm(second))))
    here, there = np.zeros(len(STANCES)), np.zeros(len(STANCES))
    here[STANCES.index(a.stance)] = there[STANCES.index(b.stance)] = 1.0
    speakers = [a.speaker is not None and a.speaker == b.speaker, a.speaker is None or b.speaker is None]
    return np.concatenate([[(cosine - 0.85) * 8.0], abs(here - there), here * there, speakers]).astype("f")


def gathered(pairs: Sequence[tuple[Wording, Wording]], words: dict[Wording, Words]) -> Given:
    """Pairs filled up to one length."""
    one, first = _stacked([words[a] for a, _ in pairs])
    other, second = _stacked([words[b] for _, b in pairs])
    here, there = np.zeros((len(pairs), one.shape[1]), "f"), np.zeros((len(pairs), other.shape[1]), "f")
    related = np.zeros((len(pairs), one.shape[1], other.shape[1], 3), "f")
    for n, (a, b) in enumerate((words[a], words[b]) for a, b in pairs):
        related[n, : len(a.stems), : len(b.stems)] = relations(a, b)
        here[n, : len(a.stems)] = there[n, : len(b.stems)] = 1.0
    known = np.stack([between(a, b, words) for a, b in pairs])
    return Given(one, other, first, second, related, here, there, known)


def _stacked(sides: Sequence[Words]) -> tuple[Array, NDArray[np.intp]]:
    """The features of wordings, each once, and which of them each side is."""
    distinct = list({id(side): side for side in sides}.values())
    at = {id(side): n for n, side in enumerate(distinct)}
    longest, width = max(len(side.stems) for side in distinct), distinct[0].features.shape[1]
    found = np.zeros((len(distinct), longest, width), "f")
    for n, side in enumerate(distinct):
        found[n, : len(side.stems)] = side.features
    return found, np.array([at[id(side)] for side in sides])


def relations(a: Words, b: Words) -> Array:
    """Which words are of one stem, of one skeleton, or opposites; shape (words of a, words of b, 3)."""
    known = antonyms()
    turned = np.array([known[s][0] * 2 + 1 - known[s][1] if s in known else -1 for s in a.stems])
    plain = np.array([known[s][0] * 2 + known[s][1] if s in known else -2 for s in b.stems])
    same = [np.array(x)[:, None] == np.array(y)[None, :] for x, y in ((a.stems, b.stems), (a.forms, b.forms))]
    return np.stack([*same, turned[:, None] == plain[None, :]], axis=-1).astype("f")


def _forward(net: dict[str, Array], given: Given) -> Any:
    px = np.tanh(_linear(net, "project", given.one))[given.first]
    py = np.tanh(_linear(net, "project", given.other))[given.second]
    ax = _unit(_linear(net, "align", given.one))[given.first]
    ay = _unit(_linear(net, "align", given.other))[given.second]
    score = ax @ ay.transpose(0, 2, 1) * net["sharpness"][0] + given.relations @ net["sharpness"][1:]
    to_other = _softmax(np.where(given.there[:, None, :] > 0, score, FAR))
    to_one = _softmax(np.where(given.here[:, :, None] > 0, score, FAR).transpose(0, 2, 1))
    mean_x, most_x = _side(net, px, to_other @ py, given.relations.max(axis=2), given.here)
    mean_y, most_y = _side(net, py, to_one @ px, given.relations.max(axis=1), given.there)
    both = [mean_x + mean_y, np.abs(mean_x - mean_y), np.maximum(most_x, most_y), np.minimum(most_x, most_y)]
    hidden = np.maximum(0.0, _linear(net, "gather", np.concatenate([*both, given.between], axis=-1)))
    return _linear(net, "decide", hidden)


def _side(net: dict[str, Array], own: Any, aligned: Any, related: Any, mask: Array) -> tuple[Any, Any]:
    compared = np.concatenate([own, aligned, np.abs(own - aligned), own * aligned, related], axis=-1)
    found = np.maximum(0.0, _linear(net, "compare", compared)) * mask[..., None]
    return found.sum(axis=1) / mask.sum(axis=1, keepdims=True), found.max(axis=1)


def _linear(net: dict[str, Array], name: str, x: Any) -> Any:
    return x @ net[f"{name}.weight"].T + net[f"{name}.bias"]


def _unit(x: Any) -> Any:
    return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-12)


def _softmax(x: Any) -> Any:
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


@lru_cache(maxsize=1)
def heads() -> dict[str, list[dict[str, Array]]]:
    """The networks over the words, of each name some that were trained alike from different beginnings.

    ``about``: which of ``KINDS`` a pair is; ``side``: same or opposite, if it is one of those; ``headline``: which of
    ``KINDS`` two headlines are.
    """
    found: dict[str, dict[str, dict[str, Array]]] = defaultdict(lambda: defaultdict(dict))
    with np.load(FOLDER / "heads.npz", allow_pickle=False) as stored:
        for key in stored.files:
            kind, number, name = key.split("/")
            found[kind][number][name] = stored[key].astype(np.float32)
    return {kind: [nets[number] for number in sorted(nets)] for kind, nets in found.items()}
