"""What the network over all pairs of a circle learns from (``attribution.training.triangle_network``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from attribution.ledger.fitting.told import Labelled
from attribution.ledger.triangles import Table, Weights

if TYPE_CHECKING:
    from attribution.training.triangle_network import Lesson

NETWORKS = 2
"""Networks of which the mean counts, each trained from a first number of its own."""


def lessons(tables: Iterable[tuple[list[int], Table]], event: Labelled) -> Iterator[Lesson]:
    """What gold says of the circles of an event."""
    from attribution.training.triangle_network import Lesson  # torch

    about, against, contested = map(event.matrix, (event.about, event.against, event.contested))
    differs, could = map(event.matrix, (event.differs, event.could))
    known = ~np.isnan(event.denies)
    for numbers, table in tables:
        at = np.ix_(numbers, numbers)
        gold = {"about": about[at], "against": against[at], "contested": contested[at]}
        counts = {"about": differs[at], "against": could[at], "contested": differs[at]}
        counts = {name: np.triu(value, 1) for name, value in counts.items()}
        gold["denies"] = np.nan_to_num(event.denies[numbers])
        counts["denies"] = known[numbers].astype(np.float32)
        yield Lesson(*table, gold, counts)


def trained(
    parts: Sequence[Sequence[Lesson]], epochs: int, told: Callable[[str], None] = lambda _: None
) -> list[list[Weights]]:
    """Train networks on each of several parts, several at a time.

    Args:
        parts: The lessons of each.
        epochs: How often each lesson is learnt from.
        told: Is given a line now and then.
    """
    from joblib import Parallel, delayed

    each = [(part, seed) for part in parts for seed in range(NETWORKS)]
    found = []
    run = Parallel(n_jobs=-1, return_as="generator")(
        delayed(_weights)(part, epochs, seed) for part, seed in each
    )
    for number, (weights, lost) in enumerate(run, 1):
        told(f"together: {number} of {len(each)} trained, loss {lost:.3f}")
        found.append(weights)
    return [found[at : at + NETWORKS] for at in range(0, len(found), NETWORKS)]


def _weights(part: Sequence[Lesson], epochs: int, seed: int) -> tuple[Weights, float]:
    from attribution.training.triangle_network import train  # torch

    network, lost = train(part, epochs, seed)
    return network.weights(), lost
