"""Every report: for people at both widths, for programs with keys that stay; of much, of little and of nothing."""

import csv
import io
import json
import re

import pytest
from rich.cells import cell_len
from stories import ledger, position, said, story

from attribution.ledger.selection import Selection, select
from attribution.records import Claim, LedgerState
from attribution.reports import article, chains, drifts, framings, sources, terminal, timelines
from attribution.reports.bidi import FSI, PDI, Bidi
from attribution.reports.page import MEASURE, Page
from attribution.reports.report import as_json, as_jsonl, write_csv
from attribution.reports.selected import selected

REPORTS = {
    "claims": terminal.CLAIMS,
    "contested": terminal.CONTESTED,
    "speakers": sources.SPEAKERS,
    "outlets": sources.OUTLETS,
    "chain": chains.REPORT,
    "timeline": timelines.CLAIMS,
    "speaker's timeline": timelines.SPEAKER,
    "drift": drifts.REPORT,
    "framing": framings.REPORT,
}
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

WIRE = "نقلت وكالة القمر عن ليلى الهاشمي قولها: «[b]السد الجديد[/b] آمن تماماً ولا خوف على القرى المجاورة هذا العام»."
PAPER = "وزعمت ليلى الهاشمي أن السد الجديد آمن تماماً ولا خوف على القرى. ونفى ناجي العطار ذلك."
FIRST = story(
    WIRE,
    said(
        "نقلت",
        "ليلى الهاشمي",
        "«[b]السد الجديد[/b] آمن تماماً ولا خوف على القرى المجاورة هذا العام»",
        outlet="وكالة القمر",
        type="direct",
    ),
    publisher="صحيفة الساحل",
    published="2025-03-10",
)
SECOND = story(
    PAPER,
    said("وزعمت", "ليلى الهاشمي", "أن السد الجديد آمن تماماً ولا خوف على القرى", stance="allege"),
    said("ونفى", "ناجي العطار", "ذلك", stance="deny"),
    publisher="=موقع النورس",
    published="2025-03-12",
)
STATE = ledger(
    FIRST,
    SECOND,
    claims=[
        Claim(
            id="c1",
            text="السد آمن",
            contested=True,
            reason="denial",
            positions=(
                position(FIRST, 0, "asserts"),
                position(SECOND, 0, "asserts"),
                position(SECOND, 1, "denies"),
            ),
        )
    ],
)
ONE = ledger(SECOND)


def shown(report, state, width=80, bidi=Bidi.OFF, limit=None):
    stream = io.StringIO()
    report.show(state, Page(stream, bidi, width), limit)
    return stream.getvalue()


@pytest.mark.parametrize("state", [STATE, ONE, LedgerState()], ids=["two articles", "one article", "nothing"])
@pytest.mark.parametrize("name", REPORTS)
def test_every_report_of_every_ledger_can_be_read(name, state):
    for width in (80, 120):
        for bidi in (Bidi.OFF, Bidi.TERMINAL, Bidi.VISUAL):
            text = shown(REPORTS[name], state, width, bidi)
            assert text.strip()
            assert max(map(cell_len, text.splitlines())) <= min(width, MEASURE)
            assert all(line.count(FSI) == line.count(PDI) for line in text.splitlines())
    assert not CONTROLS.search(shown(REPORTS[name], state))
    assert "│" not in text


@pytest.mark.parametrize("name", REPORTS)
def test_of_nothing_a_report_says_so_and_what_to_do(name):
    text = shown(REPORTS[name], LedgerState())
    assert re.search("None|Nobody|No attribution|Nothing", text)
    if name != "speaker's timeline":
        assert re.search("'attribution (run|report)", " ".join(text.split()))


@pytest.mark.parametrize("state", [STATE, ONE, LedgerState()], ids=["two articles", "one article", "nothing"])
@pytest.mark.parametrize("name", REPORTS)
def test_every_format_has_all_rows_and_its_keys(name, state):
    report = REPORTS[name]
    rows = report.rows(state)
    document = json.loads(as_json(report, state))
    assert len(document[report.name]) == len(rows)
    lines = [json.loads(line) for line in as_jsonl(report, state)]
    assert lines == json.loads(json.dumps(rows))
    assert len({tuple(sorted(line)) for line in lines}) <= 1
    stream = io.StringIO()
    write_csv(report, state, stream)
    head, *body = csv.reader(io.StringIO(stream.getvalue().removeprefix("\ufeff"), newline=""))
    assert tuple(head) == report.columns
    assert len(body) == sum(len(row[report.each]) or 1 if report.each else 1 for row in rows)
    for row in rows[:1]:
        member = (row[report.each] or [{}])[0] if report.each else {}
        prefix = f"{report.each[:-1]}_" if report.each else ""
        known = {*row, *(prefix + key for key in member)}
        missing = [column for column in report.columns if column not in known]
        assert not missing or not member


def test_csv_has_no_formula_and_the_words_as_they_are():
    stream = io.StringIO()
    write_csv(drifts.REPORT, STATE, stream)
    assert stream.getvalue().startswith("\ufeffspeaker,")
    rows = list(csv.DictReader(io.StringIO(stream.getvalue().removeprefix("\ufeff"), newline="")))
    assert [row["version_publisher"] for row in rows] == ["صحيفة الساحل", "'=موقع النورس"]
    assert rows[0]["version_text"] in WIRE
    assert rows[1]["version_cut"].endswith("المجاورة هذا العام")


def test_words_of_articles_are_never_markup():
    for name in ("drift", "chain", "timeline", "speaker's timeline"):
        assert "[b]السد الجديد[/b]" in shown(REPORTS[name], STATE)


def test_drift_shows_what_is_missing_and_in_what_the_two_differ():
    text = shown(drifts.REPORT, STATE)
    differs = "differs in words, what the verb does with them, direct or indirect speech, outlet"
    assert differs in " ".join(text.split())
    assert re.search("without +المجاورة هذا العام", text)
    assert text.index("صحيفة الساحل") < text.index("موقع النورس")


def test_a_chain_is_told_from_the_publisher_down():
    text = shown(chains.REPORT, STATE)
    assert [
        text.index(name) for name in ("1 × in", "صحيفة الساحل", "through", "وكالة القمر", "ليلى الهاشمي")
    ] == sorted(
        text.index(name) for name in ("1 × in", "صحيفة الساحل", "through", "وكالة القمر", "ليلى الهاشمي")
    )
    assert "2 attributions of 3 with nobody between" in text


def test_framing_has_counts_and_no_percentage():
    text = shown(framings.REPORT, STATE)
    assert "2 attributions in 1 article" in text
    assert "not compared" in text
    assert "%" not in text


def test_a_timeline_is_told_day_by_day():
    text = shown(timelines.CLAIMS, STATE).split("id c1", 1)[1]
    places = [
        text.index(words)
        for words in ("    2025-03-10\n", "first seen", "    2025-03-12\n", "repeated", "denied")
    ]
    assert places == sorted(places)


def test_long_lists_are_cut_and_counted_and_0_is_all():
    assert "… and 1 more speaker; --limit 0 shows all." in shown(sources.SPEAKERS, STATE, limit=1)
    assert "more" not in shown(sources.SPEAKERS, STATE, limit=0)


def test_an_article_by_any_of_its_names():
    state = STATE
    first = state.articles[0]
    for name in (first.key, first.id, first.id[:8]):
        assert article.find(state, name) == first
    text = shown(article.REPORT, article.only(state, first))
    assert first.id in text.replace("\n", "").replace(" ", "")
    assert "asserts c1, contested" in text


def test_what_was_asked_for_is_told_and_names_nearby_where_nothing_matches():
    stream = io.StringIO()
    wanted = Selection(speaker="ليلا الهاشم", since="2025-03")
    assert not selected(STATE, select(STATE, wanted), wanted, Page(stream, Bidi.OFF, 80))
    text = stream.getvalue()
    assert "only speaker" in text
    assert "Nothing in this ledger matches" in text
    assert "ليلى الهاشمي" in text
    assert "2025-03-10 to 2025-03-12" in text
