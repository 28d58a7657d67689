"""The noun phrase of a source taken apart: who is named in it, and by what title or description."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from attribution.records import TextSpan
from attribution.text.folding import fold_word
from attribution.text.lexicon import load
from attribution.text.nouns import Word
from attribution.text.personal import find_name
from attribution.text.titles import Look, look
from attribution.text.vocabulary import belongs, particles, state_of

LONGEST_SOURCE = 60
"""Words of a mention that are read for joint sources."""


class Phrase(NamedTuple):
    """What a noun phrase says of a source.

    Attributes:
        kind: ``person``, ``country``, ``institution``, ``document``, ``group``, ``anonymous`` or ``unknown``.
        name: Positions of the personal name among the phrase's words, end exclusive; None without one.
        head: Stem of a person's first title, or of the first word; empty without one.
        stems: Stems of all other words of the description.
        states: Folded names of the states in the description.
        gender: ``m`` or ``f`` where a title or given name tells.
        definite: Whether the description points to somebody known (الوزير، وزير المالية، and not وزير).
        same: Whether it points back in so many words (ذاته، نفسه، هذا).
        counterpart: Whether the title is another's (نظيره).
        at: Where the phrase starts in the text.
    """

    kind: str
    name: tuple[int, int] | None
    head: str
    stems: frozenset[str]
    states: frozenset[str]
    gender: str | None
    definite: bool
    same: bool
    counterpart: bool
    at: int

    @property
    def over(self) -> frozenset[str]:
        """What an office is over, states left out: {دفاع} of وزير الدفاع الروسي."""
        return self.stems - self.states

    @property
    def office(self) -> bool:
        """Whether its head is an office (وزير), and no profession, form of address or kinship."""
        return self.kind == "person" and look(self.head).title == "office"


def parse(phrase: Sequence[Word]) -> Phrase:
    """Take a source's noun phrase apart.

    Args:
        phrase: Its words, at least one, from ``read_words``.

    Returns:
        Its kind, name and description.
    """
    name = find_name(phrase)
    described = [w.look for n, w in enumerate(phrase) if w.look and not (name and name[0] <= n < name[1])]
    named = [word.look for word in phrase[slice(*name)] if word.look] if name else []
    titles = [this for this in described if this.title]
    first = next((this for this in described if not this.points and not this.counts), None)
    kind = _kind(phrase, first, titles, named)
    head = first
    if titles and kind == "person":
        head = next((title for title in titles if not title.address), titles[0])
    stems = frozenset(this.stem for this in described if this is not head and this.particle is None)
    office, stems = (
        _usual(head.stem, stems) if head and kind == "person" else (head.stem if head else "", stems)
    )
    return Phrase(
        kind=kind,
        name=name,
        head=office,
        stems=stems,
        states=frozenset(this.stem for this in described if this.state),
        gender=next((this.gender for this in [*named[:1], *titles, *named[1:]] if this.gender), None)
        if kind == "person"
        else None,
        definite=bool(first and (first.title == "deference" or _definite(phrase, first))),
        same=bool(described and described[0].points) or any(this.particle == "same" for this in described),
        counterpart=bool(first and first.title == "counterpart"),
        at=phrase[0].span.start,
    )


def _usual(head: str, stems: frozenset[str]) -> tuple[str, frozenset[str]]:
    """An office in its usual words: «رئيس الدبلوماسية» is the «وزير الخارجية»."""
    for said, over, usual in _offices().get(head, ()):
        if over <= stems:
            return said, stems - over | usual
    return head, stems


@cache
def _offices() -> dict[str, list[tuple[str, frozenset[str], frozenset[str]]]]:
    """Stem of an office's first word → stem of its usual first word, what else is said, what is usually said."""
    found: dict[str, list[tuple[str, frozenset[str], frozenset[str]]]] = {}
    for entry in load("offices"):
        (head, *over), (office, *usual) = (
            [look(word).stem for word in entry[key].split()] for key in ("words", "office")
        )
        found.setdefault(head, []).append((office, frozenset(over), frozenset(usual)))
    return {head: sorted(entries, key=lambda entry: -len(entry[1])) for head, entries in found.items()}


def _kind(phrase: Sequence[Word], first: Look | None, titles: list[Look], named: list[Look]) -> str:
    if state_of(" ".join(word.text for word in phrase)):
        return "country"
    if named and (titles or any(this.given or this.particle == "suffix" for this in named)):
        return "person"
    if first is None:
        return "unknown"
    if first.source and not first.plural and (first.definite or first.address or not first.title):
        return first.source
    if first.title:
        return "group" if first.plural else "person"
    return "country" if first.state and len(phrase) == 1 else "unknown"


def _definite(phrase: Sequence[Word], first: Look) -> bool:
    """Whether a description points to somebody known: by its article, or that of the word that completes it."""
    looks = [word.look for word in phrase]
    for this in looks[looks.index(first) :]:
        if this is None or this.particle or (this.proclitic and this is not first):
            return False
        if this.definite or (this.state and not this.nationality):
            return True
    return False


def parts(phrase: Sequence[Word]) -> list[list[Word]]:
    """Split joint sources («روسيا والصين», «كل من … و…») into one phrase each.

    Args:
        phrase: Words of a noun phrase.

    Returns:
        The phrases, none of them empty; a single source comes back whole, and no words give no phrase.
    """
    rest = list(phrase)
    if particles().get(fold_word(" ".join(word.text for word in rest[:2]))) == "joint":
        rest = rest[2:]
    found: list[list[Word]] = []
    start, at = 0, 1
    while at < min(len(rest), LONGEST_SOURCE):
        head, tail = rest[start:at], _unjoined(rest[at:])
        while len(head) > 1 and head[-1].breaks:
            head.pop()
        if head and tail and _separate(head, tail):
            found.append(head)
            rest[at:] = tail
            start = at
        at += 1
    return [*found, rest[start:]] if rest else []


def _unjoined(phrase: list[Word]) -> list[Word]:
    """A phrase without the و that joins it to what stands before; empty where there is none."""
    first = phrase[0]
    if first.text == "و":
        return phrase[1:]
    named = first.text.startswith("و") and look(first.text[1:]).particle == "name"
    if not first.look or not (first.look.proclitic.startswith("و") or named):
        return []
    return [detached(first, 1), *phrase[1:]]


def detached(word: Word, letters: int) -> Word:
    """A word without its first letters."""
    text = word.text[letters:]
    return Word(TextSpan(word.span.start + letters, word.span.end), text, look(text))


def _separate(head: Sequence[Word], tail: Sequence[Word]) -> bool:
    """Whether what follows a و is a source of its own, as far as the words tell."""
    first, before, after = tail[0].look, parse(head), parse(tail)
    if first is None or first.particle not in (None, "name"):
        return False
    if before.kind == "country":
        return after.kind == "country"
    if before.name:
        sure = after.name and (len(head) < 3 or after.kind == "person")
        return bool(sure or first.title == "counterpart" or (first.address and first.definite))
    return bool(first.source) and not belongs(first.key) and before.kind not in ("person", "unknown")
