"""``attribution report``: filters and formats that all reports share."""

import csv
import io
import json

import pytest

from attribution.cli.report import REPORTS
from attribution.ledger import Ledger, Pipeline
from attribution.records import Attributed, Attribution

TEXT = "قَالَ سالم الطيب إن البلدية باعت المحطة. ونفى عادل قاسم أن البلدية باعت المحطة."
OTHER = "وزعم سالم الطيب أن البلدية باعت المحطة."


def span(text, words):
    return (text.index(words), text.index(words) + len(words))


def attributed(text, publisher, published, *told):
    return Attributed(
        id=f"{publisher}.txt",
        text=text,
        publisher=publisher,
        published=published,
        attributions=tuple(
            Attribution(
                cue=span(text, cue),
                speaker=span(text, who),
                speaker_name=who,
                content=(span(text, what),),
                stance=stance,
            )
            for cue, who, what, stance in told
        ),
    )


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("ledger") / "news.sqlite"
    with Ledger.open(path) as opened:
        for each in (
            attributed(
                TEXT,
                "الساحل",
                "2025-03-10",
                ("قَالَ", "سالم الطيب", "إن البلدية باعت المحطة", "say"),
                ("ونفى", "عادل قاسم", "أن البلدية باعت المحطة", "deny"),
            ),
            attributed(
                OTHER, "النورس", "2025-03-12", ("وزعم", "سالم الطيب", "أن البلدية باعت المحطة", "allege")
            ),
        ):
            opened.add(each, pipeline=Pipeline("gold", "1"))
        opened.derive()
    return path


def report(attribution, ledger, *arguments):
    result = attribution("report", *arguments, "--ledger", ledger)
    assert result.exit_code == 0, result.output
    return result.stdout


def cues(attribution, ledger, *arguments):
    lines = report(attribution, ledger, "chain", *arguments, "--format", "jsonl").splitlines()
    return [json.loads(line)["cue"] for line in lines]


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "article"])
def test_every_report_in_every_format(attribution, ledger, name):
    assert report(attribution, ledger, name).strip()
    assert json.loads(report(attribution, ledger, name, "--format", "json"))
    for line in report(attribution, ledger, name, "--format", "jsonl").splitlines():
        assert isinstance(json.loads(line), dict)
    assert report(attribution, ledger, name, "--format", "csv").startswith("\ufeff")


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_says_what_its_options_mean(attribution, name):
    result = attribution("report", name, "--help")
    assert result.exit_code == 0
    for option in (
        "--speaker",
        "--publisher",
        "--outlet",
        "--stance",
        "--from",
        "--to",
        "--text",
        "--limit",
        "-o",
    ):
        assert option in result.stdout


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ((), ["قَالَ", "ونفى", "وزعم"]),
        (("--speaker", "الطيّب"), ["قَالَ", "وزعم"]),
        (("--publisher", "النورس"), ["وزعم"]),
        (("--stance", "deny", "--stance", "allege"), ["ونفى", "وزعم"]),
        (("--from", "2025-03-11"), ["وزعم"]),
        (("--to", "2025-03-11"), ["قَالَ", "ونفى"]),
        (("--text", "قال"), ["قَالَ"]),
        (("--text", "محطة", "--speaker", "قاسم"), ["ونفى"]),
    ],
)
def test_filters(attribution, ledger, filters, expected):
    assert cues(attribution, ledger, *filters) == expected


@pytest.mark.parametrize(
    "filters", [("--from", "2025-13"), ("--to", "yesterday"), ("--stance", "shout"), ("--limit", "-1")]
)
def test_a_filter_that_means_nothing_is_wrong_usage(attribution, ledger, filters):
    result = attribution("report", "chain", "--ledger", ledger, *filters)
    assert result.exit_code == 2


def test_nothing_that_matches_is_said_and_no_error(attribution, ledger):
    text = report(attribution, ledger, "chain", "--speaker", "سالم الطيبي")
    assert "Nothing in this ledger matches" in text
    assert "سالم الطيب" in text


def test_an_article_by_its_file_name(attribution, ledger):
    assert "OTHER" not in report(attribution, ledger, "article", "النورس")
    rows = json.loads(report(attribution, ledger, "article", "النورس.txt", "--format", "json"))[
        "attributions"
    ]
    assert [row["cue"] for row in rows] == ["وزعم"]


@pytest.mark.parametrize(
    ("arguments", "code"), [(("article", "no such"), "A420"), (("timeline", "--claim", "no such"), "A422")]
)
def test_what_is_not_there_is_refused(attribution, ledger, arguments, code):
    result = attribution("report", *arguments, "--ledger", ledger)
    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr.startswith(f"[{code}] no such: ")


def test_a_speakers_words_over_time(attribution, ledger):
    rows = json.loads(
        report(attribution, ledger, "timeline", "--speaker", "الطيب", "--about", "بلدية", "--format", "json")
    )["timeline"]
    assert [(row["date"], row["cue"]) for row in rows] == [("2025-03-10", "قَالَ"), ("2025-03-12", "وزعم")]
    text = report(attribution, ledger, "timeline", "--speaker", "الطيب", "--about", "جسر")
    assert "Nothing in this ledger matches" in text


def test_one_claim_by_the_beginning_of_its_id(attribution, ledger):
    claims = json.loads(report(attribution, ledger, "timeline", "--format", "json"))["timeline"]
    one = claims[0]["claim"]
    found = json.loads(report(attribution, ledger, "timeline", "--claim", one[:6], "--format", "json"))[
        "timeline"
    ]
    assert [claim["claim"] for claim in found] == [one]


def test_into_a_file(attribution, ledger, tmp_path):
    path = tmp_path / "drift.csv"
    assert report(attribution, ledger, "chain", "--format", "csv", "-o", path) == ""
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    assert [row["cue"] for row in rows] == ["قَالَ", "ونفى", "وزعم"]
    report(attribution, ledger, "chain", "-o", tmp_path / "chain.txt")
    assert "Who told whom" in (tmp_path / "chain.txt").read_text(encoding="utf-8")
    result = attribution("report", "chain", "--ledger", ledger, "-o", tmp_path)
    assert result.exit_code == 3
    assert result.stderr.startswith("[A401]")
