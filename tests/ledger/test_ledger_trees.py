"""Trees that the library fitted say the same without it; those that ship fit what they are given."""

import numpy as np
import pytest

from attribution.ledger import trees, wholes
from attribution.ledger.contradictions import NAMES
from attribution.ledger.fitting.boosting import Shape, boosted, classifier
from attribution.ledger.fitting.pairs import fit


@pytest.fixture(scope="module")
def rows():
    drawn = np.random.default_rng(0).normal(size=(3_000, 8)).astype(np.float32)
    return drawn, (drawn[:, 0] * drawn[:, 1] + 0.3 * drawn[:, 2] > 0.0).astype(float)


@pytest.fixture(scope="module")
def grown(rows):
    return boosted(*rows, shape=Shape(trees=60, leaves=7))


def test_trees_say_what_the_library_says(rows, grown):
    x, y = rows
    fitted = classifier(Shape(trees=60, leaves=7)).fit(x, y)
    np.testing.assert_allclose(grown(x), fitted.predict_proba(x)[:, 1], atol=1e-6)


def test_trees_learn_what_no_weighted_sum_can(rows, grown):
    x, y = rows
    right = ((grown(x) > 0.5) == y).mean()
    weights = fit(np.column_stack([np.ones(len(x)), x]), y)
    assert right > ((x @ weights[1:] + weights[0] > 0.0) == y).mean() + 0.05


def test_what_is_half_right_is_told_to_be(rows):
    x = np.repeat(rows[0][:2], 500, axis=0)
    half = boosted(x, np.repeat([0.5, 1.0], 500), shape=Shape(trees=60, leaves=3, least=5))
    assert half(x[[0, -1]]).round(1).tolist() == [0.5, 1.0]


def test_a_row_by_itself_is_told_as_among_others(rows, grown):
    x, _ = rows
    assert grown(x[:1])[0] == grown(x)[0]
    assert grown(x[:0]).shape == (0,)


def test_what_is_stored_is_what_was_fitted(rows, grown, tmp_path, monkeypatch):
    x, _ = rows
    names = tuple(f"f{n}" for n in range(8))
    trees.store({"some": (names, grown)}, tmp_path / "trees.npz")
    monkeypatch.setattr(trees, "TREES", tmp_path / "trees.npz")
    assert np.array_equal(trees.shipped("some", names)(x), grown(x))
    with pytest.raises(ValueError, match="other features"):
        trees.shipped("some", names[::-1])
    trees.shipped.cache_clear()


@pytest.mark.parametrize(
    ("kind", "names"),
    [("alone", NAMES), ("disputes", wholes.NAMES)],
)
def test_trees_that_ship_fit_their_features(kind, names):
    found = trees.shipped(kind, names)
    assert found.feature.max() < len(names)
    assert 0.0 < found(np.zeros((1, len(names))))[0] < 1.0
