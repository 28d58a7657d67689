"""The ledger takes an article once, forgets nothing, and comes to the same state however it was filled."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event

from attribution.errors import AttributionError
from attribution.ledger import Ledger, Pipeline
from attribution.records import Attributed, Attribution

PACKS = Path(__file__).parents[2] / "annotations" / "packs.jsonl"
GOLD = Pipeline("gold", "1")


@pytest.fixture(scope="module")
def articles():
    return [Attributed(**json.loads(line)) for line in PACKS.read_text(encoding="utf-8").splitlines()]


def small(text: str = "قال سالم الطيب إن المطر قادم", key: str = "a", **facts) -> Attributed:
    cue = Attribution(cue=(0, 3), speaker=(4, 14), content=[(15, 28)], confidence={"cue": 0.5})
    return Attributed(id=key, text=text, attributions=[cue], **facts)


def test_what_goes_in_comes_out(where, articles):
    with Ledger.open(where) as ledger:
        assert all(ledger.add(article, pipeline=GOLD) for article in articles)
    with Ledger.open(where, create=False) as ledger:
        state = ledger.state()
    assert [(a.key, a.text, a.publisher, a.published, a.title) for a in state.articles] == [
        (a.id, a.text, a.publisher, a.published, a.title) for a in articles
    ]
    expected = [
        (article.sha256, attribution.model_copy(update={"id": None}))
        for article in articles
        for attribution in sorted(article.attributions, key=lambda a: a.cue)
    ]
    found = [
        (a.article, Attribution(**a.model_dump(exclude={"id", "article", "speaker_id", "pipeline"})))
        for a in state.attributions
    ]
    assert found == expected
    assert {a.pipeline for a in state.attributions} == {"gold 1"}


def test_adding_again_adds_nothing(where, articles, contents):
    with Ledger.open(where) as ledger:
        for article in articles[:4]:
            ledger.add(article, pipeline=GOLD)
    before = contents(where)
    with Ledger.open(where) as ledger:
        assert not any(ledger.add(article, pipeline=GOLD) for article in articles[:4])
        assert ledger.has(articles[0].sha256, GOLD)
        assert not ledger.has(articles[0].sha256, Pipeline("gold", "2"))
        assert not ledger.has(articles[5].sha256, GOLD)
    assert contents(where) == before


def test_a_newer_pipeline_supersedes(where, rows):
    newer = small().model_copy(
        update={"attributions": (Attribution(cue=(0, 3), speaker=(4, 8), stance="affirm"),)}
    )
    with Ledger.open(where) as ledger:
        ledger.add(small(), pipeline=GOLD)
        assert ledger.add(newer, pipeline=Pipeline("gold", "2"))
        (attribution,) = ledger.state().attributions
    assert (attribution.speaker, attribution.stance, attribution.pipeline) == ((4, 8), "affirm", "gold 2")
    assert len(rows(where, "attribution")) == 2
    assert len(rows(where, "article")) == len(rows(where, "appearance")) == 1


def test_a_newer_pipeline_that_finds_nothing_supersedes_too(where, rows):
    with Ledger.open(where) as ledger:
        ledger.add(small(), pipeline=GOLD)
        ledger.add(small().model_copy(update={"attributions": ()}), pipeline=Pipeline("gold", "2"))
        assert ledger.state().attributions == ()
        assert len(ledger.state().articles) == 1
    assert len(rows(where, "attribution")) == 1


def test_an_article_without_attributions_is_known(where):
    nothing = Attributed(id="a", text="كلمة")
    with Ledger.open(where) as ledger:
        assert ledger.add(nothing, pipeline=GOLD)
        assert not ledger.add(nothing, pipeline=GOLD)
        assert ledger.has(nothing.sha256, GOLD)


def test_one_text_from_two_publishers_is_one_article_with_two_appearances(where):
    with Ledger.open(where) as ledger:
        ledger.add(small(key="a", publisher="صحيفة الميناء"), pipeline=GOLD)
        assert ledger.add(small(key="b", publisher="موقع الساحل"), pipeline=GOLD)
        assert not ledger.add(small(key="b", publisher="موقع الساحل"), pipeline=GOLD)
        (article,) = ledger.state().articles
        assert len(ledger.state().attributions) == 1
    assert (article.key, article.publisher) == ("a", "صحيفة الميناء")
    assert [(other.key, other.publisher) for other in article.others] == [("b", "موقع الساحل")]


def test_newer_facts_about_an_article_replace_the_older(where, rows):
    with Ledger.open(where) as ledger:
        ledger.add(small(), pipeline=GOLD)
        assert ledger.add(small(publisher="صحيفة الميناء"), pipeline=GOLD)
        (article,) = ledger.state().articles
    assert (article.publisher, article.others) == ("صحيفة الميناء", ())
    assert len(rows(where, "appearance")) == 2


def test_of_two_attributions_on_one_cue_the_first_is_kept(where):
    both = [Attribution(cue=(0, 3), speaker=(4, 8)), Attribution(cue=(0, 3), speaker=(9, 14))]
    with Ledger.open(where) as ledger:
        ledger.add(Attributed(id="a", text="قال سالم الطيب إن المطر قادم", attributions=both), pipeline=GOLD)
        (attribution,) = ledger.state().attributions
    assert attribution.speaker == (4, 8)


def test_text_of_any_characters_and_unknown_keys_are_kept(where, rows):
    text = "قال سالم\x00 \ud800 \ufdd0 \U0001f600 إن المطر قادم"
    article = Attributed(
        id="a\x00", text=text, meta={"ن": ["\ud800"]}, desk="الشؤون", attributions=[{"cue": (0, 3)}]
    )
    with Ledger.open(where) as ledger:
        ledger.add(article, pipeline=GOLD)
        assert not ledger.add(article, pipeline=GOLD)
        (kept,) = ledger.state().articles
    assert (kept.text, kept.key, kept.id) == (text, "a\x00", article.sha256)
    assert "الشؤون" in str(rows(where, "appearance"))


def test_rows_carry_article_offsets_and_pipeline(where, articles, query):
    with Ledger.open(where) as ledger:
        ledger.add(articles[0], pipeline=GOLD)
    cues = query(
        where,
        "SELECT substr(article.text, cue_start + 1, cue_end - cue_start), pipeline, pipeline_version "
        "FROM attribution JOIN article ON article.sha256 = attribution.article ORDER BY cue_start",
    )
    ordered = sorted(articles[0].attributions, key=lambda a: a.cue)
    assert cues == [(a.cue.of(articles[0].text), "gold", "1") for a in ordered]


def test_nothing_is_changed_but_superseded_by_and_nothing_removed(where, articles, rows):
    statements = []
    with Ledger.open(where) as ledger:
        event.listen(ledger._engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
        for version in "123":
            for article in articles[:3]:
                ledger.add(
                    article.model_copy(update={"publisher": version}), pipeline=Pipeline("gold", version)
                )
    assert not [s for s in statements if s.startswith("DELETE")]
    updates = {s.split("WHERE")[0].split("SET")[1].strip() for s in statements if s.startswith("UPDATE")}
    assert {update.split("=")[0] for update in updates} == {"superseded_by"}
    assert len(rows(where, "extraction")) == 9


KILLED = """
import json, os, sys
from attribution.ledger import Ledger, Pipeline, writing
from attribution.records import Attributed

add, seen = writing.Writer.add, []
def dying(self, table, rows):
    add(self, table, rows)
    seen.append(table.__tablename__)
    if seen.count("attribution") == 3:
        os._exit(9)
writing.Writer.add = dying
with Ledger.open(sys.argv[1]) as ledger:
    for line in open(sys.argv[2], encoding="utf-8"):
        ledger.add(Attributed(**json.loads(line)), pipeline=Pipeline("gold", "1"))
"""


def test_a_killed_run_started_again_ends_the_same(where, articles):
    killed = subprocess.run([sys.executable, "-c", KILLED, str(where), str(PACKS)], check=False)
    assert killed.returncode == 9
    with Ledger.open(where) as ledger, Ledger.open() as uninterrupted:
        assert len(ledger.state().articles) == 2  # the third was being written: all of it is gone, or none
        for article in articles[:6]:
            ledger.add(article, pipeline=GOLD)
            uninterrupted.add(article, pipeline=GOLD)
        assert ledger.state() == uninterrupted.state()


WRITER = """
import json, sys
from attribution.ledger import Ledger, Pipeline
from attribution.records import Attributed

articles = [Attributed(**json.loads(line)) for line in open(sys.argv[2], encoding="utf-8")][:8]
for article in reversed(articles) if sys.argv[3] == "backwards" else articles:
    with Ledger.open(sys.argv[1]) as ledger:
        if ledger.add(article, pipeline=Pipeline("gold", "1")):
            print(article.id)
"""


def test_two_writers_at_once(where, articles):
    """Two processes make the ledger and add the same articles, from either end."""
    command = [sys.executable, "-c", WRITER, where, str(PACKS)]
    ways = ("forwards", "backwards")
    writers = [subprocess.Popen([*command, way], stdout=subprocess.PIPE, text=True) for way in ways]
    added = [writer.communicate()[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert sorted(added[0] + added[1]) == sorted(article.id for article in articles[:8])
    with Ledger.open(where) as ledger:
        assert ledger.verify().broken == ()
        assert ledger.pending() == 8
        assert len(ledger.state().attributions) == sum(len(a.attributions) for a in articles[:8])


def test_an_error_of_the_database_is_coded(where, rows, query):
    with Ledger.open(where) as ledger:
        query(where, "DROP TABLE appearance")
        with pytest.raises(AttributionError, match="A306"):
            ledger.add(small(), pipeline=GOLD)
        assert rows(where, "article") == []


def test_a_server_that_is_not_there():
    with pytest.raises(AttributionError, match="A306"):
        Ledger.open("postgresql://nobody@127.0.0.1:1/none")
