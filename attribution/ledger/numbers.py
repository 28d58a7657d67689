"""Numbers among folded words: figures, number words («ستة وعشرون»، «مئتين وعشرة ملايين»، «مليون ونصف»)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from attribution.ledger.wordlists import calendar, numerals

PROCLITICS = ("", "و", "ف", "ب", "ل", "ك")
ARTICLES = ("", "ال")
AND = "و"
SHORT = 3
"""Letters that a number word has at least if it carries a particle other than «و» and «ب»."""
THOUSANDS = 3
"""Digits after a comma that separates thousands; with fewer it is a decimal comma («2,1 مليون»)."""


class Number(NamedTuple):
    """A number: its value, the word it begins with, and the word after it."""

    value: float
    start: int
    end: int


def numbers(folded: Sequence[str]) -> list[Number]:
    """All numbers, in order; names of months and weekdays are none («الأربعاء»)."""
    found: list[Number] = []
    at = 0
    while at < len(folded):
        number = _number(folded, at)
        found += [number] if number else []
        at = number.end if number else at + 1
    return found


def _number(folded: Sequence[str], at: int) -> Number | None:
    """A number that begins here: groups with falling scales, joined by «و»."""
    first = _scaled(folded, at, bare="")
    if first is None:
        return None
    value, scale, end = first
    while scale > 1.0 and (further := _scaled(folded, end, bare=AND)) and further[0] < scale >= further[1]:
        value += further[0] * (scale if further[0] < 1.0 else 1.0)
        scale, end = further[1], further[2]
    return Number(value, at, end)


def _scaled(folded: Sequence[str], at: int, bare: str) -> tuple[float, float, int] | None:
    """A group with its scales («ستة وعشرين ألفا»): value, the scale, the word after it; ``bare`` is what it must begin
    with.
    """
    if at >= len(folded):
        return None
    own = _entry(folded[at], bare)
    if group := _group(own, folded, at, bare):
        value, end = group
        scale = own.get("scale", 1.0)
    elif own.get("alone") and (bare or "".join(folded[at + 1 : at + 2]).isalpha()):
        value, scale, end = 1.0, own["scale"], at + 1
    else:
        return None
    while factor := _scale(folded, end):
        scale, end = scale * factor, end + 1
    return value * scale, scale, end


def _group(own: dict[str, Any], folded: Sequence[str], at: int, bare: str) -> tuple[float, int] | None:
    """Figures, or number words below a thousand («مئة وخمسة وسبعين»), ``own`` being the first of them."""
    if folded[at].startswith(bare) and (figures := _figures(folded, at)):
        return figures
    if "value" not in own or (not bare and folded[at] in calendar()):
        return None
    if own.get("joined") and not _joins(folded[at + 1 : at + 2]):
        return None
    if "scale" in own:
        return own["value"], at + 1
    total, low, at = own["value"], own["value"], at + 1
    if 1.0 <= low < 10.0 and at < len(folded):
        beside = _plain(folded[at])
        if beside in (10.0, 100.0):
            total = low = low + 10.0 if beside == 10.0 else low * 100.0
            at += 1
    while at < len(folded) and (more := _entry(folded[at], AND).get("value")) and _adds(low, more):
        total, low, at = total + more, more, at + 1
        if low < 10.0 and at < len(folded) and _plain(folded[at]) == 10.0:
            total, low, at = total + 10.0, 10.0, at + 1
    return (total, at) if total >= 1.0 or bare or _scale(folded, at) else None


def _adds(low: float, more: float) -> bool:
    """Whether a number word goes on another: tens on units («ستة وعشرين»), anything below on hundreds."""
    if low >= 100.0:
        return 1.0 <= more < 100.0
    return low < 10.0 and 20.0 <= more < 100.0


def _joins(after: Sequence[str]) -> bool:
    """Whether what follows makes a number of «أحد» («أحد عشر»، «واحد وعشرون»)."""
    return any(_plain(word) == 10.0 or 20.0 <= _entry(word, AND).get("value", 0.0) < 100.0 for word in after)


def _scale(folded: Sequence[str], at: int) -> float:
    """The scale that a word is to the number before it; 0 if it is none."""
    if at >= len(folded):
        return 0.0
    row = numerals().get(folded[at]) or numerals().get(folded[at].removeprefix("ال"), {})
    return 0.0 if "value" in row else float(row.get("scale", 0.0))


def _figures(folded: Sequence[str], at: int) -> tuple[float, int] | None:
    """Figures with what is written together with them («الـ2400»، «بـ180»، «2,1»، «6 . 8»)."""
    word = folded[at].lstrip("".join(PROCLITICS) + "ا").replace("%", "")
    if not word or not word[0].isdecimal():
        return None
    whole, comma, decimals = word.partition(",")
    plain = f"{whole}.{decimals}" if comma and len(decimals) < THOUSANDS else word.replace(",", "")
    if not plain.replace(".", "", 1).isdecimal():
        return None
    parted = [*folded[at + 1 : at + 3], "", ""]
    if plain.isdecimal() and parted[0] == "." and parted[1].isdecimal():
        return float(f"{plain}.{parted[1]}"), at + 3
    return float(plain), at + 1


def _plain(word: str) -> float | None:
    return numerals().get(word, {}).get("value")


def _entry(word: str, bare: str) -> dict[str, Any]:
    """The numeral that a word is after its particles, or after ``bare`` where that is asked for; empty for others."""
    known = numerals()
    for proclitic in (bare,) if bare else PROCLITICS:
        for article in ARTICLES:
            form = word[len(proclitic + article) :]
            if word.startswith(proclitic + article) and form in known and not _another(proclitic, form):
                return known[form]
    return {}


def _another(proclitic: str, form: str) -> bool:
    """Whether so short a word with so common a beginning is another word («لست»)."""
    return len(form) < SHORT and proclitic in ("ل", "ك", "ف")
