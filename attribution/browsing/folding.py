"""Search in any spelling: what is indexed, and what is looked for, are folded words and their stems."""

from __future__ import annotations

import re
from typing import Any

from attribution.ledger.stems import stem
from attribution.text import fold_text, words

_PARTICLES, _LONG_ENOUGH = "وفبكل", 4
_ASKED = re.compile(r"[^\W_]+")


def indexed(text: str | None) -> str:
    """The words of a text as the index has them: folded, each followed by its stem («والسد» by «سد») and by what
    stands behind a letter that may be a particle («وقال» by «قال»; «وزير» by «زير» too, which does no harm)."""
    folded = fold_text(text or "").lower()
    return " ".join(
        form
        for start, end in words(folded)
        for form in (*_forms(folded[start:end]), *_behind_a_particle(folded[start:end]))
    )


def asked(query: str | None) -> str:
    """A query for FTS5 that finds texts which have every word, in any spelling or with particles joined to it.

    Args:
        query: What a person typed; its quotation marks and operators are only words to be left out.

    Returns:
        A query; where nothing is asked for, one that finds nothing.
    """
    found = _ASKED.findall(fold_text(query or "").lower())
    return " AND ".join(f"({' OR '.join(_quoted(form) for form in _forms(word))})" for word in found) or '""'


def prepare(connection: Any) -> None:
    """Give a connection ``fold(text)``, ``asked(query)``, and Datasette's search boxes the latter as well."""
    connection.create_function("fold", 1, lambda text: text and fold_text(text), deterministic=True)
    connection.create_function("asked", 1, asked, deterministic=True)
    connection.create_function("escape_fts", 1, asked, deterministic=True)


def _forms(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word, stem(word))))


def _behind_a_particle(word: str) -> list[str]:
    return [word[1:]] if word[0] in _PARTICLES and len(word) >= _LONG_ENOUGH else []


def _quoted(form: str) -> str:
    return f'"{form}"'
