"""What a content leaves out: what «هذه الاتهامات» points to, what the number in «71 %» is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attribution.ledger.grammar import mass
from attribution.ledger.propositions import Proposition

LIGHT = 8.0
"""Weight of words below which a number does not say what it is of: the content before it does."""


def resolved(one: Proposition, all_of_article: Sequence[Proposition]) -> Proposition:
    """``one`` with the words of what it points to or leaves out, and what it rejects marked as denied."""
    if one.pointing and one.answers is not None:
        other = all_of_article[one.answers]
        denied_words = frozenset(other.forms) - other.denied if one.rejects else other.denied
        return replace(_filled(one, other), denied=denied_words)
    if one.measures and not one.rejects and mass(one.forms) < LIGHT and one.order:
        before = all_of_article[one.order - 1]
        if before.sentence >= one.sentence - 1 and _counts_alike(one, before):
            return _filled(one, before)
    if one.rejects and not one.negative:
        return replace(one, denied=frozenset(one.forms) - one.denied)
    return one


def _filled(one: Proposition, other: Proposition) -> Proposition:
    """``one`` with the words of ``other``, without its numbers where ``one`` has numbers of its own."""
    kept = [n for n, form in enumerate(other.forms) if not (one.measures and form[0].isdigit())]
    unit = next((m.unit for m in other.measures if m.unit), "")
    both = f"{one.wording.content} ({other.wording.content})"
    return replace(
        one,
        wording=one.wording._replace(content=both),
        forms=one.forms + tuple(other.forms[n] for n in kept),
        stems=one.stems + tuple(other.stems[n] for n in kept),
        events=one.events | other.events,
        names=one.names | other.names,
        states=one.states | other.states,
        measures=tuple(m if m.unit else m._replace(unit=unit) for m in one.measures) or other.measures,
        times=one.times if _more_than_year(one.times) else one.times | other.times,
        subject=one.subject | other.subject,
    )


def _more_than_year(times_named: frozenset[str]) -> bool:
    return any(not time.startswith("year") for time in times_named)


def _counts_alike(one: Proposition, other: Proposition) -> bool:
    units = {m.unit for m in one.measures} - {""}
    return bool(other.measures) and (not units or bool(units & {m.unit for m in other.measures}))
