"""JSON Lines: articles as this tool writes them, or as other systems do, with keys of their own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from attribution.articles.boundaries import parts
from attribution.articles.building import OnError
from attribution.articles.jsonl import objects, reason
from attribution.articles.manifest import Manifests
from attribution.articles.markup import is_markup, plain_text
from attribution.articles.metadata import Metadata, describe
from attribution.errors import AttributionError
from attribution.records import Article, Attributed
from attribution.text import find_date, load


def read_records(path: Path, manifests: Manifests, on_error: OnError) -> Iterator[Article]:
    """Read the articles of a file, one a line, as they are: never cut, unknown keys kept.

    A field that a record lacks is taken from the key that other systems have for it (word list ``record_keys``):
    ``body`` for ``text``, ``headline`` for ``title``. A date under such a key becomes ISO 8601. Where the text came
    so, HTML in it becomes text, and ``meta`` has the ``keys`` that were read and the date in its own words
    (``published_as``).

    Args:
        path: The file.
        manifests: What is known beside the file.
        on_error: Takes A002 for each line that is no article.

    Yields:
        Articles; one with ``attributions`` is an ``Attributed``.

    Raises:
        AttributionError: A110 to A112 for a file of another kind.
    """
    for number, record in objects(path, on_error):
        record = mapped(record)
        if type(record.get("id")) is int:
            record["id"] = str(record["id"])
        try:
            kind = Attributed if "attributions" in record else Article
            article = kind.model_validate(record)
        except ValidationError as error:
            on_error(AttributionError("A002", path, line=number, why=reason(error)))
            continue
        if why := _unusable(article):
            on_error(AttributionError("A002", path, line=number, why=why))
            continue
        said = Metadata(article.title, article.publisher, article.published, article.url)
        metadata = said.or_else(describe(article.text, parts(article.text)[0].lines))
        yield article.model_copy(update=metadata.or_else(manifests.of(path, article.id)).changes(said))


def mapped(record: dict[str, Any]) -> dict[str, Any]:
    """A record with the fields that it has under other systems' keys; its own keys stay as they are."""
    if "attributions" in record:
        return record
    keys: dict[str, str] = {}
    for key, value in record.items():
        field = _fields().get(key, "")
        if field and record.get(field) is None and _name(value):
            keys.setdefault(field, key)
    if isinstance(record.get("publisher"), dict):
        keys["publisher"] = "publisher"
    found = {field: _name(record[key]) for field, key in keys.items()}
    raw = found.get("published")
    if raw:
        found["published"] = find_date(raw)
    if text := found.get("text"):
        found["text"] = plain_text(text) if is_markup(text) else text
        dated = {"published_as": raw} if raw else {}
        record = {**record, "meta": {**(record.get("meta") or {}), "keys": keys, **dated}}
    if record.get("id") is None and "id" not in found:
        found.update({"id": url} if (url := found.get("url") or record.get("url")) else {})
    return {**record, **found}


def _name(value: Any) -> str | None:
    """A value as text: itself, the name of an object, the paragraphs of a list."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = "\n".join(value)
    if type(value) is int:
        value = str(value)
    return value if isinstance(value, str) and value else None


@cache
def _fields() -> dict[str, str]:
    return {entry["key"]: entry["field"] for entry in load("record_keys")}


def _unusable(article: Article) -> str | None:
    if not article.text.strip():
        return "text: it is empty"
    try:
        article.text.encode("utf-8")
    except UnicodeEncodeError as error:
        return f"text: character {error.start} is half of a surrogate pair"
    return None
