"""Reading annotated articles, with a coded error that names the line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from attribution.errors import AttributionError
from attribution.records import Attributed


def read_gold(path: Path) -> Iterator[Attributed]:
    """The annotated articles of a JSON Lines file.

    Raises:
        AttributionError: A001 where there is no such file, A002 for the first line that is no record.
    """
    if not path.is_file():
        raise AttributionError("A001", path)
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield Attributed.model_validate_json(line)
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(map(str, first["loc"]))
                raise AttributionError(
                    "A002", path, line=number, why=f"{where} {first['msg']}".strip()
                ) from error
