"""The learning curve: nested subsets, sizes measured once, settings that must not change on the way."""

import json

import pytest

pytest.importorskip("torch")
pytestmark = pytest.mark.torch

from attribution.errors import AttributionError  # noqa: E402
from attribution.training import learning_curve as module  # noqa: E402
from attribution.training.gold import read_gold  # noqa: E402
from attribution.training.learning_curve import learning_curve  # noqa: E402


@pytest.fixture
def ten(tmp_path, articles):
    """Ten articles more, each of its own id."""
    path = tmp_path / "ten.jsonl"
    more = [articles[n % 4].model_copy(update={"id": f"more-{n}"}) for n in range(10)]
    path.write_text("".join(a.model_dump_json() + "\n" for a in more), encoding="utf-8")
    return path


@pytest.fixture
def pretended(monkeypatch):
    """Training that only notes what it is given; what it makes finds gold."""
    calls = []

    def train(config, out, data=(), dev=None, steps=None):
        from spacy.util import load_config

        settings = load_config(config)
        calls.append((out.name, settings["corpora"]["train"], steps))
        return out

    monkeypatch.setattr(module, "train", train)
    monkeypatch.setattr(module, "load", lambda folder: None)
    monkeypatch.setattr(module, "extract_all", lambda nlp, articles: articles)
    return calls


def ids(tmp_path, size):
    return [article.id for article in read_gold(tmp_path / "out" / f"{size:04d}" / "train.jsonl")]


def test_a_curve_of_real_pipelines(tiny, gold, ten, tmp_path):
    points = list(learning_curve(tiny, tmp_path / "out", [3, None], data=[ten], dev=gold, steps=4))
    total = points[-1]["articles"]
    assert [point["articles"] for point in points] == [3, total]
    assert total > 10
    assert points[0]["attributions"] < points[1]["attributions"]
    for point in points:
        assert set(point["figures"]) >= {"cue", "full50", "full80"}
        assert (tmp_path / "out" / f"{point['articles']:04d}" / "shipped" / "meta.json").is_file()
    kept = json.loads((tmp_path / "out" / "curve.json").read_text())
    assert kept["points"] == points


def test_sets_are_nested_and_all_that_is_trained_on(tiny, gold, ten, tmp_path, pretended):
    points = list(learning_curve(tiny, tmp_path / "out", [2, 6, None], data=[ten], steps=7, dev=gold))
    small, middle, all_of_them = (ids(tmp_path, point["articles"]) for point in points)
    assert (len(small), len(middle)) == (2, 6)
    assert set(small) < set(middle) < set(all_of_them)
    assert {f"more-{n}" for n in range(10)} <= set(all_of_them)
    for (name, corpus, steps), point in zip(pretended, points, strict=True):
        assert name == f"{point['articles']:04d}"
        assert list(corpus["paths"].values()) == [str(tmp_path / "out" / name / "train.jsonl")]
        assert (corpus["splits"], corpus["part"], corpus["whole"], steps) == (None, None, None, 7)
    assert points[0]["figures"]["full80"] == 1.0


def test_another_seed_gives_another_order(tiny, gold, ten, tmp_path, pretended):
    for seed in (0, 1):
        list(learning_curve(tiny, tmp_path / "out" / str(seed), [4], data=[ten], seed=seed, dev=gold))
    first, second = ((tmp_path / "out" / str(seed) / "0004" / "train.jsonl").read_text() for seed in (0, 1))
    assert first != second


def test_sizes_that_were_measured_are_not_trained_again(tiny, gold, ten, tmp_path, pretended):
    first = list(learning_curve(tiny, tmp_path / "out", [2, 6], data=[ten], dev=gold))
    assert list(learning_curve(tiny, tmp_path / "out", [2, 4, 6], data=[ten], dev=gold))[::2] == first
    assert [name for name, _, _ in pretended] == ["0002", "0006", "0004"]
    kept = json.loads((tmp_path / "out" / "curve.json").read_text())
    assert [point["articles"] for point in kept["points"]] == [2, 4, 6]


def test_a_size_that_was_trained_and_not_measured_is_measured(
    tiny, gold, ten, tmp_path, pretended, monkeypatch
):
    class FinishedError(AttributionError):
        def __init__(self):
            self.code = "A531"

    def refuses(*_, **__):
        raise FinishedError

    loaded = []
    monkeypatch.setattr(module, "train", refuses)
    monkeypatch.setattr(module, "load", loaded.append)
    assert [
        point["articles"] for point in learning_curve(tiny, tmp_path / "out", [2], data=[ten], dev=gold)
    ] == [2]
    assert loaded == [tmp_path / "out" / "0002" / "shipped"]


def test_other_settings_are_refused(tiny, gold, ten, tmp_path, pretended):
    list(learning_curve(tiny, tmp_path / "out", [2], data=[ten], steps=5, dev=gold))
    with pytest.raises(AttributionError, match=r"A522.*steps, seed"):
        list(learning_curve(tiny, tmp_path / "out", [2], data=[ten], steps=6, seed=1, dev=gold))
    with pytest.raises(AttributionError, match=r"A522.*articles"):
        list(learning_curve(tiny, tmp_path / "out", [2], steps=5, dev=gold))
    assert len(pretended) == 1


def test_more_articles_than_there_are_is_refused_before_anything_is_trained(tiny, gold, tmp_path, pretended):
    with pytest.raises(AttributionError, match=r"A523.*fewer than 5000"):
        list(learning_curve(tiny, tmp_path / "out", [2, 5000], dev=gold))
    assert pretended == []
