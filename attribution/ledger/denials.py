"""What each denial denies: of all that could be meant, the likeliest report that it opposes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from attribution.ledger.contests import OPPOSED, asserted, two_voices
from attribution.ledger.features import reinforces
from attribution.ledger.propositions import Proposition
from attribution.ledger.sides import Weigh, evidence, leaning

MEANT = 0.3
"""Probability that the two are about one thing from which a denial is taken to mean a report."""
SURELY = 0.45
"""Probability from which a denial is taken to mean further reports."""
REPORTS = 3
"""Reports that one denial can mean at most."""
ACCUSATION = 0.15
"""What an accusation has before other reports: it is what is denied."""


def denials(
    found: Sequence[Proposition], known: Mapping[tuple[int, int], float], weigh: Weigh = evidence
) -> list[tuple[int, int]]:
    """Pairs of a denial and the report that it denies.

    Args:
        found: All propositions.
        known: Probabilities of the candidate pairs.
        weigh: How two propositions stand to each other.

    Returns:
        Pairs, surest first.
    """
    options: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (first, second), likely in known.items():
        if likely < MEANT:
            continue
        for denial, report in ((first, second), (second, first)):
            if _denies(found[denial], found[report], weigh):
                accusing = found[report].stance in ("accuse", "allege")
                options[denial].append((likely + ACCUSATION * accusing, report))
    chosen = [
        (-likely, denial, report)
        for denial, reports in options.items()
        for place, (likely, report) in enumerate(sorted(reports, reverse=True)[:REPORTS])
        if place == 0 or likely - ACCUSATION >= SURELY
    ]
    return [(denial, report) for _, denial, report in sorted(chosen)]


def carried(found: Sequence[Proposition]) -> list[tuple[int, int]]:
    """Pairs of a denial, or an accusation, and the same speaker's next words that carry it on."""
    return [(n, n + 1) for n in range(len(found) - 1) if reinforces(found[n], found[n + 1])]


def _denies(denial: Proposition, report: Proposition, weigh: Weigh) -> bool:
    if leaning(denial) >= 0 or report.rejects or leaning(report) <= 0:
        return False
    if not (asserted(denial) and asserted(report) and two_voices(report, denial)):
        return False
    return weigh(report, denial).weight <= OPPOSED
