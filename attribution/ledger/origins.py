"""Origins: copies and light edits of one story are one independent source.

MinHash over word shingles finds which articles to compare, so cost grows with their number, not its square;
``copies`` decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from attribution.ledger.copies import SHORTEST, formulas, same_story, story
from attribution.records import Article

PERMUTATIONS = 128
CANDIDATE = 0.1
"""Jaccard similarity from which MinHash proposes a pair; a short copy of a third of a story has hardly more."""


def origins(articles: Sequence[Article]) -> dict[str, str]:
    """Find which articles are copies or light edits of one story.

    Args:
        articles: Articles of any number of publishers.

    Returns:
        The origin of each article by SHA-256; articles of one origin have the same, which is the SHA-256 of
        its earliest article (by date, then by SHA-256). An article without a copy is its own origin.
    """
    by_sha = {article.sha256: article for article in articles}
    stories = {sha: story(article) for sha, article in by_sha.items()}
    formulaic = formulas(stories.values())
    from datasketch import MinHash, MinHashLSH  # slow to load, and only wanted here

    index = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS)
    origin = {sha: sha for sha in by_sha}

    def root(sha: str) -> str:
        while origin[sha] != sha:
            sha = origin[sha]
        return sha

    for sha in sorted(by_sha, key=lambda one: (by_sha[one].published or "9999", one)):
        mine = stories[sha]
        if len(mine.shingles) < SHORTEST:
            continue
        signature = MinHash.bulk([[s.encode() for s in sorted(mine.shingles)]], num_perm=PERMUTATIONS)[0]
        for other in sorted(index.query(signature)):
            if same_story(mine, stories[other], formulaic):
                first, second = sorted(
                    (root(sha), root(other)), key=lambda one: (by_sha[one].published or "9999", one)
                )
                origin[second] = first
        index.insert(sha, signature)
    return {sha: root(sha) for sha in by_sha}
