"""Origins: copies and light edits of one story are one independent source.

MinHash over word shingles finds which articles to compare, so cost grows with their number, not its square; what
they share word for word decides. A shortened copy keeps nearly all of its words in the longer one, so containment
counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from attribution.records import Article
from attribution.text import fold_word, is_word, words

SHINGLE = 4
"""Words of a shingle."""
PERMUTATIONS = 128
CANDIDATE = 0.2
"""Jaccard similarity from which MinHash proposes a pair."""
CONTAINED = 0.6
"""Share of the shorter article's shingles that the longer one has, from which the two are one story."""
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
            if contained(shingled[sha], shingled[other]) >= CONTAINED:
                first, second = sorted(
                    (root(sha), root(other)), key=lambda one: (by_sha[one].published or "9999", one)
                )
                origin[second] = first
        index.insert(sha, signature)
    return {sha: root(sha) for sha in by_sha}


def shingles(text: str) -> frozenset[str]:
    """The runs of four folded words of a text, punctuation left out."""
    folded = [fold_word(form) for start, end in words(text) if is_word(form := text[start:end])]
    return frozenset(" ".join(folded[at : at + SHINGLE]) for at in range(len(folded) - SHINGLE + 1))


def contained(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set that the larger one has, 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
