"""Which members of a group stand on one side and which on the other, by what each pair of them says of the
same words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from attribution.ledger import wordlists
from attribution.ledger.fitted import shipped
from attribution.ledger.measures import agree, apart, one_unit
from attribution.ledger.network import log_odds
from attribution.ledger.opposition import opposition
from attribution.ledger.propositions import Proposition
from attribution.ledger.together import verdict

ENOUGH = 6.0
"""Weight of shared words at which what is denied of them counts in full."""


class Evidence(NamedTuple):
    """How two propositions stand to each other: below 0 against each other, above 0 together, and by what."""

    weight: float
    kind: str


def evidence(a: Proposition, b: Proposition, given: np.ndarray | None = None) -> Evidence:
    """Weigh whether two propositions of one group say the same or the opposite.

    Args:
        a: One proposition.
        b: Another of the same group.
        given: Weights in the order of ``NAMES``; those that ship unless given.

    Returns:
        Log odds: below 0 opposed, above 0 together; and their ground: ``numbers``, ``denial`` (the
        cue denies), ``negation`` (the words do), ``speaker`` (nothing but who speaks).
    """
    found = features(a, b)
    known = dict(zip(NAMES, found, strict=True))
    weight = round(-float(np.dot(found, weights() if given is None else given)), 6)
    if (known["same number"] or known["other number"]) and not (a.rejects or b.rejects):
        return Evidence(weight, "numbers")
    if known["one denies"] or known["one answers the other"]:
        return Evidence(weight, "denial")
    return Evidence(weight, "negation")


NAMES = (
    "bias",
    "same number",
    "other number",
    "shared words",
    "words denied by one",
    "one denies",
    "both deny",
    "one accuses, another denies",
    "one speaker, one article",
    "one speaker, other article",
    "one answers the other",
    "one begins with a negation",
    "one rejects",
    "leanings",
    "lower leaning",
    "network: log odds",
    "network: one speaker, one article",
    "shares of words denied",
)


def features(a: Proposition, b: Proposition) -> list[float]:
    """What speaks for two propositions being opposed, in the order of ``NAMES``; the same for (b, a)."""
    numbers, both = _numbers(a, b), opposition(a, b)
    mass = max(both.shared, ENOUGH)
    stances = {a.stance, b.stance}
    denying = "deny" in stances and a.stance != b.stance
    one_speaker = a.speaker is not None and a.speaker == b.speaker
    here = one_speaker and a.article == b.article and a.earlier == b.earlier
    answer = a.article == b.article and (_rejects(a, b) or _rejects(b, a))
    odds = log_odds(verdict(a, b).opposed)
    return [
        1.0,
        float(numbers > 0),
        float(numbers < 0),
        (both.shared - 2.0 * both.differing) / mass,
        both.differing / mass,
        float(denying),
        float(a.stance == b.stance == "deny"),
        float(denying and bool(stances & {"accuse", "allege"}) and not one_speaker),
        float(here),
        float(one_speaker and not here),
        float(answer),
        float(a.negative != b.negative),
        float(a.rejects != b.rejects),
        leaning(a) * leaning(b),
        min(leaning(a), leaning(b)),
        odds,
        odds * here,
        abs(_denied(a) - _denied(b)),
    ]


def _denied(one: Proposition) -> float:
    forms = set(one.forms)
    return len(one.denied & forms) / max(1, len(forms))


def weights() -> np.ndarray:
    """The shipped weights, in the order of ``NAMES``."""
    return shipped("sides", NAMES)


Weigh = Callable[[Proposition, Proposition], Evidence]
Lean = Callable[[Proposition], float]


def signs(group: Sequence[Proposition], weigh: Weigh = evidence, lean: Lean | None = None) -> list[int]:
    """Put each member of a group on side 1 or -1.

    The assignment that agrees best with the evidence of all pairs, found from the strongest pair on and then
    by flips.

    Args:
        group: Propositions that are about one thing.
        weigh: How two of them stand to each other.
        lean: How much one sounds like the claim by itself; ``leaning`` unless given.

    Returns:
        1 for those who say it is so, -1 for those who say it is not.
    """
    size = len(group)
    pairs = np.zeros((size, size))
    for i in range(size):
        for j in range(i):
            pairs[i, j] = pairs[j, i] = weigh(group[i], group[j]).weight
    found = np.zeros(size)
    found[int(np.argmax(np.abs(pairs).sum(axis=1)))] = 1.0
    for _ in range(size - 1):
        pull = pairs @ found
        pull[found != 0] = 0.0
        strongest = np.abs(pairs) * np.abs(found)[None, :]
        strongest[found != 0] = -1.0
        at = int(np.argmax(strongest.max(axis=1)))
        found[at] = 1.0 if pull[at] >= 0 else -1.0
    for _ in range(size):
        against = found * (pairs @ found)
        worst = int(np.argmin(against))
        if against[worst] >= -1e-9:
            break
        found[worst] = -found[worst]
    if sum(side * (lean or leaning)(one) for side, one in zip(found, group, strict=True)) < 0:
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
            if one_unit(x.unit, y.unit) or not x.unit or not y.unit:
                if agree(x.value, y.value):
                    return 2.0 if x.rejected == y.rejected else -2.0
                if one_unit(x.unit, y.unit):
                    found = -2.0
    return found
