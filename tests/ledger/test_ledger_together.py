"""Which propositions are read together."""

from dataclasses import replace
from itertools import combinations

import pytest

from attribution.ledger import together
from attribution.ledger.fitting.labelled import names
from attribution.ledger.statements import read
from attribution.ledger.together import MOST, Verdict, accompanied, verdict


@pytest.fixture
def found(packs):
    return [one for article in packs[0].articles for one in read(article, names(article))]


@pytest.fixture
def readings(monkeypatch):
    """What was read, none of it by the network."""
    seen = []

    def verdicts(given):
        seen.extend(given)
        return {one: [Verdict(len(one.wordings) / 100.0, 0.5)] * len(one.pairs) for one in given}

    monkeypatch.setattr(together, "verdicts", verdicts)
    together._alone.cache_clear()
    yield seen
    together._alone.cache_clear()


def test_any_two_articles_are_read_once(found, readings):
    told = accompanied(found, combinations(range(len(found)), 2))
    assert len(readings) == 4 + 6
    assert sum(len(one.pairs) for one in readings) == len(found) * (len(found) - 1) / 2
    here = [one for one in told if one.article == told[0].article]
    assert verdict(here[0], here[1]).about == len(here) / 100.0


def test_only_what_is_compared_is_read(found, readings):
    first, last = 0, len(found) - 1
    told = accompanied(found, [(first, last)])
    assert [one.wordings for one in readings] == [
        tuple(one.wording for one in sorted((found[first], found[last]), key=lambda one: one.article))
    ]
    assert verdict(told[first], told[last]) == verdict(told[last], told[first]) == Verdict(0.02, 0.5)


def test_two_that_were_not_read_together_are_read_by_themselves(found, readings):
    told = accompanied(found, [(0, 1)])
    assert verdict(told[0], told[2]) == verdict(found[2], found[0]) == Verdict(0.02, 0.5)
    assert len(readings) == 2


def test_a_long_article_is_read_in_even_parts(found, readings):
    long = [replace(found[0], order=n) for n in range(2 * MOST + 1)]
    accompanied(long, combinations(range(len(long)), 2))
    assert {len(one.wordings) for one in readings} == {21, 22, 43, 44}


def test_the_order_of_articles_does_not_matter(found, readings):
    accompanied(found, combinations(range(len(found)), 2))
    there = set(readings)
    readings.clear()
    accompanied(found[::-1], combinations(range(len(found)), 2))
    assert set(readings) == there
