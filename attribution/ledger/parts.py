"""A content that says several things is several propositions: «إن … وإن …», «52 % نهاية فبراير، ثم 38 % بعد شهر»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from attribution.ledger.grammar import (
    denied,
    events,
    folded_words,
    mass,
    modality,
    places,
    skeletons,
    starts_negative,
)
from attribution.ledger.measures import Measure, measures, times
from attribution.ledger.propositions import LONGEST, Proposition
from attribution.ledger.stems import stem
from attribution.ledger.wordlists import role, weight
from attribution.records import Attributed, TextSpan
from attribution.text import fold_word, is_word, words

JOINS = frozenset("،؛,;")
CLAUSE = 3
"""Words that tell from which a coordinated clause is a proposition of its own."""
OWN = 8.0
"""Weight of words from which a part says by itself what its number is of; a lighter one has them from the
whole.
"""


def parts(whole: Proposition, article: Attributed) -> list[Proposition]:
    """Split a proposition at each clause that begins anew («وإن …»), and where it gives numbers of different
    units, or of one unit at different times.

    Args:
        whole: The proposition of one content.
        article: The article it stands in.

    Returns:
        One proposition for each clause, and in it for each number with the words around it, or ``[whole]``.
    """
    text = whole.span.of(article.text)
    spans = words(text)[:LONGEST]
    folded = [fold_word(text[start:end]) for start, end in spans]
    cuts = [] if whole.pointing or whole.rejects else _clauses(folded)
    pieces = [range(a, b) for a, b in zip([0, *cuts], [*cuts, len(folded)], strict=True)]
    if len(pieces) < 2:
        found = _numbers(whole, folded, spans)
    else:
        clauses = [_clause(whole, folded, piece, spans) for piece in pieces]
        found = [
            part
            for clause, piece in zip(clauses, pieces, strict=True)
            for part in _numbers(
                clause, folded[piece.start : piece.stop], _moved(spans[piece.start : piece.stop])
            )
        ]
    return [_worded(part, whole, article.text) for part in found]


def _worded(part: Proposition, whole: Proposition, text: str) -> Proposition:
    """``part`` with its own words, unless they are too few to say what its number is of."""
    if part.span == whole.span or mass(skeletons(folded_words(part.span.of(text)))) < OWN:
        return part
    return replace(part, wording=part.wording._replace(content=part.span.of(text)))


def _clauses(folded: Sequence[str]) -> list[int]:
    """Where a coordinated clause begins, clauses of fewer than three words that tell being left joined."""
    cuts: list[int] = []
    for at, (word, two) in enumerate(zip(folded, _two(folded), strict=True)):
        last = cuts[-1] if cuts else 0
        begins = word in role("clause") or two in role("clause")
        if begins and min(_telling(folded[last:at]), _telling(folded[at:])) >= CLAUSE:
            cuts.append(at)
    return cuts


def _two(folded: Sequence[str]) -> list[str]:
    """Each word with the next."""
    return [f"{word} {after}" for word, after in zip_longest(folded, folded[1:], fillvalue="")]


def _telling(folded: Sequence[str]) -> int:
    return sum(weight(form) > 0.0 for form in skeletons(folded))


def _moved(spans: Sequence[TextSpan]) -> list[TextSpan]:
    """Spans counted from where the first of them begins."""
    return [TextSpan(start - spans[0].start, end - spans[0].start) for start, end in spans]


def _clause(
    whole: Proposition, folded: Sequence[str], piece: range, spans: Sequence[TextSpan]
) -> Proposition:
    own = folded[piece.start : piece.stop]
    base = whole.span.start
    span = TextSpan(base + spans[piece.start].start, base + spans[piece.stop - 1].end)
    forms = skeletons(own)
    return replace(
        whole,
        span=span,
        order=whole.order + piece.start,
        forms=forms,
        stems=tuple(stem(word) for word in own if is_word(word)),
        denied=denied(own),
        negative=starts_negative(own),
        events=events(own),
        names=frozenset(pairwise(forms)),
        places=places(own) or whole.places,
        measures=tuple(measures(own)),
        modality=modality(own, whole.stance, ""),
    )


def _numbers(whole: Proposition, folded: Sequence[str], spans: Sequence[TextSpan]) -> list[Proposition]:
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
