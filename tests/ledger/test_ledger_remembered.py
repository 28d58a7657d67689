"""What the network said is kept from run to run, and is missed by nobody where it cannot be."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from attribution.ledger import remembered, together
from attribution.ledger.together import Reading, verdicts
from attribution.ledger.wording import wording

RISE = wording("سامر الدهان", "قال", "إن أسعار الشعير ارتفعت", "say", "s1")
FALL = wording("اتحاد التجار", "أكد", "أن أسعار الشعير انخفضت", "affirm", "s2")
READING = Reading((RISE, FALL), ((0, 1),))


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """An empty folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def test_what_was_read_once_is_not_read_again(fresh, monkeypatch):
    first = verdicts([READING])
    monkeypatch.setattr(together, "judge", lambda *_: 1 / 0)
    assert verdicts([READING]) == first


def test_another_name_of_a_speaker_is_no_other_reading_but_another_speaker_is(fresh):
    renamed = Reading((RISE._replace(speaker="x"), FALL._replace(speaker="y")), ((0, 1),))
    one = Reading((RISE._replace(speaker="x"), FALL._replace(speaker="x")), ((0, 1),))
    for reading in (READING, renamed, one):
        verdicts([reading])
    (path,) = fresh.rglob("read-*.sqlite3")
    with sqlite3.connect(path) as store:
        assert store.execute("SELECT count(*) FROM read").fetchone() == (2,)


def test_words_are_not_in_the_file(fresh):
    verdicts([READING])
    (path,) = fresh.rglob("read-*.sqlite3")
    with sqlite3.connect(path) as store:
        ((key, said),) = store.execute("SELECT key, said FROM read")
    assert (len(key), len(said)) == (20, 8)


def test_without_a_folder_or_with_a_broken_file_all_is_read(fresh, monkeypatch):
    expected = verdicts([READING])
    (path,) = fresh.rglob("read-*.sqlite3")
    path.write_bytes(b"no database" * 1000)
    for way in (str(fresh), "/dev/null"):
        monkeypatch.setenv("XDG_CACHE_HOME", way)
        assert verdicts([READING]) == expected


def test_many_write_at_once(fresh):
    def write(part):
        remembered.keep({bytes([part, n]) * 10: bytes([n]) * 8 for n in range(200)})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    keys = [bytes([part, n]) * 10 for part in range(4) for n in range(200)]
    assert len(remembered.recalled(keys)) == 800
