"""Speakers, origins and claims, worked out of all articles together; only what has changed is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from attribution import __version__
from attribution.ledger import schema
from attribution.ledger.claims import gather
from attribution.ledger.decided_claims import Decided
from attribution.ledger.decided_speakers import decided
from attribution.ledger.origins import origins
from attribution.ledger.schema import current
from attribution.ledger.speakers import resolve
from attribution.ledger.writing import Writer
from attribution.records import Attributed, Claim, Position, Review, attribution_id

DERIVED_BY = {"pipeline": "attribution.ledger", "pipeline_version": __version__}
Tables = Mapping[type[schema.Base], list[dict[str, Any]]]
BOOKKEEPING = {"row", "run_id", "superseded_by", *DERIVED_BY}


def work_out(articles: Sequence[Attributed], reviews: Sequence[Review] = ()) -> Tables:
    """Speakers, origins and claims of ``articles``, as the rows of the ledger's tables.

    Args:
        articles: All articles with their attributions.
        reviews: What people have decided, those reviews that are in force.
    """
    speakers, speaker_of = decided(articles, *resolve(articles), reviews)
    claims = gather(articles, speaker_of, decided=Decided(reviews))
    return {
        schema.Origin: [
            {"article": sha256, "origin": origin} for sha256, origin in origins(articles).items()
        ],
        schema.Speaker: [s.model_dump(include={"id", "name", "aliases", "kind"}) for s in speakers],
        schema.Mention: [
            {"speaker_id": s.id, "article": m.article, **_span(m.span)} for s in speakers for m in s.mentions
        ],
        schema.Voice: _voices(articles, speaker_of),
        schema.Claim: [c.model_dump(include={"id", "text", "contested", "reason", "why"}) for c in claims],
        schema.Position: [_position(c, p) for c in claims for p in c.positions],
        schema.Reviewed: [{"claim": c.id, "review": review.id} for c in claims for review in c.reviews],
        schema.Related: [{"claim": c.id, "other": r.claim, "why": r.why} for c in claims for r in c.related],
    }


def renew(writer: Writer, tables: Tables) -> bool:
    """Write rows as far as they differ from those that are current.

    Returns:
        Whether any did.
    """
    changed = [_renew(writer, table, rows) for table, rows in tables.items()]
    return any(changed)


def outdated(
    connection: Connection, table: type[Any], wanted: Iterable[Mapping[str, Any]]
) -> tuple[list[int], list[Mapping[str, Any]]]:
    """How the current rows of ``table`` differ from ``wanted``: numbers of those that are not, and new ones."""
    columns = [column for column in table.__table__.c if column.name not in BOOKKEEPING]
    known = {
        json.dumps(values): row
        for row, *values in connection.execute(select(table.row, *columns).where(current(table)))
    }
    rows = {json.dumps([row[column.name] for column in columns]): row for row in wanted}
    gone = [known[value] for value in known.keys() - rows.keys()]
    return gone, [row for value, row in rows.items() if value not in known]


def _renew(writer: Writer, table: type[Any], wanted: Iterable[Mapping[str, Any]]) -> bool:
    """Make ``wanted`` the current rows of ``table``."""
    gone, new = outdated(writer.connection, table, wanted)
    writer.supersede_rows(table, gone)
    writer.add(table, [{**DERIVED_BY, **row} for row in new])
    return bool(gone or new)


def _voices(
    articles: Sequence[Attributed], speaker_of: Mapping[tuple[str, int], str]
) -> list[dict[str, Any]]:
    cues = {article.sha256: [attribution.cue for attribution in article.attributions] for article in articles}
    return [
        {"article": sha256, "attribution": attribution_id(sha256, cues[sha256][index]), "speaker_id": speaker}
        for (sha256, index), speaker in speaker_of.items()
    ]


def _position(claim: Claim, position: Position) -> dict[str, Any]:
    kept = position.model_dump(include={"article", "attribution", "speaker_id", "position"})
    return {"claim": claim.id, **kept, **_span(position.span)}


def _span(span: tuple[int, int]) -> dict[str, int]:
    return {"span_start": span[0], "span_end": span[1]}
