"""Which way round a contested claim is worded: which of its two sides says so, and which denies it.

Who stands with whom is seen from what they say (``attribution.ledger.sides``); which of both is the claim is a question
of wording: that of the accusation, of the larger figure, of what was said first. Trees tell it of both sides as a
whole. They and their origin: ``trees.npz`` beside this file, written by ``attribution.ledger.fitting.contests``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from attribution.ledger import trees
from attribution.ledger.alone import Decide
from attribution.ledger.measures import agree, one_unit
from attribution.ledger.network import log_odds
from attribution.ledger.propositions import Proposition
from attribution.ledger.sides import Lean, leaning

NAMES = (
    "leanings",
    "leaning: mean",
    "asserts, by the network: mean",
    "cues that deny",
    "who reject",
    "who reply",
    "not asserted",
    "reports",
    "sentences",
    "articles",
    "speakers",
    "first article",
    "larger numbers",
    "numbers",
    "words",
    "place in the article",
)
LONG = 30
"""Words from which a content is no longer."""


def described(
    members: Sequence[Proposition], sides: Sequence[int], lean: Lean, denies: Callable[[Proposition], float]
) -> list[float]:
    """By how much the side that says so is more than the other, in the order of ``NAMES``; with the sides turned
    round the same below 0.

    Args:
        members: Propositions about one thing, some on either side.
        sides: 1 or -1 for each.
        lean: How much one sounds like the claim.
        denies: How likely one is on the side of those who deny, by the network.
    """
    yes, no = ([one for one, at in zip(members, sides, strict=True) if at == side] for side in (1, -1))

    def more(of: Callable[[Proposition], float]) -> float:
        return _mean(map(of, yes)) - _mean(map(of, no))

    def sentences(side: Sequence[Proposition]) -> int:
        return sum(one.index is None for one in side)

    return [
        sum(side * lean(one) for one, side in zip(members, sides, strict=True)),
        more(leaning),
        more(lambda one: -log_odds(denies(one))),
        more(lambda one: one.stance == "deny"),
        more(lambda one: one.rejects),
        more(lambda one: one.reply),
        more(lambda one: one.modality != "assertion"),
        float(np.log(len(yes) / len(no))),
        float(sentences(yes) - sentences(no)),
        float(len({one.article for one in yes}) - len({one.article for one in no})),
        float(len({one.speaker for one in yes}) - len({one.speaker for one in no})),
        float(_first(yes) < _first(no)) - float(_first(no) < _first(yes)),
        _larger(yes, no),
        more(lambda one: len(one.measures)),
        more(lambda one: min(len(one.forms), LONG)),
        more(lambda one: one.order),
    ]


def either_way(given: Sequence[float]) -> list[list[float]]:
    """What is known of the sides of a group as they stand, and turned round."""
    return [list(given), [-value for value in given]]


def turned(given: Sequence[Sequence[float]], decide: Decide) -> list[bool]:
    """Whether sides are better turned round, of each of several groups.

    Args:
        given: What is known of the sides of each, ``NAMES``.
        decide: Tells how likely sides stand rightly.
    """
    said = decide([row for one in given for row in either_way(one)])
    return [float(rightly) < float(round_) for rightly, round_ in zip(said[::2], said[1::2], strict=True)]


def shipped() -> Decide:
    """The trees that ship."""
    return trees.shipped("turning", NAMES)


def _first(side: Iterable[Proposition]) -> str:
    """The day of its first article, behind all others where none is known."""
    return min((one.published for one in side if one.published), default="~")


def _larger(yes: Sequence[Proposition], no: Sequence[Proposition]) -> float:
    """Of numbers of one unit on both sides that differ: how many more are larger on the first, as a share."""
    return _mean(
        1.0 if here.value > there.value else -1.0
        for one in yes
        for other in no
        for here in one.measures
        for there in other.measures
        if one_unit(here.unit, there.unit) and not agree(here.value, there.value)
    )


def _mean(numbers: Iterable[float]) -> float:
    every = [float(number) for number in numbers]
    return sum(every) / len(every) if every else 0.0
