"""A content that gives several numbers is several propositions: «52 % نهاية فبراير، ثم 38 % بعد شهر»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from attribution.ledger.grammar import denied, events, mass, skeletons
from attribution.ledger.measures import Measure, measures, times
from attribution.ledger.propositions import Proposition
from attribution.ledger.stems import stem
from attribution.records import Attributed, TextSpan
from attribution.text import fold_word, is_word, words

JOINS = frozenset("،؛,;")
OWN = 8.0
"""Weight of words from which a part says by itself what its number is of; a lighter one has them from the
whole.
"""


def parts(whole: Proposition, article: Attributed) -> list[Proposition]:
    """Split a proposition where it gives numbers of different units, or of one unit at different times.

    Args:
        whole: The proposition of one content.
        article: The article it stands in.

    Returns:
        One proposition for each number with the words around it, or ``[whole]``.
    """
    text = whole.span.of(article.text)
    spans = words(text)
    folded = [fold_word(text[start:end]) for start, end in spans]
    found = [m for m in measures(folded) if m.unit]
    if len(found) < 2 or any(m.rejected for m in found):
        return [whole]
    cuts = _cuts(folded, found)
    pieces = [range(a, b) for a, b in zip([0, *cuts], [*cuts, len(folded)], strict=True)]
    if len(pieces) < 2 or not _differ([folded[p.start : p.stop] for p in pieces]):
        return [whole]
    return [_part(whole, folded, piece, spans) for piece in pieces]


def _cuts(folded: Sequence[str], found: Sequence[Measure]) -> list[int]:
    """Where to cut between each number and the next: after a comma, else before a word that begins with و."""
    cuts = []
    for one, other in pairwise(found):
        between = range(one.at + 1, other.at)
        commas = [at + 1 for at in between if folded[at] in JOINS]
        joined = [at for at in between if folded[at].startswith("و") and len(folded[at]) > 3]
        if commas or joined:
            cuts.append((commas or joined)[-1])
    return cuts


def _year(own: Sequence[str]) -> bool:
    return any(time.startswith("year") for time in times(own))


def _differ(pieces: Sequence[Sequence[str]]) -> bool:
    units = {m.unit for piece in pieces for m in measures(piece) if m.unit}
    return len(units) > 1 or len({times(piece) for piece in pieces}) > 1


def _part(whole: Proposition, folded: Sequence[str], piece: range, spans: Sequence[TextSpan]) -> Proposition:
    own = folded[piece.start : piece.stop]
    light = mass(skeletons(own)) < OWN
    base = whole.span.start
    said = [word for word in (folded if light else own) if is_word(word)]
    if light:
        numbers = {folded[m.at] for m in measures(folded)} - set(own)
        said = [word for word in said if word not in numbers]
    forms = skeletons(said)
    return replace(
        whole,
        span=TextSpan(base + spans[piece.start].start, base + spans[piece.stop - 1].end),
        order=whole.order + piece.start,
        forms=forms,
        stems=tuple(stem(word) for word in said),
        denied=denied(own),
        events=events(said),
        names=frozenset(pairwise(forms)),
        measures=tuple(measures(own)),
        times=times(own) | {time for time in whole.times if time.startswith("year") and not _year(own)},
    )
