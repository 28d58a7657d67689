"""Column types that keep any Python text, raw, in any database.

SQLite's functions stop at a NUL, PostgreSQL refuses one, and neither takes a lone surrogate; texts from the
web have them. Such a character is stored as the noncharacter U+FDD0 with four hexadecimal digits, and comes
back as it was. All other text lies in the database as it is, so that in SQL too a span's text is
``substr(text, span_start + 1, span_end - span_start)``.
"""

from __future__ import annotations

import json
import re
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

_REFUSED = re.compile("[\x00\ud800-\udfff\ufdd0]")
_STORED = re.compile("\ufdd0([0-9a-f]{4})")


def to_stored(text: str) -> str:
    """``text`` in the form that every database takes."""
    return _REFUSED.sub(lambda match: f"\ufdd0{ord(match[0]):04x}", text)


def from_stored(stored: str) -> str:
    """The text that ``to_stored`` was given."""
    if "\ufdd0" not in stored:
        return stored
    return _STORED.sub(lambda match: chr(int(match[1], 16)), stored)


class Raw(TypeDecorator[str]):
    """Text of any characters; what is read is what was written."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Text on its way into the database."""
        return None if value is None else to_stored(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Text on its way out."""
        return None if value is None else from_stored(value)


class Json(TypeDecorator[Any]):
    """Lists and objects as readable JSON text: no escapes for Arabic, the same on every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """A value on its way into the database."""
        return None if value is None else to_stored(json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """A value on its way out."""
        return None if value is None else json.loads(from_stored(value))
