"""Features of a pair of propositions: what they share, what sets them apart, where they stand."""

from __future__ import annotations

import math
from collections.abc import Set
from functools import lru_cache

import numpy as np

from attribution.ledger import wordlists
from attribution.ledger.measures import agree, apart, one_unit
from attribution.ledger.network import log_odds
from attribution.ledger.opposition import opposition
from attribution.ledger.propositions import Proposition, elsewhere, other_things, things
from attribution.ledger.together import verdict
from attribution.ledger.vectors import meaning

WORDING = 0.6
"""Share of the shorter proposition's neighbouring words that stand side by side in the longer one too."""
RARE = 3.0
"""Weight from which a form tells (in about 1 of 60 articles or fewer)."""

NAMES = (
    "bias",
    "cosine of skeletons",
    "cosine of stems",
    "containment",
    "heaviest shared skeleton",
    "shared rare skeletons",
    "shared pairs of words",
    "shared events",
    "other events",
    "shared states",
    "other states",
    "same number",
    "same unit, other number",
    "a number in one only",
    "same time",
    "other time",
    "other name after the same noun",
    "cosine of surroundings",
    "same article",
    "nearness in the article",
    "neighbours of one speaker",
    "one accuses, one denies",
    "one denies beside another report",
    "one answers the other",
    "subject named",
    "one points nowhere",
    "modality differs",
    "shortness",
    "one is a sentence",
    "same article and cosine",
    "same speaker, other article",
    "heaviest shared event",
    "one sentence and speaker",
    "one sentence, two speakers",
    "the accused answers",
    "one names the other's speaker",
    "shared state and event",
    "one reinforces the other",
    "opposition",
    "other things",
    "shared things",
    "elsewhere",
    "articles alike",
    "articles alike and cosine",
    "words near, mean",
    "words near, best",
    "meaning as a whole",
    "words near, not shared",
    "network: log odds",
    "network: probability",
    "network: log odds above even",
)


def features(a: Proposition, b: Proposition) -> np.ndarray:
    """Features of a pair in the order of ``NAMES``; the same for (b, a)."""
    (forms_a, stems_a), (forms_b, stems_b) = _sets(a), _sets(b)
    shared = forms_a & forms_b
    weight = wordlists.weight
    cosine, containment = _overlap(forms_a, forms_b, "skeleton")
    stems, _ = _overlap(stems_a, stems_b, "stem")
    surroundings, _ = _overlap(a.about, b.about, "skeleton")
    heaviest = max((weight(form) for form in shared), default=0.0)
    rare = sum(weight(form) >= RARE for form in shared)
    pairs = sum(max(weight(x), weight(y)) >= RARE for x, y in a.names & b.names)
    same_article = a.article == b.article
    distance = abs(a.order - b.order)
    one_speaker = a.speaker is not None and a.speaker == b.speaker
    stances = {a.stance, b.stance}
    same_number, other_number = _numbers(a, b)
    same_time, other_time = _times(a, b)
    answering = same_article and (a.answers == b.order or b.answers == a.order)
    alike = articles_alike(a.whole, b.whole)
    near = meaning(a.stems, b.stems)
    acts_a, acts_b = a.events - things(a), b.events - things(b)
    both = opposition(a, b)
    accused = _mass(a.subject & b.voice) if a.stance in ("accuse", "allege") else 0.0
    accused_back = _mass(b.subject & a.voice) if b.stance in ("accuse", "allege") else 0.0
    subject = sum(weight(f) for f in (a.subject & (forms_b | b.subject)) | (b.subject & forms_a))
    return np.array(
        [
            1.0,
            cosine,
            stems,
            containment,
            heaviest / 6.0,
            min(rare, 4) / 4.0,
            min(pairs, 3) / 3.0,
            len(acts_a & acts_b) / max(1, min(len(acts_a), len(acts_b))),
            float(bool(acts_a and acts_b) and not acts_a & acts_b),
            min(2, len(a.states & b.states)) / 2.0,
            float(bool(a.states and b.states) and not a.states & b.states),
            same_number,
            other_number,
            float(bool(a.measures) != bool(b.measures)),
            same_time,
            other_time,
            _other_name(a, b),
            surroundings,
            float(same_article),
            same_article / (1.0 + distance),
            float(same_article and one_speaker and distance == 1),
            float("deny" in stances and bool(stances & {"accuse", "allege"})),
            float("deny" in stances and same_article and distance <= 2),
            float(answering),
            min(subject, 8.0) / 8.0,
            float(min(_mass(forms_a), _mass(forms_b)) < RARE),
            float(a.modality != b.modality),
            1.0 / math.sqrt(1.0 + min(len(a.forms), len(b.forms))),
            float(a.index is None or b.index is None),
            same_article * cosine,
            float(one_speaker and not same_article),
            max((wordlists.family_weight(event) for event in acts_a & acts_b), default=0.0) / 6.0,
            float(same_article and a.sentence == b.sentence and one_speaker),
            float(same_article and a.sentence == b.sentence and not one_speaker),
            min(max(accused, accused_back), 6.0) / 6.0,
            min(_mass(a.voice & (forms_b | b.subject)) + _mass(b.voice & (forms_a | a.subject)), 8.0) / 8.0,
            float(bool(acts_a & acts_b) and bool(a.states & b.states)),
            float(reinforces(a, b) or reinforces(b, a)),
            both.differing / max(both.shared, 6.0),
            float(other_things(a, b)),
            float(bool(things(a) & things(b))),
            float(elsewhere(a, b)),
            alike,
            alike * cosine,
            *near,
            max(0.0, near.both - stems),
            *_network(a, b),
        ]
    )


def _network(a: Proposition, b: Proposition) -> tuple[float, float, float]:
    likely = verdict(a, b).about
    odds = log_odds(likely)
    return odds / 3.0, likely, max(0.0, odds) / 3.0


def one_wording(a: Proposition, b: Proposition) -> bool:
    """Whether two propositions are nearly the same words in the same order: one statement in two outlets."""
    shorter = min(len(a.names), len(b.names))
    return shorter >= 4 and len(a.names & b.names) >= WORDING * shorter


@lru_cache(maxsize=100_000)
def articles_alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Whether two articles are about one event, by the rare words that they share: cosine of their weights, 0 to 1."""
    return _overlap(one, other, "stem")[0]


def reinforces(first: Proposition, second: Proposition) -> bool:
    """Whether a speaker's next words carry on a denial («نفت …، وقالت: لم …») or, in one sentence, an
    accusation.
    """
    if first.article != second.article or second.order != first.order + 1 or first.speaker != second.speaker:
        return False
    if first.stance == "deny":
        return second.sentence <= first.sentence + 1 and bool(second.denied)
    return first.stance in ("accuse", "allege") and first.sentence == second.sentence


def _mass(forms: Set[str], kind: str = "skeleton") -> float:
    return sum(wordlists.weight(form, kind) for form in forms)


def _overlap(a: frozenset[str], b: frozenset[str], kind: str) -> tuple[float, float]:
    """Cosine and containment of two sets of weighed forms."""

    one, other = _square(a, kind), _square(b, kind)
    if not one or not other:
        return 0.0, 0.0
    shared = sum(wordlists.weight(form, kind) ** 2 for form in a & b)
    return shared / math.sqrt(one * other), shared / min(one, other)


@lru_cache(maxsize=50_000)
def _square(forms: frozenset[str], kind: str) -> float:
    return sum(wordlists.weight(form, kind) ** 2 for form in forms)


@lru_cache(maxsize=50_000)
def _sets(one: Proposition) -> tuple[frozenset[str], frozenset[str]]:
    """The skeletons and the stems of a proposition, each once."""
    return frozenset(one.forms), frozenset(one.stems)


def _numbers(a: Proposition, b: Proposition) -> tuple[float, float]:
    same = other = 0.0
    for x in a.measures:
        for y in b.measures:
            alike = one_unit(x.unit, y.unit) or not x.unit or not y.unit
            same = max(same, float(agree(x.value, y.value) and alike))
            other = max(other, float(not agree(x.value, y.value) and one_unit(x.unit, y.unit)))
    return same, other * (1.0 - same)


def _times(a: Proposition, b: Proposition) -> tuple[float, float]:
    named = {time for time in a.times & b.times if not time.startswith("year")}
    return float(bool(named)), float(apart(a.times, b.times))


def _other_name(a: Proposition, b: Proposition) -> float:
    """Whether a word that tells has one name after it here and another there («سد الدفلى», «سد عين»)."""
    after_a = {first: second for first, second in a.names if wordlists.weight(second) >= RARE}
    after_b = {first: second for first, second in b.names if wordlists.weight(second) >= RARE}
    differing = [
        f for f in after_a.keys() & after_b.keys() if after_a[f] != after_b[f] and wordlists.weight(f) >= 1.5
    ]
    return min(len(differing), 2) / 2.0
