"""The plots of the overview as numbers and shares; the templates draw them."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import NamedTuple

from attribution.records import STANCES, LedgerState
from attribution.reports.html.wording import Wording
from attribution.reports.sources import outlet_rows, speaker_rows

BARS = 12
ROWS = 10
MOST_COLUMNS = 45
LABEL = 42
"""Characters of a label; tables have all of it."""
RADIUS = 13.0
"""Pixels of the largest circle."""


class Bar(NamedTuple):
    """A bar: ``width`` and ``part`` (of it, what came through an outlet) in percent of the longest bar."""

    name: str
    label: str
    number: int
    width: float
    relayed: int
    part: float
    names: tuple[str, ...]


class Bars(NamedTuple):
    """The longest bars, and the number of what is left out."""

    bars: list[Bar]
    rest: int


class Column(NamedTuple):
    """A column of time: its place and height in percent of the plot."""

    label: str
    number: int
    left: float
    width: float
    height: float


class Columns(NamedTuple):
    """Columns in order of time, and the attributions of articles without a date."""

    columns: list[Column]
    undated: int


class Dot(NamedTuple):
    """A circle of one publisher and stance, and where it stands across the plot in percent."""

    stance: str
    number: int
    at: float
    radius: float


class Dots(NamedTuple):
    """Stances that occur, with their places, and a row of circles for each publisher."""

    stances: list[tuple[str, float]]
    rows: list[tuple[str, int, list[Dot]]]
    rest: int


def quoted(state: LedgerState) -> Bars:
    """Who is quoted most, and how much of that came through an outlet."""
    rows = speaker_rows(state)
    return _bars([(row["name"], row["attributions"], sum(row["outlets"].values()), ()) for row in rows])


def relayed(state: LedgerState) -> Bars:
    """Through whom words came, and whose."""
    rows = outlet_rows(state)
    return _bars([(row["name"], row["attributions"], 0, tuple(row["speakers"])[:3]) for row in rows])


def over_time(state: LedgerState) -> Columns:
    """Attributions by day, month or year, those without any left in: the finest of these that gives no more
    than ``MOST_COLUMNS``.
    """
    published = {article.id: day_of(article.published) for article in state.articles}
    dates = [published[one.article] for one in state.attributions]
    known = [date for date in dates if date]
    if not known:
        return Columns([], len(dates))
    length = min(map(len, known))
    while length > 4 and len(periods(min(known), max(known), length)) > MOST_COLUMNS:
        length = {10: 7, 7: 4}[length]
    times = Counter(date[:length] for date in known)
    times.update(dict.fromkeys(periods(min(known), max(known), length), 0))
    most, wide = max(times.values()), 100 / len(times)
    gap = min(wide * 0.25, 1.0)
    columns = [
        Column(label, number, at * wide + gap / 2, min(wide - gap, 12.0), 100 * number / most)
        for at, (label, number) in enumerate(sorted(times.items()))
    ]
    return Columns(columns, len(dates) - len(known))


def day_of(published: str | None) -> str | None:
    """The year, month or day in a date, as far as it says; None where it is none that a calendar has."""
    value = (published or "")[:10]
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) in (4, 7) else value)
    except ValueError:
        return None
    return value


def periods(first: str, last: str, length: int) -> list[str]:
    """All days (10 characters), months (7) or years (4) from one to another."""
    if length == 10:
        one, other = date.fromisoformat(first), date.fromisoformat(last)
        return [date.fromordinal(day).isoformat() for day in range(one.toordinal(), other.toordinal() + 1)]
    if length == 7:
        start, end = (int(each[:4]) * 12 + int(each[5:7]) - 1 for each in (first, last))
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]
    return [f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)]


def stances(state: LedgerState, wording: Wording) -> Dots:
    """The stances of each publisher's cues, publishers with most attributions first."""
    publisher = {article.id: article.publisher or wording("unknown") for article in state.articles}
    of: dict[str, Counter[str]] = defaultdict(Counter)
    for one in state.attributions:
        of[publisher[one.article]][one.stance] += 1
    found = [stance for stance in STANCES if any(counts[stance] for counts in of.values())]
    at = {stance: (number + 0.5) * 100 / len(found) for number, stance in enumerate(found)}
    ranked = sorted(of.items(), key=lambda item: (-item[1].total(), item[0]))
    shown = [(name, counts, counts.total()) for name, counts in ranked[:ROWS]]
    most = max((max(counts.values()) / total for _, counts, total in shown), default=1.0)
    rows = [
        (
            name,
            total,
            [Dot(s, counts[s], at[s], _radius(counts[s] / total / most)) for s in found if counts[s]],
        )
        for name, counts, total in shown
    ]
    return Dots(list(at.items()), rows, len(ranked) - len(rows))


def _radius(share: float) -> float:
    """Circles whose areas are as their shares; the smallest can still be seen."""
    return max(2.5, RADIUS * share**0.5)


def _bars(rows: list[tuple[str, int, int, tuple[str, ...]]]) -> Bars:
    rows = [row for row in rows if row[1]]
    most = max((number for _, number, _, _ in rows), default=1)
    bars = [
        Bar(name, _short(name), number, 100 * number / most, through, 100 * through / most, names)
        for name, number, through, names in rows[:BARS]
    ]
    return Bars(bars, len(rows) - len(bars))


def _short(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= LABEL else name[: LABEL - 1] + "…"
