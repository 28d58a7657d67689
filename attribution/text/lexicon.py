"""Word lists: JSON Lines in ``seeds/lexicon`` of a checkout, ``attribution/lexicon`` of a wheel."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from attribution.errors import AttributionError

PACKAGE = Path(__file__).parents[1]
FOLDERS = (PACKAGE / "lexicon", PACKAGE.parent / "seeds" / "lexicon")


@cache
def load(name: str) -> list[dict[str, Any]]:
    """Load a word list; it is read once, so leave the list as it is.

    Args:
        name: File name without its suffix, such as ``months``; the schemas are in
            ``seeds/lexicon/README.md``.

    Returns:
        One dictionary a line, in the order of the file.

    Raises:
        AttributionError: A101 where there is no such list, A002 where a line is no JSON object.
    """
    for folder in FOLDERS:
        if (path := folder / f"{name}.jsonl").is_file():
            return read(path)
    raise AttributionError("A101", name)


def read(path: Path) -> list[dict[str, Any]]:
    """Read the JSON objects of a file, one a line; blank lines are skipped.

    Args:
        path: A JSON Lines file in UTF-8.

    Returns:
        One dictionary a line.

    Raises:
        AttributionError: A002 for the first line that is no JSON object.
    """
    entries = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except json.JSONDecodeError as error:
            raise AttributionError("A002", path, line=number, why=error.msg) from error
        if not isinstance(entry, dict):
            raise AttributionError("A002", path, line=number, why="it is no JSON object")
        entries.append(entry)
    return entries
