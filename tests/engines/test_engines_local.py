"""An article that a pipeline fails on costs itself alone."""

from types import SimpleNamespace

import pytest

from attribution.engines import local
from attribution.errors import AttributionError
from attribution.records import Article, Attributed


@pytest.fixture
def pipeline(monkeypatch):
    """Fails on articles with the text «لا», and counts its batches."""
    calls = SimpleNamespace(batches=[], meta={"lang": "ar", "name": "stand_in", "version": "1.2.3"})

    def extract(nlp, article):
        if article.text == "لا":
            raise RuntimeError("no such\nword")
        if article.text == "طويل":
            raise AttributionError("A001", article.id)
        return Attributed(**article.model_dump())

    def extract_all(nlp, articles, batch_size):
        calls.batches.append(len(articles))
        return (extract(nlp, article) for article in articles)

    monkeypatch.setattr("attribution.pipeline.extract", extract, raising=False)
    monkeypatch.setattr("attribution.pipeline.extract_all", extract_all, raising=False)
    return calls


def articles(texts):
    return [Article(id=str(number), text=text) for number, text in enumerate(texts)]


def test_articles_come_in_their_order(pipeline):
    found = list(local.extract(pipeline, articles(["نعم"] * 20), on_error=pytest.fail))
    assert [article.id for article in found] == [str(number) for number in range(20)]
    assert pipeline.batches == [8, 8, 4]


def test_a_failing_article_is_left_out_and_told(pipeline):
    errors = []
    texts = ["نعم"] * 10 + ["لا", "نعم", "طويل", "نعم"]
    found = list(local.extract(pipeline, articles(texts), errors.append))
    assert [article.id for article in found] == [str(n) for n in range(14) if n not in (10, 12)]
    assert [error.code for error in errors] == ["A405", "A001"]
    assert "RuntimeError: no such" in str(errors[0])
    assert "\n" not in str(errors[0])


def test_no_more_than_a_batch_is_held(pipeline):
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield Article(id="a", text="نعم")

    next(local.extract(pipeline, endless(), on_error=pytest.fail))
    assert len(taken) == local.BATCH


def test_a_stop_is_no_error_of_an_article(pipeline, monkeypatch):
    def stopped(nlp, articles, batch_size):
        raise KeyboardInterrupt

    monkeypatch.setattr("attribution.pipeline.extract_all", stopped)
    with pytest.raises(KeyboardInterrupt):
        list(local.extract(pipeline, articles(["نعم"]), on_error=pytest.fail))


def test_identity_is_name_and_version(pipeline):
    assert local.identity(pipeline) == ("ar_stand_in", "1.2.3")
