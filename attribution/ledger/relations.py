"""How the words of two wordings stand to each other, whatever their states say: what both have, what one lacks, what
one negates, opposites, numbers.
"""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache
from typing import NamedTuple

from attribution.ledger.grammar import told
from attribution.ledger.stems import skeleton, stem
from attribution.ledger.wording import Wording
from attribution.ledger.wordlists import antonyms, negating, weight

NAMES = (
    "cosine",
    "least lacking",
    "most lacking",
    "denied by one",
    "opposites",
    "numbers agree",
    "numbers differ",
)
SIZE = len(NAMES)
FULL = 20.0
"""Weight of words that counts as much: a clause of some six."""


class Stems(NamedTuple):
    """What a wording says, by stems.

    Attributes:
        said: Stems of words that tell something.
        denied: Those under a negation.
        opposites: Pairs of opposites and the side of each that is said and not denied.
        numbers: Numbers in figures.
        negations: How many words negate.
    """

    said: frozenset[str]
    denied: frozenset[str]
    opposites: frozenset[tuple[int, int]]
    numbers: frozenset[str]
    negations: int


def relations(a: Wording, b: Wording) -> list[float]:
    """Numbers by ``NAMES``, the same for (a, b) and (b, a)."""
    one, other = _stems(a), _stems(b)
    shared = _mass(one.said & other.said)
    lacking = sorted((_mass(one.said - other.said), _mass(other.said - one.said)))
    cosine = shared / max(1e-9, ((shared + lacking[0]) * (shared + lacking[1])) ** 0.5)
    both = one.numbers & other.numbers
    return [
        cosine,
        min(1.0, lacking[0] / FULL),
        min(1.0, lacking[1] / FULL),
        min(1.0, _mass((one.denied ^ other.denied) & one.said & other.said) / FULL)
        + 0.2 * float(one.negations % 2 != other.negations % 2),
        float(any((pair, 1 - side) in other.opposites for pair, side in one.opposites - other.opposites)),
        float(bool(both)),
        float(bool(one.numbers and other.numbers and not both)),
    ]


@lru_cache(maxsize=20_000)
def _stems(one: Wording) -> Stems:
    folded, under = told(one.content)
    known = antonyms()
    bases = [stem(word) for word in folded]
    below = frozenset(base for word, base in zip(folded, bases, strict=True) if skeleton(word) in under)
    return Stems(
        frozenset(base for base in bases if weight(base, "stem") > 0.0),
        below,
        frozenset(known[base] for base in bases if base in known and base not in below),
        frozenset(word for word in folded if word[:1].isdigit()),
        sum(base in negating() for base in bases) + (one.stance == "deny"),
    )


def _mass(stems: Set[str]) -> float:
    return sum(weight(one, "stem") for one in sorted(stems))
