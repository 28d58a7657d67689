"""A ledger copied into tables for reading, in a SQLite file of their own: the ledger itself is only read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from attribution.browsing.folding import indexed
from attribution.exports.lookup import Lookup
from attribution.exports.tables import CODES, TABLES, Language, arabic, position_rows
from attribution.records import LedgerState

SCHEMA = Path(__file__).with_name("schema.sql")
SEARCHED = {
    "articles": ("title", "text", "publisher"),
    "speakers": ("speaker", "aliases"),
    "attributions": ("speaker", "speaker_text", "cue", "content", "outlet", "title"),
    "claims": ("claim",),
    "positions": ("speaker", "words", "outlet", "title"),
}
"""The columns in which the words of a search are looked for; of a claim, its positions' words as well."""


def make(state: LedgerState, path: str | Path, language: Language = "en") -> None:
    """Write the tables of ``schema.sql`` into a new SQLite file.

    Args:
        state: What is current in the ledger.
        path: The file, which is not there yet.
        language: ``ar`` for Arabic words in place of codes such as ``deny``.
    """
    lookup = Lookup(state)
    tables = {
        "articles": _articles(lookup),
        "speakers": TABLES["speakers"].rows(lookup),
        "attributions": _attributions(lookup),
        "claims": _claims(lookup),
        "positions": position_rows(lookup, state.claims),
    }
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(SCHEMA.read_text(encoding="utf-8"))
        for name, rows in tables.items():
            _fill(connection, name, rows, language)


def _fill(connection: sqlite3.Connection, name: str, rows: Any, language: Language) -> None:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
    marks = ", ".join("?" for _ in columns)
    for row in rows:
        words = " ".join(filter(None, (row.get(column) for column in (*SEARCHED[name], "also"))))
        cells = [_cell(column, row[column], language) for column in columns]
        number = connection.execute(f"INSERT INTO {name} VALUES ({marks})", cells).lastrowid
        connection.execute(
            f"INSERT INTO {name}_search (rowid, words) VALUES (?, ?)", (number, indexed(words))
        )


def _cell(column: str, value: Any, language: Language) -> Any:
    """A value as SQLite takes it; what is not known is NULL, and lone halves of characters become «?»."""
    if language == "ar" and column in CODES:
        value = arabic()[CODES[column]].get(value, value)
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode() or None
    return value


def _articles(lookup: Lookup) -> Iterator[dict[str, Any]]:
    for row in TABLES["articles"].rows(lookup):
        yield {**row, "text": lookup.articles[row["article_id"]].text}


def _attributions(lookup: Lookup) -> Iterator[dict[str, Any]]:
    for row in TABLES["attributions"].rows(lookup):
        yield {**row, "confidence": (row["confidence"] or {}).get("attribution")}


def _claims(lookup: Lookup) -> Iterator[dict[str, Any]]:
    for claim in lookup.state.claims:
        yield {
            "claim_id": claim.id,
            "claim": claim.text,
            "contested": int(claim.contested),
            "reason": claim.reason,
            "why": claim.why,
            "positions": len(claim.positions),
            "speakers": len({p.speaker_id for p in claim.positions if p.speaker_id}),
            "publishers": len(
                {name for p in claim.positions if (name := lookup.articles[p.article].publisher)}
            ),
            "also": " ".join(lookup.words(position) for position in claim.positions),
        }
