"""Speakers and outlets, each with how often, where, when, and in which disputes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from attribution.ledger.chain import outlet_name
from attribution.ledger.framing import FRAMINGS, framing_of
from attribution.records import LedgerArticle, LedgerAttribution, LedgerState
from attribution.reports.evidence import Library
from attribution.reports.page import Page
from attribution.reports.report import Report, Row, shown
from attribution.reports.words import NOBODY, UNKNOWN, count
from attribution.text import fold_word

SPEAKERS_SHOWN = 20
NAMES_SHOWN = 4
SPEAKER_COLUMNS = (
    *("id", "name", "kind", "aliases", "attributions", "articles", "origins", "first", "last"),
    *("publishers", "outlets", "stances", *FRAMINGS, "contested"),
)
OUTLET_COLUMNS = (
    *("name", "forms", "attributions", "articles", "origins", "first", "last"),
    *("publishers", "speakers"),
)


def speaker_rows(state: LedgerState) -> list[Row]:
    """One row a speaker, the most quoted first; ``contested`` has the ids of the claims he takes a side on."""
    library = Library(state)
    of_speaker: dict[str | None, list[LedgerAttribution]] = defaultdict(list)
    for one in state.attributions:
        of_speaker[one.speaker_id].append(one)
    disputes: dict[str | None, list[str]] = defaultdict(list)
    for claim in state.claims:
        if claim.contested:
            for speaker_id in dict.fromkeys(position.speaker_id for position in claim.positions):
                disputes[speaker_id].append(claim.id)
    rows = []
    for speaker in state.speakers:
        said = of_speaker[speaker.id]
        framings = Counter(
            framing_of(one.cue.of(library.articles[one.article].text), one.stance) for one in said
        )
        rows.append(
            {
                "id": speaker.id,
                "name": speaker.name,
                "kind": speaker.kind,
                "aliases": [alias for alias in speaker.aliases if alias != speaker.name],
                **_extent(said, library),
                "outlets": _counted(said, library, lambda one, article: _outlet(one, article)),
                "stances": dict(Counter(one.stance for one in said).most_common()),
                **{str(framing): framings[framing] for framing in FRAMINGS},
                "contested": disputes[speaker.id],
            }
        )
    return rows


def outlet_rows(state: LedgerState) -> list[Row]:
    """One row an outlet, the most frequent first; ``forms`` has its mentions as the articles have them."""
    library = Library(state)
    of_outlet: dict[str, list[LedgerAttribution]] = defaultdict(list)
    for one in state.attributions:
        if name := _outlet(one, library.articles[one.article]):
            of_outlet[fold_word(name)].append(one)
    rows = []
    for relayed in of_outlet.values():
        named = Counter(_outlet(one, library.articles[one.article]) for one in relayed)
        forms = _counted(
            relayed,
            library,
            lambda one, article: one.outlet and " ".join(one.outlet.of(article.text).split()),
        )
        rows.append(
            {
                "name": named.most_common(1)[0][0],
                "forms": list(forms),
                **_extent(relayed, library),
                "speakers": _counted(
                    relayed, library, lambda one, _: library.name(one.speaker_id) or one.speaker_name
                ),
            }
        )
    return sorted(rows, key=lambda row: (-row["attributions"], row["name"]))


def show_speakers(state: LedgerState, page: Page, limit: int | None = None) -> None:
    """Who spoke, the most quoted first."""
    page.heading("Who spoke")
    rows = speaker_rows(state)
    if not rows:
        page.text(
            "Nobody: no attribution has a speaker. Add articles with 'attribution run PATH --ledger FILE'."
        )
    several, more = shown(rows, limit, SPEAKERS_SHOWN)
    for row in several:
        _source(row, page)
        if row["kind"] != "unknown":
            page.field("is", row["kind"], indent=7)
        if row["aliases"]:
            page.field("also as", "، ".join(row["aliases"][:NAMES_SHOWN]), indent=7, style="dim")
        page.field("in", _names(row["publishers"]), indent=7)
        if row["outlets"]:
            page.field("through", _names(row["outlets"]), indent=7)
        divided = [f"{row[framing]} {framing}" for framing in FRAMINGS if row[framing]]
        if divided:
            page.field("framed as", ", ".join(divided), indent=7)
        if row["contested"]:
            page.field(
                "disputes", f"takes a side in {count(len(row['contested']), 'contested claim')}", indent=7
            )
    _rest(more, "speaker", page)
    if unnamed := sum(one.speaker_id is None for one in state.attributions):
        page.gap()
        page.field(f"{unnamed:>4} ×", NOBODY, room=7)


def show_outlets(state: LedgerState, page: Page, limit: int | None = None) -> None:
    """Who or what relayed the words to the article, the most frequent first."""
    page.heading("Through whom")
    rows = outlet_rows(state)
    if not rows:
        page.text(
            "Nobody: no attribution names an outlet. 'attribution report speakers' shows who is quoted directly."
        )
    several, more = shown(rows, limit, SPEAKERS_SHOWN)
    for row in several:
        _source(row, page)
        page.field("in", _names(row["publishers"]), indent=7)
        if row["speakers"]:
            page.field("of", _names(row["speakers"]), indent=7)
    _rest(more, "outlet", page)


def _source(row: Row, page: Page) -> None:
    page.gap()
    page.field(f"{row['attributions']:>4} ×", row["name"], room=7, style="bold", label_style="bold")
    when = " to ".join(dict.fromkeys(date for date in (row["first"], row["last"]) if date))
    origins = f" of {count(row['origins'], 'origin')}" if row["origins"] < row["articles"] else ""
    facts = [f"in {count(row['articles'], 'article')}{origins}", when]
    page.text(" · ".join(fact for fact in facts if fact), indent=7, style="dim")


def _rest(more: int, what: str, page: Page) -> None:
    if more:
        page.gap()
        page.text(f"… and {count(more, f'more {what}')}; --limit 0 shows all.", style="dim")


def _extent(said: Sequence[LedgerAttribution], library: Library) -> Row:
    articles = {one.article: library.articles[one.article] for one in said}.values()
    dates = sorted(article.published for article in articles if article.published)
    return {
        "attributions": len(said),
        "articles": len(articles),
        "origins": len({article.origin or article.id for article in articles}),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "publishers": _counted(said, library, lambda _, article: article.publisher or UNKNOWN),
    }


def _counted(
    said: Sequence[LedgerAttribution],
    library: Library,
    name: Callable[[LedgerAttribution, LedgerArticle], str | None],
) -> dict[str, int]:
    names = (name(one, library.articles[one.article]) for one in said)
    times = Counter(each for each in names if each)
    return dict(sorted(times.items(), key=lambda item: (-item[1], item[0])))


def _outlet(one: LedgerAttribution, article: LedgerArticle) -> str | None:
    return outlet_name(one.outlet.of(article.text)) if one.outlet else None


def _names(times: dict[str, int]) -> str:
    """The most frequent names with their numbers, as one stretch of Arabic."""
    ranked = list(times.items())
    rest = sum(number for _, number in ranked[NAMES_SHOWN:])
    told = [f"{' '.join(name.split())} {number}" for name, number in ranked[:NAMES_SHOWN]]
    return "، ".join([*told, f"… {rest}"] if rest else told)


SPEAKERS = Report("speakers", speaker_rows, show_speakers, SPEAKER_COLUMNS)
OUTLETS = Report("outlets", outlet_rows, show_outlets, OUTLET_COLUMNS)
