"""Reading annotated articles, with a coded error that names the line, and the bare texts of a corpus."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from attribution.errors import AttributionError
from attribution.records import Attributed


def read_raw(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a corpus: JSON Lines, gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_texts(path: Path) -> Iterator[str]:
    """The texts of a corpus: JSON Lines with a key ``text``, gzipped or not."""
    return (record["text"] for record in read_raw(path))


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
