"""Files that are whole or not there, and JSON that every reader takes."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from attribution.errors import AttributionError

STDOUT = "-"
"""The path that means standard output."""

_SPAN = re.compile(r"\[\n\s*(\d+),\n\s*(\d+)\n\s*\]")
"""A span on lines of its own; no string of JSON has a line feed in it."""

_LONE = re.compile("[\ud800-\udfff]")


def to_json(value: Any, *, indent: int | None = None) -> str:
    """``value`` as JSON with Arabic readable; a lone surrogate, which UTF-8 lacks, becomes an escape."""
    text = _SPAN.sub(r"[\1, \2]", json.dumps(value, ensure_ascii=False, indent=indent))
    return _LONE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def is_stream(path: str | Path) -> bool:
    """Whether ``path`` is standard output, a pipe or a device, which no file can take the place of."""
    target = Path(path)
    return str(path) == STDOUT or (target.exists() and not target.is_file() and not target.is_dir())


@contextmanager
def written(path: str | Path) -> Iterator[TextIO]:
    """A UTF-8 file that takes its place at ``path`` once all is written; ``-`` is standard output.

    Line ends are written as they are given.

    Raises:
        AttributionError: A401 if it cannot be written; what was at ``path`` before is there still.
    """
    if str(path) == STDOUT:
        yield sys.stdout
    else:
        with _placed(Path(path)) as target, target.open("w", encoding="utf-8", newline="\n") as file:
            yield file


@contextmanager
def written_bytes(path: str | Path) -> Iterator[BinaryIO]:
    """A file of bytes that takes its place at ``path`` once all is written; ``-`` is standard output.

    Raises:
        AttributionError: A401 if it cannot be written; what was at ``path`` before is there still.
    """
    if str(path) == STDOUT:
        yield sys.stdout.buffer
    else:
        with _placed(Path(path)) as target, target.open("wb") as file:
            yield file


@contextmanager
def _placed(target: Path) -> Iterator[Path]:
    """Where to write so that ``target`` is whole or not there: beside it, or a device itself."""
    if is_stream(target):
        with refused_writing(target):
            yield target
    elif target.is_dir():
        raise AttributionError("A401", target, why="it is a folder")
    else:
        unfinished = target.with_name(f".{target.name[:100]}.{os.getpid()}")
        try:
            with refused_writing(target):
                yield unfinished
                unfinished.replace(target)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


@contextmanager
def refused_writing(path: Path) -> Iterator[None]:
    """Turn a refusal of the file system into A401."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise AttributionError("A401", path, why=error.strerror or error) from error
