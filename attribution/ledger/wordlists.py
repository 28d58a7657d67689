"""What the ledger looks up in ``seeds/lexicon``: negation, event families, anaphoric heads, numerals,
calendar, states.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import lru_cache
from typing import Any

from attribution.ledger.stems import stem
from attribution.text import fold_word, load

INFLECTIONS = ("", "ة", "ين", "ون", "ان", "تان", "تين", "ا")
PARTICLES = ("", "ال", "وال", "بال", "لل", "فال", "كال", "و", "ب", "ل", "ف", "ول", "وب", "ولل", "وبال")


@lru_cache(maxsize=1)
def negations() -> dict[str, tuple[int, frozenset[str]]]:
    """Negating words, how many words after them they deny at most, and words before which they do not («لا
    يقل عن»).
    """
    return {
        fold_word(row["word"]): (row["reach"], frozenset(map(fold_word, row["unless"])))
        for row in load("negation")
    }


@lru_cache(maxsize=1)
def negating() -> frozenset[str]:
    """Stems of negating words."""
    return frozenset(stem(word) for word in negations())


@lru_cache(maxsize=1)
def families() -> dict[str, tuple[str, ...]]:
    """Stems and the families of events that they belong to (زوّد and سلّم: supply)."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in load("events"):
        for word in row["words"]:
            key = stem(fold_word(word))
            if row["family"] not in found[key]:
                found[key].append(row["family"])
    return {key: tuple(names) for key, names in found.items()}


@lru_cache(maxsize=1_000)
def family_weight(family: str) -> float:
    """How much a family of events tells: as the commonest of its forms does."""
    return min(weight(form, "stem") for form, names in families().items() if family in names)


@lru_cache(maxsize=1)
def things() -> dict[str, str]:
    """Families of what is supplied, sold or found, and the English for each; all other families are acts."""
    return {row["family"]: row["english"] for row in load("events") if row["kind"] == "thing"}


@lru_cache(maxsize=1)
def antonyms() -> dict[str, tuple[int, int]]:
    """Stems and the pair of opposites and the side of it on which they stand."""
    found: dict[str, tuple[int, int]] = {}
    for pair, row in enumerate(load("antonyms")):
        for side, words in enumerate((row["one"], row["other"])):
            found.update({stem(fold_word(word)): (pair, side) for word in words})
    return found


@lru_cache(maxsize=1)
def anaphora() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Heads that stand for something said elsewhere with the stances that they point to; words that may stand
    beside them.
    """
    rows = load("anaphora")
    heads = {fold_word(row["word"]): tuple(row["points_to"]) for row in rows if row["points_to"] is not None}
    return heads, frozenset(fold_word(row["word"]) for row in rows if row["points_to"] is None)


@lru_cache(maxsize=1)
def rebuttals() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases that reject what they are said of («لا أساس»), as folded words, by the first of them."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in load("rebuttals"):
        phrase = tuple(fold_word(row["phrase"]).split())
        found[phrase[0]].append(phrase)
    return {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in found.items()}


@lru_cache(maxsize=1)
def modalities() -> dict[str, str]:
    """Words that make a clause a question, a condition, a plan or a demand."""
    return {fold_word(row["word"]): row["modality"] for row in load("modality")}


@lru_cache(maxsize=1)
def replies() -> frozenset[str]:
    """Cues that answer the report before them (رد، أجاب)."""
    return frozenset(fold_word(row["cue"]) for row in load("replies"))


@lru_cache(maxsize=16)
def role(name: str) -> frozenset[str]:
    """Words of one role: ``turn`` ends a negation, ``earlier`` opens what lies back, the rest count."""
    return frozenset(fold_word(row["word"]) for row in load("roles") if row["role"] == name)


@lru_cache(maxsize=1)
def heads() -> frozenset[str]:
    """Stems of nouns that a name follows and of which there are many (سد، مدرسة، شركة)."""
    return frozenset(stem(fold_word(row["word"])) for row in load("heads"))


@lru_cache(maxsize=1)
def own() -> frozenset[str]:
    """Words by which a speaker means his own state (بلاده، حدودنا)."""
    return frozenset(fold_word(row["word"]) for row in load("own"))


@lru_cache(maxsize=1)
def numerals() -> dict[str, dict[str, Any]]:
    """Number words, scales (مليون), per cent, and words that set a limit (يتجاوز، فقط)."""
    return {fold_word(row["word"]): row for row in load("numerals")}


@lru_cache(maxsize=1)
def acts() -> frozenset[str]:
    """Families of events that are no things."""
    return frozenset(row["family"] for row in load("events") if row["kind"] == "act")


@lru_cache(maxsize=1)
def counted() -> dict[str, str]:
    """Stems of nouns that are counted, and the unit of each (شخص and رجل: person)."""
    return {
        stem(fold_word(word)): row["unit"]
        for row in load("counted")
        for word in (*row["words"], *row["plurals"])
    }


@lru_cache(maxsize=1)
def duals() -> dict[str, str]:
    """Duals of nouns that are counted (سنتان، طفلين), and the unit of each."""
    return {
        particle + fold_word(word).removesuffix("ه") + "ت" * word.endswith("ة") + ending: row["unit"]
        for row in load("counted")
        for word in row["words"]
        for particle in ("", "و", "ب", "ل")
        for ending in ("ان", "ين")
    }


@lru_cache(maxsize=1)
def calendar() -> dict[str, str]:
    """Names of months and weekdays, and ordinals, as tokens: ``month:5``, ``weekday:0``, ``ordinal:3``."""
    return {
        fold_word(row["word"]): f"{kind}:{row[kind]}"
        for row in load("calendar")
        for kind in ("month", "weekday", "ordinal")
        if kind in row
    }


@lru_cache(maxsize=1)
def states() -> dict[str, str]:
    """Forms of the names, capitals and adjectives of states, without article, and the state of each."""
    found: dict[str, str] = {}
    for row in load("countries"):
        plain = [*row.get("capitals", ()), *row.get("aliases", ()), row["name"]]
        inflected = [adjective + ending for adjective in row.get("adjectives", ()) for ending in INFLECTIONS]
        for form in (*plain, *inflected):
            folded = fold_word(form)
            found.setdefault(folded.removeprefix("ال"), row["name"])
    return found


def state_of(word: str) -> str | None:
    """The state that a folded word names, whatever particles and article it carries; None where it names
    none.
    """
    known = states()
    for particles in PARTICLES:
        if word.startswith(particles) and (name := known.get(word[len(particles) :])):
            return name
    return None


@lru_cache(maxsize=1)
def _frequencies() -> tuple[int, dict[str, int], dict[str, int]]:
    rows = load("frequencies")
    stems = {row["stem"]: row["articles"] for row in rows if "stem" in row}
    skeletons = {row["skeleton"]: row["articles"] for row in rows if "skeleton" in row}
    return rows[0]["articles"], stems, skeletons


@lru_cache(maxsize=100_000)
def weight(form: str, kind: str = "skeleton") -> float:
    """How much a form tells: the logarithm of how rare it is among 24,300 articles, 0 for what one in three
    has.

    Args:
        form: A skeleton or a stem.
        kind: Which of the two.

    Returns:
        0.0 for function words up to about 6.5 for what occurs in fewer than 20 articles.
    """
    articles, stems, skeletons = _frequencies()
    counts = stems if kind == "stem" else skeletons
    return max(0.0, math.log(articles / counts.get(form, 15)) - 1.1)
