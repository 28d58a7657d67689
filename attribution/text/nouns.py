"""The words of a text, each looked up, as the noun phrases of sources are read from them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from attribution.records import TextSpan
from attribution.text.folding import fold_word
from attribution.text.marks import QUOTATION_MARKS
from attribution.text.titles import Look, look
from attribution.text.vocabulary import state_of, states
from attribution.text.words import is_word, words


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
        folded = fold_word(piece)
        known = look(piece) if is_word(folded) else None
        if addressed and known and known.particle:
            known = look(folded)
        addressed = known is not None and known.address
        if folded in _openings():
            openings.append(len(found))
        found.append(Word(TextSpan(start + a, start + b), piece, known))
    for at in openings:
        _read_state(found, at)
    return found


def _read_state(found: list[Word], at: int) -> None:
    """Make the words of a state's name of two or three words (تل أبيب، الولايات المتحدة) that state."""
    for end in (at + 3, at + 2):
        state = state_of(" ".join(word.text for word in found[at:end]))
        if state and end <= len(found):
            key = fold_word(state)
            found[at:end] = [word._replace(look=Look(key, stem=key, state=True)) for word in found[at:end]]
            return


@cache
def _openings() -> frozenset[str]:
    return frozenset(name.split()[0] for name in states() if " " in name)
