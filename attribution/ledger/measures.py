"""Numbers with their unit, and the time that a text gives: «71 بالمائة … نهاية مارس», «تسعة ملايين درهم»,
«قتيلان».
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attribution.ledger.stems import skeleton, stem
from attribution.ledger.wordlists import calendar, families, numerals, role

_AFTER = 3
"""A limit («فقط») counts within this many words of its number."""


class Measure(NamedTuple):
    """One number of a text.

    Attributes:
        value: The number, scales such as مليون multiplied in.
        unit: ``%``, the family of the event that is counted, or the skeleton of the noun counted; ``""``
            where nothing follows.
        limit: Whether it is given as a limit («لا يتجاوز», «فقط»).
        rejected: Whether the words reject it («لا 62%»).
        at: Which of the words it is.
    """

    value: float
    unit: str
    limit: bool
    rejected: bool
    at: int


def times(folded: Sequence[str]) -> frozenset[str]:
    """Months, weekdays, ordinals and years named among folded words, as ``month:5``, ``weekday:0``,
    ``ordinal:3``, ``year:2022``.
    """
    found: set[str] = set()
    known = calendar()
    taken = -1
    for at, word in enumerate(folded):
        pair = f"{word} {folded[at + 1]}" if at + 1 < len(folded) else ""
        for form in (pair, pair[1:], word, word[1:]):
            if form in known and at > taken:
                found.add(known[form])
                taken = at + (" " in form)
                break
    found |= {f"year:{word}" for word in folded if word.isdigit() and 1900 <= int(word) <= 2100}
    return frozenset(found)


def agree(one: float, other: float) -> bool:
    """Whether two numbers are one, rounding (2 %) aside."""
    return abs(one - other) <= 0.02 * max(abs(one), abs(other))


def apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of times name different years, months or ordinals."""
    if not one or not other:
        return False
    for kind in ("year", "month", "ordinal"):
        here = {time for time in one if time.startswith(kind)}
        there = {time for time in other if time.startswith(kind)}
        if here and there and not here & there:
            return True
    return False


def measures(folded: Sequence[str]) -> list[Measure]:
    """Find the numbers among folded words: digits and number words; years, ordinals and days of a month are
    none.
    """
    found: list[Measure] = []
    skip = -1
    for at, word in enumerate(folded):
        value = _value(word)
        if at <= skip or value is None or _is_date(folded, at, value):
            continue
        end = at + 1
        while end < len(folded) and (row := numerals().get(folded[end])) and "scale" in row:
            value *= row["scale"]
            end += 1
        unit = _unit(folded, at, end)
        skip = end + 1 if unit == "%" else end - 1
        near = folded[max(0, at - _AFTER) : end + _AFTER]
        limit = any(numerals().get(other, {}).get("limit") for other in near)
        rejected = at > 0 and folded[at - 1] in role("rejecting")
        found.append(Measure(value, unit, limit, rejected, at))
    return found + [
        Measure(2.0, unit, any(numerals().get(word, {}).get("limit") for word in folded), False, at)
        for at, unit in _duals(folded)
    ]


def _value(word: str) -> float | None:
    digits = word.replace(",", "").replace("%", "")
    if digits.replace(".", "", 1).isdigit():
        return float(digits)
    for form in (word, word[1:], word[2:] if word.startswith("ال") else ""):
        row = numerals().get(form)
        if row and "value" in row and word not in calendar():
            return float(row["value"])
    return None


def _is_date(folded: Sequence[str], at: int, value: float) -> bool:
    if folded[at].isdigit() and 1900 <= value <= 2100:
        return True
    after = folded[at + 1] if at + 1 < len(folded) else ""
    return (value <= 31 and calendar().get(after, "").startswith("month")) or folded[max(0, at - 1)] in role(
        "day"
    )


def _unit(folded: Sequence[str], at: int, end: int) -> str:
    beside = role("beside_number")
    after = [word for word in folded[end : end + 3] if word not in beside][:2]
    if "%" in folded[at] or any(numerals().get(word, {}).get("unit") for word in after[:1]):
        return "%"
    if after[:1] == ["في"] and len(after) > 1 and after[1] in role("percent"):
        return "%"
    counted = families().get(stem(folded[at - 1]), ()) if at else ()
    if after and after[0].isalpha() and len(after[0]) > 2:
        return _kind(after[0])
    return counted[0] if counted else ""


def _kind(word: str) -> str:
    names = families().get(stem(word))
    return names[0] if names else skeleton(word)


def _duals(folded: Sequence[str]) -> list[tuple[int, str]]:
    """Duals of nouns that are counted in news, known by the family they belong to («قتيلان»)."""
    return [
        (at, families()[stem(word)][0])
        for at, word in enumerate(folded)
        if (word.endswith("ان") or (word.endswith("ين") and not word.startswith("م")))
        and len(word) > 4
        and stem(word) == word[:-2]
        and stem(word) in families()
    ]
