"""Which articles are about one matter: close in time, and alike in the words that are rare in the news."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from datetime import date

from attribution.ledger.stems import stem
from attribution.ledger.wordlists import weight
from attribution.records import Article
from attribution.text import fold_word, is_word, words

DAYS = 31
"""Days within which reports of one matter appear; where a date is unknown, words alone decide."""

ALIKE = 0.2
"""Cosine from which two articles are about one matter.

Of pairs of news articles that name an institution of one common name, read by title, about two of 42 with .20 to .40
were not about one institution, about four of 14 with .15 to .20 (docs/ledger-figures.md).
"""

SHARED = 6
"""Such words that two articles share at least: in a few lines a name or two make a large part."""

TELLING = 2.2
"""``weight`` from which a stem takes part: fewer than one article in 27 has it."""

RARE = 3.5
"""``weight`` from which a stem alone makes two articles be compared: fewer than one in 99."""

LATEST = 20
"""Articles with a rare stem that the next one with it is compared with."""


class Matters:
    """The rare words of articles, read when they are first asked for."""

    def __init__(self, articles: Sequence[Article]) -> None:
        """Keep the articles by their SHA-256."""
        self._articles = {article.sha256: article for article in articles}
        self._vectors: dict[str, dict[str, float]] = {}
        self._squares: dict[str, float] = {}

    def pairs(self, articles: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Pairs of articles that are about one matter; cost grows with their number, not its square.

        Args:
            articles: SHA-256 of some of the articles, each once.

        Yields:
            SHA-256 of two of them.
        """
        latest: dict[str, deque[str]] = defaultdict(lambda: deque(maxlen=LATEST))
        for sha256 in sorted(articles, key=lambda one: (self._articles[one].published or "9999", one)):
            rare = [form for form, telling in self._vector(sha256).items() if telling >= RARE]
            for other in sorted({other for form in rare for other in latest[form]}):
                if self.one(sha256, other):
                    yield other, sha256
            for form in rare:
                latest[form].append(sha256)

    def one(self, one: str, other: str) -> bool:
        """Whether two articles, by SHA-256, are about one matter."""
        return self._near(one, other) and self._cosine(one, other) >= ALIKE

    def _vector(self, sha256: str) -> dict[str, float]:
        if sha256 not in self._vectors:
            text = self._articles[sha256].text
            folded = {fold_word(text[start:end]) for start, end in words(text)}
            stems = {stem(word) for word in folded if is_word(word) and word.isalpha() and len(word) > 2}
            weights = {form: weight(form, "stem") for form in stems}
            self._vectors[sha256] = {form: w for form, w in weights.items() if w >= TELLING}
            self._squares[sha256] = math.fsum(w**2 for w in self._vectors[sha256].values())
        return self._vectors[sha256]

    def _cosine(self, one: str, other: str) -> float:
        a, b = self._vector(one), self._vector(other)
        shared = sorted(a.keys() & b.keys())
        if len(shared) < SHARED:
            return 0.0
        size = math.sqrt(self._squares[one] * self._squares[other])
        return math.fsum(a[form] ** 2 for form in shared) / size

    def _near(self, one: str, other: str) -> bool:
        days = [day_of(self._articles[sha256].published) for sha256 in (one, other)]
        return days[0] is None or days[1] is None or abs((days[0] - days[1]).days) <= DAYS


def day_of(published: str | None) -> date | None:
    """The day of an article's date; None where it has none, or only a year."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
