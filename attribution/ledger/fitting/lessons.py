"""What the network over all pairs of a circle learns from (``attribution.training.triangle_network``)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from attribution.ledger.alone import Alone
from attribution.ledger.clustering import Members
from attribution.ledger.clusters import clusters
from attribution.ledger.competing import AROUND, OPPONENTS, PROPOSED, SEEMING, around
from attribution.ledger.fitting.labelled import memberships, overlaps
from attribution.ledger.fitting.told import Labelled
from attribution.ledger.triangles import Weights

if TYPE_CHECKING:
    from attribution.training.triangle_network import Lesson


def lessons(alone: Alone, event: Labelled) -> Iterator[Lesson]:
    """What gold says of the circles of an event, pairs of which have been looked at by themselves."""
    from attribution.training.triangle_network import Lesson  # torch

    about, against, contested = map(event.matrix, (event.about, event.against, event.contested))
    differs, could = map(event.matrix, (event.differs, event.could))
    known = ~np.isnan(event.denies)
    groups = proposed(alone.likely, event)
    worth = overlaps(event.pack, [[event.found[number] for number in group] for group in groups])
    for numbers, table in alone.tables():
        at = np.ix_(numbers, numbers)
        gold = {"about": about[at], "against": against[at], "contested": contested[at]}
        counts = {"about": differs[at], "against": could[at], "contested": differs[at]}
        counts = {name: np.triu(value, 1) for name, value in counts.items()}
        gold["denies"] = np.nan_to_num(event.denies[numbers])
        counts["denies"] = known[numbers].astype(np.float32)
        places = {number: place for place, number in enumerate(numbers)}
        here = [n for n, group in enumerate(groups) if places.keys() >= set(group)]
        of = [[places[number] for number in groups[n]] for n in here]
        yield Lesson(*table, gold, counts, of, np.array([worth[n] for n in here], np.float32))


def proposed(likely: Mapping[tuple[int, int], float], event: Labelled) -> list[Members]:
    """Groups of an event to learn from: its claims, and what pairs by themselves propose, as
    ``attribution.ledger.competing`` does it.

    Args:
        likely: How likely pairs are about one thing.
        event: The event.
    """
    of_claims: dict[str, list[int]] = defaultdict(list)
    for number, claims in enumerate(memberships(event.found, event.pack)):
        for claim in claims:
            of_claims[claim].append(number)
    found = {tuple(members) for members in of_claims.values() if len(members) > 1}
    for together in PROPOSED:
        groups = clusters(len(event.found), likely, lambda a, b: likely.get((a, b), 0.0), together)
        found |= {tuple(group) for group in groups if len(group) > 1}
    could = {pair for pair, face in zip(event.pairs, event.could, strict=True) if face}
    ranked = sorted(
        (pair for pair in could if likely.get(pair, 0.0) >= SEEMING), key=lambda p: (-likely[p], p)
    )
    beside: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), about in likely.items():
        beside[one][other] = beside[other][one] = about
    met: Counter[int] = Counter()
    for one, other in ranked:
        if met[one] < OPPONENTS or met[other] < OPPONENTS:
            met.update((one, other))
            found |= {around(one, other, beside.__getitem__, least) for least in AROUND}
    return sorted(found)


def trained(
    parts: Sequence[Sequence[Lesson]], epochs: Sequence[int], told: Callable[[str], None] = lambda _: None
) -> list[list[Weights]]:
    """Train networks on each of several parts, several at a time.

    Args:
        parts: The lessons of each.
        epochs: For each network how often it learns from each lesson; each begins from other numbers.
        told: Is given a line now and then.
    """
    from joblib import Parallel, delayed

    each = [(part, often, seed) for part in parts for seed, often in enumerate(epochs)]
    found = []
    run = Parallel(n_jobs=-1, return_as="generator")(
        delayed(_weights)(part, often, seed) for part, often, seed in each
    )
    for number, (weights, lost) in enumerate(run, 1):
        told(f"together: {number} of {len(each)} trained, loss {lost:.3f}")
        found.append(weights)
    return [found[at : at + len(epochs)] for at in range(0, len(found), len(epochs))]


def _weights(part: Sequence[Lesson], epochs: int, seed: int) -> tuple[Weights, float]:
    from attribution.training.triangle_network import train  # torch

    network, lost = train(part, epochs, seed)
    return network.weights(), lost
