"""What the network over pairs learns from is what gold says of the reports of a circle."""

import numpy as np
import pytest

from attribution.ledger.alone import Alone
from attribution.ledger.fitting.lessons import lessons
from attribution.ledger.fitting.told import labelled

pytest.importorskip("torch")


@pytest.fixture(scope="module")
def event(packs):
    return labelled(packs[0])


@pytest.fixture(scope="module")
def circle(event):
    alone = Alone(event.found, lambda rows: np.full(len(rows), 0.5))
    alone.look(event.begun)
    return next(alone.tables())


@pytest.fixture(scope="module")
def lesson(event, circle):
    return next(lessons([circle], event))


def test_a_pair_of_one_claim_is_told_to_be(event, circle, lesson):
    numbers, _ = circle
    at = {number: place for place, number in enumerate(numbers)}
    for (one, other), about, contested in zip(event.pairs, event.about, event.contested, strict=True):
        if one in at and other in at:
            assert lesson.gold["about"][at[one], at[other]] == about
            assert lesson.gold["contested"][at[other], at[one]] == contested
    assert 0.0 < lesson.gold["contested"].sum() < lesson.gold["about"].sum()


def test_a_pair_counts_once(lesson):
    for name in ("about", "against", "contested"):
        assert not np.tril(lesson.counts[name]).any()
    assert lesson.counts["about"].sum() > lesson.counts["against"].sum() > 0.0


def test_only_those_of_a_contested_claim_are_on_a_side(event, circle, lesson):
    numbers, _ = circle
    contested = event.matrix(event.contested).any(0)
    for number, counts, denies in zip(numbers, lesson.counts["denies"], lesson.gold["denies"], strict=True):
        assert not counts or contested[number]
        assert denies in (0.0, 1.0)
    assert set(lesson.gold["denies"][lesson.counts["denies"] > 0.0]) == {0.0, 1.0}
