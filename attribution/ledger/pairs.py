"""How near two propositions are: features of a pair, and the trained weights that make one probability of them.

Weights and their origin: ``weights.json`` beside this file, written by ``attribution.training.pairs``.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path

import numpy as np

from attribution.ledger import wordlists
from attribution.ledger.propositions import Proposition

WEIGHTS = Path(__file__).with_name("weights.json")
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
)


def features(a: Proposition, b: Proposition) -> np.ndarray:
    """Features of a pair in the order of ``NAMES``; the same for (b, a)."""
    forms_a, forms_b = set(a.forms), set(b.forms)
    shared = forms_a & forms_b
    weight = wordlists.weight
    cosine, containment = _overlap(forms_a, forms_b, "skeleton")
    stems, _ = _overlap(set(a.stems), set(b.stems), "stem")
    surroundings, _ = _overlap(set(a.about), set(b.about), "skeleton")
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
            len(a.events & b.events) / max(1, min(len(a.events), len(b.events))),
            float(bool(a.events and b.events) and not a.events & b.events),
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
        ]
    )


def probability(a: Proposition, b: Proposition) -> float:
    """How likely the two say (or deny) one thing, by the shipped weights."""
    return float(1.0 / (1.0 + np.exp(-features(a, b) @ weights())))


def opposition(a: Proposition, b: Proposition) -> float:
    """What share of the weight of the words that two propositions share is denied in exactly one, 0 to 1; 0.5 where unclear."""
    shared = set(a.forms) & set(b.forms)
    total = differing = 0.0
    for form in shared:
        total += (weight := wordlists.weight(form))
        differing += weight * ((form in a.denied) != (form in b.denied))
    sides: dict[int, set[int]] = {}
    for one in (a, b):
        for word in set(one.stems):
            if word in wordlists.antonyms():
                pair, side = wordlists.antonyms()[word]
                sides.setdefault(pair, set()).add(side)
    if any(len(both) == 2 for both in sides.values()):
        total, differing = total + 4.0, differing + 4.0
    return differing / total if total else 0.5


@lru_cache(maxsize=1)
def weights() -> np.ndarray:
    """The shipped weights, in the order of ``NAMES``."""
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return np.array([stored[name] for name in NAMES])


def _mass(forms: set[str], kind: str = "skeleton") -> float:
    return sum(wordlists.weight(form, kind) for form in forms)


def _overlap(a: set[str], b: set[str], kind: str) -> tuple[float, float]:
    """Cosine and containment of two sets of weighed forms."""

    def square(forms: set[str]) -> float:
        return sum(wordlists.weight(form, kind) ** 2 for form in forms)

    shared, one, other = square(a & b), square(a), square(b)
    if not one or not other:
        return 0.0, 0.0
    return shared / math.sqrt(one * other), shared / min(one, other)


def _numbers(a: Proposition, b: Proposition) -> tuple[float, float]:
    same = other = 0.0
    for x in a.measures:
        for y in b.measures:
            alike = x.unit == y.unit or not x.unit or not y.unit
            same = max(same, float(x.value == y.value and alike))
            other = max(other, float(x.value != y.value and x.unit == y.unit != ""))
    return same, other * (1.0 - same)


def _times(a: Proposition, b: Proposition) -> tuple[float, float]:
    same = float(bool(a.times & b.times))
    kinds_a = {time.split(":")[0] for time in a.times}
    kinds_b = {time.split(":")[0] for time in b.times}
    return same, float(bool(kinds_a & kinds_b) and not same)


def _other_name(a: Proposition, b: Proposition) -> float:
    """Whether a word that tells is followed by one name here and by another there («سد الدفلى», «سد عين …»)."""
    after_a = {first: second for first, second in a.names if wordlists.weight(second) >= RARE}
    after_b = {first: second for first, second in b.names if wordlists.weight(second) >= RARE}
    differing = [f for f in after_a.keys() & after_b.keys() if after_a[f] != after_b[f] and wordlists.weight(f) >= 1.5]
    return min(len(differing), 2) / 2.0
