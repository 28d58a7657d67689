"""The measure of claims, and honest floors: weights fitted without the pack that is measured."""

from collections import Counter
from copy import copy
from pathlib import Path

import numpy as np
import pytest

from attribution.ledger import sides
from attribution.ledger.fitting.claims_eval import evaluate, match, report
from attribution.ledger.fitting.claims_gold import GoldClaim, load_packs
from attribution.ledger.fitting.labelled import labelled
from attribution.ledger.fitting.learning import average_precision, fit
from attribution.ledger.fitting.material import FOLDS, Material
from attribution.ledger.fitting.pairs import load_articles
from attribution.ledger.pairs import NAMES, described

ANNOTATIONS = Path(__file__).parents[2] / "annotations"


@pytest.fixture(scope="module")
def gold_packs():
    return load_packs(ANNOTATIONS / "packs.jsonl", ANNOTATIONS / "packs_claims.jsonl")


def test_fit_separates_what_can_be_separated():
    x = np.array([[1.0, -2.0], [1.0, -1.0], [1.0, 1.0], [1.0, 2.0]])
    assert (x @ fit(x, np.array([0.0, 0.0, 1.0, 1.0])) > 0).tolist() == [False, False, True, True]


def test_average_precision_of_the_best_and_the_worst_order():
    assert average_precision(np.array([1.0, 0.0]), np.array([0.9, 0.1])) == 1.0
    assert average_precision(np.array([1.0, 0.0]), np.array([0.1, 0.9])) == 0.5


def test_match_is_one_to_one_and_needs_a_third():
    a, b, c, d = (("x", "cue", n, n + 1) for n in range(4))
    gold = [GoldClaim("g", "", True, None, {a: "asserts", b: "denies"})]
    assert match([{a: "asserts", b: "denies"}, {a: "asserts"}], gold) == [(0, 0)]
    assert match([{a: "asserts", c: "denies", d: "denies"}], gold) == []


def test_features_are_symmetric(gold_packs):
    found = labelled(gold_packs[3]).found[:12]
    for one in found:
        for other in found:
            np.testing.assert_allclose(described(one, other), described(other, one))


def test_shipped_weights_fit_the_features():
    assert sides.weights().shape == (len(sides.NAMES),)


@pytest.fixture(scope="module")
def material(gold_packs):
    return Material(gold_packs)


def test_what_decides_on_a_pack_was_fitted_without_it(material):
    """Gold of a pack turned round changes what is fitted for the others, and nothing that decides on the pack."""
    turned = copy(material)
    turned.__dict__.pop("alone", None)
    first = material.events[0]
    turned.events = [first._replace(about=1.0 - first.about), *material.events[1:]]
    rows = np.random.default_rng(0).normal(size=(50, len(NAMES)))
    for fold in (*range(FOLDS), None):
        same = np.array_equal(material.alone[fold](rows), turned.alone[fold](rows))
        assert same == (fold == 0)


def test_looking_again_among_the_others_tells_more(material):
    found = material.precisions()
    assert np.mean(found["shared words"]) < np.mean(found["alone"]) < np.mean(found["among others"])


@pytest.mark.slow
def test_floors_of_packs_that_nothing_was_fitted_on(gold_packs):
    others = load_articles(ANNOTATIONS / "authored.jsonl")
    more = [
        pack
        for name in ("more", "apart", "later", "fresh", "further", "wide")
        for pack in load_packs(
            ANNOTATIONS / f"packs_{name}.jsonl", ANNOTATIONS / f"packs_{name}_claims.jsonl"
        )
    ]
    counts = evaluate(Material([*gold_packs, *more], others[:41]))
    first = report(sum((counts[pack.name] for pack in gold_packs), Counter()))
    assert first["contested F1"] >= 0.70
    assert first["position accuracy"] >= 0.88
    assert first["traps flagged"] <= 0.10
    every = report(sum(counts.values(), Counter()))
    assert every["contested F1"] >= 0.68
    assert every["traps flagged"] <= 0.12
