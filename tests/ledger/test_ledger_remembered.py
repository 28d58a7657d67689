"""What networks said is kept from run to run, and is missed by nobody where it cannot be."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from attribution.ledger import network, remembered
from attribution.ledger.wording import wording

RISE = wording("سامر الدهان", "قال", "إن أسعار الشعير ارتفعت", "say", "s1")
FALL = wording("اتحاد التجار", "أكد", "أن أسعار الشعير انخفضت", "affirm", "s2")


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """An empty folder, and a process that has compared nothing yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(network, "_known", {"about": {}, "side": {}})
    return tmp_path


def test_what_was_compared_once_is_not_compared_again(fresh, monkeypatch):
    first = network.about(RISE, FALL), network.opposed(RISE, FALL)
    monkeypatch.setattr(network, "_known", {"about": {}, "side": {}})
    monkeypatch.setattr(network, "asked", lambda pairs, *names: [[] for _ in names] if not pairs else 1 / 0)
    assert (network.about(FALL, RISE), network.opposed(FALL, RISE)) == first


def test_words_are_not_in_the_file(fresh):
    network.about(RISE, FALL)
    (path,) = fresh.rglob("compared-*.sqlite3")
    with sqlite3.connect(path) as store:
        ((key, value),) = store.execute("SELECT key, value FROM compared")
    assert len(key) == 21 and 0.0 <= value <= 1.0


def test_without_a_folder_or_with_a_broken_file_all_is_compared(fresh, monkeypatch):
    expected = network.about(RISE, FALL)
    (path,) = fresh.rglob("compared-*.sqlite3")
    path.write_bytes(b"no database" * 1000)
    for way in (str(fresh), "/dev/null"):
        monkeypatch.setenv("XDG_CACHE_HOME", way)
        monkeypatch.setattr(network, "_known", {"about": {}, "side": {}})
        assert network.about(RISE, FALL) == expected


def test_many_write_at_once(fresh):
    def write(part):
        remembered.keep("about", {bytes([part, n]) * 10: n / 200 for n in range(200)})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    keys = [bytes([part, n]) * 10 for part in range(4) for n in range(200)]
    assert len(remembered.recalled("about", keys)) == 800
    assert remembered.recalled("side", keys) == {}
