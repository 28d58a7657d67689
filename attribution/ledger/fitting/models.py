"""What decides on claims, and how claims come out by it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import NamedTuple

import numpy as np

from attribution.ledger.claims import gather
from attribution.ledger.compared import Looks
from attribution.ledger.fitting.claims_gold import names
from attribution.ledger.grouping import Deciding
from attribution.ledger.sides import evidence
from attribution.ledger.trees import Trees
from attribution.records import Attributed, Claim


class Models(NamedTuple):
    """Trees of what is about one thing, by itself and among others, and of contradictions; the weights of the sides;
    trees of which groups are contested.
    """

    alone: Trees
    among: Trees
    contradicts: Trees
    sides: np.ndarray
    disputes: Trees

    def deciding(self) -> Deciding:
        """As the ledger takes them."""
        looks = Looks(self.alone, self.among, self.contradicts)
        return Deciding(looks, cache(partial(evidence, given=self.sides)), self.disputes)


def claims_of(articles: Sequence[Attributed], deciding: Deciding) -> list[Claim]:
    """Gather the claims of articles, speakers by their names."""
    known = {key: name for one in articles for key, name in names(one).items()}
    return gather(articles, known, deciding=deciding)
