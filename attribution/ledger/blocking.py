"""Which pairs are looked at at all: those that share a rare word, a number with its unit, or states and an
event, and all reports of articles on one event.

Never all pairs: a key that too many propositions share is passed over, so cost grows with the number of
propositions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from attribution.ledger import wordlists
from attribution.ledger.features import articles_alike
from attribution.ledger.propositions import Proposition

RAREST = 8
"""Keys a proposition has from its words: its rarest skeletons."""
LARGEST = 60
"""Propositions a key may have; one that has more tells too little."""
NEIGHBOURS = 2
"""Propositions that follow one another this closely in an article are compared whatever they share."""


ONE_EVENT = 0.08
"""Likeness of two articles from which they can be on one event, and all their reports are compared: of pairs of 96
articles on as many events 1 in 100 is as alike."""
NEAREST = 12
"""Articles, at most, with all reports of which those of one article are compared."""
TELLING = 3.5
"""Weight from which a stem alone makes two articles be looked at."""


def candidates(propositions: Sequence[Proposition]) -> list[tuple[int, int]]:
    """Pairs of indexes, lower first, in order; each once.

    Args:
        propositions: Those of all articles.

    Returns:
        Pairs worth comparing; their number grows linearly with that of the propositions.
    """
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for number, proposition in enumerate(propositions):
        for key in set(_keys(proposition)):
            blocks[key].append(number)
    found = {
        (first, second)
        for members in blocks.values()
        if len(members) <= LARGEST
        for at, first in enumerate(members)
        for second in members[at + 1 :]
    }
    return sorted(found | _of_one_event(propositions))


def _of_one_event(propositions: Sequence[Proposition]) -> set[tuple[int, int]]:
    """All pairs of reports of one article, or of two articles that are alike: two sides may share no word at all."""
    reports: dict[str, list[int]] = defaultdict(list)
    whole: dict[str, frozenset[str]] = {}
    for number, one in enumerate(propositions):
        whole[one.article] = one.whole
        if one.index is not None:
            reports[one.article].append(number)
    found: set[tuple[int, int]] = set()
    for here, others in _alike(whole).items():
        for there in [here, *others]:
            found |= {(min(a, b), max(a, b)) for a in reports[here] for b in reports[there] if a != b}
    return found


def _alike(whole: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """For each article those that are most alike it, by SHA-256."""
    holders: dict[str, list[str]] = defaultdict(list)
    for sha256 in sorted(whole):
        for form in whole[sha256]:
            if wordlists.weight(form, "stem") >= TELLING:
                holders[form].append(sha256)
    near: dict[str, list[str]] = {}
    for one, forms in whole.items():
        met = {other for form in forms if len(holders[form]) <= LARGEST for other in holders[form]} - {one}
        ranked = sorted((-articles_alike(forms, whole[other]), other) for other in met)
        near[one] = [other for likeness, other in ranked[:NEAREST] if -likeness >= ONE_EVENT]
    return near


def _keys(one: Proposition) -> Iterator[Hashable]:
    telling = sorted((form for form in set(one.forms)), key=lambda form: (-wordlists.weight(form), form))
    yield from telling[:RAREST]
    for measure in one.measures:
        yield measure.value, measure.unit
    for event in one.events:
        for state in one.states:
            yield event, state
    for step in range(NEIGHBOURS + 1):
        yield one.article, one.order + step
    if one.answers is not None:
        yield one.article, one.answers, "answered"
    yield one.article, one.order, "answered"
