"""``attribution speakers``, ``review`` and ``ledger``: what a person decides holds, is listed, and can be undone."""

import json
import re
import sqlite3

import pytest

from attribution.ledger import Ledger

ACCUSED = "قال سالم الطيب إن البلدية باعت محطة المياه في الميناء إلى شركة أجنبية يوم الخميس."
DENIED = "نفى عادل قاسم أن البلدية باعت محطة المياه في الميناء إلى شركة أجنبية يوم الخميس."


@pytest.fixture
def ledger(nlp, attribution, tmp_path):
    for name, text in (("a", ACCUSED), ("b", DENIED)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "ledger.sqlite"
    assert attribution("run", tmp_path / "a.txt", tmp_path / "b.txt", "--ledger", path).exit_code == 0
    return path


def state(ledger):
    with Ledger.open(ledger, create=False) as opened:
        return opened.state()


def test_a_contest_that_is_none(attribution, ledger, tmp_path):
    (claim,) = state(ledger).claims
    shown = attribution("review", "claims", "--ledger", ledger).stdout
    assert claim.id in shown
    arguments = ("--note", "بيعان", "--reviewer", "ليلى", "--ledger", ledger)
    made = attribution("review", "contest", claim.id, "not-comparable", *arguments)
    assert made.exit_code == 0
    assert made.stdout.startswith("Review 1: contest not comparable · ليلى · ")
    report = attribution("report", "contested", "--ledger", ledger)
    assert "not comparable, according to ليلى on " in report.stdout
    assert "بيعان" in report.stdout
    attribution("export", "--ledger", ledger, "-o", tmp_path / "out.json")
    (exported,) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["claims"]
    assert (exported["contested"], exported["reviews"][0]["note"]) == (False, "بيعان")
    attribution("review", "undo", 1, "--ledger", ledger)
    assert state(ledger).claims == (claim,)
    listed = attribution("review", "list", "--ledger", ledger).stdout
    assert "undone since" in listed
    assert "undoes 1" in listed


def test_the_reviewer_is_the_user_unless_told(attribution, ledger, monkeypatch):
    monkeypatch.setenv("LOGNAME", "layla")
    (claim,) = state(ledger).claims
    attribution("review", "claim", claim.id, "right", "--ledger", ledger)
    found = json.loads(attribution("review", "list", "--format", "json", "--ledger", ledger).stdout)
    assert [review["reviewer"] for review in found["reviews"]] == ["layla"]


def test_a_contested_claim_shows_its_reviews(attribution, ledger):
    (claim,) = state(ledger).claims
    attribution("review", "contest", claim.id, "right", "--reviewer", "ليلى", "--ledger", ledger)
    assert "reviewed   contest right · ليلى" in attribution("report", "contested", "--ledger", ledger).stdout


def test_speakers_are_listed_merged_split_and_renamed(attribution, ledger):
    listed = attribution("speakers", "list", "--mentions", "--ledger", ledger).stdout
    ids = {one.name: one.id for one in state(ledger).speakers}
    assert all(f"{identity}  " in listed for identity in ids.values())
    (place,) = re.findall(r"([0-9a-f]{12}:\d+-\d+) +عادل قاسم", listed)
    attribution("speakers", "merge", ids["سالم الطيب"], ids["عادل قاسم"], "--ledger", ledger)
    (speaker,) = state(ledger).speakers
    assert (speaker.name, speaker.aliases) == ("سالم الطيب", ("عادل قاسم",))
    attribution("speakers", "split", place, "--ledger", ledger)
    assert {one.name for one in state(ledger).speakers} == set(ids)
    attribution("speakers", "rename", ids["سالم الطيب"], "سالم بن الطيب", "--ledger", ledger)
    found = json.loads(attribution("speakers", "list", "بن", "--format", "json", "--ledger", ledger).stdout)
    assert [one["name"] for one in found["speakers"]] == ["سالم بن الطيب"]


def test_links(attribution, ledger):
    (claim,) = state(ledger).claims
    place = claim.positions[1].attribution
    attribution("review", "link", place, "wrong", "--ledger", ledger)
    assert [one.speaker_id for one in state(ledger).attributions if one.id == place] == [None]
    (claim,) = state(ledger).claims
    attribution("review", "link", place, "wrong", "--claim", claim.id, "--ledger", ledger)
    assert state(ledger).claims == ()


def test_later_only_writes_it_down(attribution, ledger):
    (claim,) = state(ledger).claims
    attribution("review", "claim", claim.id, "wrong", "--later", "--ledger", ledger)
    assert state(ledger).claims == (claim,)
    assert "[A309] " in attribution("report", "contested", "--ledger", ledger).stderr
    assert "Worked out anew." in attribution("ledger", "derive", "--ledger", ledger).stdout
    assert state(ledger).claims == ()
    assert "Nothing has changed." in attribution("ledger", "derive", "--ledger", ledger).stdout


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("A340", ("speakers", "rename", "none", "قاسم")),
        ("A341", ("speakers", "split", "nonsense")),
        ("A342", ("review", "contest", "none", "wrong")),
        ("A344", ("review", "undo", 7)),
        ("A347", ("review", "claim", "none", "lovely")),
    ],
)
def test_what_cannot_be_is_refused(attribution, ledger, code, arguments):
    result = attribution(*arguments, "--ledger", ledger)
    assert result.exit_code == 3
    assert result.stderr.startswith(f"[{code}] ")
    assert (
        json.loads(attribution("review", "list", "--format", "json", "--ledger", ledger).stdout)["reviews"]
        == []
    )


def test_verify(attribution, ledger):
    sound = attribution("ledger", "verify", "--ledger", ledger)
    assert (sound.exit_code, "Nothing is broken." in sound.stdout) == (0, True)
    with sqlite3.connect(ledger) as connection:
        connection.execute("UPDATE mention SET span_end = 9999 WHERE row = 2")
    connection.close()
    broken = attribution("ledger", "verify", "--ledger", ledger)
    assert broken.exit_code == 3
    assert broken.stderr.startswith("[A351] table mention, row 2: ")
    assert "Nothing is broken." not in broken.stdout


def test_info(attribution, ledger):
    shown = attribution("ledger", "info", "--ledger", ledger).stdout
    assert re.search(r"^ +2 +0  attribution$", shown, re.MULTILINE)


def test_a_corrected_article_is_not_read_again(nlp, attribution, ledger, tmp_path):
    corrected = ACCUSED.replace("الخميس", "الجمعة")
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "a.txt").write_text(corrected, encoding="utf-8")
    attribution("run", tmp_path / "again", "--ledger", ledger)
    assert [article.text for article in state(ledger).articles] == [DENIED, corrected]
    nlp.read[:] = []
    attribution("run", tmp_path / "a.txt", tmp_path / "again", "--ledger", ledger)
    assert nlp.read == []
    assert [article.text for article in state(ledger).articles] == [DENIED, corrected]
