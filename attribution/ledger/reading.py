"""Reading what is current in a ledger, always in the same order, however it came to be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, func, literal, select

from attribution.ledger import reviews, schema
from attribution.ledger.schema import current
from attribution.records import (
    Appearance,
    Attributed,
    Attribution,
    Claim,
    LedgerArticle,
    LedgerAttribution,
    LedgerState,
    Mention,
    Position,
    Related,
    Speaker,
    TextSpan,
)

Rows = list[Row[Any]]


def state(connection: Connection) -> LedgerState:
    """All that is current: articles as added, the most quoted speakers first, contested claims first."""
    origins = {row.article: row.origin for row in _rows(connection, schema.Origin)}
    articles = tuple(
        LedgerArticle(
            id=sha256,
            text=text,
            origin=origins.get(sha256),
            others=tuple(Appearance(key=other.key, **_metadata(other)) for other in others),
            key=first.key,
            **_metadata(first),
        )
        for sha256, text, (first, *others) in _articles(connection)
    )
    place = {article.id: number for number, article in enumerate(articles)}
    speaker_of = {row.attribution: row.speaker_id for row in _rows(connection, schema.Voice)}
    attributions = [
        LedgerAttribution(
            **_attribution(row),
            article=row.article,
            speaker_id=speaker_of.get(row.id),
            pipeline=f"{row.pipeline} {row.pipeline_version}",
        )
        for row in _rows(connection, schema.Attribution)
    ]
    return LedgerState(
        articles=articles,
        speakers=_speakers(connection, Counter(speaker_of.values()), place),
        attributions=tuple(sorted(attributions, key=lambda a: (place[a.article], a.cue))),
        claims=_claims(connection, place),
    )


def attributed(connection: Connection) -> list[Attributed]:
    """The articles with their current attributions, in the order of adding: what all else is derived from."""
    found = _by(_rows(connection, schema.Attribution), "article")
    return [
        Attributed(
            **first.rest,
            **_metadata(first),
            id=first.key,
            text=text,
            attributions=tuple(Attribution(**_attribution(row)) for row in sorted(found[sha256], key=_cue)),
        )
        for sha256, text, (first, *_) in _articles(connection)
    ]


def counts(connection: Connection) -> dict[str, tuple[int, int]]:
    """The number of current and of superseded rows of each table, in the order of the schema."""
    found = {}
    for table in schema.Base.metadata.tables.values():
        every = connection.execute(select(func.count()).select_from(table)).scalar_one()
        gone = select(func.count(table.c.superseded_by)) if "superseded_by" in table.c else select(literal(0))
        superseded = connection.execute(gone).scalar_one()
        found[table.name] = (every - superseded, superseded)
    return found


def _articles(connection: Connection) -> list[tuple[str, str, Rows]]:
    """SHA-256, text and appearances of each article that has not been replaced by its correction."""
    appearances = _by(_rows(connection, schema.Appearance), "article")
    query = select(schema.Article.sha256, schema.Article.text).order_by(schema.Article.row)
    return [
        (sha256, text, appearances[sha256])
        for sha256, text in connection.execute(query)
        if sha256 in appearances
    ]


def _speakers(connection: Connection, times: Counter[str], place: Mapping[str, int]) -> tuple[Speaker, ...]:
    mentions = _by(_rows(connection, schema.Mention), "speaker_id")
    speakers = [
        Speaker(
            id=row.id,
            name=row.name,
            aliases=row.aliases,
            kind=row.kind,
            mentions=tuple(
                Mention(article=m.article, span=_span(m))
                for m in sorted(
                    (m for m in mentions[row.id] if m.article in place),
                    key=lambda m: (place[m.article], _span(m)),
                )
            ),
        )
        for row in _rows(connection, schema.Speaker)
    ]
    return tuple(sorted(speakers, key=lambda s: (-times[s.id], s.name, s.id)))


def _claims(connection: Connection, place: Mapping[str, int]) -> tuple[Claim, ...]:
    positions = _by(_rows(connection, schema.Position), "claim")
    related = _by(_rows(connection, schema.Related), "claim")
    decided = {review.id: review for review in reviews.every(connection)}
    reviewed = _by(_rows(connection, schema.Reviewed), "claim")
    claims = [
        Claim(
            id=row.id,
            text=row.text,
            contested=row.contested,
            reason=row.reason,
            why=row.why,
            positions=tuple(
                Position(
                    article=p.article,
                    attribution=p.attribution,
                    span=_span(p),
                    speaker_id=p.speaker_id,
                    position=p.position,
                )
                for p in sorted(
                    (p for p in positions[row.id] if p.article in place),
                    key=lambda p: (place[p.article], _span(p), p.attribution or ""),
                )
            ),
            related=tuple(
                Related(claim=r.other, why=r.why)
                for r in sorted(related[row.id], key=lambda r: (r.other, r.why))
            ),
            reviews=tuple(decided[number] for number in sorted(r.review for r in reviewed[row.id])),
        )
        for row in _rows(connection, schema.Claim)
    ]
    return tuple(sorted(claims, key=lambda c: (not c.contested, -len(c.positions), c.id)))


def _rows(connection: Connection, table: type[Any]) -> Rows:
    query = select(table.__table__).where(current(table)).order_by(table.row)
    return list(connection.execute(query))


def _by(rows: Rows, column: str) -> defaultdict[str, Rows]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[getattr(row, column)].append(row)
    return grouped


def _metadata(appearance: Row[Any]) -> dict[str, Any]:
    return {name: getattr(appearance, name) for name in ("publisher", "published", "title", "url")}


def _span(row: Row[Any]) -> TextSpan:
    return TextSpan(row.span_start, row.span_end)


def _cue(row: Row[Any]) -> TextSpan:
    return TextSpan(row.cue_start, row.cue_end)


def _attribution(row: Row[Any]) -> dict[str, Any]:
    return {
        "id": row.id,
        "cue": _cue(row),
        "speaker": None if row.speaker_start is None else TextSpan(row.speaker_start, row.speaker_end),
        "speaker_name": row.speaker_name,
        "content": row.content,
        "outlet": None if row.outlet_start is None else TextSpan(row.outlet_start, row.outlet_end),
        "type": row.type,
        "stance": row.stance,
        "confidence": row.confidence,
    }
