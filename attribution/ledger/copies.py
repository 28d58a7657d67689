"""Whether two articles are one story: what they share, whether they open alike, whom they name as their agency.

Thresholds were chosen on pairs of news of July and August 2015 that were read (docs/ledger-figures.md, Origins).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from attribution.ledger.credits import agencies
from attribution.ledger.matters import day_of
from attribution.ledger.stems import stem
from attribution.ledger.wordlists import weight
from attribution.records import Article
from attribution.text import fold_word, is_word, words

SHINGLE = 4
"""Words of a shingle."""
SHORTEST = 8
"""Shingles of its own that an article needs to be compared by them."""
OPENING = 50
"""Words at the head of an article that say what its story is."""
DAYS = 3
"""Days within which copies of one story appear."""
RETURNS = 3
"""Periods of ``DAYS`` + 1 days in which a shingle that stands in so many belongs to a form and to no story."""

LATE = 0.9
"""Share that is needed where two articles are further apart than ``DAYS``, or open with different stories."""
UNDATED = 0.6
"""Share that is needed where a date is not known."""
SOON = 0.55
"""Share that is needed within ``DAYS``."""
ALIKE = 0.35
"""Share that is needed where two publishers have it at most a day apart and open alike."""
SAME_AGENCY = 0.3
"""Share that is needed where they name one agency as well; where they name different ones it is ``SOON``."""

OPENS = 0.5
"""How much of each one's opening the other has to have for the two to be more than one quoting the other."""
OPENS_ALIKE = 0.7
"""How much of it for ``ALIKE``."""
TIMES = 5
"""How many times as long the longer one may be for ``ALIKE``."""


class Story(NamedTuple):
    """What of an article is compared.

    Attributes:
        shingles: Runs of ``SHINGLE`` folded words, punctuation left out.
        opening: Stems of its first ``OPENING`` words without numbers, which are written in many ways.
        stems: All of its stems.
        agencies: The news agencies that it names.
        publisher: Who published it, folded; empty if that is not known.
        day: When, if that is known.
    """

    shingles: frozenset[str]
    opening: frozenset[str]
    stems: frozenset[str]
    agencies: frozenset[str]
    publisher: str
    day: date | None


def story(article: Article) -> Story:
    """What of an article is compared with others."""
    text = article.text
    folded = [
        key for start, end in words(text) if is_word(form := text[start:end]) and (key := fold_word(form))
    ]
    stems = [stem(word) for word in folded]
    return Story(
        frozenset(" ".join(folded[at : at + SHINGLE]) for at in range(len(folded) - SHINGLE + 1)),
        frozenset(one for one in stems[:OPENING] if not one[:1].isdigit()),
        frozenset(stems),
        agencies(article),
        fold_word(article.publisher or "").strip(),
        day_of(article.published),
    )


def formulas(stories: Iterable[Story]) -> frozenset[str]:
    """The shingles that return week after week: titles, set phrases, forms filled in anew.

    Copies of one story stand in one such period, or in two where they lie about its end; what stands in
    ``RETURNS`` is nobody's story. Among few articles, or those of few days, there are none.
    """
    seen: dict[str, int] = {}
    periods: Counter[str] = Counter()
    for one in sorted((one for one in stories if one.day), key=lambda one: one.day or date.min):
        period = (one.day or date.min).toordinal() // (DAYS + 1)
        new = [shingle for shingle in one.shingles if seen.get(shingle) != period]
        periods.update(new)
        seen.update(dict.fromkeys(new, period))
    return frozenset(shingle for shingle, count in periods.items() if count >= RETURNS)


def same_story(one: Story, other: Story, formulaic: frozenset[str] = frozenset()) -> bool:
    """Whether two articles are copies or light edits of one story.

    Args:
        one: An article.
        other: Another.
        formulaic: Shingles that belong to no story; they are left out of both.

    Returns:
        Whether the smaller one's share of common shingles is as much as ``needed``; where next to nothing is
        its own, the two have to be the same nearly word for word.
    """
    mine, yours = (each.shingles - formulaic for each in (one, other))
    if min(len(mine), len(yours)) < SHORTEST:
        return contained(one.shingles, other.shingles) >= LATE
    return contained(mine, yours) >= needed(one, other)


def contained(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set that the larger one has, 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def needed(one: Story, other: Story) -> float:
    """The share of shingles from which two articles are one story, by all else that is known of them."""
    opens = min(opens_with(one, other), opens_with(other, one))
    apart = None if one.day is None or other.day is None else abs((one.day - other.day).days)
    if opens < OPENS or (apart is not None and apart > DAYS):
        return LATE
    if apart is None:
        return UNDATED
    longer, shorter = sorted((len(one.shingles), len(other.shingles)), reverse=True)
    elsewhere = not one.publisher or one.publisher != other.publisher
    if opens < OPENS_ALIKE or apart > 1 or not elsewhere or longer > TIMES * shorter:
        return SOON
    if one.agencies & other.agencies:
        return SAME_AGENCY
    return SOON if one.agencies and other.agencies else ALIKE


def opens_with(one: Story, other: Story) -> float:
    """How much of what one article opens with the other says at all, each stem by how rare it is, 0 to 1."""
    said = sum(weight(word, "stem") for word in one.opening & other.stems)
    return said / (sum(weight(word, "stem") for word in one.opening) or 1.0)
