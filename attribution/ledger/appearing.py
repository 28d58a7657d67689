"""Where a text came from; and what happens when another takes its place, because it was corrected."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, or_, select

from attribution.ledger import schema
from attribution.ledger.schema import current
from attribution.ledger.writing import Writer
from attribution.records import Article
from attribution.text import fold_word, words

LIKE = 0.5
"""Share of their words, in order, that two texts have in common if one is the other's correction."""

TABLE = schema.Appearance


def appear(writer: Writer, article: Article) -> bool:
    """Record a text, and under which name and from whom it came.

    Newer facts replace older ones. A text takes the place of another that came from the same address, or
    under the same key from the same publisher; where nobody is named, or the key is but a file's name, the
    two must share ``LIKE`` of their words. A text that is left without a place leaves what is current, with
    all that was read in it.

    Returns:
        Whether anything was recorded.
    """
    known = select(schema.Article.row).where(schema.Article.sha256 == article.sha256)
    if writer.connection.execute(known).one_or_none() is None:
        writer.add(schema.Article, [{"sha256": article.sha256, "text": article.text}])
    row = _facts(article)
    columns = [getattr(TABLE, name) for name in row]
    of_key = (TABLE.article == article.sha256, TABLE.key == article.id)
    before = writer.connection.execute(select(*columns).where(*of_key, current(TABLE))).one_or_none()
    if before is not None:
        if before._mapping == row:
            return False
        writer.supersede(TABLE, *of_key)
    for older in _corrected_by(writer.connection, article):
        _withdraw(writer, older)
    writer.add(TABLE, [row])
    return True


def corrected(connection: Connection, article: Article) -> bool:
    """Whether a later text has taken the place of this very one: same text, key and facts."""
    row = _facts(article)
    columns = [getattr(TABLE, name) for name in row]
    query = select(*columns, TABLE.superseded_by).where(
        TABLE.article == article.sha256, TABLE.key == article.id
    )
    found = connection.execute(query).all()
    gone = bool(found) and all(one.superseded_by is not None for one in found)
    return gone and any({name: one._mapping[name] for name in row} == row for one in found)


def _facts(article: Article) -> dict[str, Any]:
    return {
        "article": article.sha256,
        "key": article.id,
        "publisher": article.publisher,
        "published": article.published,
        "title": article.title,
        "url": article.url,
        "rest": {"meta": article.meta, **(article.model_extra or {})},
    }


def _corrected_by(connection: Connection, article: Article) -> list[Any]:
    """The current appearances of other texts whose place ``article`` takes."""
    place = TABLE.key == article.id
    if article.url is not None:
        place = or_(place, TABLE.url == article.url)
    columns = (TABLE.row, TABLE.article, TABLE.publisher, TABLE.url)
    query = select(*columns).where(place, TABLE.article != article.sha256, current(TABLE))
    return [row for row in connection.execute(query) if _one_place(connection, row, article)]


def _one_place(connection: Connection, older: Any, article: Article) -> bool:
    if article.url is not None and older.url is not None:
        return bool(older.url == article.url)
    if older.publisher != article.publisher:
        return False
    if article.publisher is not None and "file" not in (article.meta or {}):
        return True
    text = select(schema.Article.text).where(schema.Article.sha256 == older.article)
    return _alike(connection.execute(text).scalar_one(), article.text)


def _alike(one: str, other: str) -> bool:
    from rapidfuzz.distance import Indel  # only wanted where two texts came under one key

    first, second = ([fold_word(text[start:end]) for start, end in words(text)] for text in (one, other))
    return Indel.normalized_similarity(first, second) >= LIKE


def _withdraw(writer: Writer, older: Any) -> None:
    writer.supersede(TABLE, TABLE.row == older.row)
    others = select(TABLE.row).where(TABLE.article == older.article, current(TABLE))
    if writer.connection.execute(others).first() is None:
        for table in (schema.Extraction, schema.Attribution):
            writer.supersede(table, table.article == older.article)
