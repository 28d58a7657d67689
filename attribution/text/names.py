"""Who a source is inside its article: the fullest name that the text has for each speaker mention.

A surname finds its full name, a title the person who bears it, «المصدر ذاته» the source before it, a capital
its state.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from attribution.records import TextSpan
from attribution.text.bodies import antecedent, fuller
from attribution.text.extent import noun_phrase
from attribution.text.folding import fold_word
from attribution.text.mentions import Mention, plain_name
from attribution.text.namings import name_key
from attribution.text.nouns import Word, WordIndex, read_words
from attribution.text.people import Person, fit, people
from attribution.text.phrases import detached, parse, parts
from attribution.text.titles import PROCLITICS
from attribution.text.vocabulary import agency_noun, anybody, generic, names_of_state, state_of


def resolve_names(
    text: str, speakers: Sequence[TextSpan | None], cues: Sequence[TextSpan] | None = None
) -> list[str | None]:
    """Name the source behind each speaker mention of an article.

    Args:
        text: The article's raw text.
        speakers: For each attribution, in the order of the cues, the span of its speaker mention or None.
        cues: Where the cues stand; they are no part of anybody's name.

    Returns:
        For each attribution the fullest name of its source in the text: a person's without titles, an
        institution's plainly, a state's for its capital or adjective, joint sources joined with و; None
        without a mention. Verbatim wherever the text has the name.
    """
    resolver = Resolver(text, [TextSpan(*span) for span in speakers if span], cues or ())
    return [resolver.resolve(TextSpan(*span)) if span else None for span in speakers]


REMEMBERED = 100
"""Sources back to which, and up to which, a noun without a name can point."""


class Resolved(NamedTuple):
    """Who a mention turned out to be: a person, another source as it is mentioned elsewhere, or a name alone."""

    name: str
    person: Person | None = None
    body: Mention | None = None


class Resolver:
    """An article with everybody whom it names, to resolve its mentions one after the other.

    Attributes:
        words: All words of the article.
        mentions: The sources at each span, joint ones apart.
        people: Everybody named in the article.
    """

    def __init__(self, text: str, spans: Iterable[TextSpan], cues: Iterable[TextSpan] = ()) -> None:
        """Take the mentions apart and find everybody named in the text."""
        self.text = text
        self.words = read_words(text)
        self._index = WordIndex(self.words)
        self._vocabulary = {word.text for word in self.words}
        self._stops = {cue[0] for cue in cues}
        self.mentions = {span: self._mentions(span) for span in spans}
        every = [mention for parted in self.mentions.values() for mention in parted]
        self._every = sorted(every, key=lambda mention: mention.phrase.at)
        self.people = people(text, self._index, self._every, self._stops)
        self._said: list[Resolved] = []
        self._known: dict[TextSpan, list[Resolved]] = {}

    def resolve(self, span: TextSpan) -> str:
        """The name of the source at a span; what was resolved before is what it can point back to."""
        if span not in self._known:
            self._known[span] = [self._source(mention) for mention in self.mentions[span]]
        self._said += self._known[span]
        return " و".join(source.name for source in self._known[span]) or span.of(self.text)

    def _mentions(self, span: TextSpan) -> list[Mention]:
        words = noun_phrase(read_words(self.text, span), self._stops)
        if words and self._attached(words[0]):
            words[0] = detached(words[0], 1)
        return [Mention(part, parse(part)) for part in parts(self._untitled(words))]

    def _untitled(self, words: list[Word]) -> list[Word]:
        """A family name without the definite title that a span has after it: the «المتهم» of «واتهم قرفيان المتهم».

        A family name is a word that the text has after a given name.
        """
        if len(words) != 2 or not all(word.look for word in words):
            return words
        first, last = words[0].look, words[1].look
        if not (last and last.title and last.definite) or not first or first.known or first.given:
            return words
        places = self._index.places(words[0].text)
        before = (self.words[place - 1].look for place in places if place)
        return words[:1] if any(this and this.given for this in before) else words

    def _attached(self, word: Word) -> bool:
        """Whether the first letter of a mention is a proclitic; where it may be a name's, the text decides."""
        this = word.look
        if this is None or word.text[0] not in PROCLITICS or len(word.text) < 4:
            return False
        rest = detached(word, 1)
        if this.proclitic:
            return (this.definite or this.known or this.given) and not rest.text.startswith("ل")
        if this.title or this.source or this.state or this.particle or this.given or rest.look is None:
            return False
        if rest.look.plain and not rest.look.proclitic and (word.text[0] in "ول" or len(rest.text) > 3):
            return True
        return bool(agency_noun(rest.text)) or (not this.plain and rest.text in self._vocabulary)

    def _source(self, mention: Mention) -> Resolved:
        if mention.phrase.kind == "country":
            return Resolved(self._state(mention))
        if mention.first and mention.first.particle == "latter":
            return self._latter(mention)
        if source := self._same_source(mention):
            return source
        if person := self._person(mention):
            return Resolved(person.name, person)
        body = self._antecedent(mention) or mention
        name = plain_name(self.text, body.words)
        return Resolved(fuller(name, mention.phrase.kind, self._index) or name, body=body)

    def _state(self, mention: Mention) -> str:
        """A state's name as it is written, or the one that the article uses for its capital or adjective."""
        written, first = plain_name(self.text, mention.words), mention.words[0].look
        state = state_of(written) or (first.stem if first else written)
        if fold_word(written) in map(fold_word, names_of_state(state)):
            return written
        return self._used(state) or written

    def _used(self, state: str) -> str | None:
        """The name of a state that the article uses, else the usual one."""
        forms = names_of_state(state)
        return next((form for form in forms if form in self.text), forms[0] if forms else None)

    def _latter(self, mention: Mention) -> Resolved:
        """Who was named last before «الأخير»: a man; before «الأخيرة»: a woman or a state."""
        at, gender = mention.phrase.at, "f" if mention.words[0].text.endswith(("ة", "ه")) else "m"
        found = {-1: Resolved(plain_name(self.text, mention.words))}
        for person in self.people.all:
            last = person.before(at)
            if last is not None and person.sure and person.gender == gender:
                found[last] = Resolved(person.name, person)
        for place in self._index.before(at) if gender == "f" else ():
            this = self.words[place].look
            if this and this.state and not this.nationality:
                name = self._used(this.stem) or self.words[place].text
                found[self.words[place].span.start] = Resolved(name)
                break
        return found[max(found)]

    def _same_source(self, mention: Mention) -> Resolved | None:
        """Who spoke last before «المصدر ذاته»: another such source, else whoever it was."""
        head = mention.phrase.head
        if not mention.phrase.same or not anybody(head):
            return None
        said = list(self._lately())
        alike = (source for source in said if source.body and source.body.phrase.head == head)
        return next(alike, said[0] if said else None)

    def _person(self, mention: Mention) -> Person | None:
        if mention.phrase.name:
            person = self._named(mention)
            return person if person and (person.sure or mention.phrase.kind == "person") else None
        if mention.phrase.kind != "person":
            return None
        found = None if mention.phrase.same else self._surnamed(mention) or self._titled(mention)
        return found or self._meant(mention)

    def _named(self, mention: Mention) -> Person | None:
        """The person of a name; of several, the one whose titles fit, then the one who is nearest."""
        start, end = mention.phrase.name or (0, 0)
        fitting = self.people.named(name_key(mention.words[start:end]))
        if len(fitting) > 1 and mention.phrase.head:
            fitting = [p for p in fitting if any(fit(mention.phrase, title) for title in p.titles)] or fitting
        return self._nearest([p for p in fitting if p.attested] or fitting, mention)

    def _surnamed(self, mention: Mention) -> Person | None:
        """The person whose family name ends what looked like a mere description (المدرب السلامي)."""
        last = name_key(mention.words[-1:])
        if not mention.first or not mention.first.definite or not last:
            return None
        found = [p for p in self.people.named(last) if p.sure and len(p.key) > 1 and p.key[-1:] == last]
        return self._nearest(found, mention)

    def _titled(self, mention: Mention) -> Person | None:
        """The person who bears the title of a mention; of several, the one who spoke last, then who is
        nearest.
        """
        asked = self.people.in_full(mention.phrase)
        likely = [p for p in self.people.called(asked.head) if p.sure and p.may_be(asked.gender)]
        fits = [person.fits(asked) for person in likely]
        best = max(fits, default=0.0)
        fitting = [person for person, fits in zip(likely, fits, strict=True) if fits == best > 0]
        said = (source.person for source in self._lately() if source.person in fitting)
        return next(said, None) or self._nearest(fitting, mention)

    def _nearest(self, persons: Sequence[Person], mention: Mention) -> Person | None:
        """Of some persons the one named last before a mention, else first after it; None of none."""
        return min(persons, key=lambda person: person.distance(mention.phrase.at), default=None)

    def _lately(self) -> Iterable[Resolved]:
        """The sources before, the last first, as far back as a noun can point."""
        return self._said[: -REMEMBERED - 1 : -1]

    def _meant(self, mention: Mention) -> Person | None:
        """The person who spoke last before a noun that only points (المتحدث ذاته، المسؤول الحكومي، معاليه).

        Nobody where the noun tells another office or state than that person's, or has been an unnamed source's.
        """
        asked, first = mention.phrase, mention.first
        if not first or first.pronoun or not asked.definite:
            return None
        if not asked.stems and not asked.same and first.title == "occupation" and not generic(asked.head):
            return None
        for source in self._lately():
            if source.body and (source.body.phrase.kind, source.body.phrase.head) == ("person", asked.head):
                return None
            person = source.person
            if person is None or not person.sure or not person.may_be(asked.gender):
                continue
            states = {state for title in person.titles for state in title.states}
            if states and asked.states and not states & asked.states:
                continue
            particular = not generic(asked.head) or any(
                w.look and w.look.particle == "behalf" for w in mention.words
            )
            if asked.stems and asked.office and particular and person.placed(asked.head):
                return None
            points = first.definite or first.title == "deference" or asked.same
            return person if points or not person.placed() else None
        return self._named_last(mention) if first.title == "deference" else None

    def _named_last(self, mention: Mention) -> Person | None:
        """Who was named last before a mention, whether or not he has spoken."""
        at = mention.phrase.at
        return self._nearest([p for p in self.people.all if p.sure and p.before(at) is not None], mention)

    def _antecedent(self, mention: Mention) -> Mention | None:
        """What a definite noun points back to: its own kind of noun, else the source that was named last."""
        phrase, first = mention.phrase, mention.first
        if told := self._told_below(mention):
            return told
        if not phrase.same:
            if not first or not first.definite or phrase.kind == "unknown":
                return None
            if phrase.kind == "institution" and len(mention.words) > 1 and not mention.bare:
                return None
        said = [source.body for source in self._lately() if source.body]
        after = bisect_right(self._every, phrase.at, key=lambda other: other.phrase.at)
        later = [other for other in self._every[after : after + REMEMBERED] if not other.bare]
        found = antecedent(mention, [*said, *later], self._index, self._stops)
        if found or not (phrase.same or mention.bare) or (first and first.source == "document"):
            return found or self._unnamed(mention, said)
        return next((body for body in said if phrase.same or _answers(body, phrase.head)), None)

    def _told_below(self, mention: Mention) -> Mention | None:
        """Who the sources are that a headline has but a noun for (باحثون: …), where the text has one such source."""
        phrase = mention.phrase
        if phrase.definite or phrase.kind not in ("group", "anonymous") or len(mention.words) > 1:
            return None
        above, below = self.text[: phrase.at], self.text[phrase.at :]
        if above[-1:].isalpha() or "\n" in above.strip() or "\n" not in below.strip():
            return None
        later = (o for o in self._every if o.phrase.at > phrase.at and o.first and not o.first.definite)
        likely = [o for o in later if (o.phrase.kind, o.phrase.head) == (phrase.kind, phrase.head)]
        fuller = {plain_name(self.text, other.words) for other in likely if len(other.words) > 1}
        return likely[0] if len(fuller) == 1 and len(likely[0].words) > 1 else None

    @staticmethod
    def _unnamed(mention: Mention, said: Sequence[Mention]) -> Mention | None:
        """The sources that «المصدر» is one of; None for any other noun."""
        if not anybody(mention.phrase.head) or len(mention.words) > 1:
            return None
        return next((body for body in said if body.phrase.kind == "anonymous"), None)


def _answers(body: Mention, head: str) -> bool:
    """Whether «الشركة» may mean an institution with a name of its own; a described one (الهيئة العامة) is no other."""
    described = body.first is not None and body.first.definite
    return body.named and not (described and body.phrase.head != head)
