"""Contested claims: which groups hold opposing positions of different speakers, for what reason, and both sides named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from attribution.ledger.propositions import Proposition
from attribution.ledger.sides import Evidence, evidence
from attribution.records import Reason, Stand

OPPOSED = -0.5
"""Evidence from which two positions are opposed."""
LIKELY = 0.5
"""Probability that the two are about one thing from which their opposition makes a contest."""


class Contest(NamedTuple):
    """Two positions that oppose each other: indexes into the group (the first says so, the second not), and the reason."""

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


def contest(
    group: Sequence[Proposition], sides: Sequence[int], likely: Callable[[Proposition, Proposition], float]
) -> Contest | None:
    """Find the strongest opposition in a group.

    Questions, conditions, plans and demands oppose nothing. Both sides need different speakers, or one speaker at two dates.

    Args:
        group: Propositions about one thing.
        sides: 1 or -1 for each.
        likely: Probability that two propositions are about one thing.

    Returns:
        The strongest pair with its reason, or None.
    """
    best: tuple[float, int, int, Evidence] | None = None
    for i, yes in enumerate(group):
        for j, no in enumerate(group):
            if sides[i] <= 0 or sides[j] >= 0 or not (_asserted(yes) and _asserted(no)) or not _two_voices(yes, no):
                continue
            found = evidence(yes, no)
            strength = -found.weight * likely(yes, no)
            if found.weight <= OPPOSED and likely(yes, no) >= LIKELY and (best is None or strength > best[0]):
                best = (strength, i, j, found)
    if best is None:
        return None
    _, i, j, found = best
    return Contest(i, j, _reason(group, sides, found))


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


def _asserted(one: Proposition) -> bool:
    return one.modality == "assertion" and one.stance not in ("demand", "warn", "commit", "ask")


def _two_voices(yes: Proposition, no: Proposition) -> bool:
    if yes.speaker is None and no.speaker is None:
        return yes.article != no.article
    if yes.speaker != no.speaker:
        return True
    return yes.published != no.published or yes.earlier != no.earlier


def _reason(group: Sequence[Proposition], sides: Sequence[int], strongest: Evidence) -> Reason:
    if strongest.kind == "numbers":
        return "numbers"
    said = [(one.speaker, side) for one, side in zip(group, sides, strict=True) if one.speaker and _asserted(one)]
    if any((speaker, -side) in said for speaker, side in said):
        return "self-contradiction"
    denying = any(one.rejects and side < 0 for one, side in zip(group, sides, strict=True))
    if denying and any(one.index is None and side > 0 for one, side in zip(group, sides, strict=True)):
        return "stated-as-fact"
    return "denial" if denying else "negation"
