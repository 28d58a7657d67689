"""Dates that say no Gregorian day themselves: Hijri ones, and those counted from the day they are said."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from attribution.text.folding import fold_word
from attribution.text.lexicon import load

_ERA = r"\s*ه(?!\w)"
_DAY, _MONTH, _YEAR = r"(?P<day>\d\d?)", r"(?P<month>\d\d?)", r"(?P<year>1[345]\d\d)"
_NUMERIC = re.compile(
    rf"(?<![\d/-]){_DAY}[/-]{_MONTH}[/-]{_YEAR}{_ERA}|(?<![\d/-])(?P<y>1[345]\d\d)[/-](?P<m>\d\d?)[/-](?P<d>\d\d?){_ERA}"
)
_LONGEST = 60
"""Characters in which a relative date is looked for at most."""


def hijri_date(folded: str) -> str | None:
    """The Gregorian day of the first full Hijri date («12 رمضان 1445», «12/9/1445 هـ»).

    By the Umm al-Qura calendar of Saudi Arabia, 1343 to 1500; where months begin by sighting the day may be
    another by one.

    Args:
        folded: Text as ``fold_word`` gives it.

    Returns:
        ``YYYY-MM-DD``, or None.
    """
    from hijridate import Hijri

    pattern, months = _hijri_months()
    for match in sorted(
        [*pattern.finditer(folded), *_NUMERIC.finditer(folded)], key=lambda found: found.start()
    ):
        found = match.groupdict()
        year, month, day = (
            found.get(long) or found[short] for long, short in (("year", "y"), ("month", "m"), ("day", "d"))
        )
        number = int(month) if month.isdigit() else months[" ".join(month.split())]
        try:
            return str(Hijri(int(year), number, int(day)).to_gregorian().isoformat())
        except (ValueError, OverflowError):
            continue
    return None


def relative_date(text: str, said: date) -> str | None:
    """The day of «أمس», «قبل ثلاثة أيام», «الثلاثاء الماضي», «منذ ساعتين».

    Args:
        text: A short text that names a time.
        said: When it was said. Minutes and hours count only from a ``datetime``.

    Returns:
        ``YYYY-MM-DD``; None where nothing is named, or only months and years, which are no days.
    """
    if len(text) > _LONGEST:
        return None
    folded = fold_word(text)
    words = _relative()
    if found := words["ago"].search(folded):
        minutes, own = words["units"][found["unit"]]
        count = words["numbers"].get(found["count"]) or int(found["count"] or 0) or own
        if count and (minutes >= _DAY_MINUTES or isinstance(said, datetime)):
            return _iso(said - timedelta(minutes=minutes * count))
        return None
    if found := words["weekday"].search(folded):
        back = (said.weekday() - words["weekdays"][found["day"]] - 1) % 7 + 1
        return _iso(said - timedelta(days=back))
    if found := words["day"].search(folded):
        return _iso(said + timedelta(days=words["days"][found["day"]]))
    return None


_DAY_MINUTES = 1440


def _iso(day: date) -> str:
    return day.date().isoformat() if isinstance(day, datetime) else day.isoformat()


def _any(words: Any) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@cache
def _hijri_months() -> tuple[re.Pattern[str], dict[str, int]]:
    numbers = {fold_word(entry["name"]): entry["month"] for entry in load("hijri_months")}
    gap = r"[\s,،/-]+"
    return (
        re.compile(
            rf"(?<![\d/.-]){_DAY}{gap}(?:(?:من|شهر)\s+)*(?P<month>{_any(numbers)})(?!\w){gap}(?:(?:عام|سنه)\s+)?{_YEAR}(?!\d)"
        ),
        numbers,
    )


@cache
def _relative() -> dict[str, Any]:
    entries = [{**entry, "word": fold_word(entry["word"])} for entry in load("relative_dates")]

    def those(kind: str) -> dict[str, Any]:
        return {entry["word"]: entry[kind] for entry in entries if kind in entry}

    units = {e["word"]: (e["minutes"], e.get("count")) for e in entries if "minutes" in e}
    numbers = {fold_word(e["word"]): e["value"] for e in load("numerals") if _few(e)}
    weekdays = {fold_word(e["word"]): e["weekday"] for e in load("calendar") if "weekday" in e}
    days = those("days")
    return {
        "units": units,
        "numbers": numbers,
        "weekdays": weekdays,
        "days": days,
        "ago": re.compile(
            rf"(?<!\w)(?:{_any(those('ago'))})\s+(?:(?P<count>\d+|{_any(numbers)})\s+)?(?P<unit>{_any(units)})(?!\w)"
        ),
        "weekday": re.compile(rf"(?<!\w)(?P<day>{_any(weekdays)})\s+(?:{_any(those('past'))})(?!\w)"),
        "day": re.compile(rf"(?<!\w)(?P<day>{_any(days)})(?!\w)"),
    }


def _few(entry: dict[str, Any]) -> bool:
    """Whether a numeral is one to ten, as in «قبل ثلاثة أيام»."""
    return 1 <= entry.get("value", 99) <= 10 and not {"scale", "joined"} & entry.keys()
