"""Figures for parts of the attributions: by type, kind of cue, distance of the speaker and so on.

Each attribution, gold or predicted, lies in one part of each dimension by what it says itself. A part's
precision is of the predicted attributions in it, its recall of the gold ones in it; so a direct quotation
that was predicted as indirect costs recall of ``direct`` where it is otherwise wrong, never precision of
``indirect`` merely for being of another type.

=============  ====================================================================================================
type, stance   of the attribution
cue            ``verb``, ``participle``, ``noun`` (masdars too), ``preposition``, ``colon``, ``unknown``; see
               ``text.cue_kinds``
cue form       ``seen`` in the training files, in any spelling and with or without و and ف before it, or ``new``
speaker        ``clause``: no mark of punctuation between it and the cue; ``sentence``, ``paragraph``: the same one;
               ``further``, ``none``
publisher      ``seen`` in the training files, or ``new``; ``unknown`` where the article has none
marks          ``quoted``: a quotation touches the content; ``plain``
=============  ====================================================================================================
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attribution.pipeline.measure import MeasuredText
from attribution.records import Attributed, Attribution, TextSpan
from attribution.text.cue_kinds import cue_kind
from attribution.text.quotes import quotations
from attribution.text.sentences import paragraphs, sentences
from attribution.training.intervals import Interval, Sides, figures, intervals
from attribution.training.outcomes import Judged

_CLAUSE_ENDS = re.compile(r"[،,؛;:.!؟?…]")


class Slice(NamedTuple):
    """One part of one dimension; ``figures`` and ``intervals`` are those of ``training.intervals``."""

    dimension: str
    part: str
    figures: dict[str, dict[str, float | None]]
    intervals: dict[str, Interval]


class Seen(NamedTuple):
    """What training files hold: folded forms of cues, and publishers."""

    cues: frozenset[str]
    publishers: frozenset[str]


def slices(articles: Sequence[Judged], seen: Seen | None = None) -> list[Slice]:
    """The figures of each part of each dimension that has any gold or predicted attribution.

    Args:
        articles: Judged articles, at least one.
        seen: From ``seen_in``; without it there are no dimensions ``cue form`` and ``publisher``.

    Returns:
        Parts in the order of the dimensions, in each the largest first.
    """
    cut: dict[tuple[str, str], list[Sides]] = {}
    order: list[str] = []
    for number, judged in enumerate(articles):
        described = _Described(judged.article, seen)
        for side, outcomes in enumerate((judged.gold, judged.predicted)):
            for outcome in outcomes:
                for name, part in described.parts(outcome.attribution):
                    if name not in order:
                        order.append(name)
                    rows = cut.setdefault((name, part), [Sides(Counter(), Counter()) for _ in articles])
                    rows[number][side].update(outcome.counts)
    found = [Slice(*key, figures(rows), intervals(rows)) for key, rows in cut.items()]
    return sorted(found, key=lambda s: (order.index(s.dimension), -(s.figures["cue"]["gold"] or 0), s.part))


def sides(articles: Iterable[Judged]) -> list[Sides]:
    """All attributions of each article, uncut."""
    found = []
    for judged in articles:
        both = Sides(Counter(), Counter())
        for side, outcomes in enumerate((judged.gold, judged.predicted)):
            for outcome in outcomes:
                both[side].update(outcome.counts)
        found.append(both)
    return found


def seen_in(articles: Iterable[Attributed]) -> Seen:
    """What a pipeline that was trained on these articles has seen."""
    cues: set[str] = set()
    publishers = set()
    for article in articles:
        text = MeasuredText(article.text)
        cues.update(_bare(_form(text, attribution.cue)) for attribution in article.attributions)
        publishers.add(article.publisher)
    return Seen(frozenset(cues), frozenset(publisher for publisher in publishers if publisher))


class _Described:
    """An article as the dimensions see it."""

    def __init__(self, article: Attributed, seen: Seen | None) -> None:
        self.text = MeasuredText(article.text)
        self.sentences = [span.start for span in sentences(article.text)]
        self.paragraphs = [span.start for span in paragraphs(article.text)]
        self.quotations = [quote.span for quote in quotations(article.text).pairs]
        self.publisher = article.publisher
        self.seen = seen

    def parts(self, attribution: Attribution) -> Iterator[tuple[str, str]]:
        """Each dimension with the part that the attribution lies in."""
        yield "type", attribution.type
        yield "stance", attribution.stance
        yield "cue", cue_kind(self.text.text, attribution.cue)
        if self.seen:
            yield "cue form", "seen" if _bare(_form(self.text, attribution.cue)) in self.seen.cues else "new"
            known = "seen" if self.publisher in self.seen.publishers else "new"
            yield "publisher", known if self.publisher else "unknown"
        yield "speaker", self._distance(attribution.cue, attribution.speaker)
        quoted = any(content.overlaps(quote) for content in attribution.content for quote in self.quotations)
        yield "marks", "quoted" if quoted else "plain"

    def _distance(self, cue: TextSpan, speaker: TextSpan | None) -> str:
        if speaker is None:
            return "none"
        if bisect_right(self.paragraphs, cue.start) != bisect_right(self.paragraphs, speaker.start):
            return "further"
        if bisect_right(self.sentences, cue.start) != bisect_right(self.sentences, speaker.start):
            return "paragraph"
        between = self.text.text[min(cue.end, speaker.end) : max(cue.start, speaker.start)]
        return "sentence" if _CLAUSE_ENDS.search(between) else "clause"


def _form(text: MeasuredText, cue: TextSpan) -> str:
    return " ".join(text.norm(index) for index in sorted(text.cover(cue)))


def _bare(form: str) -> str:
    """The form without a و or ف that may be a conjunction; the same for all forms that are compared."""
    return form[1:] if form[:1] in "وف" and len(form) > 3 else form
