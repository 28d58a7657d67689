"""One article: what it attributes to whom, in the order of its text, and the claims that this bears on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePath

from attribution.errors import AttributionError
from attribution.ledger.chain import Chain, chains
from attribution.ledger.framing import framing_of
from attribution.records import Claim, LedgerArticle, LedgerState, Position
from attribution.reports.evidence import Library
from attribution.reports.page import Page
from attribution.reports.report import Report, Row, shown
from attribution.reports.words import NOBODY, TYPES, UNKNOWN, count

SHORTEST = 4
"""Hexadecimal digits of a SHA-256 that are taken for one."""
COLUMNS = (
    *("attribution", "key", "cue", "cue_span", "speaker", "speaker_text", "content", "outlet", "type"),
    *("stance", "framing", "chain", "within"),
)


def find(state: LedgerState, name: str) -> LedgerArticle:
    """The article that ``name`` means: its key, the file name in it, or the beginning of its SHA-256.

    Raises:
        AttributionError: A420 if there is none, A421 if there are several.
    """
    named = [article for article in state.articles if name in _names(article)]
    if not named and len(name) >= SHORTEST:
        named = [article for article in state.articles if article.id.startswith(name.lower())]
    if not named:
        raise AttributionError("A420", name)
    if len(named) > 1:
        raise AttributionError("A421", name, several=", ".join(article.id[:12] for article in named))
    return named[0]


def only(state: LedgerState, article: LedgerArticle) -> LedgerState:
    """A ledger cut to one article; its claims stay whole, for they bear on the article through others too."""
    kept = tuple(one for one in state.attributions if one.article == article.id)
    return state.model_copy(update={"articles": (article,), "attributions": kept})


def rows(state: LedgerState) -> list[Row]:
    """One row an attribution, in the order of the text, with the ``claims`` that it takes a position on."""
    library = Library(state)
    positions = _positions(state)
    return [_row(chain, library, positions[chain.attribution]) for chain in chains(state)]


def show(state: LedgerState, page: Page, limit: int | None = None) -> None:
    """The article of a ledger that is cut to it."""
    (article,) = state.articles
    library = Library(state)
    page.heading(article.key)
    page.field("publisher", article.publisher or UNKNOWN, style="bold")
    if article.title:
        page.field("title", article.title)
    page.field("published", article.published or "date unknown")
    if article.url:
        page.field("address", article.url)
    page.field("SHA-256", article.id, style="dim")
    for other in article.others:
        page.field("also as", f"{other.key} · {other.publisher or UNKNOWN}", style="dim")
    found = rows(state)
    page.heading(count(len(found), "attribution"))
    if not found:
        page.text("Nothing in this article is attributed to anybody.")
    several, more = shown(found, limit, len(found))
    for number, row in enumerate(several, start=1):
        _attribution(number, row, page)
    if more:
        page.text(f"… and {count(more, 'more attribution')}", style="dim")
    voices = [
        (claim, position)
        for claim in state.claims
        for position in claim.positions
        if position.article == article.id and position.attribution is None
    ]
    if voices:
        page.heading("In the publisher's own voice")
    for claim, position in voices:
        page.field(position.position, library.evidence(position).text, indent=2, label_style="yellow")
        page.text(f"on claim {claim.id}", indent=13, style="dim")


def _attribution(number: int, row: Row, page: Page) -> None:
    page.gap()
    page.field(f"{number:>3}", row["speaker"] or NOBODY, room=5, style="bold", label_style="bold")
    page.field("cue", row["cue"], indent=5, style="cyan")
    page.text(f"{row['stance']} · {row['framing']} · {TYPES[row['type']]}", indent=16, style="dim")
    if row["outlet"]:
        page.field("through", row["outlet"], indent=5)
    if row["within"]:
        page.field("quoted by", "، ".join(name or NOBODY for name in row["quoted_by"]), indent=5)
    page.field("content", "\n".join(row["content"]) or "none", indent=5)
    for claim in row["claims"]:
        contested = ", contested" if claim["contested"] else ""
        page.field("claim", f"{claim['position']} {claim['id']}{contested}", indent=5, style="dim")


def _row(chain: Chain, library: Library, taken: Sequence[tuple[Claim, Position]]) -> Row:
    one = library.attributions[chain.attribution]
    text = library.articles[one.article].text
    return {
        "attribution": one.id,
        "article": one.article,
        "key": library.articles[one.article].key,
        "cue": one.cue.of(text),
        "cue_span": one.cue,
        "speaker": library.name(one.speaker_id) or one.speaker_name,
        "speaker_id": one.speaker_id,
        "speaker_text": one.speaker.of(text) if one.speaker else None,
        "speaker_span": one.speaker,
        "content": [piece.of(text) for piece in one.content],
        "content_spans": list(one.content),
        "outlet": one.outlet.of(text) if one.outlet else None,
        "outlet_span": one.outlet,
        "type": one.type,
        "stance": one.stance,
        "framing": framing_of(one.cue.of(text), one.stance),
        "confidence": one.confidence,
        "chain": [link.name or "" for link in chain.links],
        "within": list(chain.within),
        "quoted_by": [library.name(library.attributions[key].speaker_id) for key in chain.within],
        "claims": [
            {"id": claim.id, "position": position.position, "contested": claim.contested}
            for claim, position in taken
        ],
    }


def _positions(state: LedgerState) -> dict[str | None, list[tuple[Claim, Position]]]:
    found: dict[str | None, list[tuple[Claim, Position]]] = defaultdict(list)
    for claim in state.claims:
        for position in claim.positions:
            found[position.attribution].append((claim, position))
    return found


def _names(article: LedgerArticle) -> set[str]:
    keys = [article.key, *(other.key for other in article.others)]
    return {name for key in keys for name in (key, PurePath(key).name, PurePath(key).stem)}


REPORT = Report("attributions", rows, show, COLUMNS)
