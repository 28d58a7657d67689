"""Which news agencies an article names as where it comes from, or as whom it was told: datelines and credits."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from attribution.records import Article
from attribution.text import fold_word, is_word, load, words
from attribution.text.marks import QUOTATION_MARKS

_EDGES = frozenset(f"{QUOTATION_MARKS}()[]-–—ـ/|:،*+")
"""What stands on both sides of a name in «القاهرة (واس) -» and «"رويترز"»; the edge of a line does as well."""

_NOUN = "وكاله"
_REACH = 3
"""Words and marks before a name among which its noun may stand («وكالة أنباء «الأناضول»»)."""


def agencies(article: Article) -> frozenset[str]:
    """The agencies that an article names.

    A name counts after its noun («نقلاً عن وكالة رويترز», «لوكالة فرانس برس»), between marks or the edges of a line
    («القاهرة (واس) -», «باريس – أ ف ب»), or as publisher; one of more than a word also by itself. A single word in
    running text does not (فارس, بنا and معا are words), nor does a generic credit («وكالات»), which names nobody.

    Args:
        article: Its text and publisher are read.

    Returns:
        Names as the word list ``agencies`` has them.
    """
    publisher = _names().get(tuple(fold_word(article.publisher or "").split()))
    found = {publisher} if publisher else set()
    for line in article.text.split("\n"):
        found |= _of_line(line)
    return frozenset(found)


def _of_line(line: str) -> set[str]:
    forms = [form for start, end in words(line) if (form := line[start:end]) != "."]
    folded = [fold_word(form) if is_word(form) else "" for form in forms]
    found = set()
    for at, word in enumerate(folded):
        for name in _by_first().get(word, ()):
            end = at + len(name)
            if tuple(folded[at:end]) == name and (
                (len(name) > 1 and len(word) > 1)
                or any(before.endswith(_NOUN) for before in folded[max(0, at - _REACH) : at])
                or ((not at or forms[at - 1] in _EDGES) and (end == len(forms) or forms[end] in _EDGES))
            ):
                found.add(_names()[name])
    return found


@cache
def _names() -> dict[tuple[str, ...], str]:
    return {
        tuple(fold_word(name).split()): entry["name"]
        for entry in load("agencies")
        if entry["kind"] == "agency"
        for name in (entry["name"], *entry["aliases"])
    }


@cache
def _by_first() -> dict[str, list[tuple[str, ...]]]:
    first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in _names():
        first[name[0]].append(name)
    return first
