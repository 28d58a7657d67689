"""JSON Lines, one line at a time: a bad line is reported with its number and costs no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from attribution.articles.decoding import BYTE_ORDER_MARKS, decode
from attribution.errors import AttributionError

_SAMPLE = 1 << 20


def objects(path: Path, on_error: Callable[[AttributionError], None]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Read the JSON objects of a file, however long it is.

    Args:
        path: JSON Lines in UTF-8 (or UTF-16 or UTF-32 with a byte order mark); blank lines are skipped.
        on_error: Takes A002 for each line that is no JSON object.

    Yields:
        Line number, counted from 1, and the object.

    Raises:
        AttributionError: A110 for a file without a line, and what ``decode`` raises for a file of another
        kind.
    """
    blank = True
    for number, line in _lines(path, on_error):
        if not line.strip():
            continue
        blank = False
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            on_error(AttributionError("A002", path, line=number, why=getattr(error, "msg", error)))
            continue
        if isinstance(record, dict):
            yield number, record
        else:
            on_error(AttributionError("A002", path, line=number, why="it is no JSON object"))
    if blank:
        raise AttributionError("A110", path)


def reason(error: ValidationError) -> str:
    """The first complaint of a validation error in one line: where, and what."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(key) for key in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]


def _lines(path: Path, on_error: Callable[[AttributionError], None]) -> Iterator[tuple[int, str]]:
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        if start.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS)):
            yield from enumerate(decode(file.read(), path).split("\n"), start=1)
            return
        for number, raw in enumerate(file, start=1):
            try:
                yield number, raw.decode("utf-8")
            except UnicodeDecodeError as error:
                if number == 1:
                    _refuse_other_kinds(path)
                on_error(AttributionError("A002", path, line=number, why=f"byte {error.start} is no UTF-8"))


def _refuse_other_kinds(path: Path) -> None:
    """Refuse the whole file if it is no UTF-8 at all; a few broken bytes cost no more than their lines."""
    with path.open("rb") as file:
        try:
            decode(file.read(_SAMPLE), path)
        except AttributionError as error:
            if error.code != "A117":
                raise
