"""What the guidelines settle and the trained parts may miss: repairs of single cues and links, each from a
word list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Span

from attribution.pipeline.features import layout
from attribution.text.folding import fold_word
from attribution.text.lexicon import load
from attribution.text.vocabulary import nationalities

Tokens = tuple[int, int]
"""First token of a span, and the token after its last."""

_STOP = re.compile(r"[،,؛;.:–—-]+")
_MARK = re.compile(r"[،,؛;.!؟?…»”\"″:)–—-]+")


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


def before_own_cues(
    doc: Doc, found: Sequence[tuple[Span, Tokens | None, list[Tokens]]]
) -> list[list[Tokens]]:
    """Contents that stop before the next cue of the same speaker, as the guidelines have it.

    «واعتبر أن …، وقال إن …»: where a cue of the same speaker stands inside a content, behind a mark of punctuation
    and not in a quotation that begins in it, the content ends there. Of 46 annotated cues that stand in a content of
    their own speaker, 2 stand so.

    Args:
        doc: The Doc.
        found: For each attribution its cue, the tokens of its speaker, and those of its content's pieces.

    Returns:
        The pieces of each content, in the same order.
    """
    return [_until(doc, cue, speaker, pieces, found) for cue, speaker, pieces in found]


def _until(
    doc: Doc,
    cue: Span,
    speaker: Tokens | None,
    pieces: list[Tokens],
    found: Sequence[tuple[Span, Tokens | None, list[Tokens]]],
) -> list[Tokens]:
    own = layout(doc).quotation[cue.start]
    stops = [
        other.start
        for other, who, _ in found
        if speaker and who and speaker[0] < who[1] and who[0] < speaker[1]
        if any(start < other.start < end for start, end in pieces)
        and _MARK.fullmatch(_before(doc, other.start))
        if layout(doc).quotation[other.start] in (0, own)
    ]
    if not stops:
        return pieces
    kept = [(start, min(end, min(stops))) for start, end in pieces if start < min(stops)]
    start, end = kept.pop()
    while end > start and (doc[end - 1].is_space or _STOP.fullmatch(doc[end - 1].text)):
        end -= 1
    return [*kept, (start, end)] if end > start else kept or pieces


def _before(doc: Doc, token: int) -> str:
    """The token before, white space left out."""
    return next((doc[i].text for i in range(token - 1, -1, -1) if not doc[i].is_space), "")


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
