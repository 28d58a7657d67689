"""Every place of a text where somebody is named, with the titles that stand before and after the name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from attribution.records import TextSpan
from attribution.text.folding import fold_word
from attribution.text.nouns import Word
from attribution.text.personal import LONGEST_NAME, end_of_name
from attribution.text.phrases import Phrase, detached, parse
from attribution.text.titles import Look
from attribution.text.vocabulary import given_names, name_particles

REACH = 12
"""Words before a name, and after it, in which its title is sought."""

ALIKE = 80
"""Similarity from which two spellings are one family name (rapidfuzz ratio, 0 to 100)."""

Key = tuple[str, ...]
"""Folded words of a name."""


@dataclass
class Naming:
    """One place where a name stands: its words folded and verbatim, its span, the titles beside it."""

    key: Key
    name: str
    span: TextSpan
    titles: list[Phrase]
    gender: str | None


def name_key(words: Sequence[Word]) -> Key:
    """Folded words of a name: عبد، أبو، بن joined to the word after them, family names without their article."""
    key: list[str] = []
    joined = ""
    for word in words:
        if word.look is None:
            continue
        folded = fold_word(word.text)
        if word.look.particle == "suffix" and key:
            key[-1] += folded
        elif folded in name_particles():
            joined += name_particles()[folded] or ""
        else:
            key.append(joined + folded if joined else word.look.key if word.look.definite else folded)
            joined = ""
    return (*key, joined) if joined else tuple(key)


def contains(fuller: Key, shorter: Key) -> bool:
    """Whether all words of a shorter name are in a fuller one, in order; family names may be spelt differently."""
    rest = iter(fuller)
    return all(any(alike(word, other) for other in rest) for word in shorter)


def alike(one: str, other: str) -> bool:
    """Whether two folded words of names are the same, or spellings of one foreign name."""
    if one == other:
        return True
    if (
        (one[0], one[-1]) != (other[0], other[-1])
        or min(len(one), len(other)) < 4
        or {one, other} <= given_names().keys()
    ):
        return False
    return fuzz.ratio(one, other) >= ALIKE


def naming(text: str, phrase: Sequence[Word], parsed: Phrase) -> Naming | None:
    """The naming in the noun phrase of a source; None where it names nobody."""
    name = phrase[slice(*parsed.name)] if parsed.name else []
    if not name:
        return None
    span = TextSpan(name[0].span.start, name[-1].span.end)
    return Naming(name_key(name), span.of(text), span, [parsed] if parsed.head else [], parsed.gender)


def namings(
    text: str, words: Sequence[Word], surnames: Collection[str], stops: Collection[int]
) -> Iterator[Naming]:
    """Find the names in a running text.

    Args:
        text: The raw text.
        words: All its words, from ``read_words``.
        surnames: Folded words that are known to end a name in this text.
        stops: Offsets of words that are known to be in no name.

    Yields:
        Names of two words or more that a given name leads or a title leads up to, and known surnames, in order.
    """
    at = 0
    while at < len(words):
        name = [_freed(words[at]), *words[at + 1 : at + LONGEST_NAME + 2]]
        attached = name[0] is not words[at]
        length = 0 if words[at].span.start in stops else _length(name, surnames)
        if length == 0 or (length > 1 and not _likely(words, at)):
            at += 1
            continue
        span = TextSpan(name[0].span.start, name[length - 1].span.end)
        before = None if attached else _title_before(words, at)
        titles = [title for title in (before, _title_after(words, at + length)) if title]
        first = name[0].look
        genders = [first.gender if first and first.given else None, *(title.gender for title in titles)]
        gender = next((gender for gender in genders if gender), None)
        yield Naming(name_key(name[:length]), span.of(text), span, titles, gender)
        at += length


def _freed(word: Word) -> Word:
    """A given name, that is nothing else, without the و or ل before it."""
    this = word.look
    free = this and this.given and this.proclitic and not this.known
    return detached(word, len(this.proclitic)) if this and free else word


def _length(name: Sequence[Word], surnames: Collection[str]) -> int:
    """Words of the name that starts here, no further than a known surname in it; a known surname alone is one too."""
    end, first = end_of_name(name, 0), name[0].look
    for length in range(max(end, 1), 0, -1):
        key = name_key(name[:length])
        if key and key[-1] in surnames and first and not first.proclitic:
            return length
    return end if end > 1 else 0


def _likely(words: Sequence[Word], start: int) -> bool:
    """Whether several words that might be a name are one: a given name leads it, or a title leads up to it."""
    first, second = words[start].look, words[start + 1].look
    before = words[start - 1].look if start else None
    if first is None or first.given or first.particle == "name":
        return True
    if before is None or (second and (second.definite or second.given)) or words[start].text[0] in "وفلب":
        return False
    return (before.definite or before.address or before.state) and _title_before(words, start) is not None


def _title_before(words: Sequence[Word], end: int) -> Phrase | None:
    """The title whose last word stands right before a name."""
    last = end - 1 if end and words[end - 1].text in ("،", ",", "(", "-") else end
    start = None
    for at in range(last - 1, max(-1, end - REACH - 1), -1):
        this = words[at].look
        if this is None or _ends_title(this):
            break
        if this.title and not this.plural:
            start = at
            if (heads(words, at) and not this.address) or this.proclitic.startswith("و"):
                break
    first = words[start].look if start is not None else None
    if first is None or (first.title == "relation" and not first.pronoun):
        return None
    if last == end and (close := words[last - 1].look) and close.particle == "preposition":
        return None
    return parse(words[start:last])


def _title_after(words: Sequence[Word], start: int) -> Phrase | None:
    """The title in apposition to a name: «…، رئيس …» or «… رئيس …»."""
    at = start + 1 if start < len(words) and words[start].text in ("،", ",", "(", "-", ")") else start
    first = words[at].look if at < len(words) else None
    if first is None or not first.title or first.proclitic or first.plural:
        return None
    end = at + 1
    while end < min(len(words), at + REACH):
        this = words[end].look
        if this is None or _ends_title(this) or (this.title and this.proclitic):
            break
        end += 1
    found = parse(words[at:end])
    return found if found.kind == "person" else None


def _ends_title(this: Look) -> bool:
    return this.particle in ("conjunction", "relative", "demonstrative")


def heads(words: Sequence[Word], at: int) -> bool:
    """Whether the title at a word heads its noun phrase: it is not the complement of the word before it."""
    this, before = words[at].look, words[at - 1].look if at else None
    if this is None or before is None or this.proclitic:
        return True
    if (before.title and not before.definite) or before.particle == "behalf":
        return False
    return not (this.definite and before.source and not before.definite)
