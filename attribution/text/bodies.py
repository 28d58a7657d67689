"""The fullest form that an article has of a source who is no person: a ministry, an agency, a report, «the sources».

«الوزارة» finds «وزارة الصحة», «المصدر القضائي» the «مصدر قضائي» before it, «الخارجية التركية» grows to
«وزارة الخارجية التركية».
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from attribution.text.extent import starts_object
from attribution.text.folding import fold_word
from attribution.text.lexicon import load
from attribution.text.mentions import Mention
from attribution.text.nouns import Word, WordIndex
from attribution.text.phrases import parse
from attribution.text.titles import Look
from attribution.text.vocabulary import agency_noun, belongs, generic

_VERB = re.compile(r"^(?!ال|لل)\w\w+[^\Wاى]ت(?:ه|ها|هم|نا)?$")
"""A verb that begins a relative clause: «بلاغ توصلت الجريدة بنسخة منه»."""

LONGEST = 7
"""Words in the longest name that is read off the running text."""


def antecedent(
    mention: Mention, others: Iterable[Mention], index: WordIndex, stops: Collection[int]
) -> Mention | None:
    """What a definite noun such as «الوزارة» or «المصدر القضائي» points back to.

    Args:
        mention: The noun phrase that points.
        others: Other sources of the article.
        index: The article's words.
        stops: Offsets of words that are known to be in no name.

    Returns:
        The nearest source before it, else after it, that has the same head noun and more to say; else the nearest
        such noun of the text.
    """
    at, wanted = mention.phrase.at, mention.phrase.stems - {mention.phrase.head}
    sources = [other for other in others if _headed(other, mention) and _says_more(other, mention)]
    for found in (sources, _read(mention, index, stops)):
        fitting = [other for other in found if wanted <= other.phrase.stems and other.phrase.at != at]
        if fitting:
            return min(fitting, key=lambda other: (other.phrase.at > at, abs(at - other.phrase.at)))
    return None


def _headed(other: Mention, mention: Mention) -> bool:
    """Whether a source is of the kind that a noun says, with or without that noun (رويترز for الوكالة)."""
    head = mention.phrase.head
    if other.phrase.head == head:
        return other.phrase.kind == mention.phrase.kind and _number(other) == _number(mention)
    return head in (belongs(other.phrase.head), agency_noun(" ".join(word.text for word in other.words)))


def _number(mention: Mention) -> bool | None:
    """Whether the title that a phrase begins with is a plural."""
    return mention.first.plural if mention.first and mention.first.title else None


def _says_more(other: Mention, mention: Mention) -> bool:
    if other.phrase.same:
        return False
    first = other.words[0].look
    definite = first and first.definite and belongs(other.phrase.head) is None
    return len(other.words) > len(mention.words) or not definite


def _read(mention: Mention, index: WordIndex, stops: Collection[int]) -> Iterator[Mention]:
    """Places of the text where the head noun of a mention is completed by the words after it."""
    for at in index.heads(mention.phrase.head, mention.phrase.at):
        found, this = index.words[at : _end(index.words, at, stops)], index.words[at].look
        if this and _completed(this, found[1:]):
            read = Mention(found, parse(found))
            if _number(read) == _number(mention):
                yield read


def _completed(head: Look, complement: Sequence[Word]) -> bool:
    """Whether what follows a head noun is more than an adjective or a verb: a definite word, a state, a name."""
    looks = [word.look for word in complement[:2] if word.look]
    if not looks or head.source == "anonymous":
        return bool(looks)
    first, last = looks[0], looks[-1]
    if first.proclitic and not generic(head.key):
        return False
    if first.definite or first.state or (last.definite and not last.proclitic):
        return True
    return not first.plain and (first.known or head.source != "document")


def _disagrees(head: Word, word: Word) -> bool:
    """Whether a state's adjective cannot go with the noun before it: شرطة تركي."""
    feminine = word.text.endswith(("ة", "ه"))
    return bool(word.look and word.look.nationality and head.text.endswith("ة") and not feminine)


def _end(words: Sequence[Word], at: int, stops: Collection[int]) -> int:
    """Where the noun phrase that starts at a head noun ends, as far as the words tell."""
    end = at + 1
    while end < min(len(words), at + LONGEST):
        this, before = words[end].look, words[end - 1].look
        if this is None or before is None or this.particle or words[end].span.start in stops:
            break
        if this.proclitic and not _attached(words, at, end):
            break
        if this.title and not this.definite and not this.plural:
            break
        indefinite = not (this.definite or this.given or this.proclitic)
        if starts_object(words[end - 1], words[end]):
            break
        if _VERB.search(words[end].text) or (indefinite and _disagrees(words[at], words[end])):
            break
        if indefinite and (before.definite or (this.plain and not before.known)):
            break
        end += 1
    return end


def _attached(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether a word with a proclitic goes on with the name from a head noun.

    Where the head noun is described (الهيئة الساحلية), so does what it is for (لسلامة القوارب), and its state.
    """
    head, before, this = words[at].look, words[end - 1].look, words[end].look
    following = words[end + 1].look if end + 1 < len(words) else None
    if not head or not before or not this:
        return False
    described = head.definite and belongs(head.key) is None
    if described and this.proclitic == "ب":
        return this.state
    if described and this.proclitic == "ل" and end == at + 2 and following:
        return this.definite or (following.definite and not following.proclitic)
    return this.definite and (before.definite or this.proclitic == "ل")


def fuller(name: str, kind: str, index: WordIndex) -> str | None:
    """A longer form of a name that the text has: with its head noun before it, or one of its other names.

    Args:
        name: The name as it stands in a mention.
        kind: The mention's kind, as in ``Phrase``.
        index: The article's words.

    Returns:
        «شركة تويتر» for «تويتر», «منظمة الأمم المتحدة للطفولة» for «اليونيسف»; None where the text has no more.
    """
    for at in index.places(name) if kind in ("institution", "unknown") else ():
        before = index.words[at - 1] if at else None
        head = before.look if before else None
        if before and head and generic(head.key) and not head.definite:
            return f"{before.text[len(head.proclitic) :]} {name}"
    for at in index.places(name):
        if spelt_out := _spelt_out(index.words, at, len(name.split())):
            return spelt_out
    known = [other for other in _aliases().get(fold_word(name), ()) if any(True for _ in index.places(other))]
    return max(known, key=len, default=None)


def _spelt_out(words: Sequence[Word], at: int, length: int) -> str | None:
    """The institution whose short name stands here in brackets: «حركة المقاومة الإسلامية (حماس)»."""
    closing = words[at + length] if at + length < len(words) else None
    if not at or words[at - 1].text != "(" or closing is None or closing.text != ")":
        return None
    for start in range(at - 2, max(-1, at - 2 - LONGEST), -1):
        this = words[start].look
        if this is None or this.particle or this.title:
            return None
        if this.source == "institution" and not this.definite:
            first = words[start].text[len(this.proclitic) :]
            return " ".join([first, *(word.text for word in words[start + 1 : at - 1])])
    return None


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    """Folded name of an institution → all its names."""
    groups: dict[str, tuple[str, ...]] = {}
    for entry in load("aliases"):
        names = (entry["name"], *entry["aliases"])
        groups.update({fold_word(name): names for name in names})
    return groups
