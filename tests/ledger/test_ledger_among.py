"""What a pair is among the others, and how propositions are compared by it."""

import numpy as np
import pytest

from attribution.ledger.among import NAMES, Among

ARTICLES = ["a", "a", "b", "b", "c"]
KNOWN = {(0, 2): 0.9, (0, 3): 0.3, (1, 2): 0.5, (1, 3): 0.1, (0, 4): 0.8, (2, 4): 0.6}


def known(one, other, articles=ARTICLES, pairs=KNOWN):
    likely = pairs.get((min(one, other), max(one, other)), 0.0)
    return dict(zip(NAMES, Among(articles, pairs).features(one, other, likely), strict=True))


def test_who_is_nearest_whom():
    best, second = known(0, 2), known(1, 2)
    assert (best["among: nearer to one, less"], best["among: nearer to one, more"]) == (0.0, 0.0)
    assert (second["among: nearer to one, less"], second["among: nearer to one, more"]) == (0.0, 2.0)
    assert best["among: beyond the nearest other of both"] == pytest.approx(0.1)
    assert second["among: beyond the nearest other of both"] == pytest.approx(-0.4)
    assert second["among: nearer in the other's article, more"] == 1.0


def test_whom_both_are_near():
    found = known(0, 2)
    assert found["among: near both, best"] == 0.6
    assert found["among: near both, all"] == pytest.approx(0.6)
    assert found["among: near one only, most"] == 0.5
    assert known(1, 4)["among: near both, best"] == 0.5


def test_the_same_from_either_side():
    for one, other in KNOWN:
        assert known(one, other) == known(other, one)


def test_reports_of_other_events_change_nothing():
    far = {(5, 6): 0.99, (5, 7): 0.7, (6, 7): 0.4}
    for one, other in KNOWN:
        assert known(one, other) == known(one, other, [*ARTICLES, "x", "x", "y"], KNOWN | far)


def test_one_that_nothing_is_near_has_features_too():
    alone = Among(["a", "b"], {}).features(0, 1, 0.2)
    assert len(alone) == len(NAMES)
    assert np.isfinite(alone).all()
