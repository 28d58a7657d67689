"""Numbers with their unit, and the time that a text gives: «71 بالمائة … نهاية مارس», «تسعة ملايين درهم»,
«قتيلان».
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attribution.ledger.numbers import numbers
from attribution.ledger.stems import skeleton, stem
from attribution.ledger.wordlists import acts, calendar, counted, duals, families, numerals, role
from attribution.text.vocabulary import particles

PERSON = "person"
"""Unit of plain nouns for people («شخص», «رجل»)."""
_AFTER = 3
"""A limit («فقط») counts within this many words of its number."""


class Measure(NamedTuple):
    """One number of a text.

    Attributes:
        value: The number, scales such as مليون multiplied in.
        unit: ``%``, a unit of the lexicon (``person``), the family of the event that is counted, or the skeleton of
            the noun counted; ``""`` where nothing follows.
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
    found |= {f"year:{word}" for word in folded if word.isdecimal() and 1900 <= int(word) <= 2100}
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
    taken = 0
    for value, start, end in numbers(folded):
        if start < taken or _is_date(folded, start, end, value):
            continue
        unit = _unit(folded, start, end)
        taken = end + 2 if unit == "%" else end
        near = folded[max(0, start - _AFTER) : end + _AFTER]
        limit = any(numerals().get(other, {}).get("limit") for other in near)
        rejected = start > 0 and folded[start - 1] in role("rejecting")
        found.append(Measure(value, unit, limit, rejected, start))
    return found + [
        Measure(2.0, unit, any(numerals().get(word, {}).get("limit") for word in folded), False, at)
        for at, unit in _duals(folded)
    ]


def _is_date(folded: Sequence[str], start: int, end: int, value: float) -> bool:
    if folded[start].isdecimal() and end == start + 1 and 1900 <= value <= 2100:
        return True
    before, after = folded[max(0, start - 1)], folded[end] if end < len(folded) else ""
    if value == 10 and calendar().get(before, "").startswith("ordinal"):
        return True
    return (value <= 31 and calendar().get(after, "").startswith("month")) or before in role("day")


def _unit(folded: Sequence[str], start: int, end: int) -> str:
    beside = role("beside_number")
    after = [word for word in folded[end : end + 3] if word not in beside][:2]
    if "%" in folded[start] or any(numerals().get(word, {}).get("unit") for word in after[:1]):
        return "%"
    if after[:1] == ["في"] and len(after) > 1 and after[1] in role("percent"):
        return "%"
    before = families().get(stem(folded[start - 1]), ()) if start else ()
    if after and after[0].isalpha() and len(after[0]) > 2 and not _no_noun(after[0]):
        return _kind(after[0])
    return before[0] if before else ""


def _no_noun(word: str) -> bool:
    return word in particles() or "limit" in numerals().get(word, {})


def _kind(word: str) -> str:
    names = families().get(stem(word))
    return counted().get(stem(word)) or (names[0] if names else skeleton(word))


def one_unit(one: str, other: str) -> bool:
    """Whether two units can be of one number: the same, or persons and those to whom something is done or happens
    («11 شخصا», «27 قتيلا»).
    """
    return one == other != "" or (PERSON in (one, other) and bool({one, other} & acts()))


def _duals(folded: Sequence[str]) -> list[tuple[int, str]]:
    """Duals of nouns that are counted in news («قتيلان», «سنتين»)."""
    found = []
    for at, word in enumerate(folded):
        names = families().get(stem(word), ())
        ending = word.endswith("ان") or (word.endswith("ين") and not word.startswith("م"))
        if word in duals():
            found.append((at, duals()[word]))
        elif names and ending and len(word) > 4 and stem(word) == word[:-2]:
            found.append((at, names[0]))
    return found
