"""Origins: copies and light edits of one story are one independent source.

MinHash over word shingles finds which articles to compare, so cost grows with their number, not its square; what
they share word for word decides. A shortened copy keeps nearly all of its words in the longer one, so containment
counts. Copies run within days; what returns weeks later in the same words is a form (a market report, an official
announcement) filled in anew, and has to be the same nearly word for word.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attribution.records import Article
from attribution.text import fold_word, is_word, words

SHINGLE = 4
"""Words of a shingle."""
PERMUTATIONS = 128
CANDIDATE = 0.2
"""Jaccard similarity from which MinHash proposes a pair."""
CONTAINED = 0.6
"""Share of the shorter article's shingles that the longer one has, from which the two are one story."""
DAYS = 3
"""Days within which copies of one story appear."""
SOON = 0.55
"""The share that is enough where both dates are known and no further apart."""
LATE = 0.9
"""The share that is needed where they are further apart."""
SHORTEST = 8
"""Shingles that an article needs to be compared at all."""


def origins(articles: Sequence[Article]) -> dict[str, str]:
    """Find which articles are copies or light edits of one story.

    Args:
        articles: Articles of any number of publishers.

    Returns:
        The origin of each article by SHA-256; articles of one origin have the same, which is the SHA-256 of
        its earliest
        article (by date, then by SHA-256). An article without a copy is its own origin.
    """
    by_sha = {article.sha256: article for article in articles}
    shingled = {sha: shingles(article.text) for sha, article in by_sha.items()}
    from datasketch import MinHash, MinHashLSH  # slow to load, and only wanted here

    index = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS)
    origin = {sha: sha for sha in by_sha}

    def root(sha: str) -> str:
        while origin[sha] != sha:
            sha = origin[sha]
        return sha

    for sha in sorted(by_sha, key=lambda one: (by_sha[one].published or "9999", one)):
        if len(shingled[sha]) < SHORTEST:
            continue
        signature = MinHash.bulk([[s.encode() for s in sorted(shingled[sha])]], num_perm=PERMUTATIONS)[0]
        for other in sorted(index.query(signature)):
            if contained(shingled[sha], shingled[other]) >= enough(by_sha[sha], by_sha[other]):
                first, second = sorted(
                    (root(sha), root(other)), key=lambda one: (by_sha[one].published or "9999", one)
                )
                origin[second] = first
        index.insert(sha, signature)
    return {sha: root(sha) for sha in by_sha}


def enough(one: Article, other: Article) -> float:
    """The share of words from which two articles are one story, by how far apart they were published."""
    first, second = _day(one), _day(other)
    if first is None or second is None:
        return CONTAINED
    return SOON if abs((first - second).days) <= DAYS else LATE


def _day(article: Article) -> date | None:
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None


def shingles(text: str) -> frozenset[str]:
    """The runs of four folded words of a text, punctuation left out."""
    folded = [fold_word(form) for start, end in words(text) if is_word(form := text[start:end])]
    return frozenset(" ".join(folded[at : at + SHINGLE]) for at in range(len(folded) - SHINGLE + 1))


def contained(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set that the larger one has, 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
