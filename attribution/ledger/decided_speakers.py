"""Speakers as people have decided that they are: merged, split, renamed, and whose an attribution is."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from attribution.ledger.places import Places, holder, of_attribution
from attribution.records import Attributed, Mention, Place, Review, Speaker

SpeakerOf = Mapping[tuple[str, int], str]


def decided(
    articles: Sequence[Attributed],
    speakers: Sequence[Speaker],
    speaker_of: SpeakerOf,
    reviews: Sequence[Review],
) -> tuple[list[Speaker], dict[tuple[str, int], str]]:
    """Carry out what people have decided, in the order in which they did.

    A decision is about attributions, wherever they are found now: who has them most is the speaker that was
    meant. A merger joins the speakers with all that they have by now; what was split off keeps apart with
    nothing but what was named.

    Args:
        articles: Articles with their attributions.
        speakers: As ``speakers.resolve`` found them.
        speaker_of: Likewise: speaker ids by article SHA-256 and index of the attribution.
        reviews: Those that are in force; only those of speakers and attributions count.

    Returns:
        Speakers and ``speaker_of`` anew.
    """
    wanted = [review for review in reviews if review.of in ("speaker", "attribution")]
    if not wanted:
        return list(speakers), dict(speaker_of)
    return _Decisions(articles, speakers, speaker_of).carry_out(wanted)


class _Decisions:
    """Who has which attributions, while decisions are carried out one by one."""

    def __init__(
        self, articles: Sequence[Attributed], speakers: Sequence[Speaker], speaker_of: SpeakerOf
    ) -> None:
        self.articles = {article.sha256: article for article in articles}
        self.keys = [(a.sha256, index) for a in articles for index in range(len(a.attributions))]
        places = (of_attribution(self.articles[sha256], index) for sha256, index in self.keys)
        self.places = Places((place, number) for number, place in enumerate(places))
        self.speakers = {speaker.id: speaker for speaker in speakers}
        self.held = {n: speaker_of[key] for n, key in enumerate(self.keys) if key in speaker_of}
        self.gained: set[str] = set()
        self.lost: set[str] = set()
        self.renamed: set[str] = set()

    def carry_out(self, reviews: Sequence[Review]) -> tuple[list[Speaker], dict[tuple[str, int], str]]:
        for review in reviews:
            sides = [self.places.all(side) for side in review.sides]
            if not sides or not sides[0]:
                continue
            if review.of == "attribution":
                self._link(review.verdict == "right", *sides)
            elif review.verdict == "merged":
                self._merge(sides)
            elif review.verdict == "split":
                self._split(review.sides[0][0], sides[0])
            elif review.verdict == "renamed":
                self._rename(str(review.value), sides[0])
        taken: dict[str, list[int]] = {}
        for number, identity in sorted(self.held.items()):
            taken.setdefault(identity, []).append(number)
        found = [
            self._anew(speaker, taken[identity]) if identity in self.gained | self.lost else speaker
            for identity, speaker in self.speakers.items()
            if identity in taken
        ]
        return found, {self.keys[number]: identity for number, identity in self.held.items()}

    def _merge(self, sides: Sequence[Sequence[int]]) -> None:
        kept = holder(sides[0], self.held)
        others = {self.held[n] for side in sides for n in side if n in self.held} - {kept}
        if kept is None or not others:
            return
        names = [name for one in sorted(others) for name in _forms(self.speakers[one])]
        self._call(kept, self.speakers[kept].name, names)
        self._give([number for number, name in self.held.items() if name in others], kept)

    def _split(self, first: Place, parted: Sequence[int]) -> None:
        before = holder(parted, self.held)
        if before is None or all(n in parted for n, name in self.held.items() if name == before):
            return
        place = f"split|{first.article}|{first.span.start}-{first.span.end}"
        identity = hashlib.sha256(place.encode()).hexdigest()[:16]
        name = max(map(self._name, parted), key=len) or self.speakers[before].name
        self.speakers[identity] = Speaker(id=identity, name=name, kind=self.speakers[before].kind)
        self._give(parted, identity)

    def _rename(self, name: str, numbers: Sequence[int]) -> None:
        identity = holder(numbers, self.held)
        if identity is not None:
            self._call(identity, name, [self.speakers[identity].name])
            self.renamed.add(identity)

    def _link(self, right: bool, numbers: Sequence[int], rest: Sequence[int]) -> None:
        meant = holder(rest or numbers, self.held)
        if right and meant is not None:
            self._give(numbers, meant)
        elif not right:
            for number in numbers:
                if number in self.held and self.held[number] == (meant or self.held[number]):
                    self.lost.add(self.held.pop(number))

    def _give(self, numbers: Sequence[int], identity: str) -> None:
        for number in numbers:
            if number in self.held:
                self.lost.add(self.held[number])
            self.held[number] = identity
        self.lost.discard(identity)
        self.gained.add(identity)

    def _call(self, identity: str, name: str, others: Sequence[str]) -> None:
        speaker = self.speakers[identity]
        forms = dict.fromkeys([*speaker.aliases, *others])
        aliases = tuple(form for form in forms if form != name)
        self.speakers[identity] = speaker.model_copy(update={"name": name, "aliases": aliases})
        self.gained.add(identity)

    def _anew(self, speaker: Speaker, numbers: Sequence[int]) -> Speaker:
        """A speaker with the mentions and names of what it has now."""
        spans, forms = set(), Counter(filter(None, map(self._name, numbers)))
        for sha256, index in (self.keys[number] for number in numbers):
            if span := self.articles[sha256].attributions[index].speaker:
                spans.add(Mention(article=sha256, span=span))
                forms[span.of(self.articles[sha256].text)] += 1
        name, known = speaker.name, speaker.aliases
        if speaker.id in self.lost:
            known = tuple(form for form in known if form in forms)
            if forms and name not in forms and speaker.id not in self.renamed:
                name = max(forms, key=lambda form: (len(form), form))
        aliases = dict.fromkeys([*known, *sorted(forms, key=lambda form: (-forms[form], form))])
        return speaker.model_copy(
            update={
                "name": name,
                "aliases": tuple(form for form in aliases if form != name),
                "mentions": tuple(sorted(spans, key=lambda m: (m.article, m.span))),
            }
        )

    def _name(self, number: int) -> str:
        """What an attribution calls its speaker: by name, else in the article's words."""
        sha256, index = self.keys[number]
        article = self.articles[sha256]
        one = article.attributions[index]
        return one.speaker_name or (one.speaker.of(article.text) if one.speaker else "")


def _forms(speaker: Speaker) -> list[str]:
    return [speaker.name, *speaker.aliases]
