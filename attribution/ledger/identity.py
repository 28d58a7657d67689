"""Which sources of different articles are one: by name, by surname and title, by an office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import date
from itertools import groupby, pairwise

from rapidfuzz import fuzz

from attribution.ledger.sources import Body, Source
from attribution.text import fold_word
from attribution.text.namings import ALIKE, Key
from attribution.text.phrases import Phrase
from attribution.text.titles import look
from attribution.text.vocabulary import foreign, given_names, state_of

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


class Groups:
    """Sources that are one: a union-find over their numbers."""

    def __init__(self, size: int) -> None:
        """Every source on its own."""
        self._parent = list(range(size))

    def of(self, number: int) -> int:
        """The number that stands for the group of a source."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make two groups one; the smaller number stands for it."""
        low, high = sorted((self.of(one), self.of(other)))
        self._parent[high] = low


def identify(sources: Sequence[Source]) -> list[list[int]]:
    """Gather the sources of many articles that are one and the same.

    Anonymous sources and groups of people are never joined, nor is anybody by a surname alone. Near linear: names
    are compared with names that share the consonants of their last word, offices looked up.

    Args:
        sources: Sources of all articles.

    Returns:
        Groups of positions in ``sources``, each in their order, ordered by their first.
    """
    groups = Groups(len(sources))
    _join_states(groups, sources)
    _join_bodies(groups, sources)
    _join_names(groups, sources)
    _join_surnames(groups, sources)
    _join_parted(groups, sources)
    _join_offices(groups, sources)
    _join_colleagues(groups, sources)
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(len(sources)):
        found[groups.of(number)].append(number)
    return list(found.values())


def _join_states(groups: Groups, sources: Sequence[Source]) -> None:
    """States by whatever name."""
    first: dict[str, int] = {}
    for number, source in enumerate(sources):
        if source.kind == "country":
            state = state_of(source.name) or fold_word(source.name)
            groups.join(number, first.setdefault(state, number))


def _join_bodies(groups: Groups, sources: Sequence[Source]) -> None:
    """Institutions of one name and one state, and those with a name of their own by that, in full or shortened."""
    surnames = {source.key[-1] for source in sources if len(source.key) > 1}
    blocks: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, source in enumerate(sources):
        if source.body.stems and not (source.key and source.key[-1] in surnames):
            blocks[source.body.proper or source.body.stems].append(number)
    for numbers in blocks.values():
        forms: dict[Body, int] = {}
        bodies = [(sources[number].body, number) for number in numbers]
        for body, number in sorted(bodies, key=lambda b: (-len(b[0].stems), not b[0].states, b[1])):
            found = {groups.of(other) for form, other in forms.items() if _same_body(body, form)}
            if len(found) == 1:
                groups.join(number, found.pop())
            forms.setdefault(body, number)


def _same_body(body: Body, fuller: Body) -> bool:
    if body.proper:
        apart = body.states and fuller.states and body.states != fuller.states
        return body.stems <= fuller.stems and not apart
    return body.stems == fuller.stems and bool(body.places) and body.places == fuller.places


def _join_colleagues(groups: Groups, sources: Sequence[Source]) -> None:
    """Institutions of one common name (النيابة العامة) in articles in which one person speaks: one matter."""
    persons: dict[str, set[int]] = defaultdict(set)
    for number, source in enumerate(sources):
        if source.kind == "person" and source.key:
            persons[source.article].add(groups.of(number))
    first: dict[tuple[frozenset[str], int], int] = {}
    for number, source in enumerate(sources):
        if not source.body.stems or source.body.proper:
            continue
        for person in sorted(persons[source.article]):
            other = first.setdefault((source.body.stems, person), number)
            if len({source.body.places, sources[other].body.places} - {frozenset()}) < 2:
                groups.join(number, other)


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


def _join_surnames(groups: Groups, sources: Sequence[Source]) -> None:
    """A surname with a title (العقيد رحيموف): the one person of that surname who bears the title elsewhere."""
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
            and any(_same_title(a, b) for a in source.titles for b in sources[other].titles)
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
