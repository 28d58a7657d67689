"""Positions with the words they stand on: what every report of contests shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from attribution.exports.ledger_json import claim as exported
from attribution.exports.lookup import Lookup
from attribution.records import Claim, LedgerArticle, LedgerState, Position, Speaker


class Evidence(NamedTuple):
    """A position with its verbatim words.

    Attributes:
        position: The position itself.
        article: Where it stands.
        text: The words of the article that it rests on.
        cue: The speech verb, or the word that does its work; None in the publisher's own voice.
        outlet: Who relayed it to the article, in the article's words.
        speaker_name: The speaker as the ledger names him; None where nobody is named.
    """

    position: Position
    article: LedgerArticle
    text: str
    cue: str | None
    outlet: str | None
    speaker_name: str | None


class Library(Lookup):
    """What a state holds, to be looked up, with speakers and claims by their ids."""

    def __init__(self, state: LedgerState) -> None:
        """Index ``state``."""
        super().__init__(state)
        self.speakers: Mapping[str, Speaker] = {speaker.id: speaker for speaker in state.speakers}
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in state.claims}

    def evidence(self, position: Position) -> Evidence:
        """A position with its words; without cue and outlet if its attribution has been superseded."""
        article = self.articles[position.article]
        found = self.attributions.get(position.attribution or "")
        return Evidence(
            position=position,
            article=article,
            text=position.span.of(article.text),
            cue=found.cue.of(article.text) if found else None,
            outlet=found.outlet.of(article.text) if found and found.outlet else None,
            speaker_name=self.name(position.speaker_id) or (found.speaker_name if found else None),
        )

    def name(self, speaker_id: str | None) -> str | None:
        """The name of a speaker of the ledger."""
        return self.names.get(speaker_id or "")


def contested(state: LedgerState) -> dict[str, Any]:
    """The contested claims alone, in the export's shape, as ``rows`` has them."""
    return {"claims": [row for row in rows(state) if row["contested"]]}


def rows(state: LedgerState) -> list[dict[str, Any]]:
    """One row a claim, contested ones first.

    Beside the export's keys each position has the verbatim ``text``, ``cue``, ``speaker_name``, ``outlet``,
    ``publisher``, ``published`` and ``key`` of its article, and each claim says ``why`` it is contested and
    what ``related`` claims were kept apart.
    """
    library = Library(state)
    return [_row(claim, library) for claim in state.claims]


def _row(claim: Claim, library: Library) -> dict[str, Any]:
    shown = [library.evidence(position) for position in claim.positions]
    return {
        **exported(claim),
        "positions": [
            {
                **evidence.position.model_dump(),
                "text": evidence.text,
                "cue": evidence.cue,
                "speaker_name": evidence.speaker_name,
                "outlet": evidence.outlet,
                "publisher": evidence.article.publisher,
                "published": evidence.article.published,
                "key": evidence.article.key,
            }
            for evidence in shown
        ],
        "why": claim.why,
        "related": [
            {**related.model_dump(), "text": library.claims[related.claim].text}
            for related in claim.related
            if related.claim in library.claims
        ],
    }
