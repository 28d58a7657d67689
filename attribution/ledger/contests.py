"""Contested claims: which groups hold opposing positions of different speakers, for what reason, and both
sides named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attribution.ledger.contradictions import Contradicts, contradiction
from attribution.ledger.propositions import Proposition
from attribution.ledger.sides import Weigh, evidence
from attribution.records import Reason, Stand

LIKELY = 0.2
"""Probability of a contradiction from which it counts."""
UNDENIED = 0.3
"""The same where neither denies and no numbers differ: in real news few of those that are less likely are one."""


class Facing(NamedTuple):
    """Two that can contradict each other: how likely, and indexes into the group (the first says so, the second
    not).
    """

    chance: float
    yes: int
    no: int


class Contest(NamedTuple):
    """Two positions that oppose each other: indexes into the group (the first says so, the second not), and
    the reason.
    """

    yes: int
    no: int
    reason: Reason


def position(one: Proposition, side: int) -> Stand:
    """What a proposition on a side does to the claim."""
    if one.modality in ("question", "conditional"):
        return "questions"
    if side < 0:
        return "denies"
    if one.index is None:
        return "states"
    return "alleges" if one.stance in ("accuse", "allege") else "asserts"


def facing(
    group: Sequence[Proposition], sides: Sequence[int], contradicts: Contradicts = contradiction
) -> list[Facing]:
    """Which of a group can contradict each other, likeliest first.

    Questions, conditions, plans and demands contradict nothing. Both sides need different speakers, or one
    speaker at two dates; the side that says no is a report.

    Args:
        group: Propositions about one thing.
        sides: 1 or -1 for each.
        contradicts: How likely one says the opposite of the other.
    """
    found = [
        Facing(contradicts(yes, no), i, j)
        for i, yes in enumerate(group)
        for j, no in enumerate(group)
        if sides[i] > 0 > sides[j] and no.index is not None and can_face(yes, no)
    ]
    return sorted(found, reverse=True)


def contest(group: Sequence[Proposition], every: Sequence[Facing], weigh: Weigh = evidence) -> Contest | None:
    """The pair that shows best why a group is contested.

    Args:
        group: Propositions about one thing.
        every: Those of it that face each other, likeliest first; at least one pair.
        weigh: On what ground two of them stand against each other.

    Returns:
        That pair and the reason; None where nobody denies, no numbers differ, and no two contradict each other that
        surely. Numbers come before a speaker against himself, that before a fact stated against a denial, that before
        a denial, that before a negation.
    """
    strongest, yes, no = every[0]
    kind = weigh(group[yes], group[no]).kind
    if kind == "numbers":
        return Contest(yes, no, "numbers")
    opposed = [one for one in every if one.chance >= LIKELY]
    denied = kind == "denial" or any(group[one.no].rejects for one in opposed)
    if not denied and strongest < UNDENIED:
        return None
    own = [one for one in opposed if one_speaker(group[one.yes], group[one.no])]
    if own and own[0].chance >= strongest / 2:
        return Contest(own[0].yes, own[0].no, "self-contradiction")
    fact = [one for one in every if group[one.yes].index is None and group[one.no].rejects]
    if fact:
        return Contest(fact[0].yes, fact[0].no, "stated-as-fact")
    return Contest(yes, no, "denial" if denied else "negation")


def why(reason: Reason, yes: str, no: str) -> str:
    """One English sentence that names both sides.

    Args:
        reason: Why the claim is contested.
        yes: Who says so, as shown.
        no: Who does not.
    """
    return {
        "denial": f"{yes} says it; {no} denies it",
        "negation": f"{yes} says it; {no} says the opposite",
        "numbers": f"{yes} and {no} give different numbers for one thing",
        "self-contradiction": f"{yes} said it at one time and the opposite at another",
        "stated-as-fact": f"{yes} states it as fact in its own voice; {no} denies it",
    }[reason]


def can_face(a: Proposition, b: Proposition) -> bool:
    """Whether two propositions can contradict each other; one of them at least is a report."""
    if a.index is None and b.index is None:
        return False
    return asserted(a) and asserted(b) and two_voices(a, b)


def asserted(one: Proposition) -> bool:
    """Whether a proposition says how things are: no question, condition, plan, demand, warning or pledge."""
    return one.modality == "assertion" and one.stance not in ("demand", "warn", "commit", "ask")


def two_voices(yes: Proposition, no: Proposition) -> bool:
    """Whether two propositions have different speakers, or one speaker at two dates; what is told inside the words of
    another who does not reject it is told by that one too.
    """
    within = yes.article == no.article and yes.span.start < no.span.end and no.span.start < yes.span.end
    if within and not (yes.rejects or no.rejects):
        return False
    if yes.speaker is None and no.speaker is None:
        return yes.article != no.article
    if yes.speaker != no.speaker:
        return True
    return yes.published != no.published or yes.earlier != no.earlier


def one_speaker(a: Proposition, b: Proposition) -> bool:
    """Whether two propositions have one speaker, who is known."""
    return a.speaker is not None and a.speaker == b.speaker
