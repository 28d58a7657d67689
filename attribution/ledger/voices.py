"""Sentences in the publisher's own voice: they take part only where they match what somebody is reported to
have said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attribution.ledger.measures import agree
from attribution.ledger.propositions import Proposition, things

VOICE = 0.5
"""Probability with one of the reports from which a sentence belongs to a claim."""


def with_voice(
    group: list[int], found: Sequence[Proposition], known: Mapping[tuple[int, int], float]
) -> list[int]:
    """Add to a group of reports the sentences that say the same, or the opposite, in the publisher's own
    voice.

    Args:
        group: Indexes of reports.
        found: All propositions; one sentence can state several claims.
        known: Probabilities of the candidate pairs.

    Returns:
        The group with the sentences, in order.
    """
    members = set(group)
    best: dict[int, float] = {}
    for pair, likely in known.items():
        for sentence, report in (pair, pair[::-1]):
            if (
                report in members
                and found[sentence].index is None
                and same_matter(found[sentence], found[report])
            ):
                best[sentence] = max(best.get(sentence, 0.0), likely)
    return sorted(members | {sentence for sentence, likely in best.items() if likely >= VOICE})


def same_matter(sentence: Proposition, report: Proposition) -> bool:
    """Whether a sentence names the act of a report with what or whom it is done, or gives its number."""
    acts = (sentence.events - things(sentence)) & (report.events - things(report))
    if acts and (sentence.states & report.states or things(sentence) & things(report) or len(acts) > 1):
        return True
    return any(
        x.unit == y.unit and agree(x.value, y.value) for x in sentence.measures for y in report.measures
    )
