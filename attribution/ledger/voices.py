"""Sentences in the publisher's own voice: they take part only where they match what somebody is reported to
have said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from attribution.ledger.measures import agree, one_unit
from attribution.ledger.propositions import Proposition, things

VOICE = 0.6
"""Probability with one of the reports from which a sentence belongs to a claim."""


def voices(found: Sequence[Proposition], known: Mapping[tuple[int, int], float]) -> dict[int, list[int]]:
    """Find the sentences that say the same as a report, or the opposite, in the publisher's own voice.

    Args:
        found: All propositions; one sentence can state several claims.
        known: Probabilities of the candidate pairs.

    Returns:
        Indexes of sentences by the index of the report.
    """
    matched: dict[int, list[int]] = defaultdict(list)
    for pair, likely in known.items():
        for sentence, report in (pair, pair[::-1]):
            told = found[sentence].index is None and found[report].index is not None
            if told and likely >= VOICE and same_matter(found[sentence], found[report]):
                matched[report].append(sentence)
    return matched


def same_matter(sentence: Proposition, report: Proposition) -> bool:
    """Whether a sentence names the act of a report with what or whom it is done, or gives its number."""
    acts = (sentence.events - things(sentence)) & (report.events - things(report))
    if acts and (sentence.states & report.states or things(sentence) & things(report) or len(acts) > 1):
        return True
    return any(
        (one_unit(x.unit, y.unit) or x.unit == y.unit) and agree(x.value, y.value)
        for x in sentence.measures
        for y in report.measures
    )
