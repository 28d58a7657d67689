"""What two propositions share, and how much of it one of them denies."""

from __future__ import annotations

from typing import NamedTuple

from attribution.ledger import wordlists
from attribution.ledger.propositions import Proposition

EVENT = 4.0
"""What a shared event counts beside the words, where one denies it and the other does not."""
COMMON = 3.0
"""Weight of what two propositions share from which opposites («كاذبة», «صادقة») are said of one thing."""


class Opposition(NamedTuple):
    """What two propositions share, and how much of that is denied in exactly one of them; both in weight of
    words.
    """

    shared: float
    differing: float


def opposition(a: Proposition, b: Proposition) -> Opposition:
    """Weigh what two propositions share and what of it one of them denies: words, events, opposites of one
    kind.
    """
    shared = differing = 0.0
    there = set(b.stems)
    same_stems = {form for form, base in zip(a.forms, a.stems, strict=True) if base in there}
    stem_of = dict(zip(a.forms, a.stems, strict=True))
    for form in set(a.forms) & set(b.forms):
        weight = wordlists.weight(form)
        if form in same_stems:
            weight = max(weight, wordlists.weight(stem_of[form], "stem"))
        shared += weight
        differing += weight * ((form in a.denied) != (form in b.denied))
    for event in a.events & b.events:
        shared += EVENT
        differing += EVENT * (_denies(a, event) != _denies(b, event))
    if shared >= COMMON and _opposites(a, b):
        shared, differing = shared + EVENT, differing + EVENT
    return Opposition(shared, differing)


def _opposites(a: Proposition, b: Proposition) -> bool:
    """Whether one names something and the other its opposite («فاسدة», «سليمة»), neither under a negation."""
    known = wordlists.antonyms()
    here = {
        known[base]
        for form, base in zip(a.forms, a.stems, strict=True)
        if base in known and form not in a.denied
    }
    there = {
        known[base]
        for form, base in zip(b.forms, b.stems, strict=True)
        if base in known and form not in b.denied
    }
    return any((pair, 1 - side) in there and (pair, side) not in there for pair, side in here)


def _denies(one: Proposition, event: str) -> bool:
    """Whether a proposition denies an event that it names."""
    named = [
        form
        for form, base in zip(one.forms, one.stems, strict=True)
        if event in wordlists.families().get(base, ())
    ]
    return any(form in one.denied for form in named)
