"""What a content says, in a form that can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from attribution.ledger import wordlists
from attribution.ledger.grammar import Modality
from attribution.ledger.measures import Measure
from attribution.ledger.wording import Wording
from attribution.records import TextSpan

LONGEST = 300
"""Words of a content that are compared, and of a sentence: one that goes on is cut into several."""


@dataclass(frozen=True, slots=True, eq=False)
class Proposition:
    """One content, or one sentence in the publisher's own voice.

    Attributes:
        article: SHA-256 of the article.
        index: Which of its attributions; None for a sentence.
        span: The content from its first to its last piece, or the sentence.
        speaker: Speaker id, None where unknown and for sentences.
        stance: The cue's stance; ``states`` for sentences.
        order: Its place among the article's propositions; parts of one content have places of their own.
        sentence: Which sentence of the article its cue stands in.
        wording: Its words as the network reads them, with what they stand for.
        voice: Skeletons of the speaker's name and mention.
        forms: Skeletons of its words, in order.
        stems: Stems of its words, in order.
        denied: Skeletons that stand under a negation, or that the cue denies.
        events: Families of events named.
        names: Skeleton pairs of words that stand side by side.
        places: Named schools, dams, companies … of the content, else of its sentence, as noun and name.
        about: Skeletons of the sentence, the one before it and the title.
        whole: Stems of the whole article that are rare enough to tell what it is about.
        subject: Skeletons of who acts by the grammar of the report: the accused, or the speaker who denies.
        states: States named in it or as its subject.
        measures: Its numbers.
        times: Its months, weekdays, ordinals, years.
        around: Those of its sentence.
        modality: Whether it is asserted at all.
        rejects: Whether the cue or the words reject what they are about.
        negative: Whether the words themselves begin with a negation («تنفي: لم أستقل»): what is denied is in
            them already.
        answers: Order of the proposition that it points to or answers.
        pointing: Whether its content stands for something said elsewhere («هذه الاتهامات»); the words of that
            are then among its own.
        reply: Whether its cue answers (رد).
        published: The article's date.
        earlier: Whether the report is told as lying before the article's own day («كان … قد»).
        company: What the network said of it and of those that it was read with, by the articles and orders of
            two (``attribution.ledger.together``).
    """

    article: str
    index: int | None
    span: TextSpan
    speaker: str | None
    stance: str
    order: int
    sentence: int
    wording: Wording
    voice: frozenset[str]
    forms: tuple[str, ...]
    stems: tuple[str, ...]
    denied: frozenset[str]
    events: frozenset[str]
    names: frozenset[tuple[str, str]]
    places: frozenset[tuple[str, str]]
    about: frozenset[str]
    whole: frozenset[str]
    subject: frozenset[str]
    states: frozenset[str]
    measures: tuple[Measure, ...]
    times: frozenset[str]
    around: frozenset[str]
    modality: Modality
    rejects: bool
    negative: bool
    answers: int | None
    pointing: bool
    reply: bool
    published: str | None
    earlier: bool
    company: Mapping[frozenset[tuple[str, int]], tuple[float, float]] | None = None


def things(one: Proposition) -> frozenset[str]:
    """What a proposition is about that can be supplied, sold or found (drones, ammunition)."""
    return one.events & wordlists.things().keys()


def other_things(a: Proposition, b: Proposition) -> bool:
    """Whether two propositions name one act and nothing in common that it is done with: drones here,
    ammunition there.
    """
    here, there = things(a), things(b)
    return bool(here and there and not here & there and (a.events - here) & (b.events - there))


def elsewhere(a: Proposition, b: Proposition) -> bool:
    """Whether two propositions name different ones of a kind: another dam, another school."""
    nouns = {noun for noun, _ in a.places} & {noun for noun, _ in b.places}
    return any(
        not {name for this, name in a.places if this == noun}
        & {name for this, name in b.places if this == noun}
        for noun in nouns
    )
