"""Batches that the network which reads reports together is trained on: sequences of reports, and pairs of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from attribution.ledger.fitting.events import Event, Item, Stand, stand
from attribution.ledger.marks import marks
from attribution.ledger.network import beside_states
from attribution.ledger.wording import STANCES, Wording

if TYPE_CHECKING:
    from attribution.training.together_network import Sequences

AT_ONCE = 3
"""Events of a step."""
EVENTS_ALONE = 0.5
"""Share of the steps in which no packs are read: they are few, and soon known by heart."""
FROM_PACKS = 0.5
"""Share of the sequences after that which are two articles of a pack."""
HEADLINES = 8
"""Pairs of headlines of a step."""
COMPANY = 0.6
"""Share of the written events with some reports of another event between."""
FEWER = 0.3
"""Share of the sequences that lack some reports."""
OTHER_CLAIMS, STRANGERS = 0.45, 0.2
"""Share of the pairs of different claims, and of different events, that are compared."""

States = Callable[[Sequence[Wording]], Sequence[NDArray[np.float32]]]


def batches(
    events: Sequence[Event],
    packs: Sequence[Event],
    headlines: tuple[Sequence[tuple[Wording, Wording]], np.ndarray] | None,
    steps: range,
    states: States,
    draw: random.Random,
) -> Iterator[list[Sequences]]:
    """What is read in each step: some events, later some packs, and some pairs of headlines.

    Args:
        events: Written events.
        packs: What two articles of a pack say.
        headlines: Pairs of headlines and how they stand.
        steps: Their numbers, of which the last tells how many there are in all.
        states: Gives the states of wordings.
        draw: Source of chance.
    """
    of_events, of_packs = (_again(len(group), draw) for group in (events, packs))
    of_headlines = _again(len(headlines[0]) if headlines else 0, draw)
    for step in steps:
        sequences = []
        for _ in range(AT_ONCE):
            if packs and step >= EVENTS_ALONE * steps.stop and draw.random() < FROM_PACKS:
                sequences.append([(0, item) for item in packs[next(of_packs)]])
            else:
                sequences.append(_mixed(events, next(of_events), draw))
        read = [gathered([_fewer(items, draw) for items in sequences], states, draw)]
        if headlines:
            some = [next(of_headlines) for _ in range(HEADLINES)]
            read.append(of_pairs([headlines[0][n] for n in some], headlines[1][some], states, draw))
        yield read


def gathered(
    sequences: Sequence[Sequence[tuple[int, Item]]], states: States, draw: random.Random
) -> Sequences:
    """Sequences of reports, each with which event it is of, as the network takes them; pairs of different claims count
    for those that are left out.
    """
    wordings = [item.wording for items in sequences for _, item in items]
    pairs, wanted = [], []
    first = 0
    for items in sequences:
        for (i, (event, one)), (j, (other_event, other)) in combinations(enumerate(items), 2):
            stands = stand(one, other) if event == other_event else Stand(False, None)
            share = 1.0 if stands.about else OTHER_CLAIMS if event == other_event else STRANGERS
            if draw.random() >= share:
                continue
            pairs.append((first + i, first + j))
            count = 1.0 if stands.about else 0.3 / share if event != other_event else 0.9 / share
            wanted.append((stands.about, count, bool(stands.opposed), stands.opposed is not None))
        first += len(items)
    of = [number for number, items in enumerate(sequences) for _ in items]
    return _sequences(wordings, of, pairs, np.array(wanted, "f"), np.full(len(pairs), -1), states)


def of_pairs(
    headlines: Sequence[tuple[Wording, Wording]], kinds: np.ndarray, states: States, draw: random.Random
) -> Sequences:
    """Pairs of headlines as the network takes them, each a sequence of its own."""
    wordings = [one for pair in headlines for one in (pair if draw.random() < 0.5 else pair[::-1])]
    pairs = [(n, n + 1) for n in range(0, len(wordings), 2)]
    of = [n // 2 for n in range(len(wordings))]
    return _sequences(wordings, of, pairs, np.zeros((len(pairs), 4), "f"), kinds, states)


def _sequences(
    wordings: Sequence[Wording],
    of: Sequence[int],
    pairs: Sequence[tuple[int, int]],
    wanted: np.ndarray,
    kinds: np.ndarray,
    states: States,
) -> Sequences:
    from attribution.training.together_network import Sequences

    about, about_counts, opposed, opposed_counts = wanted.T
    return Sequences(
        states(wordings),
        of,
        np.array([[float(one.stance == stance) for stance in STANCES] for one in wordings], "f"),
        np.stack([marks(one) for one in wordings]),
        np.array(pairs),
        np.array([beside_states(wordings[a], wordings[b]) for a, b in pairs], "f"),
        about,
        about_counts,
        opposed,
        opposed_counts,
        kinds,
    )


def _mixed(events: Sequence[Event], number: int, draw: random.Random) -> list[tuple[int, Item]]:
    """The reports of an event, with which event they are of, some of another between."""
    items = [(number, item) for item in events[number]]
    if draw.random() < COMPANY:
        other = draw.randrange(len(events))
        some = draw.sample(list(events[other]), min(draw.randint(2, 7), len(events[other])))
        items += [(other, item) for item in some]
    return items


def _fewer(items: list[tuple[int, Item]], draw: random.Random) -> list[tuple[int, Item]]:
    """Reports in any order, some left out now and then."""
    drawn = draw.sample(items, len(items))
    return drawn[: max(8, int(len(drawn) * draw.uniform(0.5, 1.0)))] if draw.random() < FEWER else drawn


def _again(count: int, draw: random.Random) -> Iterator[int]:
    """Numbers below ``count`` in any order, all of them before one comes again."""
    while count:
        yield from draw.sample(range(count), count)
