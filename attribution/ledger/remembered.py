"""What the network said of wordings that it read together, kept from run to run: deriving anew asks it for what is
new alone.

A SQLite file in the user's cache folder that holds no words, only hashes and probabilities, for the weights
that ship; without it, or where it cannot be written, all is read again and the result is the same.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import lru_cache

from attribution.caches import cache_folder
from attribution.ledger import states

FORM = 2
"""Number of the form of what the network is given; another makes what is kept worthless."""
ASKED = 500
"""Keys that are looked up at once."""
PATIENCE = 10.0
"""Seconds to wait for another process that writes."""


def recalled(keys: Sequence[bytes]) -> dict[bytes, bytes]:
    """What is kept, by the keys of what was read."""
    found: dict[bytes, bytes] = {}
    try:
        with closing(_open()) as store:
            for at in range(0, len(keys), ASKED):
                some = keys[at : at + ASKED]
                marks = ",".join("?" * len(some))
                found.update(store.execute(f"SELECT key, said FROM read WHERE key IN ({marks})", some))
    except (sqlite3.Error, OSError):
        return {}
    return found


def keep(said: Mapping[bytes, bytes]) -> None:
    """Keep what was said; two processes may do so at once."""
    try:
        with closing(_open()) as store, store:
            store.executemany("INSERT OR IGNORE INTO read VALUES (?, ?)", said.items())
    except (sqlite3.Error, OSError):
        return


def _open() -> sqlite3.Connection:
    path = cache_folder() / f"read-{_weights()}.sqlite3"
    path.parent.mkdir(parents=True, exist_ok=True)
    store = sqlite3.connect(path, timeout=PATIENCE)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=NORMAL")
    store.execute("CREATE TABLE IF NOT EXISTS read (key BLOB PRIMARY KEY, said BLOB)")
    return store


def forget() -> None:
    """Look anew which weights read."""
    _weights.cache_clear()


@lru_cache(maxsize=1)
def _weights() -> str:
    """What tells these weights from others."""
    told = hashlib.sha256(str(FORM).encode())
    for name in ("lower.onnx", "upper.onnx", "heads.npz"):
        told.update((states.FOLDER / name).read_bytes())
    return told.hexdigest()[:12]
