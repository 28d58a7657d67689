"""What a report was asked for: told above it, and in its place where nothing matches."""

from __future__ import annotations

from collections.abc import Iterable

from attribution.ledger.selection import Selection
from attribution.records import LedgerState
from attribution.reports.page import Page
from attribution.text import fold_word

LABELS = {"stances": "stance", "since": "from", "until": "to"}
NAMES_SHOWN = 3
NEAR = 60.0
"""Likeness of two names, 0 to 100, from which one may be meant by the other."""


def selected(state: LedgerState, part: LedgerState, wanted: Selection, page: Page) -> bool:
    """Tell what was asked for.

    Args:
        state: The ledger.
        part: What of it matches.
        wanted: What was asked for.
        page: Where to.

    Returns:
        Whether anything matches; if not, the page says so and what to try.
    """
    if not wanted.given:
        return True
    for name, value in wanted.given.items():
        page.field(f"only {LABELS.get(name, name)}", value, room=15, style="bold")
    if part.attributions or part.claims:
        return True
    page.gap()
    page.text("Nothing in this ledger matches all of that. Leave a filter out, or ask for fewer words.")
    names = {
        "speaker": [name for speaker in state.speakers for name in (speaker.name, *speaker.aliases)],
        "publisher": [article.publisher for article in state.articles if article.publisher],
    }
    for what, known in names.items():
        if near := _near(wanted.given.get(what, ""), known):
            page.text(f"Near it among the {what}s:", style="dim")
            for name in near:
                page.field("", name, room=2)
    dates = sorted(article.published for article in state.articles if article.published)
    if (wanted.since or wanted.until) and not dates:
        page.text("No article of this ledger has a date: give 'published' in the articles' metadata.")
    elif wanted.since or wanted.until:
        page.text(f"The articles with a date are of {dates[0]} to {dates[-1]}.")
    return False


def _near(name: str, known: Iterable[str]) -> list[str]:
    from rapidfuzz import fuzz, process

    if not name:
        return []
    found = process.extract(
        name,
        sorted(set(known)),
        scorer=fuzz.WRatio,
        processor=fold_word,
        limit=NAMES_SHOWN,
        score_cutoff=NEAR,
    )
    return [each for each, _, _ in found]
