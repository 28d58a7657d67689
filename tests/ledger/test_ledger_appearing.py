"""A corrected article takes the place of the one before it; the history stays."""

import pytest
from telling import ACCUSED, DENIED, OPENS, READER, article

from attribution.ledger import Ledger

CORRECTED = ACCUSED.replace("الخميس", "الجمعة")
COAST = {"publisher": "صحيفة الساحل"}


def current(ledger):
    return [article.text for article in ledger.state().articles]


@pytest.mark.parametrize(
    ("facts", "key", "text"),
    [
        ({"url": "https://example.org/1"}, "other name", OPENS),
        (COAST, "a", CORRECTED),
        (COAST, "a", OPENS),
        ({}, "a", CORRECTED),
        ({**COAST, "meta": {"file": "a.txt", "offset": 0}}, "a", CORRECTED),
    ],
    ids=["address", "key and publisher", "rewritten", "key, and alike", "file, and alike"],
)
def test_a_correction_takes_the_place(where, rows, facts, key, text):
    with Ledger.open(where) as ledger:
        ledger.add(article(ACCUSED, "a", **facts), pipeline=READER)
        ledger.add(article(DENIED, "b", **facts | {"url": None}), pipeline=READER)
        ledger.derive()
        assert ledger.add(article(text, key, **facts), pipeline=READER)
        assert sorted(current(ledger)) == sorted([DENIED, text])
        assert ledger.pending() == 1
        ledger.derive()
        state = ledger.state()
        assert {a.article for a in state.attributions} == {a.id for a in state.articles}
        assert {p.article for c in state.claims for p in c.positions} <= {a.id for a in state.articles}
        assert ledger.verify().broken == ()
    assert len(rows(where, "article")) == len(rows(where, "attribution")) == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {}),
        ({"publisher": "صحيفة الساحل"}, {"publisher": "موقع النورس"}),
        ({**COAST, "url": "https://example.org/1"}, {**COAST, "url": "https://example.org/2"}),
        ({**COAST, "meta": {"file": "a.txt"}}, {**COAST, "meta": {"file": "a.txt"}}),
    ],
    ids=["unlike", "publishers", "addresses", "files of one name"],
)
def test_what_only_has_the_same_key_stays(before, after):
    with Ledger.open() as ledger:
        ledger.add(article(ACCUSED, "a", **before), pipeline=READER)
        ledger.add(article(OPENS, "a", **after), pipeline=READER)
        assert current(ledger) == [ACCUSED, OPENS]


def test_the_old_text_does_not_come_back_by_being_added_again(where, contents):
    with Ledger.open(where) as ledger:
        ledger.add(article(ACCUSED, "a", **COAST), pipeline=READER)
        ledger.add(article(CORRECTED, "a", **COAST), pipeline=READER)
        ledger.derive()
        before = contents(where)
        assert ledger.corrected(article(ACCUSED, "a", **COAST))
        assert not ledger.corrected(article(CORRECTED, "a", **COAST))
        for text in (ACCUSED, CORRECTED):
            assert not ledger.add(article(text, "a", **COAST), pipeline=READER)
        assert not ledger.derive()
        assert contents(where) == before


def test_the_old_text_comes_back_with_a_newer_date():
    with Ledger.open() as ledger:
        for text, date in ((ACCUSED, "2025-03-10"), (CORRECTED, "2025-03-11"), (ACCUSED, "2025-03-12")):
            assert ledger.add(article(text, "a", published=date, **COAST), pipeline=READER)
        assert current(ledger) == [ACCUSED]
        assert len(ledger.state().attributions) == 1


def test_a_text_that_others_have_as_well_stays():
    with Ledger.open() as ledger:
        ledger.add(article(ACCUSED, "a", **COAST), pipeline=READER)
        ledger.add(article(ACCUSED, "b", publisher="موقع النورس"), pipeline=READER)
        ledger.add(article(CORRECTED, "a", **COAST), pipeline=READER)
        assert current(ledger) == [ACCUSED, CORRECTED]
        assert [a.publisher for a in ledger.state().articles] == ["موقع النورس", "صحيفة الساحل"]
