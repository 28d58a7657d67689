"""What a content says, in a form that can be compared: weighed words, what is negated, states, numbers, times, modality."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from attribution.ledger import wordlists
from attribution.ledger.measures import Measure
from attribution.ledger.stems import skeleton, stem
from attribution.records import TextSpan
from attribution.text import fold_word, is_word, words

Modality = Literal["assertion", "question", "conditional", "future", "demand"]

NAME = 2.0
"""Weight from which a word after «سد», «مدرسة» can be its name."""

_STOPS = frozenset("،؛.!؟:;?")
_DEFINITE = ("ال", "لل", "بال", "وال")
_TURNS = ("الا", "بل", "لكن", "سوي")


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
        voice: Skeletons of the speaker's name and mention.
        forms: Skeletons of its words, in order.
        stems: Stems of its words, in order.
        denied: Skeletons that stand under a negation, or that the cue denies.
        events: Families of events named.
        names: Skeleton pairs of words that stand side by side.
        places: Named schools, dams, companies … of the content, else of its sentence, as noun and name.
        about: Skeletons of the sentence, the one before it and the title.
        subject: Skeletons of who acts by the grammar of the report: the accused, or the speaker who denies.
        states: States named in it or as its subject.
        measures: Its numbers.
        times: Its months, weekdays, ordinals, years.
        around: Those of its sentence.
        modality: Whether it is asserted at all.
        rejects: Whether the cue or the words reject what they are about.
        negative: Whether the words themselves begin with a negation («تنفي: لم أستقل»): what is denied is in them already.
        answers: Order of the proposition that it points to or answers.
        pointing: Whether its content stands for something said elsewhere («هذه الاتهامات»); the words of that are then among its own.
        reply: Whether its cue answers (رد).
        published: The article's date.
        earlier: Whether the report is told as lying before the article's own day («كان … قد»).
    """

    article: str
    index: int | None
    span: TextSpan
    speaker: str | None
    stance: str
    order: int
    sentence: int
    voice: frozenset[str]
    forms: tuple[str, ...]
    stems: tuple[str, ...]
    denied: frozenset[str]
    events: frozenset[str]
    names: frozenset[tuple[str, str]]
    places: frozenset[tuple[str, str]]
    about: frozenset[str]
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


def folded_words(text: str) -> list[str]:
    """The words of ``text`` folded, punctuation included; a per cent sign stays a word of its own."""
    return [fold_word(text[start:end]) for start, end in words(text)]


def skeletons(folded: Iterable[str]) -> tuple[str, ...]:
    """Skeletons of the folded words that are no punctuation, in order."""
    return tuple(skeleton(word) for word in folded if is_word(word))


def mass(forms: Iterable[str]) -> float:
    """How much the skeletons tell together; figures tell nothing here."""
    return sum(wordlists.weight(form) for form in set(forms) if not form[0].isdigit())


def events(folded: Iterable[str]) -> frozenset[str]:
    """Families of the events that folded words name."""
    return frozenset(name for word in folded for name in wordlists.families().get(stem(word), ()))


def states(folded: Iterable[str]) -> frozenset[str]:
    """States that folded words name, by name, capital or adjective."""
    return frozenset(name for word in folded if (name := wordlists.state_of(word)))


def denied(folded: Sequence[str]) -> frozenset[str]:
    """Skeletons within reach of a negation.

    Its reach ends at punctuation and at «إلا», «بل». What is named as known («أسماء الجنود») is not denied with the verb.
    """
    known = wordlists.negations()
    found: set[str] = set()
    left = after_negation = 0
    for word, after in zip(folded, [*folded[1:], ""], strict=True):
        if word in known and after not in known[word][1]:
            left, after_negation = max(left, known[word][0]), 0
        elif word in _STOPS or word in _TURNS:
            left = 0
        elif left and is_word(word):
            if after_negation < 2 or not word.startswith(_DEFINITE):
                found.add(skeleton(word))
            after_negation += 1
            left -= 1
    return frozenset(found)


def modality(folded: Sequence[str], stance: str, text: str) -> Modality:
    """Whether words are asserted, asked, conditional, planned or demanded."""
    found = [kind for word in folded if (kind := wordlists.modalities().get(word))]
    if stance == "ask" or "؟" in text or "question" in found[:1]:
        return "question"
    if "conditional" in found:
        return "conditional"
    if stance in ("demand", "warn", "commit") or "demand" in found:
        return "demand"
    if "future" in found or any(w.startswith("ست") and len(w) > 4 for w in folded[:3]):
        return "future"
    return "assertion"


def starts_negative(folded: Sequence[str]) -> bool:
    """Whether the first word of a content is a negation."""
    first = next((word for word in folded if is_word(word)), "")
    return first in wordlists.negations()


def things(one: Proposition) -> frozenset[str]:
    """What a proposition is about that can be supplied, sold or found (drones, ammunition)."""
    return one.events & wordlists.things().keys()


def other_things(a: Proposition, b: Proposition) -> bool:
    """Whether two propositions name one act and nothing in common that it is done with: drones here, ammunition there."""
    here, there = things(a), things(b)
    return bool(here and there and not here & there and (a.events - here) & (b.events - there))


def places(folded: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Nouns of which there are many, with the name that follows: («سد», «الدفلى»), as stems."""
    said = [(word, stem(word)) for word in folded if is_word(word)]
    known = wordlists.heads()
    return frozenset(
        (noun, name)
        for (word, noun), (_, name) in zip(said, said[1:], strict=False)
        if noun in known
        and "ال" not in word[:3]
        and name not in known
        and wordlists.weight(name, "stem") >= NAME
    )


def elsewhere(a: Proposition, b: Proposition) -> bool:
    """Whether two propositions name different ones of a kind: another dam, another school."""
    nouns = {noun for noun, _ in a.places} & {noun for noun, _ in b.places}
    return any(
        not {name for this, name in a.places if this == noun}
        & {name for this, name in b.places if this == noun}
        for noun in nouns
    )


def without_rebuttal(folded: Sequence[str]) -> list[str]:
    """The words without those that reject what they are said of, whose own negation says nothing of the rest."""
    kept = list(folded)
    for phrase in wordlists.rebuttals():
        for at in range(len(kept) - len(phrase), -1, -1):
            if tuple(kept[at : at + len(phrase)]) == phrase:
                del kept[at : at + len(phrase)]
    return kept


def rejects(folded: Sequence[str]) -> bool:
    """Whether the words reject what they are said of («لا أساس لها من الصحة»)."""
    return any(
        tuple(folded[at : at + len(phrase)]) == phrase
        for phrase in wordlists.rebuttals()
        for at in range(len(folded) - len(phrase) + 1)
    )
