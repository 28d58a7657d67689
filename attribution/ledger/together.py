"""Which propositions are read together: those of two articles, or of one, that are to be compared.

So what is said of two of them depends on nothing but their two articles, and what was said once is kept
(``attribution.ledger.remembered``).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from attribution.ledger.network import judge
from attribution.ledger.propositions import Proposition
from attribution.ledger.remembered import keep, recalled
from attribution.ledger.wording import Wording

MOST = 32
"""Propositions of one article that are read at once; those of a longer one are read in parts."""
DIGITS = 4
"""Digits of a probability that count: those of pairs that are compared in another order differ in the sixth."""

Pair = tuple[int, int]


class Verdict(NamedTuple):
    """Probabilities that two propositions are about one thing, and that they are opposed if they are."""

    about: float
    opposed: float


class Reading(NamedTuple):
    """Wordings that are read together, with the pairs of them that are compared."""

    wordings: tuple[Wording, ...]
    pairs: tuple[Pair, ...]


def accompanied(found: Sequence[Proposition], pairs: Iterable[Pair]) -> list[Proposition]:
    """Read propositions together, those of any two articles that ``pairs`` names.

    Args:
        found: Propositions.
        pairs: Indexes of those that will be compared.

    Returns:
        The propositions, with what was said of them as their ``company``.
    """
    blocks = _blocks(found)
    wanted: dict[frozenset[tuple[str, int]], list[Pair]] = defaultdict(list)
    for first, second in pairs:
        wanted[frozenset((blocks[first], blocks[second]))].append((first, second))
    read = [(_reading(found, members), members) for members in wanted.values()]
    said = verdicts([reading for (reading, _), _ in read])
    company: dict[frozenset[tuple[str, int]], Verdict] = {}
    for (reading, numbers), _ in read:
        for (i, j), verdict in zip(reading.pairs, said[reading], strict=True):
            company[frozenset((_name(found[numbers[i]]), _name(found[numbers[j]])))] = verdict
    return [replace(one, company=company) for one in found]


def verdict(a: Proposition, b: Proposition) -> Verdict:
    """What is said of two propositions: as they were read with others, or else by themselves."""
    if a.company is not None and a.company is b.company:
        found = a.company.get(frozenset((_name(a), _name(b))))
        if found is not None:
            return Verdict(*found)
    return _alone(*sorted((a.wording, b.wording), key=repr))


def verdicts(readings: Iterable[Reading]) -> Mapping[Reading, Sequence[Verdict]]:
    """What is said of the pairs of each reading; each is read once and remembered."""
    keys = {_key(reading): reading for reading in readings}
    kept = recalled(sorted(keys))
    found = {key: np.frombuffer(kept[key], "<f4").reshape(-1, 2) for key in keys if key in kept}
    for key, reading in keys.items():
        if key not in found:
            said = np.stack(judge(reading.wordings, reading.pairs, "about", "side"), axis=1)
            found[key] = np.round(said, DIGITS).astype("<f4")
            keep({key: found[key].tobytes()})
    return {reading: [Verdict(*map(float, row)) for row in found[key]] for key, reading in keys.items()}


def forget() -> None:
    """Read anew what was read by itself."""
    _alone.cache_clear()


@lru_cache(maxsize=50_000)
def _alone(a: Wording, b: Wording) -> Verdict:
    reading = Reading((a, b), ((0, 1),))
    return verdicts([reading])[reading][0]


def _name(one: Proposition) -> tuple[str, int]:
    return one.article, one.order


def _blocks(found: Sequence[Proposition]) -> list[tuple[str, int]]:
    """Of each proposition its article and which part of that it is in, as even as can be."""
    of: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        of[one.article].append(number)
    part = {}
    for article, numbers in of.items():
        parts = -(-len(numbers) // MOST)
        for at, number in enumerate(sorted(numbers, key=lambda n: found[n].order)):
            part[number] = article, at * parts // len(numbers)
    return [part[number] for number in range(len(found))]


def _reading(found: Sequence[Proposition], pairs: Sequence[Pair]) -> tuple[Reading, list[int]]:
    """The propositions of ``pairs`` in the order of their articles' hashes, and which they are."""
    members = sorted({number for pair in pairs for number in pair}, key=lambda n: _name(found[n]))
    at = {number: place for place, number in enumerate(members)}
    placed = sorted((min(at[a], at[b]), max(at[a], at[b])) for a, b in pairs)
    return Reading(tuple(found[n].wording for n in members), tuple(placed)), members


@lru_cache(maxsize=100_000)
def _words(one: Wording) -> bytes:
    return hashlib.blake2b(repr((one.before, one.content, one.stance)).encode(), digest_size=16).digest()


def _key(reading: Reading) -> bytes:
    """A hash of what is read; of a speaker counts only whose other words are read too."""
    first: dict[str | None, int] = {None: -1}
    told = hashlib.blake2b(repr(reading.pairs).encode(), digest_size=20)
    for one in reading.wordings:
        told.update(_words(one) + b"%d;" % first.setdefault(one.speaker, len(first)))
    return told.digest()
