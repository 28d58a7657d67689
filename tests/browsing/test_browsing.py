"""A ledger in a browser: what Datasette serves of it, in any spelling, and that the ledger is only read."""

import asyncio
import hashlib
import json
import re
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.browsing import datasette, make
from attribution.browsing.folding import asked, indexed
from attribution.browsing.serving import pages
from attribution.ledger import Ledger, Pipeline
from attribution.records import Attributed, Attribution, TextSpan

ACCUSES = "قَالَ سالم الطيب إن البلدية باعت المحطة القديمة لشركة أجنبية."
DENIES = "نفى عادل قاسم أن البلدية باعت المحطة القديمة لشركة أجنبية، وقال إن <b>السدَّ</b> آمن."


def span(text, words):
    return TextSpan(text.index(words), text.index(words) + len(words))


def said(text, cue, speaker, content, stance="say"):
    return Attribution(
        cue=span(text, cue),
        speaker=span(text, speaker),
        speaker_name=speaker,
        content=(span(text, content),),
        stance=stance,
    )


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("ledger") / "news.sqlite3"
    sold = "البلدية باعت المحطة القديمة لشركة أجنبية"
    articles = [
        Attributed(
            id="a",
            text=ACCUSES,
            publisher="صحيفة المرفأ",
            attributions=(said(ACCUSES, "قَالَ", "سالم الطيب", sold),),
        ),
        Attributed(
            id="b",
            text=DENIES,
            publisher="وكالة الضفاف",
            attributions=(
                said(DENIES, "نفى", "عادل قاسم", sold, "deny"),
                said(DENIES, "وقال", "عادل قاسم", "<b>السدَّ</b> آمن"),
            ),
        ),
    ]
    with Ledger.open(path) as opened:
        for article in articles:
            opened.add(article, pipeline=Pipeline("stand-in", "1"))
        opened.derive()
    return path


@pytest.fixture(scope="module")
def state(ledger):
    with Ledger.open(ledger, create=False) as opened:
        return opened.state()


@pytest.fixture(scope="module")
def get(state, tmp_path_factory):
    """A page's status and text, or with ``.json`` its rows; ``get.served`` for another language."""
    copy = tmp_path_factory.mktemp("copy") / "copy.sqlite3"
    make(state, copy, "ar")
    served = datasette(copy, "news.sqlite3", "ar")

    def get(path, **query):
        async def ask():
            await served.invoke_startup()
            return await served.client.get(f"{path}?{urlencode(query)}" if query else path)

        return asyncio.run(ask())

    return get


def rows(get, path, **query):
    answer = get(f"/ledger/{path}.json", _shape="array", **query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_first_page_is_from_right_to_left_and_leads_on(get):
    page = get("/").text
    assert '<html lang="ar" dir="rtl">' in page
    assert "السجل news.sqlite3 كما كان في" in page
    for link in re.findall(r'<li><a href="([^"]+)"', page):
        assert get(link).status_code == 200
    assert len(re.findall("<li><a href", page)) == len(pages()["queries"]) + len(pages()["tables"])
    assert get("/attribution/page.css").status_code == 200


def test_words_are_verbatim_and_codes_are_words(get):
    by_cue = {row["cue"]: row for row in rows(get, "attributions")}
    assert by_cue["قَالَ"]["content"] == "البلدية باعت المحطة القديمة لشركة أجنبية"
    assert (by_cue["نفى"]["stance"], by_cue["وقال"]["stance"]) == ("نفي", "قول")
    assert {row["text"] for row in rows(get, "articles")} == {ACCUSES, DENIES}


def test_articles_markup_is_text(get):
    page = get("/ledger/attributions").text
    assert "&lt;b&gt;السدَّ&lt;/b&gt;" in page
    assert "<b>السدَّ" not in page


@pytest.mark.parametrize(
    ("words", "cues"),
    [
        ("قال", {"قَالَ", "وقال"}),
        ("قَالَ", {"قَالَ", "وقال"}),
        ("سد", {"وقال"}),
        ("السدّ آمن", {"وقال"}),
        ("اجنبيه", {"قَالَ", "نفى"}),
        ("سالم أجنبية", {"قَالَ"}),
        ('"سالم', {"قَالَ"}),
        ("لا شيء كهذا", set()),
        ("", set()),
        ("* OR (", set()),
    ],
)
def test_search_in_any_spelling_by_question_and_by_search_box(get, words, cues):
    assert {row["cue"] for row in rows(get, "search", words=words)} == cues
    if words:  # an empty box of Datasette asks for nothing, and shows all
        assert {row["cue"] for row in rows(get, "attributions", _search=words)} == cues


def test_contested_claim_with_its_sides(get):
    (claim,) = rows(get, "contested")
    sides = rows(get, "sides", words="المحطه")
    assert {(side["speaker"], side["position"]) for side in sides} == {
        ("سالم الطيب", "يثبت"),
        ("عادل قاسم", "ينفي"),
    }
    assert {side["claim_id"] for side in sides} == {claim["claim_id"]}
    assert {row["speaker"] for row in rows(get, "disputed_speakers")} == {"سالم الطيب", "عادل قاسم"}
    assert len(rows(get, "said_by", name="عادل")) == 2


def test_facets_count(get):
    answer = get("/ledger/attributions.json", _facet="speaker").json()
    found = {each["value"]: each["count"] for each in answer["facet_results"]["speaker"]["results"]}
    assert found == {"سالم الطيب": 1, "عادل قاسم": 2}


def test_nothing_can_be_written(get):
    assert get("/ledger.json", sql="DELETE FROM claims").status_code == 400
    assert len(rows(get, "claims")) >= 1


def test_english_has_the_codes(state, tmp_path):
    make(state, tmp_path / "copy.sqlite3", "en")
    with sqlite3.connect(tmp_path / "copy.sqlite3") as connection:
        found = {stance for (stance,) in connection.execute("SELECT stance FROM attributions")}
    assert found == {"say", "deny"}


@given(st.text())
def test_any_query_is_one_that_sqlite_takes(query):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5(words, content='')")
    connection.execute("INSERT INTO found (rowid, words) VALUES (1, ?)", (indexed(query),))
    found = connection.execute("SELECT rowid FROM found WHERE found MATCH ?", (asked(query),)).fetchall()
    assert found == ([(1,)] if asked(query) != '""' else [])


def test_command_serves_and_ends_on_ctrl_c_without_touching_the_ledger(ledger):
    before = hashlib.sha256(ledger.read_bytes()).hexdigest()
    command = [sys.executable, "-m", "attribution", "serve", "--ledger", str(ledger), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        line = server.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)[0]
        with urllib.request.urlopen(f"{address}ledger/claims.json?_shape=array", timeout=60) as answer:
            assert json.load(answer)
        server.send_signal(signal.SIGINT)
        assert server.stderr.read() == ""
        assert server.wait(timeout=60) == 0
    assert hashlib.sha256(ledger.read_bytes()).hexdigest() == before
    assert [file.name for file in ledger.parent.iterdir()] == [ledger.name]


def test_port_in_use_is_said(ledger, tmp_path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "attribution", "serve", "--ledger", str(ledger), "--port", port],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr.startswith(f"[A451] {port}: this port cannot be used: Address already in use")
