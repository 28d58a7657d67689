"""The network over all pairs says without torch what it was trained to say, and the same in whatever order."""

import numpy as np
import pytest

from attribution.ledger import triangles
from attribution.ledger.triangles import Table, seen

torch = pytest.importorskip("torch")

from attribution.training.triangle_network import Lesson, train  # noqa: E402

FEATURES, OWN = 6, 3
KINDS = ("about", "against", "contested")


def lesson(drawn, count=9):
    """Reports of two groups, two of a group alike with .8 and others with .3; known are two pairs of three."""
    of = drawn.integers(0, 2, count)
    pairs = np.array([(i, j) for i in range(count) for j in range(i + 1, count) if drawn.random() < 0.67])
    same = of[pairs[:, 0]] == of[pairs[:, 1]]
    alike = (drawn.random(len(pairs)) < np.where(same, 0.8, 0.3)).astype(np.float32)
    rows = drawn.normal(size=(len(pairs), FEATURES)).astype(np.float32)
    rows[:, 0] = alike
    gold = {kind: (of[:, None] == of[None]).astype(np.float32) for kind in KINDS}
    counts = {kind: np.triu(np.ones((count, count), np.float32), 1) for kind in KINDS}
    gold["denies"], counts["denies"] = (of > 0).astype(np.float32), np.ones(count, np.float32)
    own = drawn.normal(size=(count, OWN)).astype(np.float32)
    groups = [drawn.choice(count, drawn.integers(2, count + 1), replace=False) for _ in range(2)]
    groups += [np.flatnonzero(of == side) for side in (0, 1) if (of == side).sum() > 1]
    worth = np.array([np.mean(of[group]) for group in groups], np.float32)
    return Lesson(pairs, rows, alike * 2.0 - 1.0, own, np.arange(count) // 3, gold, counts, groups, worth)


@pytest.fixture(scope="module")
def trained():
    drawn = np.random.default_rng(0)
    lessons = [lesson(drawn) for _ in range(150)]
    network, lost = train(lessons[:110], 12, 0)
    return network, lessons[110:], lost


def table(one):
    return Table(*one[:5])


def test_it_says_without_torch_what_was_trained(trained):
    network, (one, *_), _ = trained
    said = seen(table(one), [network.weights()])
    with torch.no_grad():
        told = network(one)
    worth = [said.worth(group) for group in one.groups]
    np.testing.assert_allclose(worth, torch.sigmoid(told.pop("worth")), atol=1e-5)
    for name, odds in told.items():
        np.testing.assert_allclose(getattr(said, name), torch.sigmoid(odds), atol=1e-5)


def test_what_both_are_to_a_third_is_learnt(trained):
    """Of what nothing is known by itself, half would be right by chance."""
    network, lessons, _ = trained
    right = []
    for one in lessons:
        said = seen(table(one), [network.weights()]).about
        unknown = one.counts["about"].copy()
        unknown[tuple(one.pairs.T)] = 0.0
        at = np.nonzero(unknown)
        right += list((said[at] > 0.5) == (one.gold["about"][at] > 0.5))
    assert np.mean(right) > 0.6


def test_the_same_from_either_side_and_in_any_order(trained):
    network, (one, *_), _ = trained
    weights = [network.weights()]
    said = seen(table(one), weights)
    for name in KINDS:
        np.testing.assert_array_equal(getattr(said, name), getattr(said, name).T)
    turned = np.random.default_rng(1).permutation(len(one.own))
    back = np.argsort(turned)
    other = seen(Table(back[one.pairs], one.rows, one.odds, one.own[turned], one.articles[turned]), weights)
    np.testing.assert_allclose(other.about, said.about[np.ix_(turned, turned)], atol=1e-5)
    np.testing.assert_allclose(other.denies, said.denies[turned], atol=1e-5)
    for group in one.groups:
        assert other.worth(back[group]) == pytest.approx(said.worth(group), abs=1e-5)


def test_reports_of_which_no_pair_is_known(trained):
    network, (one, *_), _ = trained
    nothing = Table(one.pairs[:0], one.rows[:0], one.odds[:0], one.own[:1], one.articles[:1])
    said = seen(nothing, [network.weights()])
    assert said.about.shape == (1, 1)
    assert np.isfinite(said.denies).all()


def test_training_is_the_same_again(trained):
    drawn = np.random.default_rng(0)
    lessons = [lesson(drawn) for _ in range(8)]
    first, second = (train(lessons, 2, 3)[0].weights() for _ in range(2))
    assert all(np.array_equal(first[name], second[name]) for name in first)


def test_what_is_stored_is_what_was_trained(trained, tmp_path, monkeypatch):
    network, (one, *_), _ = trained
    monkeypatch.setattr(triangles, "WEIGHTS", tmp_path / "triangles.npz")
    names = tuple(map(str, range(FEATURES + OWN)))
    triangles.store(names, [network.weights()] * 2, triangles.WEIGHTS)
    again = seen(table(one), triangles.shipped(names))
    np.testing.assert_allclose(again.about, seen(table(one), [network.weights()]).about, atol=0.01)
    with pytest.raises(ValueError, match="other features"):
        triangles.shipped(("something", "else"))
    triangles.shipped.cache_clear()
