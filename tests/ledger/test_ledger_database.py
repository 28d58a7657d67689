"""What is no ledger is refused with a code, and left as it was."""

import sqlite3
from pathlib import Path

import pytest

from attribution.errors import AttributionError
from attribution.ledger import Ledger, Pipeline
from attribution.ledger.schema import VERSION_TABLE
from attribution.records import Attributed


def folder_as_it_is(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {str(f): (f.read_bytes(), f.stat().st_mtime_ns) for f in folder.rglob("*") if f.is_file()}


def foreign_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
        connection.execute("CREATE TABLE article (id INTEGER PRIMARY KEY)")
    connection.close()


def newer_ledger(path: Path) -> None:
    Ledger.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    connection.close()


REFUSED = {
    "text": (
        "A302",
        lambda path: path.write_text("this is no database, but a text that somebody mistook for one"),
    ),
    "binary": ("A302", lambda path: path.write_bytes(bytes(range(256)) * 40)),
    "damaged": ("A302", lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)),
    "foreign": ("A303", foreign_database),
    "newer": ("A304", newer_ledger),
    "folder": ("A305", Path.mkdir),
}


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.parametrize("create", [True, False])
def test_refused_and_unchanged(tmp_path, kind, create):
    code, make = REFUSED[kind]
    path = tmp_path / "ledger.sqlite"
    make(path)
    before = folder_as_it_is(tmp_path)
    with pytest.raises(AttributionError) as refusal:
        Ledger.open(path, create=create)
    assert refusal.value.code == code
    assert str(path) in str(refusal.value)
    assert folder_as_it_is(tmp_path) == before


def test_a_reader_makes_no_ledger(tmp_path):
    empty = tmp_path / "empty.sqlite"
    empty.touch()
    for path in (tmp_path / "missing.sqlite", empty):
        with pytest.raises(AttributionError, match="A301"):
            Ledger.open(path, create=False)
    assert folder_as_it_is(tmp_path).keys() == {str(empty)}
    assert empty.read_bytes() == b""


def test_an_empty_file_becomes_a_ledger(tmp_path):
    path = tmp_path / "ledger.sqlite"
    path.touch()
    Ledger.open(path).close()
    with Ledger.open(path, create=False) as ledger:
        assert ledger.state().articles == ()


@pytest.mark.parametrize("where", ["/proc/ledger.sqlite", "missing/folder/ledger.sqlite"])
def test_where_nothing_can_be_written(where, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AttributionError, match="A306"):
        Ledger.open(where)
    assert not list(tmp_path.iterdir())


def test_a_locked_ledger(tmp_path, monkeypatch):
    monkeypatch.setattr("attribution.ledger.database.PATIENCE", 0.05)
    path = tmp_path / "ledger.sqlite"
    Ledger.open(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Ledger.open(path) as ledger:
        assert ledger.state().articles == ()  # who reads does not wait
        with pytest.raises(AttributionError, match="A307"):
            ledger.add(Attributed(id="a", text="كلمة"), pipeline=Pipeline("gold", "1"))
    other.close()


@pytest.mark.parametrize("url", ["nosuch://host/name", "://", "mysql+nosuchdriver://host/name"])
def test_a_url_of_no_use(url):
    with pytest.raises(AttributionError, match="A308"):
        Ledger.open(url)


def test_a_password_is_not_shown():
    with pytest.raises(AttributionError) as refusal:
        Ledger.open("nosuch://user:secret@host/name")
    assert "secret" not in str(refusal.value)
    assert "user" in str(refusal.value)
