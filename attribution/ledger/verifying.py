"""Checking a ledger from the ground: every row back to the characters that it came from."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from attribution.errors import AttributionError
from attribution.ledger import progress, reading, reviews, schema
from attribution.ledger.derivation import outdated, work_out
from attribution.ledger.schema import current
from attribution.records import TextSpan, attribution_id

ONE_CURRENT: dict[type[Any], tuple[str, ...]] = {
    schema.Appearance: ("article", "key"),
    schema.Extraction: ("article",),
    schema.Attribution: ("id",),
    schema.Origin: ("article",),
    schema.Speaker: ("id",),
    schema.Voice: ("attribution",),
    schema.Claim: ("id",),
}
"""Of which there is one current row for each value of the columns."""

REFERENCES: tuple[tuple[type[Any], str, type[Any], str], ...] = (
    (schema.Voice, "attribution", schema.Attribution, "id"),
    (schema.Voice, "speaker_id", schema.Speaker, "id"),
    (schema.Mention, "speaker_id", schema.Speaker, "id"),
    (schema.Position, "claim", schema.Claim, "id"),
    (schema.Position, "attribution", schema.Attribution, "id"),
    (schema.Position, "speaker_id", schema.Speaker, "id"),
    (schema.Related, "claim", schema.Claim, "id"),
    (schema.Related, "other", schema.Claim, "id"),
    (schema.Reviewed, "claim", schema.Claim, "id"),
)
"""Columns of current rows that name a current row of another table."""

WITH_SPAN: tuple[type[Any], ...] = (schema.Mention, schema.Position)

OF_ARTICLE = (
    schema.Appearance,
    schema.Extraction,
    schema.Attribution,
    schema.Origin,
    schema.Mention,
    schema.Voice,
    schema.Position,
)


class Verified(NamedTuple):
    """What was checked, with counts, and what is broken."""

    checked: Mapping[str, int]
    broken: tuple[AttributionError, ...]


def verify(connection: Connection) -> Verified:
    """Check all rows, those that were superseded too, and that what was derived is what would be derived now.

    The last is left out where something is broken, for it would follow from that, and while articles or reviews
    are waiting to be worked out.

    Returns:
        Errors A350 to A356, each with table and row.
    """
    checked: Counter[str] = Counter()
    broken: list[AttributionError] = []
    texts = _texts(connection, checked, broken)
    for found in (_articles, _spans, _quotations):
        broken += found(connection, texts, checked)
    for check in (_one_current, _references):
        broken += check(connection, checked)
    if not broken and not progress.pending(connection):
        broken += _derived(connection, checked)
    return Verified(checked, tuple(broken))


def _texts(connection: Connection, checked: Counter[str], broken: list[AttributionError]) -> dict[str, str]:
    texts = {}
    table = schema.Article
    for row, sha256, text in connection.execute(select(table.row, table.sha256, table.text)):
        checked["articles whose SHA-256 is that of their text"] += 1
        texts[sha256] = text
        if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != sha256:
            broken.append(AttributionError("A350", _row(table, row), id=sha256[:12]))
    return texts


def _articles(
    connection: Connection, texts: Mapping[str, str], checked: Counter[str]
) -> Iterator[AttributionError]:
    for table in OF_ARTICLE:
        for row, article in connection.execute(select(table.row, table.article)):
            checked["rows whose article is there"] += 1
            if article not in texts:
                yield AttributionError("A352", _row(table, row), name=article, table="article")


def _spans(
    connection: Connection, texts: Mapping[str, str], checked: Counter[str]
) -> Iterator[AttributionError]:
    """Every span lies within its article's text and holds more than spaces; every id says where its cue is."""
    table = schema.Attribution
    for one in connection.execute(select(table.__table__)):
        spans = [(one.cue_start, one.cue_end), (one.speaker_start, one.speaker_end)]
        spans += [(one.outlet_start, one.outlet_end), *one.content]
        given = [span for span in spans if tuple(span) != (None, None)]
        checked["spans within their texts"] += len(given)
        for span in given:
            if not _holds(texts.get(one.article, ""), *span):
                yield AttributionError("A351", _row(table, one.row), span=list(span))
        if one.id != attribution_id(one.article, TextSpan(one.cue_start, one.cue_end)):
            yield AttributionError("A356", _row(table, one.row), id=one.id)
    for derived in WITH_SPAN:
        columns = (derived.row, derived.article, derived.span_start, derived.span_end)
        for row, article, start, end in connection.execute(select(*columns)):
            checked["spans within their texts"] += 1
            if not _holds(texts.get(article, ""), start, end):
                yield AttributionError("A351", _row(derived, row), span=[start, end])


def _quotations(
    connection: Connection, texts: Mapping[str, str], checked: Counter[str]
) -> Iterator[AttributionError]:
    """Every current claim is worded as one of its positions is."""
    table, position = schema.Claim, schema.Position
    columns = (position.claim, position.article, position.span_start, position.span_end)
    said: dict[str, set[str]] = {}
    for claim, article, start, end in connection.execute(select(*columns).where(current(position))):
        said.setdefault(claim, set()).add(texts.get(article, "")[start:end])
    query = select(table.row, table.id, table.text).where(current(table))
    for row, identity, text in connection.execute(query):
        checked["claims in the words of an article"] += 1
        if text not in said.get(identity, ()):
            yield AttributionError("A355", _row(table, row), id=identity)


def _one_current(connection: Connection, checked: Counter[str]) -> Iterator[AttributionError]:
    for table, names in ONE_CURRENT.items():
        columns = [getattr(table, name) for name in names]
        query = select(*columns, func.count(), func.max(table.row)).where(current(table)).group_by(*columns)
        for *values, number, row in connection.execute(query):
            checked["things that are current once"] += 1
            if number > 1:
                where = _row(table, row)
                yield AttributionError("A353", where, number=number, name=" ".join(map(str, values)))


def _references(connection: Connection, checked: Counter[str]) -> Iterator[AttributionError]:
    for table, column, other, key in REFERENCES:
        named = getattr(table, column)
        there = select(getattr(other, key)).where(current(other))
        naming: Select[Any] = select(table.row, named).where(current(table), named.is_not(None))
        checked["references"] += connection.execute(
            select(func.count()).select_from(naming.subquery())
        ).scalar_one()
        for row, name in connection.execute(naming.where(named.not_in(there))):
            yield AttributionError("A352", _row(table, row), name=name, table=other.__tablename__)


def _derived(connection: Connection, checked: Counter[str]) -> Iterator[AttributionError]:
    tables = work_out(reading.attributed(connection), reviews.in_force(reviews.every(connection)))
    for table, rows in tables.items():
        gone, new = outdated(connection, table, rows)
        checked["derived rows worked out again"] += len(rows)
        if gone or new:
            where = f"table {table.__tablename__}"
            yield AttributionError("A354", where, gone=len(gone), new=len(new))


def _holds(text: str, start: int, end: int) -> bool:
    return 0 <= start < end <= len(text) and bool(text[start:end].strip())


def _row(table: type[Any], row: int) -> str:
    return f"table {table.__tablename__}, row {row}"
