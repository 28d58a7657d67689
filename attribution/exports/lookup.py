"""What a ledger's state holds, to be looked up while it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from attribution.records import Claim, LedgerArticle, LedgerAttribution, LedgerState, Position, TextSpan

GAP = " […] "
"""Between the pieces of one content: what the reporter's own words interrupted."""


def pieces(text: str, spans: Iterable[TextSpan]) -> str:
    """The words of one or more spans, verbatim, with ``GAP`` between the pieces."""
    return GAP.join(span.of(text) for span in spans)


class Lookup:
    """A state by its ids.

    Attributes:
        articles: By SHA-256.
        attributions: By id.
        names: Names of speakers by id.
        claims_of: For each attribution that takes a position, the claims.
    """

    def __init__(self, state: LedgerState) -> None:
        """Index ``state``."""
        self.state = state
        self.articles: dict[str, LedgerArticle] = {article.id: article for article in state.articles}
        self.attributions: dict[str, LedgerAttribution] = {a.id: a for a in state.attributions}
        self.names: dict[str, str] = {speaker.id: speaker.name for speaker in state.speakers}
        self.claims_of: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in state.claims:
            for key in dict.fromkeys(p.attribution for p in claim.positions if p.attribution):
                self.claims_of[key].append(claim)

    def speaker(self, attribution: LedgerAttribution) -> str | None:
        """The speaker's name: the ledger's, else the one within the article."""
        return self.names.get(attribution.speaker_id or "") or attribution.speaker_name

    def speaker_of(self, position: Position) -> str | None:
        """The name of the speaker who takes a position; None in the publisher's own voice."""
        found = self.attributions.get(position.attribution or "")
        return self.names.get(position.speaker_id or "") or (self.speaker(found) if found else None)

    def content(self, attribution: LedgerAttribution) -> str:
        """What was reported, in the article's own words."""
        return pieces(self.articles[attribution.article].text, attribution.content)

    def words(self, position: Position) -> str:
        """The words that a position rests on, in the article's own words."""
        return position.span.of(self.articles[position.article].text)

    def at(self, article: str, span: TextSpan | None) -> str | None:
        """The words of a span of an article."""
        return span.of(self.articles[article].text) if span else None
