"""Two versions of one statement, word by word, with the way back to each article's characters."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

from attribution.ledger.stems import skeleton, stem
from attribution.records import TextSpan
from attribution.text import fold_word, is_word, load, words

Kind = Literal["same", "inflected", "reworded", "cut", "added"]


class Token(NamedTuple):
    """A word of a content: its place in the article, its folded form, and the piece of the content that has it."""

    span: TextSpan
    folded: str
    piece: int


class Step(NamedTuple):
    """One stretch of an alignment.

    Attributes:
        kind: ``same`` words (spelling aside), ``inflected`` (the same words in another form), ``reworded``,
            ``cut`` (only the first has them), ``added`` (only the second).
        first: Spans of the first article; more than one where the content is in pieces; empty if ``added``.
        second: Spans of the second; empty if ``cut``.
    """

    kind: Kind
    first: tuple[TextSpan, ...]
    second: tuple[TextSpan, ...]


def tokens(text: str, content: Sequence[TextSpan]) -> list[Token]:
    """The words of a content, punctuation and an «أن» that opens it left out."""
    found = [
        Token(TextSpan(piece.start + start, piece.start + end), fold_word(form), number)
        for number, piece in enumerate(content)
        for start, end in words(piece.of(text))
        if is_word(form := text[piece.start + start : piece.start + end])
    ]
    return found[1:] if len(found) > 1 and found[0].folded in _openings() else found


def align(first: Sequence[Token], second: Sequence[Token]) -> list[Step]:
    """Align two contents.

    Words are matched by their consonants (``stems.skeleton``), the longest common stretch first (difflib), so
    that «التعاون» and «تعاونها» meet; what is matched is the same or inflected.

    Args:
        first: Words of one content.
        second: Words of the other.

    Returns:
        Steps in the order of both, which together hold every word once.
    """
    steps: list[Step] = []
    matcher = SequenceMatcher(None, _keys(first), _keys(second), autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pairs = list(zip(first[a:b], second[c:d], strict=True))
            for kind, run in groupby(pairs, key=lambda pair: _kind(*pair)):
                here, there = zip(*run, strict=True)
                steps.append(Step(kind, spans(here), spans(there)))
        else:
            kinds: dict[str, Kind] = {"replace": "reworded", "delete": "cut", "insert": "added"}
            steps.append(Step(kinds[tag], spans(first[a:b]), spans(second[c:d])))
    return steps


def common(first: Sequence[Token], second: Sequence[Token]) -> list[str]:
    """The skeletons of the words that an alignment matches."""
    keys = _keys(first)
    blocks = SequenceMatcher(None, keys, _keys(second), autojunk=False).get_matching_blocks()
    return [keys[at] for block in blocks for at in range(block.a, block.a + block.size)]


def spans(run: Sequence[Token]) -> tuple[TextSpan, ...]:
    """The stretch of each piece of the content that words next to one another take."""
    found = []
    for _, group in groupby(run, key=lambda token: token.piece):
        together = list(group)
        found.append(TextSpan(together[0].span.start, together[-1].span.end))
    return tuple(found)


def _keys(run: Sequence[Token]) -> list[str]:
    return [skeleton(token.folded) for token in run]


def _kind(one: Token, other: Token) -> Kind:
    if one.folded == other.folded:
        return "same"
    return "inflected" if stem(one.folded) == stem(other.folded) else "reworded"


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    return frozenset(fold_word(row["word"]) for row in load("measure") if row["role"] == "complementizer")
