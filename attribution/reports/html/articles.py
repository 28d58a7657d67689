"""The articles of the page: the raw text with everything marked, and a line for each attribution."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup

from attribution.exports.marking import Marked
from attribution.ledger.framing import framing_of
from attribution.records import LedgerArticle, LedgerAttribution
from attribution.reports.html.facets import Tagged
from attribution.reports.html.library import (
    PageLibrary,
    Source,
    Stands,
    article_anchor,
    claim_anchor,
    cue_anchor,
    line_anchor,
    voice_anchor,
)
from attribution.reports.html.marks import Mark, marks_of, running

OPEN = 8
"""Articles up to which all are open from the beginning."""


class Bears(NamedTuple):
    """A contested claim that something in an article bears on."""

    anchor: str
    text: str
    stand: str


class Line(NamedTuple):
    """An attribution in the list below its article."""

    anchor: str
    place: str
    group: str
    cue: str
    stance: str
    framing: str
    type: str
    speaker: Markup
    through: list[Markup]
    claims: list[Bears]


class ArticleView(NamedTuple):
    """An article as the page shows it."""

    anchor: str
    article: LedgerArticle
    publisher: Markup
    url: str | None
    text: Markup
    lines: list[Line]
    voices: list[tuple[str, Bears]]
    copied: Source | None
    others: list[Markup]
    tags: Tagged


def articles(library: PageLibrary) -> list[ArticleView]:
    """All articles of a ledger, in its order."""
    first: dict[str, LedgerArticle] = {}
    found = []
    for article in library.articles.values():
        story = first.setdefault(article.origin or article.id, article)
        found.append(_article(article, story, library))
    return found


def http(url: str | None) -> str | None:
    """An address that a reader can be sent to: http or https, and nothing that runs."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _article(article: LedgerArticle, story: LedgerArticle, library: PageLibrary) -> ArticleView:
    said = library.said_in.get(article.id, [])
    voices = library.voices_in.get(article.id, [])
    marked = [mark for number, one in enumerate(said) for mark in _marks(number, one, library)]
    sentences = dict.fromkeys(position.span for _, position in voices)
    for number, span in enumerate(sentences):
        claim = next(claim for claim, position in voices if position.span == span)
        anchor, link = voice_anchor(article.id, span), claim_anchor(claim.id)
        marked.append(Marked(span, Mark("voice", f"v{number}", anchor, link)))
    wording = library.wording
    copied = library.source(story, article_anchor(story.id)) if story is not article else None
    return ArticleView(
        anchor=article_anchor(article.id),
        article=article,
        publisher=library.publisher(article),
        url=http(article.url),
        text=running(article.text, marked),
        lines=[_line(number, one, article, library) for number, one in enumerate(said)],
        voices=[(voice_anchor(article.id, stands[1].span), _bears(stands)) for stands in voices],
        copied=copied,
        others=[wording("article.same", publisher=other.publisher or other.key) for other in article.others],
        tags=library.facets.of([article.id], said),
    )


def _marks(number: int, one: LedgerAttribution, library: PageLibrary) -> list[Marked[Mark]]:
    """Its cue leads to the claim that is contested, or else to its line below the article."""
    disputes = library.contested_by.get(one.id)
    link = claim_anchor(disputes[0][0].id) if disputes else line_anchor(one.id)
    return marks_of(one, str(number), Mark("cue", str(number), cue_anchor(one.id), link, bool(disputes)))


def _line(number: int, one: LedgerAttribution, article: LedgerArticle, library: PageLibrary) -> Line:
    cue, links = one.cue.of(article.text), library.links[one.id]
    return Line(
        anchor=line_anchor(one.id),
        place=cue_anchor(one.id),
        group=str(number),
        cue=cue,
        stance=one.stance,
        framing=framing_of(cue, one.stance),
        type=one.type,
        speaker=links[-1],
        through=links[1:-1],
        claims=[_bears(stands) for stands in library.contested_by.get(one.id, ())],
    )


def _bears(stands: Stands) -> Bears:
    claim, position = stands
    return Bears(claim_anchor(claim.id), claim.text, position.position)
