"""Reports compared piece by piece."""

import numpy as np
import pytest

from attribution.ledger.alike import Words, compared_words


@pytest.fixture
def weights():
    draw = np.random.default_rng(1)
    made = {"sharp": np.float32(8.0)}
    for name, (rows, columns) in {
        "angle": (3, 6),
        "piece": (4, 6),
        "aligned": (4, 6),
        "product": (4, 4),
        "counts": (1, 6),
    }.items():
        made[f"{name}.weight"] = draw.normal(size=(rows, columns)).astype("f")
        made[f"{name}.bias"] = draw.normal(size=rows).astype("f")
    return made


@pytest.fixture
def reports(weights):
    draw = np.random.default_rng(2)
    return [Words.of(weights, draw.normal(size=(pieces, 6)).astype("f")) for pieces in (5, 2, 9)]


def test_the_order_of_the_two_does_not_matter(weights, reports):
    there, back = (
        compared_words(weights, pairs) for pairs in ([(reports[0], reports[1])], [(reports[1], reports[0])])
    )
    np.testing.assert_allclose(there, back, atol=1e-5)


def test_longer_reports_beside_them_change_nothing(weights, reports):
    alone = compared_words(weights, [(reports[0], reports[1])])
    among = compared_words(weights, [(reports[0], reports[1]), (reports[2], reports[2])])
    np.testing.assert_allclose(alone[0], among[0], atol=1e-5)


def test_a_report_is_like_itself(weights, reports):
    found = compared_words(weights, [(reports[0], reports[0]), (reports[0], reports[1])])
    like, nearer = found[:, -2], found[:, -1]
    assert like[0] == pytest.approx(3.0, abs=1e-4) and nearer[0] == pytest.approx(0.0, abs=1e-4)
    assert like[1] < 3.0
