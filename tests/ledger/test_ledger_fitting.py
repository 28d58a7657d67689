"""The measure of claims, and honest floors: weights fitted without the pack that is measured."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from attribution.ledger.features import NAMES, features
from attribution.ledger.fitting.claims_eval import evaluate, match, report
from attribution.ledger.fitting.claims_gold import GoldClaim, load_packs
from attribution.ledger.fitting.labelled import propositions
from attribution.ledger.fitting.pairs import Material, average_precision, fit, load_articles
from attribution.ledger.pairs import weights

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
    found = propositions(gold_packs[3])[:12]
    for one in found:
        for other in found:
            np.testing.assert_allclose(features(one, other), features(other, one))


def test_shipped_weights_fit_the_features():
    assert weights().shape == (len(NAMES),)


@pytest.mark.slow
def test_floors_by_leaving_one_pack_out(gold_packs):
    others = load_articles(ANNOTATIONS / "authored.jsonl")
    more = [
        pack
        for name in ("packs_more", "packs_apart", "packs_later")
        for pack in load_packs(ANNOTATIONS / f"{name}.jsonl", ANNOTATIONS / f"{name}_claims.jsonl")
    ]
    counts = evaluate(Material([*gold_packs, *more], others[:41]))
    first = report(sum((counts[pack.name] for pack in gold_packs), Counter()))
    assert first["contested F1"] >= 0.75
    assert first["contested precision"] >= 0.80
    assert first["position accuracy"] >= 0.90
    assert first["traps flagged"] <= 0.10
    every = report(sum(counts.values(), Counter()))
    assert every["contested F1"] >= 0.60
    assert every["traps flagged"] <= 0.12
