"""Which sources of different articles are one and the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, permutations, product

from attribution.ledger.groups import Groups
from attribution.ledger.institutions import Body, shortens
from attribution.ledger.matters import Matters
from attribution.ledger.persons import join_persons
from attribution.ledger.sources import Source
from attribution.text import fold_word
from attribution.text.vocabulary import state_of


def identify(sources: Sequence[Source], matters: Matters) -> list[list[int]]:
    """Gather the sources of many articles that are one and the same.

    Anonymous sources and groups of people are never joined, nor is anybody by a surname alone. Near linear: names
    are compared with names that share the consonants of their last word, offices looked up.

    Args:
        sources: Sources of all articles.
        matters: Which of the articles are about one matter.

    Returns:
        Groups of positions in ``sources``, each in their order, ordered by their first.
    """
    groups = Groups(len(sources))
    _join_states(groups, sources)
    _join_bodies(groups, sources)
    join_persons(groups, sources, matters)
    _join_colleagues(groups, sources)
    _join_common(groups, sources, matters)
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


def _join_common(groups: Groups, sources: Sequence[Source], matters: Matters) -> None:
    """Institutions of a common name (هيئة الموانئ) in reports of one matter, and of a shortened one; of one place."""
    blocks: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    places: dict[int, set[frozenset[str]]] = defaultdict(set)
    for number, source in enumerate(sources):
        if source.body.places:
            places[groups.of(number)].add(source.body.places)
        if source.body.stems and not source.body.proper and not source.key:
            for word in source.body.order[:1] or source.body.stems:
                blocks[word][source.article].append(number)

    def join(one: int, others: Iterable[int]) -> None:
        found = {groups.of(other) for other in others}
        here, there = groups.of(one), next(iter(found))
        if len(found) == 1 and here != there and len(places[here] | places[there]) < 2:
            groups.join(here, there)
            places[groups.of(one)] = places[here] | places[there]

    for block in blocks.values():
        pairs = {pair for numbers in block.values() for pair in combinations(numbers, 2)}
        pairs |= {
            pair for one, other in matters.pairs(list(block)) for pair in product(block[one], block[other])
        }
        fuller: dict[int, set[int]] = defaultdict(set)
        for pair in sorted(pairs):
            bodies = [sources[number].body for number in pair]
            if (bodies[0].stems, bodies[0].states) == (bodies[1].stems, bodies[1].states):
                join(pair[0], pair[1:])
            for short, full in permutations(pair):
                if shortens(sources[short].body, sources[full].body):
                    fuller[short].add(full)
        for short, full_ones in sorted(fuller.items()):
            join(short, full_ones)
