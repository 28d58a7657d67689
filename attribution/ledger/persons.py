"""Which persons of different articles are one: by full name, by surname and title, by the office that they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import date
from itertools import groupby, pairwise

from rapidfuzz import fuzz

from attribution.ledger.groups import Groups
from attribution.ledger.matters import Matters
from attribution.ledger.sources import Source
from attribution.text import fold_word
from attribution.text.namings import ALIKE, Key
from attribution.text.phrases import Phrase
from attribution.text.titles import look
from attribution.text.vocabulary import foreign, given_names

HELD = 366
"""Days within which an office is taken to be held by the same person."""

SOUNDS = 3
"""Consonants that two spellings must share at least, all of them in order, to be one name for that alone."""

_SOUNDS = str.maketrans(
    {
        **dict.fromkeys("غجق", "ك"),
        "ط": "ت",
        **dict.fromkeys("ذظزصث", "س"),
        "ض": "د",
        **dict.fromkeys("حخ", "ه"),
    }
    | dict.fromkeys("اويهءئؤ")
)
"""Letters that transliterations of one name use for each other, and vowels, which they leave out."""


def join_persons(groups: Groups, sources: Sequence[Source], matters: Matters) -> None:
    """Join what is one person; two who share a family name stay two.

    Args:
        groups: Groups of positions in ``sources``.
        sources: Sources of all articles.
        matters: Which of the articles are about one matter.
    """
    _join_names(groups, sources)
    _join_surnames(groups, sources, matters)
    _join_parted(groups, sources)
    _join_offices(groups, sources)


def _join_names(groups: Groups, sources: Sequence[Source]) -> None:
    """Persons whose full names are the same, or one a part of the other and of no third person's."""
    blocks: dict[str, dict[Key, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, source in enumerate(sources):
        if len(source.key) > 1:
            blocks[_consonants(source.key[-1])][source.key].append(number)
    for block in blocks.values():
        persons: dict[Key, set[int]] = {}
        for key in sorted(block, key=lambda key: (-len(key), key)):
            fuller = {n for other, numbers in persons.items() if _part_of(key, other) for n in numbers}
            persons[key] = set()
            for number in block[key]:
                found = {groups.of(n) for n in persons[key]} or {groups.of(n) for n in fuller}
                found = {n for n in found if _agree(sources[n], sources[number])}
                if len(found) == 1:
                    groups.join(number, found.pop())
                persons[key].add(groups.of(number))


def _part_of(shorter: Key, fuller: Key) -> bool:
    """Whether a name is a fuller name, or the same, with words left out; foreign names may be spelt differently."""
    varies = foreign(fuller[0]) or foreign(shorter[0])
    rest = iter(fuller)
    return all(any(_same_word(word, other, varies=varies) for other in rest) for word in shorter)


def _same_word(one: str, other: str, *, varies: bool) -> bool:
    if one == other or not varies or not (foreign(one) and foreign(other)):
        return one == other
    sounds = _consonants(one)
    return (len(sounds) >= SOUNDS and sounds == _consonants(other)) or fuzz.ratio(one, other) >= ALIKE


def _consonants(word: str) -> str:
    """What all spellings of a foreign name have in common (شويغو، شويجو)."""
    return "".join(letter for letter, _ in groupby(word.translate(_SOUNDS)))


def _agree(one: Source, other: Source) -> bool:
    """Whether nothing speaks against two persons of one name being one; given names alone need a common title."""
    if not given_names().keys() >= set(one.key) or any(word.startswith("ال") for word in one.key):
        return True
    heads = [{title.head for title in source.titles} for source in (one, other)]
    return not all(heads) or bool(heads[0] & heads[1])


def _join_surnames(groups: Groups, sources: Sequence[Source], matters: Matters) -> None:
    """A surname with a title (العقيد رحيموف): the one person of that surname who bears the title elsewhere.

    A form of address (الدكتورة رحيموفا) is enough only in reports of one matter.
    """
    bearers: dict[str, list[int]] = defaultdict(list)
    for number, source in enumerate(sources):
        if len(source.key) > 1:
            bearers[_consonants(source.key[-1])].append(number)
    for number, source in enumerate(sources):
        if len(source.key) != 1 or not source.titles:
            continue
        found = {
            groups.of(other)
            for other in bearers[_consonants(source.key[0])]
            if sources[other].article != source.article
            and _same_word(source.key[0], sources[other].key[-1], varies=foreign(sources[other].key[0]))
            and (
                any(_same_title(a, b) for a in source.titles for b in sources[other].titles)
                or (
                    _addressed_alike(source, sources[other])
                    and matters.one(source.article, sources[other].article)
                )
            )
        }
        if len(found) == 1:
            groups.join(number, found.pop())


def _same_title(asked: Phrase, borne: Phrase) -> bool:
    """Whether one of two titles can stand for the other: an office, rank or profession, no form of address."""
    if look(asked.head).title == "honorific" or asked.head not in (borne.head, *borne.stems):
        return False
    if asked.states and borne.states and not asked.states & borne.states:
        return False
    return not asked.office or not asked.over or not borne.over or bool(asked.over & borne.over)


def _addressed_alike(one: Source, other: Source) -> bool:
    """Whether the form of address of a surname is also the other's, both as men or both as women."""
    forms = {(title.head, title.gender) for title in one.titles if look(title.head).title == "honorific"}
    borne = {(head, title.gender) for title in other.titles for head in (title.head, *title.stems)}
    return bool(forms & borne)


def _join_parted(groups: Groups, sources: Sequence[Source]) -> None:
    """One family name with two titles in an article is one person, unless each title led to another one."""
    names: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, source in enumerate(sources):
        if len(source.key) == 1:
            names[source.article, fold_word(source.name)].append(number)
    persons = {groups.of(number) for number, source in enumerate(sources) if len(source.key) > 1}
    for numbers in names.values():
        if len({groups.of(number) for number in numbers} & persons) < 2:
            for number in numbers[1:]:
                groups.join(numbers[0], number)


def _join_offices(groups: Groups, sources: Sequence[Source]) -> None:
    """An office alone (وزير الدفاع الروسي): the one person who holds it in other articles of about that time."""
    held: dict[Hashable, dict[int, list[Source]]] = defaultdict(lambda: defaultdict(list))
    for number, source in enumerate(sources):
        for office in {office for title in source.titles if source.key for office in _offices(title)}:
            held[office][groups.of(number)].append(source)
    unnamed: dict[Hashable, list[int]] = defaultdict(list)
    for number, source in enumerate(sources):
        if source.kind != "person" or source.key or not source.titles:
            continue
        offices = _offices(source.titles[0])
        holders = {
            group
            for office in offices
            for group, others in held[office].items()
            if any(_in_time(source, other) for other in others)
        }
        if len(holders) == 1:
            groups.join(number, holders.pop())
        elif not holders and source.titles[0].states:
            for office in offices:
                unnamed[office].append(number)
    for numbers in unnamed.values():
        for one, other in pairwise(sorted(numbers, key=lambda n: (sources[n].published or date.min, n))):
            if _in_time(sources[one], sources[other]):
                groups.join(one, other)


def _offices(title: Phrase) -> list[Hashable]:
    """By what an office is known: its head, its state, what it is over; none where it could be anybody's."""
    if not title.office or not title.stems:
        return []
    return [(title.head, state, title.over) for state in title.states] or [(title.head, None, title.over)]


def _in_time(one: Source, other: Source) -> bool:
    """Whether two articles are near enough in time for an office to be in the same hands; unknown dates are."""
    if one.article == other.article:
        return False
    return not one.published or not other.published or abs((one.published - other.published).days) <= HELD
