"""Adding one article, with what a pipeline found in it."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from attribution.ledger import schema
from attribution.ledger.appearing import appear, corrected
from attribution.ledger.schema import current
from attribution.ledger.writing import Writer
from attribution.records import Article, Attributed, Attribution, attribution_id


class Pipeline(NamedTuple):
    """What read an article: a name and its version."""

    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def add(writer: Writer, article: Attributed, pipeline: Pipeline) -> bool:
    """Add ``article`` as ``pipeline`` has read it, unless the ledger has just that, or had it and has since
    been given its correction.

    Returns:
        Whether anything was added.
    """
    if corrected(writer.connection, article):
        return False
    fresh = appear(writer, article)
    if extracted_by(writer.connection, article.sha256) == pipeline:
        return fresh
    read_by = {"article": article.sha256, "pipeline": pipeline.name, "pipeline_version": pipeline.version}
    for table in (schema.Extraction, schema.Attribution):
        writer.supersede(table, table.article == article.sha256)
    writer.add(schema.Extraction, [read_by])
    first_of_cue = {attribution.cue: attribution for attribution in reversed(article.attributions)}
    writer.add(
        schema.Attribution, [{**read_by, **_row(article, first_of_cue[cue])} for cue in sorted(first_of_cue)]
    )
    return True


def extracted_by(connection: Connection, sha256: str) -> Pipeline | None:
    """The pipeline whose reading of an article is current; None for one that the ledger does not have."""
    table = schema.Extraction
    query = select(table.pipeline, table.pipeline_version).where(table.article == sha256, current(table))
    row = connection.execute(query).one_or_none()
    return None if row is None else Pipeline(*row)


def _row(article: Article, attribution: Attribution) -> dict[str, Any]:
    speaker, outlet = attribution.speaker or (None, None), attribution.outlet or (None, None)
    return {
        "id": attribution_id(article.sha256, attribution.cue),
        "cue_start": attribution.cue.start,
        "cue_end": attribution.cue.end,
        "speaker_start": speaker[0],
        "speaker_end": speaker[1],
        "speaker_name": attribution.speaker_name,
        "content": attribution.content,
        "outlet_start": outlet[0],
        "outlet_end": outlet[1],
        "type": attribution.type,
        "stance": attribution.stance,
        "confidence": attribution.confidence,
    }
