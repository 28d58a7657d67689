"""A pipeline that is quick to load and easy to foresee, in the place of the trained one."""

import re
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from attribution.cli import app
from attribution.records import Article, Attributed, Attribution

SAID = re.compile(r"(قال|نفى) (\w+ \w+) (إن [^.]+|أن [^.]+)")
STANCES = {"قال": "say", "نفى": "deny"}


def extract(nlp: SimpleNamespace, article: Article) -> Attributed:
    """«قال سالم الطيب إن … .» is an attribution; a text that has ``nlp.fails_on`` raises ``nlp.error``."""
    if nlp.fails_on and nlp.fails_on in article.text:
        raise nlp.error
    nlp.read.append(article.id)
    found = [
        Attribution(
            cue=match.span(1),
            speaker=match.span(2),
            speaker_name=match[2],
            content=(match.span(3),),
            stance=STANCES[match[1]],
        )
        for match in SAID.finditer(article.text)
    ]
    return Attributed(**article.model_dump(), attributions=tuple(found))


@pytest.fixture
def nlp(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The pipeline; ``read`` lists the articles that it was given."""
    pipeline = SimpleNamespace(
        meta={"lang": "ar", "name": "stand_in", "version": "1"}, read=[], fails_on=None, error=None
    )

    def extract_all(nlp, articles, batch_size):
        return (extract(nlp, article) for article in articles)

    monkeypatch.setattr("attribution.pipeline.load", lambda name=None: pipeline, raising=False)
    monkeypatch.setattr("attribution.pipeline.extract", extract, raising=False)
    monkeypatch.setattr("attribution.pipeline.extract_all", extract_all, raising=False)
    return pipeline


@pytest.fixture
def attribution():
    """Run the command: ``attribution("run", path)``; stdout and stderr apart."""

    def run(*arguments: object):
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return run
