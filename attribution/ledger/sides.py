"""Which members of a group stand on one side and which on the other, by what each pair of them says of the
same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from attribution.ledger import wordlists
from attribution.ledger.measures import agree, apart
from attribution.ledger.opposition import opposition
from attribution.ledger.propositions import Proposition

ENOUGH = 6.0
"""Weight of shared words at which what is denied of them counts in full."""


class Evidence(NamedTuple):
    """How two propositions stand to each other: below 0 against each other, above 0 together, and by what."""

    weight: float
    kind: str


def evidence(a: Proposition, b: Proposition) -> Evidence:
    """Weigh whether two propositions of one group say the same or the opposite.

    Args:
        a: One proposition.
        b: Another of the same group.

    Returns:
        Weight from about -2 (opposed) to 2 (together), and its strongest ground: ``numbers``, ``denial`` (the
        cue denies),
        ``negation`` (the words do), ``speaker`` (nothing but who speaks).
    """
    numbers = _numbers(a, b)
    if numbers and not (a.rejects or b.rejects):
        return Evidence(numbers, "numbers")
    both = opposition(a, b)
    words = (both.shared - 2.0 * both.differing) / max(both.shared, ENOUGH)
    stances = {a.stance, b.stance}
    denying = ("deny" in stances) and a.stance != b.stance
    cue = -0.5 if denying and stances & {"accuse", "allege"} and a.speaker != b.speaker else 0.0
    voice = 0.0
    if a.speaker is not None and a.speaker == b.speaker:
        voice = 0.6 if a.article == b.article and a.earlier == b.earlier else 0.2
    answer = -0.5 if a.article == b.article and (_rejects(a, b) or _rejects(b, a)) else 0.0
    total = round(words + cue + voice + answer, 6)
    if words or cue or answer:
        return Evidence(total, "denial" if denying or answer else "negation")
    return Evidence(total, "speaker")


def signs(group: Sequence[Proposition]) -> list[int]:
    """Put each member of a group on side 1 or -1.

    The assignment that agrees best with the evidence of all pairs, found from the strongest pair on and then
    by flips.

    Args:
        group: Propositions that are about one thing.

    Returns:
        1 for those who say it is so, -1 for those who say it is not.
    """
    size = len(group)
    weights = np.zeros((size, size))
    for i in range(size):
        for j in range(i):
            weights[i, j] = weights[j, i] = evidence(group[i], group[j]).weight
    found = np.zeros(size)
    found[int(np.argmax(np.abs(weights).sum(axis=1)))] = 1.0
    for _ in range(size - 1):
        pull = weights @ found
        pull[found != 0] = 0.0
        strongest = np.abs(weights) * np.abs(found)[None, :]
        strongest[found != 0] = -1.0
        at = int(np.argmax(strongest.max(axis=1)))
        found[at] = 1.0 if pull[at] >= 0 else -1.0
    for _ in range(size):
        against = found * (weights @ found)
        worst = int(np.argmin(against))
        if against[worst] >= -1e-9:
            break
        found[worst] = -found[worst]
    if sum(side * leaning(one) for side, one in zip(found, group, strict=True)) < 0:
        found = -found
    if found.max() < 0 and not any(one.stance == "deny" for one in group):
        found = -found
    return [int(side) for side in found]


def leaning(one: Proposition) -> float:
    """Whether a proposition by itself sounds like the claim (above 0) or like its denial (below 0)."""
    if one.rejects:
        return -1.5
    total = sum(wordlists.weight(form) for form in set(one.forms))
    share = sum(wordlists.weight(form) for form in one.denied) / total if total else 0.0
    share = 1.0 if one.negative else share
    limit = any(measure.limit or measure.rejected for measure in one.measures)
    return 1.0 * (one.stance in ("accuse", "allege", "states")) + 0.5 - 1.5 * min(1.0, share) - 0.7 * limit


def _rejects(a: Proposition, b: Proposition) -> bool:
    return a.answers == b.order and (a.rejects or a.reply) and b.stance != "deny" and a.speaker != b.speaker


def _numbers(a: Proposition, b: Proposition) -> float:
    """2 where two give the same number of one unit, -2 where different ones for one time, else 0."""
    if apart(a.times, b.times):
        return 0.0
    found = 0.0
    for x in a.measures:
        for y in b.measures:
            if x.unit == y.unit or not x.unit or not y.unit:
                if agree(x.value, y.value):
                    return 2.0 if x.rejected == y.rejected else -2.0
                if x.unit == y.unit and x.unit:
                    found = -2.0
    return found
