"""A source at one place of a text: its words, what they say of it, and the name that they give it by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from attribution.text.marks import QUOTATION_MARKS
from attribution.text.nouns import Word
from attribution.text.phrases import Phrase
from attribution.text.titles import Look
from attribution.text.vocabulary import agency_noun, generic

_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_LONE = re.compile(r"(\w+)\s*[(\[]([^)\]A-Za-z]*)[)\]]")
_ACCUSATIVE = re.compile("(?<=\\w\\w)\u064b?\u0627\u064b?(?= |$)")
_MARKS = re.compile(f"[{QUOTATION_MARKS}']")


class Mention(NamedTuple):
    """One source at one place of the text, taken apart."""

    words: Sequence[Word]
    phrase: Phrase

    @property
    def first(self) -> Look | None:
        """What its first word is, demonstratives left aside."""
        looks = [word.look for word in self.words if word.look]
        return next((this for this in looks if not this.points), None)

    @property
    def bare(self) -> bool:
        """Whether a definite noun says of an institution no more than what it does (الشركة، الشركة المشغلة)."""
        if self.phrase.kind != "institution" or not generic(self.phrase.head):
            return False
        looks = [word.look for word in self.words[1:3] if word.look]
        return len(self.words) == 1 or any(this.title and this.definite for this in looks)

    @property
    def named(self) -> bool:
        """Whether an institution is called by a name of its own, not only by what it is."""
        whole = agency_noun(" ".join(word.text for word in self.words))
        return bool(whole) or (
            self.phrase.kind == "institution" and generic(self.phrase.head) and not self.bare
        )


def plain_name(text: str, words: Sequence[Word]) -> str:
    """A source's noun phrase as its name: without proclitic, quotation marks, brackets, apposition and «ذاته».

    Args:
        text: The raw text.
        words: The words of the phrase, at least one, from ``read_words``.

    Returns:
        The rest as it stands in the text, but «الوزارة» for «للوزارة», and «مسؤول حكومي» for «مسؤولاً حكومياً».
    """
    kept = list(words)
    while len(kept) > 1 and kept[-1].look and kept[-1].look.points:
        kept.pop()
    while len(kept) > 1 and kept[0].look and kept[0].look.points:
        kept.pop(0)
    end = next((at for at, word in enumerate(kept) if at and _past_name(kept, at)), len(kept))
    kept = kept[:end]
    raw = text[kept[0].span.start : kept[-1].span.end]
    inside = _LONE.fullmatch(raw)
    plain = f"{inside[1]} {inside[2]}" if inside else _BRACKETS.sub("", raw)
    name = " ".join(_MARKS.sub("", plain).split()).strip(" ،,-()[]") or raw
    if _accusative(kept):
        name = _ACCUSATIVE.sub("", name)
    first = kept[0].look
    if not first or not first.proclitic or not (first.title or first.source or first.definite or first.state):
        return name
    rest = name[len(first.proclitic) :]
    return "ا" + rest if first.definite and not rest.startswith("ا") else rest


def _past_name(words: Sequence[Word], at: int) -> bool:
    """Whether a name ends before a word: a comma, or what only describes it (الرابطة *المقربة من المعارضة*)."""
    if words[at].text in ("،", ","):
        return True
    if at < 2 or at + 2 >= len(words):
        return False
    before, this, after = (word.look for word in words[at - 1 : at + 2])
    if before is None or this is None or after is None or not before.definite or before.proclitic:
        return False
    return this.definite and not (this.proclitic or this.known) and after.particle == "preposition"


def _accusative(words: Sequence[Word]) -> bool:
    """Whether an indefinite noun stands in the accusative: مسؤولاً حكومياً."""
    first, second = words[0], words[1] if len(words) > 1 else None
    if not first.look or not (first.look.title or first.look.source) or first.look.pronoun:
        return False
    if "\u064b" in first.text[-2:]:
        return True
    return first.text.endswith("ا") and (second is None or second.text.endswith("ا"))
