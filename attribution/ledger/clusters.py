"""Propositions gathered into groups by the probabilities of their pairs: average linkage, likeliest pairs first."""

from __future__ import annotations

from collections.abc import Mapping


def clusters(count: int, probabilities: Mapping[tuple[int, int], float], threshold: float) -> list[list[int]]:
    """Group what belongs together.

    Args:
        count: How many things there are, named 0 to ``count - 1``.
        probabilities: Of pairs (lower first); a pair that is not given counts as 0.
        threshold: Mean probability of the pairs between two groups from which they are joined.

    Returns:
        Groups, each in order, ordered by their first member; singletons included. The same for the same input.
    """
    group = list(range(count))
    members = {number: [number] for number in range(count)}
    for (first, second), probability in sorted(probabilities.items(), key=lambda item: (-item[1], item[0])):
        if probability < threshold:
            break
        one, other = group[first], group[second]
        if one == other or _mean(members[one], members[other], probabilities) < threshold:
            continue
        kept, gone = min(one, other), max(one, other)
        for number in members[gone]:
            group[number] = kept
        members[kept] = sorted(members[kept] + members.pop(gone))
    return [members[name] for name in sorted(members)]


def _mean(one: list[int], other: list[int], probabilities: Mapping[tuple[int, int], float]) -> float:
    total = sum(probabilities.get((min(a, b), max(a, b)), 0.0) for a in one for b in other)
    return total / (len(one) * len(other))
