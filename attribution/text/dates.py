"""Dates as Arabic news writes them, to ISO 8601; a part that is not said is left out, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from attribution.text.folding import fold_word
from attribution.text.lexicon import load
from attribution.text.other_dates import hijri_date, relative_date

_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_ISO = re.compile(rf"(?<!\d){_YEAR}\s*[-/.]\s*(?P<month>\d\d?)(?:\s*[-/.]\s*(?P<day>\d\d?)(?!\d))?")
_NUMERIC = re.compile(rf"(?<!\d)(?P<day>\d\d?)\s*[-/.]\s*(?P<month>\d\d?)\s*[-/.]\s*{_YEAR}")
_BARE_YEAR = re.compile(rf"(?<![\d./-]){_YEAR}(?![./-]\d)")

_LONGEST = 100
"""Characters that dateparser is shown at most: it is slow, and what names a date is short."""


class _Named(NamedTuple):
    """Patterns of dates with the name of a month, and the number of each month by its folded name."""

    day_first: re.Pattern[str]
    month_first: re.Pattern[str]
    numbers: dict[str, int]


def find_date(text: str, said: date | None = None) -> str | None:
    """Find the first date of a short text, such as «5 مارس/آذار 2024» or «26th, April 2024 GMT».

    Days come before months in «١٢/٣/٢٠٢٤» unless that makes no date. A Hijri date («12 رمضان 1445») counts where
    there is no Gregorian one, a relative one («أمس») only where it is known when it was said. A date without
    its year is none, for it could only be guessed.

    Args:
        text: A dateline, a metadata field, the value of a label.
        said: The day, or better the time, from which relative dates count.

    Returns:
        ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``, as much as is said; None where no date is named.
    """
    folded = fold_word(text).lower()
    if found := sorted(_candidates(folded)):
        return found[0][1]
    if hijri := hijri_date(folded):
        return hijri
    year = _BARE_YEAR.search(folded)
    if year is None:
        return relative_date(text, said) if said else None
    return _parse(text) or year["year"]


def _candidates(folded: str) -> Iterator[tuple[int, str]]:
    """Start and ISO form of each date that numbers or the known names of months make."""
    named = _named()
    for pattern in (_ISO, _NUMERIC, named.day_first, named.month_first):
        for match in pattern.finditer(folded):
            month = match["month"]
            number = int(month) if month.isdigit() else named.numbers[" ".join(month.split())]
            iso = _iso(int(match["year"]), number, int(match["day"]) if match["day"] else None)
            if iso:
                yield match.start(), iso


def _iso(year: int, month: int, day: int | None) -> str | None:
    if day is None:
        return f"{year:04}-{month:02}" if 1 <= month <= 12 else None
    for number, other in ((month, day), (day, month)):
        try:
            return date(year, number, other).isoformat()
        except ValueError:
            continue
    return None


@cache
def _named() -> _Named:
    numbers = {fold_word(entry["name"]).lower(): entry["month"] for entry in load("months")}
    names = "|".join(name.replace(" ", r"\s+") for name in sorted(numbers, key=len, reverse=True))
    month = rf"(?<!\w)(?P<month>{names})(?!\w)(?:\s*[/(\-]\s*(?:{names})\)?)?"
    ordinal, gap, of_year = "(?:st|nd|rd|th)?", r"[\s,،/-]+", r"(?:(?:من|عام|سنه|of)\s+)?"
    day = rf"(?<![\d/.-])(?P<day>\d\d?){ordinal}{gap}(?:(?:من|شهر|of)\s+)*"
    return _Named(
        re.compile(rf"(?:{day})?{month}{gap}{of_year}{_YEAR}"),
        re.compile(rf"{month}\s+(?P<day>\d\d?){ordinal}{gap}{_YEAR}"),
        numbers,
    )


def _parse(text: str) -> str | None:
    """What dateparser makes of a full date in other words («12 mars 2024»); imported late, for it is slow."""
    import dateparser

    if len(text) > _LONGEST:
        return None
    settings = {"DATE_ORDER": "DMY", "PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}
    parsed = dateparser.parse(text, languages=["ar", "fr", "en"], settings=settings)  # type: ignore[arg-type]
    return parsed.date().isoformat() if parsed else None
