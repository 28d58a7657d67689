"""Everybody whom an article names: the forms of one name together, with all that the text says of its bearer."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from attribution.records import TextSpan
from attribution.text.namings import Key, Naming, contains, heads, naming, namings
from attribution.text.nouns import Word, WordIndex
from attribution.text.phrases import Phrase, parse
from attribution.text.titles import look
from attribution.text.vocabulary import given_names, of_state


@dataclass(eq=False)
class Person:
    """Somebody named in an article.

    Attributes:
        key: Folded words of the fullest name.
        name: That name, verbatim.
        spans: Every place of the text where a form of the name stands, in order.
        titles: What the text says the person is: each title found beside the name, once.
        gender: ``m`` or ``f`` where a title or the given name tells.
        sure: Whether a title or a given name says that it is a person at all.
    """

    key: Key
    name: str
    spans: list[TextSpan] = field(default_factory=list)
    titles: list[Phrase] = field(default_factory=list)
    gender: str | None = None
    sure: bool = False

    @property
    def attested(self) -> bool:
        """Whether more than one reading of one place says that this is a name: a title, or another place."""
        return bool(self.titles) or len(self.spans) > 1

    def may_be(self, gender: str | None) -> bool:
        """Whether nothing says that the person is of the other gender."""
        return not gender or not self.gender or gender == self.gender

    def fits(self, asked: Phrase) -> float:
        """How well the person's titles answer to one that is asked for, 0 where none does: the best of them, and
        half as much for each word that any of them shares.
        """
        best = max((fit(asked, title) for title in self.titles), default=0.0)
        said = frozenset[str]().union(*(title.over for title in self.titles))
        return best and best + len(asked.over & said) / 2

    def placed(self, head: str = "") -> bool:
        """Whether the text says what the person is, beyond a form of address, and never uses the title given."""
        borne = {title.head for title in self.titles}
        return head not in borne and any(not look(other).address for other in borne)

    def before(self, at: int) -> int | None:
        """Where the person is named last up to a place of the text; None where the name comes only later."""
        found = bisect_right(self.spans, at, key=lambda span: span.start)
        return self.spans[found - 1].start if found else None

    def distance(self, at: int) -> tuple[bool, int]:
        """How far off the person is named: nearer is less, and before a place is nearer than after it."""
        before = self.before(at)
        return (True, self.spans[0].start - at) if before is None else (False, at - before)


class People:
    """Everybody named in an article, to be found by name and by title.

    Attributes:
        all: The persons, those with the longest names first.
    """

    def __init__(self, found: Iterable[Naming], index: WordIndex) -> None:
        """Put together the namings of one person each.

        Args:
            found: All namings of the article.
            index: The article's words.
        """
        self.all: list[Person] = []
        self._index = index
        self._by_key: dict[Key, Person] = {}
        self._by_ends: dict[str, list[Person]] = defaultdict(list)
        self._by_title: dict[str, list[Person]] = defaultdict(list)
        for named in sorted(found, key=lambda named: (-len(named.key), named.span)):
            self._add(named)
        for person in self.all:
            person.spans.sort()
        for person in self.all:
            titles = [self.in_full(title) for title in person.titles]
            person.titles = list(dict.fromkeys(title._replace(at=0) for title in titles))
            for head in {title.head for title in person.titles}:
                self._by_title[head].append(person)

    def _add(self, named: Naming) -> None:
        """Add a naming to the one person whose it is; to none where it may be two persons'."""
        fitting = self.named(named.key)
        if len(fitting) > 1:
            return
        if not fitting:
            fitting = [Person(named.key, named.name)]
            self.all += fitting
            self._by_key[named.key] = fitting[0]
            for ends in {word[0] + word[-1] for word in named.key}:
                self._by_ends[ends] += fitting
        person = fitting[0]
        person.spans.append(named.span)
        person.titles += named.titles
        person.gender = person.gender or named.gender
        given = len(named.key) > 1 and named.key[0] in given_names()
        person.sure = person.sure or given or bool(named.titles)

    def named(self, key: Key) -> list[Person]:
        """The person who is called just that; else those of whose fuller names it is a part."""
        if key in self._by_key:
            return [self._by_key[key]]
        likely = self._by_ends.get(key[0][0] + key[0][-1], ())
        return [person for person in likely if contains(person.key, key)]

    def called(self, head: str) -> list[Person]:
        """Persons with a title of the given stem."""
        return self._by_title.get(head, [])

    def in_full(self, phrase: Phrase) -> Phrase:
        """«نظيره الصيني» said in full: the office in question just before it, in the other state; else as it is."""
        if not phrase.counterpart:
            return phrase
        offices = []
        for person in self.all:
            last = person.before(phrase.at - 1)
            borne = next((title for title in person.titles if title.office and not title.counterpart), None)
            if last is not None and borne:
                offices.append((last, borne))
        words = self._index.words
        for at in self._index.before(phrase.at):
            this = words[at].look
            if this and this.title == "office" and not this.plural and heads(words, at):
                offices.append((words[at].span.start, parse(words[at : at + 4])))
                break
        if not offices:
            return phrase
        _, office = max(offices, key=lambda found: found[0])
        return phrase._replace(head=office.head, stems=office.over | phrase.states, counterpart=False)


def people(
    text: str,
    index: WordIndex,
    mentions: Iterable[tuple[Sequence[Word], Phrase]],
    stops: Collection[int] = (),
) -> People:
    """Find everybody named in a text.

    Args:
        text: The raw text.
        index: Its words.
        mentions: Noun phrases that are known to be sources, whether or not the word lists know their names.
        stops: Offsets of words that are known to be in no name.

    Returns:
        Forms of one name («بوتين»، «فلاديمير بوتين») are one person where a single fuller name has the shorter
        one's words; two who share a family name stay two.
    """
    found = [named for phrase, parsed in mentions if (named := naming(text, phrase, parsed))]
    surnames = {named.key[-1] for named in found if len(named.key) > 1 or named.key[0] not in given_names()}
    return People([*found, *namings(text, index.words, surnames, stops)], index)


def fit(asked: Phrase, borne: Phrase) -> float:
    """How well a title that somebody bears answers to one that is asked for.

    Returns:
        0 where it does not: another head, another state, nothing in common of what the two are over. Else at least
        1, more for all that they share, less for what only one says.
    """
    if asked.head != borne.head or (asked.states and borne.states and not asked.states & borne.states):
        return 0.0
    shared = asked.over & borne.over
    if not shared and ((asked.over and borne.over) or (of_state(asked.head) and (asked.over or borne.over))):
        return 0.0
    agreed = len(shared) + len(asked.states & borne.states)
    return max(1.0, 2 + agreed - 0.5 * len(asked.over - borne.over) - 0.1 * bool(borne.over - asked.over))
