"""The weights of what decides on claims, and how claims come out by them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from attribution.ledger import contradictions, disputes, pairs, sides
from attribution.ledger.claims import Group, Likely, gather, grouped
from attribution.ledger.contests import Facing
from attribution.ledger.contradictions import Contradicts, contradiction
from attribution.ledger.features import features
from attribution.ledger.fitting.claims_gold import names
from attribution.ledger.propositions import Proposition
from attribution.ledger.sides import Evidence, Weigh, evidence
from attribution.records import Attributed, Claim


class Models(NamedTuple):
    """Weights of what is about one thing, of the sides, of contradictions, and of which groups are contested."""

    pairs: np.ndarray
    sides: np.ndarray
    contests: np.ndarray
    disputes: np.ndarray = np.zeros(len(disputes.NAMES))


def shipped() -> Models:
    """The weights that ship."""
    return Models(pairs.weights(), sides.weights(), contradictions.weights(), disputes.weights())


def claims_of(articles: Sequence[Attributed], models: Models) -> list[Claim]:
    """Gather the claims of articles with given weights, speakers by their names."""
    likely, weigh, contradicts = _deciding(models)

    def contested(group: Sequence[Proposition], stands: Sequence[int], every: Sequence[Facing]) -> float:
        return disputes.likely_contested(group, stands, every, weigh, models.disputes)

    return gather(
        articles, _known(articles), likely, weigh=weigh, contradicts=contradicts, disputes=contested
    )


def groups_of(articles: Sequence[Attributed], models: Models) -> tuple[list[Group], Weigh]:
    """The groups of articles by given weights, speakers by their names, and how two of a group are weighed."""
    likely, weigh, contradicts = _deciding(models)
    return grouped(articles, _known(articles), likely, weigh=weigh, contradicts=contradicts), weigh


def _known(articles: Sequence[Attributed]) -> dict[tuple[str, int], str]:
    return {key: name for one in articles for key, name in names(one).items()}


def _deciding(models: Models) -> tuple[Likely, Weigh, Contradicts]:
    @cache
    def weigh(a: Proposition, b: Proposition) -> Evidence:
        return evidence(a, b, models.sides)

    def likely(a: Proposition, b: Proposition) -> float:
        return float(1.0 / (1.0 + np.exp(-features(a, b) @ models.pairs)))

    def contradicts(a: Proposition, b: Proposition) -> float:
        return contradiction(a, b, models.contests)

    return likely, weigh, contradicts
