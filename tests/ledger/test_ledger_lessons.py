"""What the network over pairs learns from is what gold says of the reports of a circle."""

import numpy as np
import pytest

from attribution.ledger.alone import Alone
from attribution.ledger.contradictions import NAMES
from attribution.ledger.fitting.labelled import memberships
from attribution.ledger.fitting.lessons import lessons, proposed
from attribution.ledger.fitting.told import labelled

pytest.importorskip("torch")

LIKELY = NAMES.index("cosine of skeletons")


@pytest.fixture(scope="module")
def event(packs):
    return labelled(packs[0])


@pytest.fixture(scope="module")
def alone(event):
    alone = Alone(event.found, lambda rows: np.minimum(0.9, rows[:, LIKELY] + 0.02))
    alone.look(event.begun)
    return alone


@pytest.fixture(scope="module")
def circle(alone):
    return next(alone.tables())


@pytest.fixture(scope="module")
def lesson(alone, event):
    return next(lessons(alone, event))


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


def test_groups_are_claims_and_what_pairs_propose_each_with_what_it_is_worth(alone, event, circle, lesson):
    numbers, _ = circle
    groups = [tuple(sorted(numbers[place] for place in group)) for group in lesson.groups]
    assert set(groups) <= set(proposed(alone.likely, event))
    assert all(len(group) > 1 for group in groups)
    of = memberships(event.found, event.pack)
    for claim in event.pack.claims:
        members = tuple(n for n, claims in enumerate(of) if claim.id in claims)
        if claim.contested:
            assert lesson.worth[groups.index(members)] > 0.9
    assert (lesson.worth < 0.3).any()
