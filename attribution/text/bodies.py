"""The fullest form that an article has of a source who is no person: a ministry, an agency, a report, «the sources».

«الوزارة» finds «وزارة الصحة», «المصدر القضائي» the «مصدر قضائي» before it, «الخارجية التركية» grows to
«وزارة الخارجية التركية».
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from attribution.text.folding import fold_word
from attribution.text.lexicon import load
from attribution.text.marks import QUOTATION_MARKS
from attribution.text.nouns import Word
from attribution.text.phrases import Phrase, parse
from attribution.text.titles import Look
from attribution.text.vocabulary import agency_noun, belongs, generic

LONGEST = 7
"""Words in the longest name that is read off the running text."""

_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
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
    comma = next((at for at, word in enumerate(kept) if at and word.text in ("،", ",")), len(kept))
    kept = kept[:comma]
    raw = text[kept[0].span.start : kept[-1].span.end]
    name = " ".join(_MARKS.sub("", _BRACKETS.sub("", raw)).split()).strip(" ،,-") or raw
    if _accusative(kept):
        name = _ACCUSATIVE.sub("", name)
    first = kept[0].look
    if not first or not first.proclitic or not (first.title or first.source or first.definite or first.state):
        return name
    rest = name[len(first.proclitic) :]
    return "ا" + rest if first.definite and not rest.startswith("ا") else rest


def _accusative(words: Sequence[Word]) -> bool:
    """Whether an indefinite noun stands in the accusative: مسؤولاً حكومياً."""
    first, second = words[0], words[1] if len(words) > 1 else None
    if not first.look or not (first.look.title or first.look.source) or first.look.pronoun:
        return False
    if "\u064b" in first.text[-2:]:
        return True
    return first.text.endswith("ا") and (second is None or second.text.endswith("ا"))


def antecedent(
    mention: Mention, said: Sequence[Mention], words: Sequence[Word], stops: Collection[int]
) -> Mention | None:
    """What a definite noun such as «الوزارة» or «المصدر القضائي» points back to.

    Args:
        mention: The noun phrase that points.
        said: Other sources of the article.
        words: All words of the article.
        stops: Offsets of words that are known to be in no name.

    Returns:
        The nearest source before it, else after it, that has the same head noun and more to say; else the nearest such
        noun of the text.
    """
    at, head = mention.phrase.at, mention.phrase.head
    sources = [other for other in said if _headed(other, mention) and _says_more(other, mention)]
    for found in (sources, _read(words, head, stops)):
        fitting = [o for o in found if mention.phrase.stems - {head} <= o.phrase.stems and o.phrase.at != at]
        if fitting:
            return min(fitting, key=lambda other: (other.phrase.at > at, abs(at - other.phrase.at)))
    return None


def _headed(other: Mention, mention: Mention) -> bool:
    """Whether a source is of the kind that a noun says, with or without that noun (رويترز for الوكالة)."""
    head = mention.phrase.head
    if other.phrase.head == head:
        return other.phrase.kind == mention.phrase.kind
    return head in (belongs(other.phrase.head), agency_noun(" ".join(word.text for word in other.words)))


def _says_more(other: Mention, mention: Mention) -> bool:
    first = other.words[0].look
    definite = first and first.definite and belongs(other.phrase.head) is None
    return len(other.words) > len(mention.words) or not definite


def _read(words: Sequence[Word], head: str, stops: Collection[int]) -> Iterator[Mention]:
    """Each place of the text where a head noun without article is completed by the words after it."""
    for at, word in enumerate(words):
        this = word.look
        if this and (belongs(this.key) if this.definite else this.stem) == head:
            found = words[at : _end(words, at, stops)]
            if _completed(this, found[1:]):
                yield Mention(found, parse(found))


def _completed(head: Look, complement: Sequence[Word]) -> bool:
    """Whether what follows a head noun is more than an adjective or a verb: a definite word, a state, a name."""
    looks = [word.look for word in complement[:2] if word.look]
    if not looks or head.source == "anonymous":
        return bool(looks)
    first, last = looks[0], looks[-1]
    if first.definite or first.state or (last.definite and not last.proclitic):
        return True
    return not first.plain and (first.known or head.source != "document")


def _end(words: Sequence[Word], at: int, stops: Collection[int]) -> int:
    """Where the noun phrase that starts at a head noun ends, as far as the words tell."""
    end = at + 1
    while end < min(len(words), at + LONGEST):
        this, before = words[end].look, words[end - 1].look
        if this is None or before is None or this.particle or words[end].span.start in stops:
            break
        if this.proclitic and not (this.definite and (before.definite or this.proclitic == "ل")):
            break
        if this.title and not this.definite and not this.plural:
            break
        indefinite = not (this.definite or this.given or this.proclitic)
        if indefinite and (before.definite or (this.plain and not before.known)):
            break
        end += 1
    return end


def fuller(name: str, kind: str, words: Sequence[Word]) -> str | None:
    """A longer form of a name that the text has: with its head noun before it, or one of its other names.

    Args:
        name: The name as it stands in a mention.
        kind: The mention's kind, as in ``Phrase``.
        words: All words of the article.

    Returns:
        «شركة تويتر» for «تويتر», «منظمة الأمم المتحدة للطفولة» for «اليونيسف»; None where the text has no more.
    """
    key = [fold_word(word) for word in name.split()]
    folded = [fold_word(word.text) for word in words]
    if kind in ("institution", "unknown"):
        for at in range(len(words) - len(key)):
            head = words[at].look
            if folded[at + 1 : at + 1 + len(key)] == key and head and generic(head.key) and not head.definite:
                return f"{words[at].text[len(head.proclitic) :]} {name}"
    whole = f" {' '.join(folded)} "
    known = [other for other in _aliases().get(" ".join(key), ()) if f" {fold_word(other)} " in whole]
    return max(known, key=len, default=None)


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    """Folded name of an institution → all its names."""
    groups: dict[str, tuple[str, ...]] = {}
    for entry in load("aliases"):
        names = (entry["name"], *entry["aliases"])
        groups.update({fold_word(name): names for name in names})
    return groups
