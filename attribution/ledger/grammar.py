"""What folded words say by their grammar: negation, modality, events, states and places named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from attribution.ledger import wordlists
from attribution.ledger.stems import skeleton, stem
from attribution.text import fold_word, is_word, words

Modality = Literal["assertion", "question", "conditional", "future", "demand"]

NAME = 1.0
"""Weight from which a word after «سد», «مدرسة» can be its name."""

_STOPS = frozenset("،؛.!؟:;?")
_DEFINITE = ("ال", "لل", "بال", "وال")


def folded_words(text: str) -> list[str]:
    """The words of ``text`` folded, punctuation included; a per cent sign stays a word of its own."""
    return [fold_word(text[start:end]) for start, end in words(text)]


@lru_cache(maxsize=20_000)
def told(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The folded words of ``text`` without punctuation, and skeletons of those that are denied, not by a rebuttal."""
    pieces = (text[start:end] for start, end in words(text))
    folded = tuple(fold_word(piece) for piece in pieces if is_word(piece))
    return folded, denied(without_rebuttal(folded_words(text)))


def skeletons(folded: Iterable[str]) -> tuple[str, ...]:
    """Skeletons of the folded words that are no punctuation, in order."""
    return tuple(skeleton(word) for word in folded if is_word(word))


def mass(forms: Iterable[str]) -> float:
    """How much the skeletons tell together; figures tell nothing here."""
    return sum(wordlists.weight(form) for form in set(forms) if not form[0].isdigit())


def events(folded: Iterable[str]) -> frozenset[str]:
    """Families of the events that folded words name."""
    return frozenset(name for word in folded for name in wordlists.families().get(stem(word), ()))


def states(folded: Iterable[str]) -> frozenset[str]:
    """States that folded words name, by name, capital or adjective."""
    return frozenset(name for word in folded if (name := wordlists.state_of(word)))


def places(folded: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Nouns of which there are many, with the name that follows: («سد», «الدفلى»), as stems."""
    said = [(word, stem(word)) for word in folded if is_word(word)]
    known = wordlists.heads()
    return frozenset(
        (noun, name)
        for (word, noun), (_, name) in pairwise(said)
        if noun in known
        and "ال" not in word[:3]
        and name not in known
        and wordlists.weight(name, "stem") >= NAME
    )


def denied(folded: Sequence[str]) -> frozenset[str]:
    """Skeletons within reach of a negation.

    Its reach ends at punctuation and at «إلا», «بل». What is named as known («أسماء الجنود») is not denied
    with the verb.
    """
    known = wordlists.negations()
    found: set[str] = set()
    left = after_negation = 0
    for word, after in zip(folded, [*folded[1:], ""], strict=False):
        if word in known and after not in known[word][1]:
            left, after_negation = max(left, known[word][0]), 0
        elif word in _STOPS or word in wordlists.role("turn"):
            left = 0
        elif left and is_word(word):
            if after_negation < 2 or not word.startswith(_DEFINITE):
                found.add(skeleton(word))
            after_negation += 1
            left -= 1
    return frozenset(found)


def modality(folded: Sequence[str], stance: str, text: str) -> Modality:
    """Whether words are asserted, asked, conditional, planned or demanded."""
    found = [kind for word in folded if (kind := wordlists.modalities().get(word))]
    if stance == "ask" or "؟" in text or "question" in found[:1]:
        return "question"
    if "conditional" in found:
        return "conditional"
    if stance in ("demand", "warn", "commit") or "demand" in found:
        return "demand"
    if "future" in found or any(w.startswith("ست") and len(w) > 4 for w in folded[:3]):
        return "future"
    return "assertion"


def starts_negative(folded: Sequence[str]) -> bool:
    """Whether the first word of a content is a negation."""
    first = next((word for word in folded if is_word(word)), "")
    return first in wordlists.negations()


def without_rebuttal(folded: Sequence[str]) -> list[str]:
    """The words without those that reject what they are said of: their own negation is not of the rest."""
    kept: list[str] = []
    at = 0
    while at < len(folded):
        length = _rebuttal(folded, at)
        kept += [] if length else [folded[at]]
        at += length or 1
    return kept


def rejects(folded: Sequence[str]) -> bool:
    """Whether the words reject what they are said of («لا أساس لها من الصحة»)."""
    return any(_rebuttal(folded, at) for at in range(len(folded)))


def _rebuttal(folded: Sequence[str], at: int) -> int:
    """How many words from ``at`` on are a phrase that rejects."""
    phrases = wordlists.rebuttals().get(folded[at], ())
    return next((len(p) for p in phrases if tuple(folded[at : at + len(p)]) == p), 0)
