"""What was read, and who spoke how often, through whom."""

from __future__ import annotations

from collections import Counter, defaultdict

from attribution.records import LedgerArticle, LedgerState
from attribution.reports.page import Page
from attribution.reports.words import NOBODY, UNKNOWN, count

ARTICLES_SHOWN = 30
SPEAKERS_SHOWN = 12
NAMES_SHOWN = 4


def summary(state: LedgerState, page: Page) -> None:
    """The ledger in one line."""
    publishers = {article.publisher for article in state.articles if article.publisher}
    origins = {article.origin or article.id for article in state.articles}
    contests = sum(claim.contested for claim in state.claims)
    page.text(
        " · ".join(
            [
                count(len(state.articles), "article"),
                count(len(publishers), "publisher"),
                count(len(origins), "origin"),
                count(len(state.attributions), "attribution"),
                f"{contests} of {count(len(state.claims), 'claim')} contested",
            ]
        ),
        style="dim",
    )


def articles(state: LedgerState, page: Page) -> None:
    """What was read: publisher, date, key, number of attributions; copies of a story say so."""
    page.heading("What was read")
    times = Counter(attribution.article for attribution in state.attributions)
    first: dict[str, int] = {}
    for number, article in enumerate(state.articles[:ARTICLES_SHOWN], start=1):
        page.field(f"{number:>3}", article.publisher or UNKNOWN, room=5, label_style="", style="bold")
        if article.title:
            page.text(article.title, indent=5)
        facts = [count(times[article.id], "attribution"), article.published or "date unknown", article.key]
        page.text(" · ".join(facts), indent=5, style="dim")
        story = first.setdefault(article.origin or article.id, number)
        if story != number:
            page.text(f"the same story as {story}: counted as one origin", indent=5, style="dim")
        for other in article.others:
            page.text(
                f"the very same text: {other.key} · {other.publisher or UNKNOWN}", indent=5, style="dim"
            )
    if (more := len(state.articles) - ARTICLES_SHOWN) > 0:
        page.text(f"… and {count(more, 'more article')}", indent=5)


def speakers(state: LedgerState, page: Page) -> None:
    """Who spoke: how often, in which publications, and relayed by whom."""
    page.heading("Who spoke")
    article_of = {article.id: article for article in state.articles}
    published: dict[str | None, Counter[str]] = defaultdict(Counter)
    relayed: dict[str | None, Counter[str]] = defaultdict(Counter)
    for attribution in state.attributions:
        article = article_of[attribution.article]
        published[attribution.speaker_id][_source(article)] += 1
        if attribution.outlet:
            relayed[attribution.speaker_id][attribution.outlet.of(article.text)] += 1
    for speaker in state.speakers[:SPEAKERS_SHOWN]:
        page.field(_times(published[speaker.id]), speaker.name, room=6, style="bold", label_style="bold")
        if aliases := [alias for alias in speaker.aliases if alias != speaker.name]:
            page.field("also as", "، ".join(aliases[:NAMES_SHOWN]), indent=6, style="dim")
        page.field("in", _names(published[speaker.id]), indent=6)
        if relayed[speaker.id]:
            page.field("through", _names(relayed[speaker.id]), indent=6)
    if rest := state.speakers[SPEAKERS_SHOWN:]:
        others = sum((published[speaker.id] for speaker in rest), Counter())
        page.field(_times(others), count(len(rest), "other speaker"), room=6)
    if published[None]:
        page.field(_times(published[None]), NOBODY, room=6)


def _times(where: Counter[str]) -> str:
    return f"{where.total():>3} ×"


def _source(article: LedgerArticle) -> str:
    return article.publisher or article.key


def _names(times: Counter[str]) -> str:
    """The most frequent names with their numbers, as one stretch of Arabic."""
    ranked = sorted(times.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{' '.join(name.split())} {number}" for name, number in ranked[:NAMES_SHOWN]]
    rest = sum(number for _, number in ranked[NAMES_SHOWN:])
    return "، ".join([*shown, f"… {rest}"] if rest else shown)
