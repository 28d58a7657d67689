"""Everybody whom an article names: the forms of one name together, with all that the text says of its bearer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from attribution.records import TextSpan
from attribution.text.namings import Key, Naming, contains, heads, naming, namings
from attribution.text.nouns import Word
from attribution.text.phrases import Phrase, parse
from attribution.text.titles import look
from attribution.text.vocabulary import given_names


@dataclass(eq=False)
class Person:
    """Somebody named in an article.

    Attributes:
        key: Folded words of the fullest name.
        name: That name, verbatim.
        spans: Every place of the text where a form of the name stands, in order.
        titles: What the text says the person is: a phrase for each title found beside the name.
        gender: ``m`` or ``f`` where a title or the given name tells.
        sure: Whether a title or a given name says that it is a person at all.
    """

    key: Key
    name: str
    spans: list[TextSpan] = field(default_factory=list)
    titles: list[Phrase] = field(default_factory=list)
    gender: str | None = None
    sure: bool = False

    def may_be(self, gender: str | None) -> bool:
        """Whether nothing says that the person is of the other gender."""
        return not gender or not self.gender or gender == self.gender

    def placed(self, head: str = "") -> bool:
        """Whether the text says what the person is, beyond a form of address, and never uses the title given."""
        borne = {title.head for title in self.titles}
        return head not in borne and any(not look(other).address for other in borne)


def people(
    text: str,
    words: Sequence[Word],
    mentions: Iterable[tuple[Sequence[Word], Phrase]],
    stops: Collection[int] = (),
) -> list[Person]:
    """Find everybody named in a text.

    Args:
        text: The raw text.
        words: All its words, from ``read_words``.
        mentions: Noun phrases that are known to be sources, whether or not the word lists know their names.
        stops: Offsets of words that are known to be in no name.

    Returns:
        Persons, those with the longest names first. Forms of one name («بوتين»، «فلاديمير بوتين») are one person
        where a single fuller name has the shorter one's words; two who share a family name stay two.
    """
    found = [named for phrase, parsed in mentions if (named := naming(text, phrase, parsed))]
    surnames = {named.key[-1] for named in found if len(named.key) > 1 or named.key[0] not in given_names()}
    persons = _gather([*found, *namings(text, words, surnames, stops)])
    for person in persons:
        person.titles = [counterpart(words, persons, title) for title in person.titles]
    return persons


def _gather(found: Iterable[Naming]) -> list[Person]:
    persons: list[Person] = []
    for named in sorted(found, key=lambda named: (-len(named.key), named.span)):
        fitting = [person for person in persons if contains(person.key, named.key)]
        fitting = [person for person in fitting if person.key == named.key] or fitting
        if len(fitting) > 1:
            continue
        if not fitting:
            fitting = [Person(named.key, named.name)]
            persons += fitting
        person = fitting[0]
        person.spans.append(named.span)
        person.titles += named.titles
        person.gender = person.gender or named.gender
        person.sure = (
            person.sure or bool(named.titles) or (len(named.key) > 1 and named.key[0] in given_names())
        )
    for person in persons:
        person.spans.sort()
    return persons


def counterpart(words: Sequence[Word], persons: Iterable[Person], phrase: Phrase) -> Phrase:
    """«نظيره الصيني» said in full: the office that is in question just before it, in the other state.

    Args:
        words: All words of the article.
        persons: Everybody named in it.
        phrase: The phrase; any other than a counterpart's comes back as it is.
    """
    if not phrase.counterpart:
        return phrase
    offices = [
        (span.start, title)
        for person in persons
        for title in person.titles
        if title.office and not title.counterpart
        for span in person.spans
        if span.start < phrase.at
    ]
    for at in range(bisect_left(words, phrase.at, key=lambda word: word.span.start) - 1, -1, -1):
        this = words[at].look
        if this and this.title == "office" and not this.plural and heads(words, at):
            offices.append((words[at].span.start, parse(words[at : at + 4])))
            break
    if not offices:
        return phrase
    _, office = max(offices, key=lambda found: found[0])
    return phrase._replace(head=office.head, stems=office.over | phrase.states, counterpart=False)


def nearest(persons: Iterable[Person], at: int) -> Person | None:
    """Of some persons the one named last before a place, else first after it; None of none."""

    def distance(person: Person) -> tuple[bool, int]:
        before = [span.start for span in person.spans if span.start <= at]
        return (not before, at - before[-1] if before else person.spans[0].start - at)

    return min(persons, key=distance, default=None)


def fit(asked: Phrase, borne: Phrase) -> float:
    """How well a title that somebody bears answers to one that is asked for.

    Returns:
        0 where it does not: another head, another state, nothing in common of what the two are over. Else at least
        1, more for all that they share; the least part of it for what only one says.
    """
    if asked.head != borne.head or (asked.states and borne.states and not asked.states & borne.states):
        return 0.0
    shared = asked.over & borne.over
    if asked.over and borne.over and not shared:
        return 0.0
    agreed = len(shared) + len(asked.states & borne.states)
    return max(1.0, 2 + agreed - 0.5 * len(asked.over - borne.over) - 0.1 * bool(borne.over - asked.over))
