"""A ledger as tables of text: attributions, contested claims, speakers, articles.

Columns have stable English names; ``arabic.json`` beside this file has the Arabic ones. Spans are JSON,
``[120, 126]``, in code points of the article's raw text, so that no spreadsheet takes them for a date.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from attribution.exports.files import to_json
from attribution.exports.lookup import Lookup
from attribution.records import Claim, LedgerState, TextSpan

Language = Literal["en", "ar"]
Cells = tuple[str, ...]

SEPARATOR = " | "
"""Between several names in one cell."""

CODES = {"stance": "stance", "type": "type", "position": "position", "reason": "reason", "kind": "kind"}
"""Columns that hold a code, and the list of words for it in ``arabic.json``."""


class Table(NamedTuple):
    """Rows of text under named columns; an empty cell is a thing that is not known."""

    name: str
    columns: Cells
    rows: list[Cells]


def table(state: LedgerState, name: str, language: Language = "en") -> Table:
    """One table of a ledger.

    Args:
        state: What is current in the ledger.
        name: A key of ``TABLES``.
        language: ``ar`` for Arabic column names and Arabic words in place of codes such as ``deny``.
    """
    rows = [
        {column: _text(value) for column, value in row.items()} for row in TABLES[name].rows(Lookup(state))
    ]
    columns = TABLES[name].columns
    if language == "ar":
        for row in rows:
            for column in CODES.keys() & row.keys():
                row[column] = arabic()[CODES[column]].get(row[column], row[column])
    heads = tuple(arabic()["columns"][column] for column in columns) if language == "ar" else columns
    return Table(name, heads, [tuple(row[column] for column in columns) for row in rows])


@cache
def arabic() -> dict[str, dict[str, str]]:
    """The Arabic names of columns and sheets, and the words for codes."""
    words: dict[str, dict[str, str]] = json.loads(
        Path(__file__).with_name("arabic.json").read_text(encoding="utf-8")
    )
    return words


def _attributions(lookup: Lookup) -> Iterator[dict[str, Any]]:
    for a in lookup.state.attributions:
        article = lookup.articles[a.article]
        yield {
            "attribution_id": a.id,
            "speaker": lookup.speaker(a),
            "cue": a.cue.of(article.text),
            "stance": a.stance,
            "type": a.type,
            "content": lookup.content(a),
            "outlet": lookup.at(a.article, a.outlet),
            "publisher": article.publisher,
            "published": article.published,
            "title": article.title,
            "url": article.url,
            "claim_ids": SEPARATOR.join(claim.id for claim in lookup.claims_of.get(a.id, ())),
            "speaker_id": a.speaker_id,
            "speaker_name": a.speaker_name,
            "speaker_text": lookup.at(a.article, a.speaker),
            "article_key": article.key,
            "article_id": a.article,
            "cue_span": a.cue,
            "speaker_span": a.speaker,
            "content_spans": a.content,
            "outlet_span": a.outlet,
            "confidence": a.confidence,
            "pipeline": a.pipeline,
        }


def _contested(lookup: Lookup) -> Iterator[dict[str, Any]]:
    return position_rows(lookup, [claim for claim in lookup.state.claims if claim.contested])


def position_rows(lookup: Lookup, claims: Iterable[Claim]) -> Iterator[dict[str, Any]]:
    """One row for each position of some claims of a ledger, with the words that it rests on."""
    for claim in claims:
        for position in claim.positions:
            article = lookup.articles[position.article]
            found = lookup.attributions.get(position.attribution or "")
            yield {
                "claim_id": claim.id,
                "claim": claim.text,
                "reason": claim.reason,
                "why": claim.why,
                "position": position.position,
                "speaker": lookup.speaker_of(position),
                "words": lookup.words(position),
                "cue": lookup.at(article.id, found.cue) if found else None,
                "outlet": lookup.at(article.id, found.outlet) if found else None,
                "publisher": article.publisher,
                "published": article.published,
                "title": article.title,
                "url": article.url,
                "speaker_id": position.speaker_id,
                "attribution_id": position.attribution,
                "article_key": article.key,
                "article_id": article.id,
                "words_span": position.span,
            }


def _speakers(lookup: Lookup) -> Iterator[dict[str, Any]]:
    said = defaultdict(list)
    for a in lookup.state.attributions:
        said[a.speaker_id].append(lookup.articles[a.article])
    for speaker in lookup.state.speakers:
        publishers = Counter(article.publisher for article in said[speaker.id] if article.publisher)
        yield {
            "speaker_id": speaker.id,
            "speaker": speaker.name,
            "kind": speaker.kind,
            "aliases": SEPARATOR.join(speaker.aliases),
            "attributions": len(said[speaker.id]),
            "articles": len({article.id for article in said[speaker.id]}),
            "publishers": SEPARATOR.join(name for name, _ in publishers.most_common()),
        }


def _articles(lookup: Lookup) -> Iterator[dict[str, Any]]:
    attributions = Counter(a.article for a in lookup.state.attributions)
    for article in lookup.state.articles:
        yield {
            "article_id": article.id,
            "article_key": article.key,
            "publisher": article.publisher,
            "published": article.published,
            "title": article.title,
            "url": article.url,
            "characters": len(article.text),
            "attributions": attributions[article.id],
            "origin": article.origin,
            "also_as": SEPARATOR.join(other.key for other in article.others),
        }


def _text(value: Any) -> str:
    """A value as a cell: text as it is, nothing for None, spans and confidences as JSON."""
    if value is None or value == ():
        return ""
    if isinstance(value, TextSpan | tuple | dict):
        return to_json(value)
    return str(value)


class _Kind(NamedTuple):
    """How one table is made: its columns in order, and its rows by column."""

    order: str
    rows: Callable[[Lookup], Iterable[dict[str, Any]]]

    @property
    def columns(self) -> Cells:
        """The names of the columns."""
        return tuple(self.order.split())


TABLES = {
    "contested": _Kind(
        "claim_id claim reason position speaker words cue outlet publisher published title url why speaker_id "
        "attribution_id article_key article_id words_span",
        _contested,
    ),
    "attributions": _Kind(
        "attribution_id speaker cue stance type content outlet publisher published title url claim_ids "
        "speaker_id speaker_name speaker_text article_key article_id cue_span speaker_span content_spans "
        "outlet_span confidence pipeline",
        _attributions,
    ),
    "speakers": _Kind("speaker_id speaker kind aliases attributions articles publishers", _speakers),
    "articles": _Kind(
        "article_id article_key publisher published title url characters attributions origin also_as",
        _articles,
    ),
}
"""The tables by name, in the order of the sheets of a workbook."""
