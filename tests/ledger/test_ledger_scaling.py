"""Adding costs the same however much is there: nothing that it asks reads a whole table."""

import itertools
import statistics

import pytest
from sqlalchemy import event
from telling import ACCUSED, DENIED, READER, article

from attribution.ledger import Ledger
from attribution.ledger.fitting.scaling import describe, make, measure, spread


@pytest.fixture(scope="module")
def corpus(packs):
    return describe([article for pack in packs for article in pack.articles])


def test_nothing_that_adding_asks_reads_a_whole_table():
    asked = []
    with Ledger.open() as ledger:
        ledger.add(article(DENIED, "b", publisher="صحيفة الساحل"), pipeline=READER)
        event.listen(ledger._engine, "before_cursor_execute", lambda *given: asked.append(given[2:4]))
        for text, url in (
            (ACCUSED, None),
            (ACCUSED, "https://example.org/1"),
            (DENIED, "https://example.org/1"),
        ):
            ledger.add(article(text, "a", publisher="صحيفة الساحل", url=url), pipeline=READER)
        statements = [(s, p) for s, p in asked if s.startswith(("SELECT", "UPDATE"))]
        assert len(statements) > 10
        with ledger._engine.connect() as connection:
            for statement, parameters in statements:
                for *_, step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters):
                    assert not step.startswith("SCAN"), statement


def test_what_is_made_up_is_like_the_corpus(corpus, packs):
    some = list(itertools.islice(make(corpus), 300))
    again = list(itertools.islice(make(corpus), 300))
    assert some == again
    real = [len(article.attributions) for pack in packs for article in pack.articles if article.attributions]
    made = [len(article.attributions) for article in some]
    assert statistics.mean(made) == pytest.approx(statistics.mean(real), rel=0.15)
    told = [one for article in some for one in article.attributions]
    newcomers = len({one.speaker_name for one in told}) / len(told)
    assert newcomers == pytest.approx(corpus.newcomers, rel=0.15)
    for each in some[:20]:
        for one in each.attributions:
            assert one.speaker.of(each.text) == one.speaker_name
            assert one.content[0].of(each.text).startswith("إن ")


def test_costs_are_measured(corpus):
    with Ledger.open() as ledger:
        few, more = measure(ledger, make(corpus), [600, 1200])
        assert len(ledger.state().attributions) >= 1700
    assert (few.at, more.at) == (600, 1200)
    assert spread([few.processor, more.processor]) >= 1
    assert 0 < few.processor < 0.1
