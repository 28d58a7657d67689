"""Who told whom (إسناد): the way of the words from their speaker to the publisher."""

from __future__ import annotations

from collections import Counter, defaultdict

from attribution.ledger.chain import Chain, chains
from attribution.records import LedgerState
from attribution.reports.evidence import Library
from attribution.reports.page import Page
from attribution.reports.report import Report, Row, shown
from attribution.reports.words import NOBODY, UNKNOWN, count

CHAINS_SHOWN = 15
COLUMNS = ("attribution", "key", "publisher", "published", "between", "chain", "roles", "cue", "content")


def rows(state: LedgerState) -> list[Row]:
    """One row an attribution, with its ``links`` from the publisher to the speaker.

    ``chain`` has the names of the links alone, ``between`` says how many stand between publisher and speaker.
    """
    library = Library(state)
    return [_row(chain, library) for chain in chains(state)]


def show(state: LedgerState, page: Page, limit: int | None = None) -> None:
    """The chains with somebody between publisher and speaker, the longest first; then who quotes directly."""
    library = Library(state)
    found = chains(state)
    page.heading("Who told whom")
    if not found:
        page.text("No attribution, and so no chain: add articles with 'attribution run PATH --ledger FILE'.")
        return
    relayed: dict[tuple[tuple[str, str | None], ...], list[Chain]] = defaultdict(list)
    for chain in found:
        if chain.between:
            relayed[tuple((link.role, link.name) for link in chain.links)].append(chain)
    page.text("Each has the words from the one below; the last one named said them.", style="dim")
    ranked = sorted(relayed.values(), key=lambda same: (-same[0].between, -len(same)))
    several, more = shown(ranked, limit, CHAINS_SHOWN)
    for same in several:
        _chain(same, library, page)
    if more:
        page.gap()
        page.text(f"… and {count(more, 'more chain')}; --limit 0 shows all.", style="dim")
    _direct([chain for chain in found if not chain.between], len(found), library, page)


def _chain(same: list[Chain], library: Library, page: Page) -> None:
    page.gap()
    speakers = 0
    for depth, link in enumerate(same[0].links):
        label = {"publisher": f"{len(same)} × in", "outlet": "through"}.get(link.role)
        if label is None:
            label, speakers = ("quoting" if speakers else "from"), speakers + 1
        name = link.name or (UNKNOWN if link.role == "publisher" else NOBODY)
        page.field(label, name, indent=2 + 2 * depth, style="" if depth else "bold")
    first = library.attributions[same[0].attribution]
    article = library.articles[first.article]
    indent = 2 + 2 * len(same[0].links)
    page.field("", first.cue.of(article.text), indent=indent, style="cyan")
    page.field("", "\n".join(piece.of(article.text) for piece in first.content), indent=indent)
    page.field("", article.key, indent=indent, style="dim")


def _direct(direct: list[Chain], all_of_them: int, library: Library, page: Page) -> None:
    page.gap()
    page.text(
        f"{count(len(direct), 'attribution')} of {all_of_them} with nobody between publisher and speaker:"
    )
    publishers = Counter(library.articles[chain.article].publisher or UNKNOWN for chain in direct)
    for name, times in sorted(publishers.items(), key=lambda item: (-item[1], item[0])):
        page.field(f"{times:>5} ×", name, room=9)


def _row(chain: Chain, library: Library) -> Row:
    one = library.attributions[chain.attribution]
    article = library.articles[chain.article]
    return {
        "attribution": chain.attribution,
        "article": chain.article,
        "key": article.key,
        "publisher": article.publisher,
        "published": article.published,
        "between": chain.between,
        "chain": [link.name or "" for link in chain.links],
        "roles": [link.role for link in chain.links],
        "within": list(chain.within),
        "links": [
            {
                "role": link.role,
                "name": link.name,
                "text": link.span.of(article.text) if link.span else None,
                "span": link.span,
                "speaker_id": link.speaker_id,
                "attribution": link.attribution,
            }
            for link in chain.links
        ],
        "cue": one.cue.of(article.text),
        "stance": one.stance,
        "type": one.type,
        "content": [piece.of(article.text) for piece in one.content],
    }


REPORT = Report("chain", rows, show, COLUMNS)
