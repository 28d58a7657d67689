"""The ledger takes an article once, forgets nothing, and comes to the same state however it was filled."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event

from attribution.errors import AttributionError
from attribution.ledger import Ledger, Pipeline
from attribution.ledger.store import Ledger as Store
from attribution.records import Attributed, Attribution

PACKS = Path(__file__).parents[2] / "annotations" / "packs.jsonl"
GOLD = Pipeline("gold", "1")


@pytest.fixture(scope="module")
def articles():
    return [Attributed(**json.loads(line)) for line in PACKS.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ledger.sqlite"


def small(text: str = "قال سالم الطيب إن المطر قادم", key: str = "a", **facts) -> Attributed:
    cue = Attribution(cue=(0, 3), speaker=(4, 14), content=[(15, 28)], confidence={"cue": 0.5})
    return Attributed(id=key, text=text, attributions=[cue], **facts)


def rows(path: Path, table: str) -> list[tuple]:
    connection = sqlite3.connect(path)
    found = connection.execute(f"SELECT * FROM {table}").fetchall()
    connection.close()
    return found


def test_what_goes_in_comes_out(path, articles):
    with Ledger.open(path) as ledger:
        assert all(ledger.add(article, pipeline=GOLD) for article in articles)
    with Ledger.open(path, create=False) as ledger:
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


def test_adding_again_adds_nothing(path, articles):
    with Ledger.open(path) as ledger:
        for article in articles[:4]:
            ledger.add(article, pipeline=GOLD)
    before = path.read_bytes()
    with Ledger.open(path) as ledger:
        assert not any(ledger.add(article, pipeline=GOLD) for article in articles[:4])
        assert ledger.has(articles[0].sha256, GOLD)
        assert not ledger.has(articles[0].sha256, Pipeline("gold", "2"))
        assert not ledger.has(articles[5].sha256, GOLD)
    assert path.read_bytes() == before


def test_a_newer_pipeline_supersedes(path):
    newer = small().model_copy(
        update={"attributions": (Attribution(cue=(0, 3), speaker=(4, 8), stance="affirm"),)}
    )
    with Ledger.open(path) as ledger:
        ledger.add(small(), pipeline=GOLD)
        assert ledger.add(newer, pipeline=Pipeline("gold", "2"))
        (attribution,) = ledger.state().attributions
    assert (attribution.speaker, attribution.stance, attribution.pipeline) == ((4, 8), "affirm", "gold 2")
    assert len(rows(path, "attribution")) == 2
    assert len(rows(path, "article")) == len(rows(path, "appearance")) == 1


def test_a_newer_pipeline_that_finds_nothing_supersedes_too(path):
    with Ledger.open(path) as ledger:
        ledger.add(small(), pipeline=GOLD)
        ledger.add(small().model_copy(update={"attributions": ()}), pipeline=Pipeline("gold", "2"))
        assert ledger.state().attributions == ()
        assert len(ledger.state().articles) == 1
    assert len(rows(path, "attribution")) == 1


def test_an_article_without_attributions_is_known(path):
    nothing = Attributed(id="a", text="كلمة")
    with Ledger.open(path) as ledger:
        assert ledger.add(nothing, pipeline=GOLD)
        assert not ledger.add(nothing, pipeline=GOLD)
        assert ledger.has(nothing.sha256, GOLD)


def test_one_text_from_two_publishers_is_one_article_with_two_appearances(path):
    with Ledger.open(path) as ledger:
        ledger.add(small(key="a", publisher="صحيفة الميناء"), pipeline=GOLD)
        assert ledger.add(small(key="b", publisher="موقع الساحل"), pipeline=GOLD)
        assert not ledger.add(small(key="b", publisher="موقع الساحل"), pipeline=GOLD)
        (article,) = ledger.state().articles
        assert len(ledger.state().attributions) == 1
    assert (article.key, article.publisher) == ("a", "صحيفة الميناء")
    assert [(other.key, other.publisher) for other in article.others] == [("b", "موقع الساحل")]


def test_newer_facts_about_an_article_replace_the_older(path):
    with Ledger.open(path) as ledger:
        ledger.add(small(), pipeline=GOLD)
        assert ledger.add(small(publisher="صحيفة الميناء"), pipeline=GOLD)
        (article,) = ledger.state().articles
    assert (article.publisher, article.others) == ("صحيفة الميناء", ())
    assert len(rows(path, "appearance")) == 2


def test_of_two_attributions_on_one_cue_the_first_is_kept(path):
    both = [Attribution(cue=(0, 3), speaker=(4, 8)), Attribution(cue=(0, 3), speaker=(9, 14))]
    with Ledger.open(path) as ledger:
        ledger.add(Attributed(id="a", text="قال سالم الطيب إن المطر قادم", attributions=both), pipeline=GOLD)
        (attribution,) = ledger.state().attributions
    assert attribution.speaker == (4, 8)


def test_text_of_any_characters_and_unknown_keys_are_kept(path):
    text = "قال سالم\x00 \ud800 \ufdd0 \U0001f600 إن المطر قادم"
    article = Attributed(
        id="a\x00", text=text, meta={"ن": ["\ud800"]}, desk="الشؤون", attributions=[{"cue": (0, 3)}]
    )
    with Ledger.open(path) as ledger:
        ledger.add(article, pipeline=GOLD)
        assert not ledger.add(article, pipeline=GOLD)
        (kept,) = ledger.state().articles
    assert (kept.text, kept.key, kept.id) == (text, "a\x00", article.sha256)
    assert "الشؤون" in str(rows(path, "appearance"))


def test_rows_carry_article_offsets_and_pipeline(path, articles):
    with Ledger.open(path) as ledger:
        ledger.add(articles[0], pipeline=GOLD)
    connection = sqlite3.connect(path)
    cues = connection.execute(
        "SELECT substr(article.text, cue_start + 1, cue_end - cue_start), pipeline, pipeline_version "
        "FROM attribution JOIN article ON article.sha256 = attribution.article ORDER BY cue_start"
    ).fetchall()
    connection.close()
    ordered = sorted(articles[0].attributions, key=lambda a: a.cue)
    assert cues == [(a.cue.of(articles[0].text), "gold", "1") for a in ordered]


def test_nothing_is_changed_but_superseded_by_and_nothing_removed(path, articles):
    statements = []
    with Ledger.open(path) as ledger:
        event.listen(ledger._engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
        for version in "123":
            for article in articles[:3]:
                ledger.add(
                    article.model_copy(update={"publisher": version}), pipeline=Pipeline("gold", version)
                )
    assert not [s for s in statements if s.startswith("DELETE")]
    updates = {s.split("WHERE")[0].split("SET")[1].strip() for s in statements if s.startswith("UPDATE")}
    assert updates == {"superseded_by=?"}
    assert len(rows(path, "extraction")) == 9


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


def test_a_killed_run_started_again_ends_the_same(path, articles):
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path), str(PACKS)], check=False)
    assert killed.returncode == 9
    with Ledger.open(path) as ledger, Ledger.open() as uninterrupted:
        assert len(ledger.state().articles) == 2  # the third was being written: all of it is gone, or none
        for article in articles:
            ledger.add(article, pipeline=GOLD)
            uninterrupted.add(article, pipeline=GOLD)
        assert ledger.state() == uninterrupted.state()


def test_two_writers_at_once(path, articles):
    Ledger.open(path).close()
    added, errors = [], []

    def write() -> None:
        try:
            with Ledger.open(path) as ledger:
                added.extend(article.id for article in articles if ledger.add(article, pipeline=GOLD))
        except BaseException as error:
            errors.append(error)

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not errors
    assert sorted(added) == sorted(article.id for article in articles)


def test_an_error_of_the_database_is_coded(path):
    with Ledger.open(path) as ledger:
        connection = sqlite3.connect(path)
        connection.execute("DROP TABLE appearance")
        connection.close()
        with pytest.raises(AttributionError, match="A306"):
            ledger.add(small(), pipeline=GOLD)
        assert rows(path, "article") == []


@pytest.mark.server
@pytest.mark.skipif(
    "ATTRIBUTION_POSTGRESQL" not in os.environ, reason="needs the URL of an empty PostgreSQL database"
)
def test_postgresql(articles):
    url = os.environ["ATTRIBUTION_POSTGRESQL"]
    odd = small("قال سالم\x00 \ud800 الطيب إن المطر قادم")
    with Ledger.open(url) as ledger, Store.open() as memory:
        for store in (ledger, memory):
            assert all(store.add(article, pipeline=GOLD) for article in [odd, *articles])
            assert not any(store.add(article, pipeline=GOLD) for article in [odd, *articles])
            store.derive()
            assert not store.derive()
            store.add(odd, pipeline=Pipeline("gold", "2"))
        assert ledger.state() == memory.state()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
