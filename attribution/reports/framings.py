"""How the verbs of each publisher and speaker divide, and whether that is more than chance."""

from __future__ import annotations

from attribution.ledger.framing import ENOUGH, FRAMINGS, Framed, Test, by_publisher, by_speaker, on_speakers
from attribution.records import LedgerState
from attribution.reports.evidence import Library
from attribution.reports.page import Page
from attribution.reports.report import Report, Row, shown
from attribution.reports.words import UNKNOWN, count

SHOWN = 8
CHANCE = 0.05
COLUMNS = (
    *("table", "publisher", "speaker", "speaker_id", "articles", "n", *FRAMINGS),
    *("test_framing", "test_here", "test_of_here", "test_there", "test_of_there", "test_p", "test_p_holm"),
)
TABLES = {
    "publisher": ("Framing by publisher", "publisher", by_publisher),
    "speaker": ("Framing by speaker", "speaker", by_speaker),
    "publisher on speaker": ("Framing of one speaker by publisher", "publisher", on_speakers),
}
"""Heading, what the others are, and the function that counts."""

HOW = (
    "neutral leaves open whether it is so (قال), endorsing takes it for true (أكد، كشف), doubting keeps away "
    "from it (زعم), denying says it is not so (نفى). Which cue is which: seeds/lexicon/framing.jsonl."
)
TESTS = (
    "p: Fisher's exact test, two-sided, this against all others; corrected (Holm) for all tests of a table. "
    "It takes attributions as independent, which those of one article are not: take a small p as a hint. The "
    "same words in copies of one story count once."
)


def rows(state: LedgerState) -> list[Row]:
    """One row for each publisher, each speaker, and each publisher on a speaker whom several publishers quote.

    ``n`` is the number of cases, and each framing has its own; ``tests`` are there where both sides have 5 or
    more.
    """
    library = Library(state)
    return [_row(name, one, library) for name, (_, _, table) in TABLES.items() for one in table(state)]


def show(state: LedgerState, page: Page, limit: int | None = None) -> None:
    """The three tables, those with most cases first."""
    library = Library(state)
    if not state.attributions:
        page.heading("Framing")
        page.text("No attribution to count: add articles with 'attribution run PATH --ledger FILE'.")
        return
    for heading, others, table in TABLES.values():
        page.heading(heading)
        found = table(state)
        several, more = shown(found, limit, SHOWN)
        for one in several:
            _framed(one, others, library, page)
        if more:
            page.gap()
            page.text(f"… and {more} more; --limit 0 shows all.", style="dim")
        if not found:
            page.text(_nothing(others, table is on_speakers))
    page.gap()
    page.text(HOW, style="dim")
    page.text(TESTS, style="dim")


def _framed(one: Framed, others: str, library: Library, page: Page) -> None:
    page.gap()
    names = [one.publisher, library.name(one.speaker_id)]
    for label, name in zip(("in", "on"), names, strict=True):
        if name:
            page.field(label if all(names) else "", name, room=4, style="bold")
    page.text(f"{count(one.total, 'attribution')} in {count(one.articles, 'article')}", indent=4, style="dim")
    for framing in FRAMINGS:
        if one.counts[framing]:
            label = f"{one.counts[framing]:>4} {framing}"
            page.field(label, "، ".join(one.cues[framing]), indent=4, room=16)
    _compared(one, others, page)


def _compared(one: Framed, others: str, page: Page) -> None:
    if not one.tests:
        reason = f"fewer than {ENOUGH} cases on one side, or one framing alone"
        page.text(f"not compared: {reason}", indent=4, style="dim")
        return
    beyond = [test for test in one.tests if test.p < CHANCE]
    for test in beyond:
        sure = "more than chance" if test.p_holm < CHANCE else "can be chance among so many tests"
        page.text(
            f"{test.framing}: {test.here} of {test.of_here} here, {test.there} of {test.of_there} with other "
            f"{others}s; p = {test.p:.3f}, corrected {test.p_holm:.3f}: {sure}",
            indent=4,
            style="yellow" if test.p_holm < CHANCE else "",
        )
    if not beyond:
        least = min(one.tests, key=lambda test: test.p)
        page.text(
            f"no difference from other {others}s beyond chance (smallest p = {least.p:.2f}, {least.framing})",
            indent=4,
            style="dim",
        )


def _nothing(others: str, two_publishers: bool) -> str:
    if two_publishers:
        return (
            "None: no speaker is quoted by two known publishers. Add articles of others on the same events."
        )
    if others == "publisher":
        return f"None: of every article the {UNKNOWN}. Give it in the articles' metadata ('publisher' in .jsonl)."
    return "None: no attribution has a speaker."


def _row(table: str, one: Framed, library: Library) -> Row:
    return {
        "table": table,
        "publisher": one.publisher,
        "speaker_id": one.speaker_id,
        "speaker": library.name(one.speaker_id),
        "articles": one.articles,
        "n": one.total,
        **{framing: one.counts[framing] for framing in FRAMINGS},
        "cues": {framing: list(cues) for framing, cues in one.cues.items()},
        "tests": [_test(test) for test in one.tests],
    }


def _test(test: Test) -> Row:
    return {**test._asdict(), "p": round(test.p, 6), "p_holm": round(test.p_holm, 6)}


REPORT = Report("framing", rows, show, COLUMNS, each="tests")
