"""How much of a contested claim a group of reports is: trained trees over the group as a whole.

One pair that seems to contradict each other is often a mistake about that pair; what all of them say together is less
often one. So is how far a group stands out from the reports around it. The trees tell how much of a contested claim a
group is expected to be, so that one that holds two claims is worth less than either. They and their origin:
``trees.npz`` beside this file, written by ``attribution.ledger.fitting.contests``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from attribution.ledger import trees
from attribution.ledger.alone import Decide
from attribution.ledger.compared import Compared
from attribution.ledger.contests import Facing, facing
from attribution.ledger.contradictions import Contradicts
from attribution.ledger.network import log_odds
from attribution.ledger.propositions import Proposition
from attribution.ledger.sides import Lean, Weigh, leaning, signs
from attribution.ledger.together import verdict

ENOUGH = 0.3
"""Expected overlap with a contested claim (Jaccard) from which a group is one."""
SURE, LIKELY = 0.5, 0.2
"""Probabilities of a contradiction from which it is counted."""
NAMES = (
    "opposed: any two",
    "opposed: mean of those who face each other",
    "opposed: likeliest contradiction",
    "contradiction: any two",
    "contradiction: likeliest",
    "contradiction: second",
    "contradiction: third",
    "contradiction: mean",
    "contradictions that are sure",
    "contradictions that are likely",
    "about: mean",
    "about: least",
    "about: most",
    "about: mean of those who face each other",
    "about: likeliest contradiction",
    "both: most",
    "both: second",
    "both: mean",
    "both: sum",
    "outside: most",
    "outside: mean of the nearest",
    "outside: mean of the nearest three",
    "outside: how far beyond",
    "members",
    "articles",
    "speakers",
    "sentences",
    "who deny",
    "share of those who deny",
    "share of cues that deny",
    "share of cues that accuse",
    "share of those who reject",
    "share of what is not asserted",
    "numbers",
    "denial",
    "negation",
    "likeliest: numbers",
    "likeliest: denial",
    "likeliest: no is a cue that denies",
    "likeliest: no rejects",
    "likeliest: no begins with a negation",
    "likeliest: yes is a sentence",
    "likeliest: yes accuses",
    "likeliest: one article",
    "length: mean",
    "length: shortest",
    "sides: mean weight",
    "sides: least weight",
    "reports compared",
    "contested: mean",
    "contested: most",
    "contested: least",
    "contested: mean of the likeliest",
    "denies: how far the sides are apart",
    "denies: most",
    "denies: least",
    "worth",
)


class Group(NamedTuple):
    """Propositions about one thing, which side each is on (1 or -1), and which of them face each other."""

    members: list[Proposition]
    sides: list[int]
    every: list[Facing]


def stood(
    members: list[Proposition],
    weigh: Weigh,
    contradicts: Contradicts,
    lean: Lean = leaning,
) -> Group:
    """Put propositions about one thing on their sides."""
    sides = signs(members, weigh, lean)
    return Group(members, sides, facing(members, sides, contradicts))


def described(group: Group, compared: Compared, weigh: Weigh) -> list[float]:
    """Features of a group in which some face each other, in the order of ``NAMES``."""
    members, sides, every = group
    size = len(members)
    first = every[0]
    yes, no = members[first.yes], members[first.no]
    couples = list(combinations(members, 2))
    near = [compared.about(a, b) for a, b in couples]
    chances = [one.chance for one in every] + [0.0, 0.0]
    across = [compared.about(members[one.yes], members[one.no]) for one in every]
    both = sorted((p * one.chance for p, one in zip(across, every, strict=True)), reverse=True)
    opposed = [verdict(members[one.yes], members[one.no]).opposed for one in every]
    kinds = {weigh(members[one.yes], members[one.no]).kind for one in every}
    kind = weigh(yes, no).kind
    weights = [abs(weigh(a, b).weight) for a, b in couples]
    beyond = compared.beyond(members)
    outside = [_mean(row) for row in beyond]
    contested = [compared.contested(a, b) for a, b in couples]
    denies = [compared.denies(one) for one in members]
    return [
        max(verdict(a, b).opposed for a, b in couples),
        _mean(opposed),
        opposed[0],
        log_odds(1.0 - math.prod(1.0 - one.chance for one in every)),
        *chances[:3],
        _mean(chances[:-2]),
        float(sum(chance > SURE for chance in chances)),
        float(sum(chance > LIKELY for chance in chances)),
        _mean(near),
        min(near),
        max(near),
        _mean(across),
        across[0],
        both[0],
        both[1] if len(both) > 1 else 0.0,
        _mean(both),
        math.fsum(both),
        max(row[0] for row in beyond),
        _mean([row[0] for row in beyond]),
        _mean(outside),
        _mean(near) - _mean(outside),
        float(size),
        float(len({one.article for one in members})),
        float(len({one.speaker for one in members})),
        float(sum(one.index is None for one in members)),
        float(sum(side < 0 for side in sides)),
        sum(side < 0 for side in sides) / size,
        sum(one.stance == "deny" for one in members) / size,
        sum(one.stance in ("accuse", "allege") for one in members) / size,
        sum(one.rejects for one in members) / size,
        sum(one.modality != "assertion" for one in members) / size,
        float("numbers" in kinds),
        float("denial" in kinds),
        float("negation" in kinds),
        float(kind == "numbers"),
        float(kind == "denial"),
        float(no.stance == "deny"),
        float(no.rejects),
        float(no.negative),
        float(yes.index is None),
        float(yes.stance in ("accuse", "allege")),
        float(yes.article == no.article),
        sum(len(one.forms) for one in members) / size,
        float(min(len(one.forms) for one in members)),
        _mean(weights),
        min(weights),
        compared.size(members),
        _mean(contested),
        max(contested),
        min(contested),
        _mean(sorted(contested)[-size:]),
        _mean([one for one, side in zip(denies, sides, strict=True) if side < 0])
        - _mean([one for one, side in zip(denies, sides, strict=True) if side > 0]),
        max(denies),
        min(denies),
        compared.worth(members),
    ]


def likeness(groups: Sequence[Group], compared: Compared, weigh: Weigh, decide: Decide) -> list[float]:
    """How much of a contested claim each group is expected to be, 0 to 1 (Jaccard); 0 where nobody faces anybody."""
    said = iter(decide([described(group, compared, weigh) for group in groups if group.every]))
    return [float(next(said)) if group.every else 0.0 for group in groups]


def shipped() -> Decide:
    """The trees that ship."""
    return trees.shipped("disputes", NAMES)


def _mean(numbers: Sequence[float]) -> float:
    return float(np.mean(numbers)) if numbers else 0.0
