"""What kind of word a cue is, from a list of stems and the endings that Arabic spelling allows.

It sorts known cues for the slices of an evaluation; it does not find cues.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from attribution.records import TextSpan
from attribution.text.folding import fold_text, fold_word
from attribution.text.lexicon import load
from attribution.text.words import WORD

KINDS = ("verb", "participle", "noun", "preposition", "colon", "unknown")
"""``noun`` is a masdar too («قوله», «تأكيده»)."""

_OBJECT = "(?:ه|ها|هم|هما|هن|ني|نا|ك|كم|ي)?"
_PERSON = "(?:[سل]?[يتن]|س?ا)"
_PAST = f"(?:ت|تا|ا|وا|و|ن|نا)?{_OBJECT}"
_PRESENT = f"(?:ون|ان|ين|وا|ن|و)?{_OBJECT}"
_WEAK_PAST = f"(?:ا|ي|يا|ت|تا|وا|و){_OBJECT}"
_WEAK_PRESENT = f"(?:ي|ا|و|ون|ين|يان|يا|وا|يو){_OBJECT}"
_PARTICIPLE = "(?:ه|ا|ين|ون|ات|ان|تين|تان)?"
_NOUN = f"(?:ا|ات|ان|ين)?{_OBJECT}"


def cue_kind(text: str, cue: TextSpan) -> str:
    """One of ``KINDS`` for a cue; ``unknown`` where no stem of ``cue_kinds.jsonl`` is in its first word.

    A form that can be a verb or a noun («نفي»، «طلب») is a noun after a preposition, else a verb; one that
    can be a participle or a noun («مطالب») is a participle where it has a participle's ending.

    Args:
        text: The article's text.
        cue: The cue's span.
    """
    words = WORD.findall(fold_text(cue.of(text)))
    if not words:
        return "unknown"
    if set(words) <= {":"}:
        return "colon"
    kinds = _kinds(words[0])
    if "preposition" in kinds:
        return "preposition"
    if {"participle", "noun"} <= kinds and "verb" not in kinds:
        return "participle" if words[0].endswith(("ا", "ه", "ين")) else "noun"
    if {"verb", "noun"} <= kinds:
        before = WORD.findall(fold_text(text[max(cue.start - 20, 0) : cue.start]))[-1:]
        return "noun" if before and before[0] in _prepositions() else "verb"
    return next((kind for kind in KINDS if kind in kinds), "unknown")


@cache
def _kinds(word: str) -> frozenset[str]:
    """All that a folded word can be; without its conjunction only where it is nothing with it."""
    pattern = _pattern()
    for form in (word, word[1:] if word[0] in "وف" else ""):
        kinds = {kind for kind, expression in pattern.items() if expression.fullmatch(form)}
        if kinds:
            return frozenset(kinds)
    return frozenset()


@cache
def _pattern() -> dict[str, re.Pattern[str]]:
    entries = load("cue_kinds")
    forms = {
        key: [fold_word(e[key]) for e in entries if key in e]
        for key in ("verb", "present", "participle", "preposition")
    }
    nouns = [fold_word(noun) for noun in chain.from_iterable(e.get("nouns", ()) for e in entries)]
    present = [form[1:] for form in forms["present"]]
    verbs = [
        *(form + _PAST for form in forms["verb"]),
        *(form[:-1] + _WEAK_PAST for form in forms["verb"] if form[-1] in "اي"),
        *(f"{_PERSON}{form}{_PRESENT}" for form in present),
        *(f"{_PERSON}{form[:-1]}{_WEAK_PRESENT}" for form in present if form[-1] in "ايو"),
    ]
    participles = [
        *(f"(?:ال)?{form}{_PARTICIPLE}" for form in forms["participle"]),
        *(f"(?:ال)?{form[:-1]}(?:ين|ون)" for form in forms["participle"] if form[-1] == "ي"),
    ]
    masdars = [
        *(form + _NOUN for form in nouns),
        *(f"{form[:-1]}(?:ات|ت){_OBJECT}" for form in nouns if form[-1] == "ه"),
    ]
    return {
        "verb": re.compile("|".join(verbs)),
        "participle": re.compile("|".join(participles)),
        "noun": re.compile(f"(?:ال|لل|بال|ب|ل|كال)?(?:{'|'.join(masdars)})"),
        "preposition": re.compile(f"(?:{'|'.join(forms['preposition'])}){_OBJECT}"),
    }


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(
        fold_word(entry["word"]) for entry in load("particles") if entry["kind"] == "preposition"
    )
