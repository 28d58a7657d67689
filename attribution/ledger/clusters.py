"""Propositions gathered into groups by the probabilities of their pairs: average linkage, likeliest pairs
first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

LARGEST = 40
"""Members from which a group takes no more: what is said that often is compared with whom it joined first."""


def clusters(
    count: int,
    probabilities: Mapping[tuple[int, int], float],
    probability: Callable[[int, int], float],
    threshold: float,
    linked: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Group what belongs together.

    Args:
        count: How many things there are, named 0 to ``count - 1``.
        probabilities: Of the pairs to start from (lower first).
        probability: Of any pair, below 0 for two that must not meet; asked only for members of groups that
            such a
            pair links.
        threshold: Mean probability of the pairs between two groups from which they are joined.
        linked: Pairs that belong together whatever the others say.

    Returns:
        Groups, each in order, ordered by their first member; singletons included. The same for the same
        input.
    """
    group = list(range(count))
    members = {number: [number] for number in range(count)}

    def join(one: int, other: int) -> None:
        kept, gone = min(one, other), max(one, other)
        for number in members[gone]:
            group[number] = kept
        members[kept] = sorted(members[kept] + members.pop(gone))

    for first, second in linked:
        if group[first] != group[second]:
            join(group[first], group[second])
    for (first, second), likely in sorted(probabilities.items(), key=lambda item: (-item[1], item[0])):
        if likely < threshold:
            break
        one, other = group[first], group[second]
        if one == other or len(members[one]) + len(members[other]) > LARGEST:
            continue
        between = [probability(min(a, b), max(a, b)) for a in members[one] for b in members[other]]
        if min(between) >= 0.0 and sum(between) / len(between) >= threshold:
            join(one, other)
    return [members[name] for name in sorted(members)]
