"""What the guidelines settle and the trained parts may miss: repairs of single cues and links, each from a
word list."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from attribution.text.folding import fold_word
from attribution.text.lexicon import load
from attribution.text.vocabulary import nationalities


def source_adjective(doc: Doc, cue: tuple[int, int]) -> tuple[int, int] | None:
    """The adjective that is the source of a noun's report: «اتهامات غربية»، «التحذيرات الأممية».

    In the annotated articles it is so in 4 of 4 places; the linker, which has seen so few, takes the accused.

    Args:
        doc: The Doc.
        cue: First token of the cue and the token after its last.

    Returns:
        The adjective's first token and the token after it; None where there is none.
    """
    start, end = cue
    if end - start != 1 or end >= len(doc):
        return None
    noun, adjective = fold_word(doc[start].text), fold_word(doc[end].text)
    if noun.removeprefix("ال") in _nouns() and adjective.removeprefix("ال") in _adjectives():
        return end, end + 1
    return None


def performative(word: str) -> bool:
    """Whether a word is a verb of reporting in the first person plural: «نؤكد»، «ونطالب»، «سنعلن».

    Such a verb is part of what somebody says (settled case 5 of the guidelines): of the 4,688 cues annotated for
    training none is one.
    """
    folded = fold_word(word)
    bare = folded[1:] if folded[:1] in ("و", "ف") else folded
    return bare in _performatives()


@cache
def _performatives() -> frozenset[str]:
    """Folded first persons plural of the verbs of reporting, with and without the particle of the future."""
    entries = load("cue_kinds")
    stems = {fold_word(entry["present"])[1:] for entry in entries if "present" in entry}
    past = {fold_word(entry["verb"]) for entry in entries if "verb" in entry}
    forms = {tense + "ن" + stem for tense in ("", "س") for stem in stems}
    return frozenset(forms - past - {verb + "ت" for verb in past})


@cache
def _nouns() -> frozenset[str]:
    return frozenset(fold_word(entry["noun"]) for entry in load("report_nouns"))


@cache
def _adjectives() -> frozenset[str]:
    """Folded adjectives of states and regions, masculine and feminine."""
    regions = [fold_word(entry["adjective"] + ending) for entry in load("regions") for ending in ("", "ة")]
    return frozenset([*nationalities(), *regions])
