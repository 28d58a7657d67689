"""The contested claims of the page: their sides face to face, where each stands, and whence it came."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from markupsafe import Markup

from attribution.ledger.timeline import life
from attribution.records import Claim, LedgerAttribution, Position, Stand, TextSpan
from attribution.reports.decisions import told
from attribution.reports.evidence import Evidence
from attribution.reports.html.facets import Tagged
from attribution.reports.html.library import PageLibrary, Source, claim_anchor, cue_anchor, voice_anchor
from attribution.reports.html.marks import Mark, marks_of, running
from attribution.reports.html.wording import name

SIDES: dict[str, tuple[Stand, ...]] = {
    "says": ("asserts", "alleges"),
    "states": ("states",),
    "denies": ("denies",),
    "asks": ("questions",),
}
AROUND = 240
"""Characters beside the words themselves that a quotation may take, so that cue and speaker are in it."""


class Copy(NamedTuple):
    """An article that has a statement, and from whom its words came."""

    source: Source
    chain: list[Markup]


class Statement(NamedTuple):
    """Words of one speaker, once, with all articles that have them so."""

    stand: Stand
    cue: str | None
    text: Markup
    copies: list[Copy]


class Side(NamedTuple):
    """One side of a claim: speakers with what they say."""

    key: str
    extent: Markup
    voices: list[tuple[Markup, list[Statement]]]


class Happening(NamedTuple):
    """What one article does to the claim."""

    date: str | None
    kind: str
    who: Markup
    source: Source
    copy: bool
    before: str | None


class ClaimView(NamedTuple):
    """A contested claim as the page shows it."""

    anchor: str
    claim: Claim
    extent: Markup
    sides: dict[str, Side]
    origins: list[list[Source]]
    life: list[Happening]
    related: list[tuple[str, str, str | None]]
    reviews: list[str]
    drift: list[str]
    tags: Tagged


def contested(library: PageLibrary, drifting: dict[str, str]) -> list[ClaimView]:
    """The contested claims, in the ledger's order.

    Args:
        library: The ledger.
        drifting: The anchor of the statement that an attribution is a version of.
    """
    return [_claim(claim, library, drifting) for claim in library.claims.values() if claim.contested]


def _claim(claim: Claim, library: PageLibrary, drifting: dict[str, str]) -> ClaimView:
    shown = [library.evidence(position) for position in claim.positions]
    taken = {key: [one for one in shown if one.position.position in stands] for key, stands in SIDES.items()}
    keys = [one.position.attribution for one in shown]
    others = [(related, library.claims.get(related.claim)) for related in claim.related]
    return ClaimView(
        anchor=claim_anchor(claim.id),
        claim=claim,
        extent=_extent(shown, library),
        sides={key: _side(key, several, library) for key, several in taken.items() if several},
        origins=_origins(shown, library),
        life=_life(claim, library),
        related=[
            (other.text, related.why, claim_anchor(other.id) if other.contested else None)
            for related, other in others
            if other
        ],
        reviews=[told(review) for review in claim.reviews],
        drift=list(dict.fromkeys(drifting[key] for key in keys if key in drifting)),
        tags=library.facets.of(
            [one.article.id for one in shown],
            [library.attributions[key] for key in keys if key and key in library.attributions],
        ),
    )


def _side(key: str, taken: list[Evidence], library: PageLibrary) -> Side:
    speakers: dict[Markup, list[Evidence]] = defaultdict(list)
    for evidence in taken:
        speakers[_who(evidence, library)].append(evidence)
    voices = []
    for who, said in speakers.items():
        same: dict[tuple[str | None, ...], list[Evidence]] = defaultdict(list)
        for one in said:
            same[one.position.position, one.cue, one.text, one.outlet].append(one)
        voices.append((who, [_statement(copies, library) for copies in same.values()]))
    return Side(key, _extent(taken, library), voices)


def _statement(copies: list[Evidence], library: PageLibrary) -> Statement:
    first = copies[0]
    one = library.attributions.get(first.position.attribution or "")
    text = first.article.text
    if one is None:
        words = running(text, (), first.position.span)
    else:
        words = running(
            text, marks_of(one, "q", Mark("cue", "q", link=cue_anchor(one.id))), _quoted(one, first.position)
        )
    return Statement(first.position.position, first.cue, words, [_copy(copy, library) for copy in copies])


def _quoted(one: LedgerAttribution, position: Position) -> TextSpan:
    """What to quote: all of the attribution if its parts stand near each other, else the words alone."""
    spans = [position.span, *(span for _, span in one.spans())]
    whole = TextSpan(min(span.start for span in spans), max(span.end for span in spans))
    near = whole.end - whole.start <= position.span.end - position.span.start + AROUND
    return whole if near else position.span


def _copy(evidence: Evidence, library: PageLibrary) -> Copy:
    chain = library.links.get(evidence.position.attribution or "", [])
    return Copy(library.source(evidence.article, _place(evidence.position)), chain[1:])


def _place(position: Position) -> str:
    if position.attribution is None:
        return voice_anchor(position.article, position.span)
    return cue_anchor(position.attribution)


def _who(evidence: Evidence, library: PageLibrary) -> Markup:
    if evidence.position.attribution is None:
        return name(evidence.article.publisher or evidence.article.key)
    return name(evidence.speaker_name) if evidence.speaker_name else library.wording("nobody")


def _extent(taken: list[Evidence], library: PageLibrary) -> Markup:
    articles = {evidence.article.id: evidence.article.origin or evidence.article.id for evidence in taken}
    wording = library.wording
    return wording(
        "origins",
        articles=wording.counted("n.articles", len(articles)),
        origins=wording.counted("n.origins", len(set(articles.values()))),
    )


def _origins(shown: list[Evidence], library: PageLibrary) -> list[list[Source]]:
    """The articles of each origin, each with the first place that bears on the claim."""
    stories: dict[str, dict[str, Source]] = defaultdict(dict)
    for evidence in shown:
        article = evidence.article
        source = library.source(article, _place(evidence.position))
        stories[article.origin or article.id].setdefault(article.id, source)
    return [list(story.values()) for story in stories.values()]


def _life(claim: Claim, library: PageLibrary) -> list[Happening]:
    return [
        Happening(
            event.date,
            event.kind,
            _who(evidence := library.evidence(event.position), library),
            library.source(evidence.article, _place(event.position)),
            event.copy,
            event.before,
        )
        for event in life(claim, library.articles, library.attributions).events
    ]
