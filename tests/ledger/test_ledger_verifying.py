"""What is broken in a ledger is found, and named by table and row."""

import pytest
from telling import TEXTS, fill

from attribution.ledger import Ledger

BROKEN = {
    "text": ("A350", "article, row 1", "UPDATE article SET text = text || ' ' WHERE row = 1"),
    "cue beyond the text": (
        "A351",
        "attribution, row 2",
        "UPDATE attribution SET cue_end = 999 WHERE row = 2",
    ),
    "empty mention": ("A351", "mention, row 1", "UPDATE mention SET span_end = span_start WHERE row = 1"),
    "content": ("A351", "attribution, row 1", "UPDATE attribution SET content = '[[80, 70]]' WHERE row = 1"),
    "space": ("A351", "position, row 1", "UPDATE position SET span_start = 3, span_end = 4 WHERE row = 1"),
    "speaker that is not there": (
        "A352",
        "voice, row 1",
        "UPDATE voice SET speaker_id = 'none' WHERE row = 1",
    ),
    "claim that is not there": (
        "A352",
        "position, row 1",
        "UPDATE position SET claim = 'none' WHERE row = 1",
    ),
    "article that is not there": (
        "A352",
        "origin, row 1",
        "UPDATE origin SET article = 'none' WHERE row = 1",
    ),
    "words of nobody": ("A355", "claim, row 1", "UPDATE claim SET text = 'كلام لم يقله أحد' WHERE row = 1"),
    "not what is derived": ("A354", "table origin", "UPDATE origin SET origin = 'none' WHERE row = 1"),
    "id": ("A356", "attribution, row 1", "UPDATE attribution SET id = 'none' WHERE row = 1"),
}


@pytest.fixture
def path(tmp_path):
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        fill(ledger, TEXTS)
    return str(tmp_path / "ledger.sqlite")


def codes(path):
    with Ledger.open(path) as ledger:
        return {(error.code, error.where) for error in ledger.verify().broken}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_found(path, query, what):
    code, where, sql = BROKEN[what]
    assert codes(path) == set()
    query(path, sql)
    assert any(found == code and place.endswith(where) for found, place in codes(path))


def test_what_is_current_twice_is_found(path, query):
    query(path, "DROP INDEX one_current_voice")
    columns = "pipeline, pipeline_version, run_id, article, attribution, speaker_id"
    query(path, f"INSERT INTO voice ({columns}) SELECT {columns} FROM voice WHERE row = 1")
    assert ("A353", "table voice, row 5") in codes(path)


def test_superseded_rows_are_checked_too(path, query):
    query(path, "UPDATE position SET superseded_by = 1")
    query(path, "UPDATE position SET span_end = 999 WHERE row = 1")
    assert ("A351", "table position, row 1") in codes(path)


def test_what_was_checked_is_counted(where):
    with Ledger.open(where) as ledger:
        fill(ledger, TEXTS)
        found = ledger.verify()
    assert found.broken == ()
    assert found.checked["articles whose SHA-256 is that of their text"] == 4
    assert found.checked["spans within their texts"] == 4 * 3 + 4 + 4
    assert all(found.checked.values())
