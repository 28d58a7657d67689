"""Trees are fitted without what they decide on, and what they are told of an event is what gold says."""

import json
from copy import copy
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from attribution.ledger.competing import Competing
from attribution.ledger.contradictions import NAMES
from attribution.ledger.fitting import forest as module
from attribution.ledger.fitting.claims_gold import load_packs
from attribution.ledger.fitting.forest import FOLDS, Forest
from attribution.ledger.fitting.labelled import overlaps, rightly
from attribution.ledger.fitting.told import labelled

ANNOTATIONS = Path(__file__).parents[2] / "annotations"


@pytest.fixture(scope="module")
def gold():
    return load_packs(ANNOTATIONS / "packs.jsonl", ANNOTATIONS / "packs_claims.jsonl")


@pytest.fixture(scope="module")
def forest(gold):
    """Fitted in less time than what ships."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "EPOCHS", (8,))
        fitted = Forest(gold)
        assert fitted.together
    return fitted


def test_what_decides_on_a_pack_was_fitted_without_it(forest):
    """Gold of a pack turned round changes what is fitted for the others, and nothing that decides on the pack."""
    turned = copy(forest)
    turned.__dict__.pop("alone", None)
    first = forest.events[0]
    turned.events = [first._replace(about=1.0 - first.about), *forest.events[1:]]
    rows = np.random.default_rng(0).normal(size=(50, len(NAMES)))
    for fold in (*range(FOLDS), None):
        same = np.array_equal(forest.alone[fold](rows), turned.alone[fold](rows))
        assert same == (fold == 0)


def test_looking_again_among_the_others_tells_more(forest):
    found = forest.precisions()
    assert np.mean(found["shared words"]) < np.mean(found["alone"]) < np.mean(found["among others"])


def test_sides_are_turned_more_often_rightly_than_not(forest):
    """By what was fitted without the pack, and told from both sides alike."""
    assert sorted(forest.turning, key=str) == sorted((*range(FOLDS), None), key=str)
    grown = forest._undecided(0)._replace(turning=forest.turning[0])
    event = forest.events[0]
    shares = []
    for turning in (None, forest.turning[0]):
        groups = Competing(event.found, event.begun, grown._replace(turning=turning), forest._known(0))
        wholes = [groups.stood(group) for group in groups.proposals]
        right = [rightly(event.pack, whole.members, whole.sides) for whole in wholes]
        shares.append(np.mean([share for share in right if share is not None]))
    assert min(shares) > 0.5


def test_pairs_of_one_claim_are_those_of_gold(gold):
    event = labelled(gold[0])
    claims = json.loads((ANNOTATIONS / "packs_claims.jsonl").read_text(encoding="utf-8").splitlines()[0])[
        "claims"
    ]
    most = sum(len(list(combinations(claim["positions"], 2))) for claim in claims)
    assert 0 < event.about.sum() <= most
    assert ((event.against == 0.0) | (event.about == 1.0)).all()
    assert event.differs[event.about == 1.0].all()
    assert {event.about[number] for number, _ in event.opposed} == {1.0}


def test_a_group_is_as_much_of_a_claim_as_it_shares_with_it(gold):
    event = labelled(gold[0])
    every = overlaps(gold[0], [event.found, event.found[:0] or event.found[:1]])
    assert 0.0 < every[0] < 1.0
