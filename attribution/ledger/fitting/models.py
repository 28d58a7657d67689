"""The weights of what decides on claims, and how claims come out by them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import NamedTuple

import numpy as np

from attribution.ledger import contradictions, disputes, pairs, sides
from attribution.ledger.claims import Deciding, gather, met
from attribution.ledger.contradictions import contradiction
from attribution.ledger.fitting.claims_gold import names
from attribution.ledger.sides import Weigh, evidence
from attribution.ledger.weighed import Weighed, Weights
from attribution.ledger.wholes import Group
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
    """Gather the claims of articles with given weights and no trees, speakers by their names."""
    return gather(articles, names(*articles), deciding=Deciding(weights(models), None))


def groups_of(articles: Sequence[Attributed], models: Models) -> tuple[list[Group], Weigh]:
    """The groups of articles by given weights, speakers by their names, and how two of a group are weighed."""
    weighed = Weighed(*met(articles, names(*articles)), weights(models))
    return [weighed.stood(tuple(group)) for group in weighed.groups()], weighed.deciding.weigh


def weights(models: Models) -> Weights:
    """As the ledger takes them."""
    weigh = cache(partial(evidence, given=models.sides))
    return Weights(
        partial(pairs.probability, given=models.pairs),
        weigh,
        partial(contradiction, given=models.contests),
        partial(disputes.likely_contested, weigh=weigh, given=models.disputes),
    )
