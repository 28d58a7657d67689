"""All that a ledger holds as JSON Lines: one record a line, whole, the articles' texts with it.

Each line has ``record`` (``article``, ``speaker``, ``attribution``, ``claim``) and the fields of that record in
``attribution/records.py``. Nothing is left out: the lines give back an equal state.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attribution.exports.files import to_json, written
from attribution.records import LedgerState

PARTS = {"article": "articles", "speaker": "speakers", "attribution": "attributions", "claim": "claims"}


def export(state: LedgerState, path: str | Path) -> None:
    """Write ``state`` to ``path`` (``-``: standard output).

    Raises:
        AttributionError: A401 if it cannot be written.
    """
    with written(path) as file:
        file.writelines(to_json(record) + "\n" for record in records(state))


def records(state: LedgerState) -> Iterator[dict[str, Any]]:
    """The lines: articles, then speakers, attributions, claims, each in the ledger's order."""
    for name, part in PARTS.items():
        for record in getattr(state, part):
            yield {"record": name, **record.model_dump(mode="json")}


def state_of(lines: Iterable[str]) -> LedgerState:
    """The state that lines were written from.

    Raises:
        ValueError: If a line is none of ours.
    """
    found: dict[str, list[Any]] = {part: [] for part in PARTS.values()}
    for line in lines:
        record = json.loads(line)
        found[PARTS[record.pop("record")]].append(record)
    return LedgerState.model_validate(found)
