"""Reports that take part in a contest because they are near both who contradict each other, though on the whole they
are as near to other reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

CLOSE = 0.65
"""Probability with either of the two from which a report takes part."""


def joined(
    groups: Sequence[Sequence[int]],
    opposed: Callable[[Sequence[int]], tuple[int, int] | None],
    likelihood: Mapping[tuple[int, int], float],
) -> list[list[int]]:
    """Move reports to the contests that they are near; those that stand in a contest stay there.

    Args:
        groups: Groups of reports, each report in one at most; one that is in none stays out.
        opposed: The two of a group that contradict each other, None for a group in which nobody does.
        likelihood: Probabilities of pairs (lower first), below 0 for two that must not meet.

    Returns:
        The groups, those that nothing is left of taken out.
    """
    of = {report: number for number, group in enumerate(groups) for report in group}
    contests = {number: found for number, group in enumerate(groups) if (found := opposed(group))}
    near: dict[int, set[int]] = defaultdict(set)
    apart: dict[int, set[int]] = defaultdict(set)
    for pair, likely in likelihood.items():
        for one, other in (pair, pair[::-1]):
            if likely >= CLOSE:
                near[one].add(other)
            elif likely < 0.0:
                apart[one].add(other)
    wanted: dict[int, tuple[float, int]] = {}
    for number, (yes, no) in contests.items():
        for report in near[yes] & near[no]:
            if of.get(report, number) in contests or apart[report] & set(groups[number]):
                continue
            nearest = min(_of(likelihood, report, yes), _of(likelihood, report, no))
            wanted[report] = max(wanted.get(report, (0.0, 0)), (nearest, -number))
    kept = [[report for report in group if report not in wanted] for group in groups]
    for report, (_, number) in wanted.items():
        kept[-number].append(report)
    return [sorted(group) for group in kept if group]


def _of(likelihood: Mapping[tuple[int, int], float], one: int, other: int) -> float:
    return likelihood[min(one, other), max(one, other)]
