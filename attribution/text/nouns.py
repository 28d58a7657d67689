"""The words of a text, each looked up, as the noun phrases of sources are read from them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from attribution.records import TextSpan
from attribution.text.folding import fold_word
from attribution.text.marks import QUOTATION_MARKS
from attribution.text.titles import Look, look
from attribution.text.vocabulary import belongs, state_of, states
from attribution.text.words import is_word, words

NEAR = 50
"""Places of a noun that are looked at on either side of where it is asked for."""

REMEMBERED = 1000
"""Words back to which «نظيره» may refer."""


class Word(NamedTuple):
    """A word of a text with what the word lists say of it; punctuation has no look."""

    span: TextSpan
    text: str
    look: Look | None

    @property
    def breaks(self) -> bool:
        """Whether it is punctuation that ends a phrase (quotation marks are never read)."""
        return self.look is None


def read_words(text: str, span: TextSpan | None = None) -> list[Word]:
    """Read the words of a text, or of one span of it.

    Args:
        text: Raw text.
        span: The part to read; all of it without one.

    Returns:
        The words in their order, with spans of the whole text; quotation marks are left out. After a form of
        address a word that could be a particle is read as a name (الدكتور على).
    """
    start, end = span or TextSpan(0, len(text))
    found: list[Word] = []
    openings: list[int] = []
    addressed = False
    for a, b in words(text[start:end]):
        piece = text[start + a : start + b]
        if piece in QUOTATION_MARKS:
            continue
        folded, known = _looked_up(piece)
        if addressed and known and known.particle:
            known = look(folded)
        addressed = known is not None and known.address
        if folded in _openings():
            openings.append(len(found))
        found.append(Word(TextSpan(start + a, start + b), piece, known))
    for at in openings:
        _read_state(found, at)
    return found


@lru_cache(maxsize=1 << 15)
def _looked_up(piece: str) -> tuple[str, Look | None]:
    folded = fold_word(piece)
    return folded, look(piece) if is_word(folded) else None


def _read_state(found: list[Word], at: int) -> None:
    """Make the words of a state's name of two or three words (تل أبيب، الولايات المتحدة) that state."""
    for end in (at + 3, at + 2):
        state = state_of(" ".join(word.text for word in found[at:end]))
        if state and end <= len(found):
            key = fold_word(state)
            found[at:end] = [word._replace(look=Look(key, stem=key, state=True)) for word in found[at:end]]
            return


class WordIndex:
    """The words of an article with the places of each, so that looking one up takes no reading of the text.

    Attributes:
        words: All words of the article.
    """

    def __init__(self, words: list[Word]) -> None:
        """Note where each word stands."""
        self.words = words
        self._folded = [fold_word(word.text) for word in words]
        self._places: dict[str, list[int]] = defaultdict(list)
        self._heads: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(words):
            self._places[self._folded[at]].append(at)
            if word.look:
                head = self._left_out(at) or self._described(at) if word.look.definite else word.look.stem
                if head:
                    self._heads[head].append(at)

    def _left_out(self, at: int) -> str | None:
        """The noun that a shorthand stands for (الخارجية: وزارة), unless that noun or another goes before it."""
        before, word = self.words[at - 1].look if at else None, self.words[at].look
        follows = before and (before.definite or before.source == "institution") and not before.proclitic
        return belongs(word.key) if word and not follows and not word.proclitic.startswith("و") else None

    def _described(self, at: int) -> str | None:
        """The noun of an institution whose name is a description of it: المكتب الوطني للإحصاء."""
        this, *rest = (word.look for word in self.words[at : at + 4])
        if not this or this.source != "institution" or len(rest) < 2 or not rest[0] or not rest[1]:
            return None
        described = rest[0].definite and not (rest[0].proclitic or (rest[0].known and not rest[0].plain))
        of = rest[1].proclitic == "ل" and (
            rest[1].definite or (len(rest) > 2 and rest[2] and rest[2].definite)
        )
        return this.stem if described and of and not rest[1].title else None

    def places(self, name: str) -> Iterator[int]:
        """Where the words of a name stand one after the other, quotation marks left aside."""
        key = [fold_word(word) for word in name.split()]
        for at in self._places.get(key[0], ()) if key else ():
            if self._folded[at : at + len(key)] == key:
                yield at

    def heads(self, stem: str, place: int) -> Iterator[int]:
        """Where a head noun stands without article, or left out (الخارجية), nearest before a place first, then after.

        Args:
            stem: The folded head noun.
            place: An offset of the text.
        """
        found = self._heads.get(stem, [])
        split = bisect_left(found, place, key=lambda at: self.words[at].span.start)
        yield from reversed(found[max(0, split - NEAR) : split])
        yield from found[split : split + NEAR]

    def before(self, place: int) -> range:
        """Positions of the words before an offset, the nearest first, as far back as an office is remembered."""
        end = bisect_left(self.words, place, key=lambda word: word.span.start)
        return range(end - 1, max(-1, end - REMEMBERED - 1), -1)


@cache
def _openings() -> frozenset[str]:
    return frozenset(name.split()[0] for name in states() if " " in name)
