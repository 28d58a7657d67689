"""What finds contests (``attribution.ledger.competing``), fitted on events of which gold is known.

One look is fitted after the other, and each learns from what the ones before it say of events that they have not seen:
events stand in ``FOLDS`` parts, and of each part speaks what was fitted on the others. So nothing decides on an event
that was fitted on it; what a later look learns from of the other events was, though, said by looks that had.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from attribution.ledger import sides, triangles, turning, wholes
from attribution.ledger.alone import Alone
from attribution.ledger.compared import Compared, Looks
from attribution.ledger.competing import Competing, Grown
from attribution.ledger.contradictions import NAMES, described
from attribution.ledger.fitting.boosting import PAIRS, Shape, boosted
from attribution.ledger.fitting.claims_gold import Pack, names
from attribution.ledger.fitting.crossed import read_by
from attribution.ledger.fitting.labelled import compared, overlaps, rightly, strangers
from attribution.ledger.fitting.lessons import lessons, trained
from attribution.ledger.fitting.pairs import SIDE_PENALTY, average_precision, fit
from attribution.ledger.fitting.told import labelled
from attribution.ledger.sides import evidence
from attribution.ledger.statements import read
from attribution.ledger.trees import Trees
from attribution.records import Attributed

FOLDS = 4
EPOCHS = (18, 18, 45, 45)
"""How often each of the networks of which the mean counts learns from each event."""
GROUPS = Shape(trees=200, leaves=7, least=20, rate=0.05, share=0.3)
"""Of the trees for groups, which are few beside pairs."""

Rows = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Features, targets, and what each row counts."""


class Crossed(NamedTuple):
    """Packs that the network which ships was trained on, and the folder of one that was not, which reads them."""

    packs: Sequence[Pack]
    folder: Path


class Forest:
    """What trees and the network are fitted on, and they.

    What two are to each other is learnt from the packs alone; which groups are contested claims, from real news too
    where it is given.

    Attributes:
        packs: The packs, last those that another network reads.
        events: They, then events of real news, with what gold says of them.
    """

    def __init__(
        self,
        packs: Sequence[Pack],
        others: Sequence[Attributed] = (),
        news: Sequence[Pack] = (),
        told: Callable[[str], None] = lambda _: None,
        crossed: Crossed | None = None,
    ) -> None:
        """Take what is to be fitted on.

        Args:
            packs: Packs that the network which ships has not seen.
            others: Other articles, of which each is about an event of its own.
            news: Events of real news.
            told: Is given a line now and then.
            crossed: Packs that it has seen, and who reads them.
        """
        self.packs, self._told = [*packs, *(crossed.packs if crossed else ())], told
        self._crossed = range(len(packs), len(self.packs)), crossed and crossed.folder
        self.events, self._alone = [], []
        for number, pack in enumerate((*self.packs, *news)):
            with self.reading(number):
                event = labelled(pack)
                known = compared(event.found, event.pairs, described, len(NAMES))
            self.events.append(event)
            self._alone.append(known.astype(np.float32))
        apart = [event.found for event in self.events[: len(packs)]]
        self._strangers = strangers(
            apart + [read(one, names(one)) for one in others], of=described, size=len(NAMES)
        )
        told(f"{len(self.events)} events read")

    def grown(self, fold: int | None = None) -> Grown:
        """What was fitted on all events, or on those outside one fold."""
        return self._turning(fold)._replace(wholes=self.wholes[fold])

    def competing(self, number: int) -> Competing:
        """The contests of an event by what was fitted without it."""
        return self._grouped(number, self.grown(number % FOLDS))

    def precisions(self) -> dict[str, list[float]]:
        """Average precision of «about one thing» in each pack: by shared words, alone, among the others."""
        found: dict[str, list[float]] = {"shared words": [], "alone": [], "among others": []}
        words = NAMES.index("cosine of skeletons")
        for number, event in enumerate(self.events[: len(self.packs)]):
            fold, kept = number % FOLDS, event.differs
            x = self._alone[number][kept]
            among = self.likely(number)[kept]
            for name, score in zip(found, (x[:, words], self.alone[fold](x), among), strict=True):
                found[name].append(average_precision(event.about[kept], score))
        return found

    def likely(self, number: int) -> np.ndarray:
        """How likely all pairs of an event are about one thing, by what was fitted without it, (pairs,)."""
        event = self.events[number]
        looks = self._undecided(number % FOLDS).looks
        said = Compared(event.found, event.begun, looks, self._known(number))
        return np.array([said.about(event.found[i], event.found[j]) for i, j in event.pairs])

    @cached_property
    def alone(self) -> dict[int | None, Trees]:
        """What looks at pairs by themselves, fitted without each fold, and on all."""
        rows = [
            (x, event.about, event.differs.astype(float))
            for x, event in zip(self._alone, self.events, strict=True)
        ]
        return self._each("alone", rows[: len(self.packs)], strangers=True)

    @cached_property
    def together(self) -> dict[int | None, list[triangles.Weights]]:
        """What looks at all pairs of a circle: networks that begin from other numbers."""
        found = []
        for number, event in enumerate(self.events[: len(self.packs)]):
            alone = Alone(event.found, self.alone[number % FOLDS], self._known(number))
            alone.look(event.begun)
            found += [(number, lesson) for lesson in lessons(alone, event)]
        folds = (*range(FOLDS), None)
        kept = [[lesson for number, lesson in found if number % FOLDS != fold] for fold in folds]
        self._told(f"together: {len(found)} circles")
        return dict(zip(folds, trained(kept, EPOCHS, self._told), strict=True))

    @cached_property
    def sides(self) -> dict[int | None, np.ndarray]:
        """The weights of the sides."""
        at = [0, *range(len(NAMES) - len(sides.NAMES) + 1, len(NAMES))]
        rows = []
        for x, event in zip(self._alone[: len(self.packs)], self.events, strict=False):
            numbers = [number for number, _ in event.opposed]
            rows.append((x[numbers][:, at].astype(float), np.array([y for _, y in event.opposed])))

        def fitted(fold: int | None) -> np.ndarray:
            kept = [row for number, row in enumerate(rows) if number % FOLDS != fold]
            x, y = (np.concatenate(each) for each in zip(*kept, strict=True))
            return fit(x, y, SIDE_PENALTY)

        return {fold: fitted(fold) for fold in (*range(FOLDS), None)}

    @cached_property
    def turning(self) -> dict[int | None, Trees]:
        """What tells which way round a contested claim is worded."""
        rows = []
        for number, event in enumerate(self.events):
            x, y = [], []
            with self.reading(number):
                groups = self._grouped(number, self._undecided(number % FOLDS))
                for whole in map(groups.stood, groups.proposals):
                    right = rightly(event.pack, whole.members, whole.sides) if whole.every else None
                    if right is not None:
                        x += turning.either_way(groups.worded(whole))
                        y += [right, 1.0 - right]
            rows.append((np.array(x).reshape(-1, len(turning.NAMES)), np.array(y), np.ones(len(y))))
        return self._each("turning", rows, GROUPS)

    @cached_property
    def wholes(self) -> dict[int | None, Trees]:
        """What tells how much of a contested claim a group is."""
        rows = []
        for number, event in enumerate(self.events):
            with self.reading(number):
                groups = self._grouped(number, self._turning(number % FOLDS))
                proposed = [group for group in groups.proposals if groups.stood(group).every]
                x = [groups.described(group) for group in proposed]
            y = overlaps(event.pack, [groups.stood(group).members for group in proposed])
            rows.append((np.array(x).reshape(-1, len(wholes.NAMES)), np.array(y), np.ones(len(y))))
        return self._each("wholes", rows, GROUPS)

    def _undecided(self, fold: int | None) -> Grown:
        """What was fitted before it is known which groups are contested."""
        looks = Looks(self.alone[fold], partial(triangles.seen, networks=self.together[fold]))
        weights = self.sides[fold]
        return Grown(looks, _nothing, lambda a, b: evidence(a, b, weights))

    def _turning(self, fold: int | None) -> Grown:
        """The same, and which way round claims are worded."""
        return self._undecided(fold)._replace(turning=self.turning[fold])

    def _grouped(self, number: int, deciding: Grown) -> Competing:
        """The propositions of an event, and what decides on them."""
        event = self.events[number]
        return Competing(event.found, event.begun, deciding, self._known(number))

    def reading(self, number: int) -> AbstractContextManager[None]:
        """Lets the network read that has not seen an event."""
        numbers, folder = self._crossed
        return read_by(folder if number in numbers else None)

    def _known(self, number: int) -> Callable[[int, int], np.ndarray]:
        """Gives the features of pairs of an event, which are known by now."""
        at = {pair: row for row, pair in enumerate(self.events[number].pairs)}
        return lambda one, other: self._alone[number][at[one, other]]

    def _each(
        self, kind: str, rows: Sequence[Rows], shape: Shape = PAIRS, *, strangers: bool = False
    ) -> dict[int | None, Trees]:
        """Fit without each fold, and on all."""
        found = {}
        for fold in (*range(FOLDS), None):
            kept = [row for number, row in enumerate(rows) if number % FOLDS != fold]
            if strangers:
                kept.append(self._apart(fold))
            x, y, counts = (np.concatenate(each) for each in zip(*kept, strict=True))
            used = counts > 0.0
            found[fold] = boosted(x[used], y[used], counts[used], shape)
        self._told(f"{kind}: fitted on {int(used.sum())} rows")
        return found

    def _apart(self, fold: int | None) -> Rows:
        """Pairs of two events, both outside a fold."""
        x, events = self._strangers
        kept = (
            (events >= self._crossed[0].start) | (events % FOLDS != fold)
            if fold is not None
            else np.ones(events.shape, bool)
        )
        x = x[kept.all(axis=1)]
        return x, np.zeros(len(x)), np.ones(len(x))


def _nothing(rows: np.ndarray) -> np.ndarray:
    return np.zeros(len(rows))
