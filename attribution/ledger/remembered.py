"""What the networks said of pairs of wordings, kept from run to run: deriving anew asks them for new pairs alone.

A SQLite file in the user's cache folder that holds no words, only hashes of wordings and probabilities, for the weights
that ship; without it, or where it cannot be written, all pairs are compared again and the result is the same.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from attribution.caches import cache_folder
from attribution.ledger.states import FOLDER

FORM = 1
"""Number of the form of what networks are given; another makes what is kept worthless."""
ASKED = 500
"""Keys that are looked up at once."""
PATIENCE = 10.0
"""Seconds to wait for another process that writes."""


def recalled(network: str, keys: Sequence[bytes]) -> dict[bytes, float]:
    """The probabilities that are kept, by the keys of pairs.

    Args:
        network: ``about`` or ``side``.
        keys: Of pairs.
    """
    found: dict[bytes, float] = {}
    try:
        with closing(_open()) as store:
            for at in range(0, len(keys), ASKED):
                some = [_key(network, key) for key in keys[at : at + ASKED]]
                marks = ",".join("?" * len(some))
                rows = store.execute(f"SELECT key, value FROM compared WHERE key IN ({marks})", some)
                found.update((key[1:], value) for key, value in rows)
    except (sqlite3.Error, OSError):
        return {}
    return found


def keep(network: str, values: Mapping[bytes, float]) -> None:
    """Keep probabilities of pairs; two processes may do so at once."""
    rows: Iterable[tuple[bytes, float]] = ((_key(network, key), value) for key, value in values.items())
    try:
        with closing(_open()) as store, store:
            store.executemany("INSERT OR IGNORE INTO compared VALUES (?, ?)", rows)
    except (sqlite3.Error, OSError):
        return


def _key(network: str, key: bytes) -> bytes:
    return network[:1].encode() + key


def _open() -> sqlite3.Connection:
    path = cache_folder() / f"compared-{_weights()}.sqlite3"
    path.parent.mkdir(parents=True, exist_ok=True)
    store = sqlite3.connect(path, timeout=PATIENCE)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=NORMAL")
    store.execute("CREATE TABLE IF NOT EXISTS compared (key BLOB PRIMARY KEY, value REAL) WITHOUT ROWID")
    return store


@lru_cache(maxsize=1)
def _weights() -> str:
    """What tells these weights from others."""
    told = hashlib.sha256(str(FORM).encode())
    for path in (Path(FOLDER) / "heads.npz", Path(FOLDER) / "encoder.onnx"):
        told.update(path.read_bytes())
    return told.hexdigest()[:12]
