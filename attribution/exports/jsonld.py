"""A ledger as schema.org JSON-LD: ``Claim``, ``Quotation``, ``NewsArticle``, ``Person`` and ``Organization``.

The context stands in the file, so that nothing is fetched to read it: schema.org's vocabulary, and ours for
what schema.org lacks ("At this time, Schema.org does not define any types of relationship between claims").
A claim has all its ``appearance``s; who asserts and who denies it are links both ways. There is no verdict:
a ``ClaimReview`` is written only when asked for, as a draft that lacks ``reviewRating``, ``url`` and ``author``, which
every consumer requires, so that nobody publishes it by mistake.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attribution.exports.files import to_json, written
from attribution.exports.identifiers import VOCABULARY, urn
from attribution.exports.lookup import Lookup
from attribution.records import Claim, LedgerArticle, LedgerAttribution, LedgerState, Position, Speaker

Node = dict[str, Any]

_LINK = {"@type": "@id"}
_OWN_LINKS = ("asserts", "denies", "alleges", "questions", "states", "contestedBy", "assertedBy")
_OWN_VALUES = (
    *("cue", "stance", "quoteType", "relayedBy", "origin"),
    *("contested", "contestReason", "contestExplanation"),
)
_LINKS = ("appearance", "firstAppearance", "isPartOf", "creator", "author", "itemReviewed")
_OWN_LISTS = ("startCodePoint", "endCodePoint")
_TYPES = {
    "person": "Person",
    "institution": "Organization",
    "group": "Organization",
    "country": "Organization",
}
CONTEXT: Node = {
    "@vocab": "http://schema.org/",
    "attribution": VOCABULARY,
    **{name: {"@id": f"attribution:{name}", **_LINK} for name in _OWN_LINKS},
    **{name: {"@id": f"attribution:{name}"} for name in _OWN_VALUES},
    **{name: {"@id": f"attribution:{name}", "@container": "@list"} for name in _OWN_LISTS},
    **dict.fromkeys(_LINKS, _LINK),
}
DRAFT = "Draft: the rating, the address and the author are for the fact-checker to give."


def export(state: LedgerState, path: str | Path, *, drafts: bool = False) -> None:
    """Write ``state`` to ``path`` (``-``: standard output).

    Args:
        state: What is current in the ledger.
        path: Where to.
        drafts: Whether a ``ClaimReview`` draft, which is invalid on purpose, is added for each contested claim.

    Raises:
        AttributionError: A401 if it cannot be written.
    """
    with written(path) as file:
        file.write(to_json(document(state, drafts=drafts), indent=1) + "\n")


def document(state: LedgerState, *, drafts: bool = False) -> Node:
    """The whole graph; null values are left out."""
    lookup = Lookup(state)
    voices: defaultdict[str, list[tuple[Claim, Position]]] = defaultdict(list)
    for claim in state.claims:
        for position in claim.positions:
            if position.attribution is None:
                voices[position.article].append((claim, position))
    nodes = [
        *(_article(article, voices[article.id]) for article in state.articles),
        *(_speaker(speaker) for speaker in state.speakers),
        *(_quotation(each, lookup) for each in state.attributions),
        *(_claim(claim, lookup) for claim in state.claims),
        *(_draft(claim) for claim in state.claims if drafts and claim.contested),
    ]
    return {"@context": CONTEXT, "@graph": [_known(node) for node in nodes]}


def _article(article: LedgerArticle, voices: list[tuple[Claim, Position]]) -> Node:
    return {
        "@id": urn("article", article.id),
        "@type": "NewsArticle",
        "identifier": article.key,
        "headline": article.title,
        "url": article.url,
        "datePublished": article.published,
        "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else None,
        "inLanguage": "ar",
        "origin": article.origin,
        **_stands(voices),
    }


def _speaker(speaker: Speaker) -> Node:
    return {
        "@id": urn("speaker", speaker.id),
        "@type": _TYPES.get(speaker.kind, "Thing"),
        "name": speaker.name,
        "alternateName": list(speaker.aliases),
    }


def _quotation(each: LedgerAttribution, lookup: Lookup) -> Node:
    article = lookup.articles[each.article]
    taken = lookup.claims_of.get(each.id, ())
    return {
        "@id": urn("attribution", each.id),
        "@type": "Quotation",
        "text": lookup.content(each),
        "creator": urn("speaker", each.speaker_id) if each.speaker_id else None,
        "creditText": lookup.speaker(each),
        "isPartOf": urn("article", article.id),
        "inLanguage": "ar",
        "cue": each.cue.of(article.text),
        "stance": each.stance,
        "quoteType": each.type,
        "relayedBy": lookup.at(article.id, each.outlet),
        "startCodePoint": [span.start for span in each.content],
        "endCodePoint": [span.end for span in each.content],
        **_stands((claim, p) for claim in taken for p in claim.positions if p.attribution == each.id),
    }


def _stands(taken: Iterable[tuple[Claim, Position]]) -> dict[str, list[str]]:
    """Links to claims by what is done to them (``denies``)."""
    links: defaultdict[str, list[str]] = defaultdict(list)
    for claim, position in taken:
        links[position.position].append(urn("claim", claim.id))
    return {stand: _distinct(found) for stand, found in links.items()}


def _claim(claim: Claim, lookup: Lookup) -> Node:
    asserting = [p for p in claim.positions if p.position in ("asserts", "alleges")]
    denying = [p for p in claim.positions if p.position == "denies"]
    return {
        "@id": urn("claim", claim.id),
        "@type": "Claim",
        "text": claim.text,
        "inLanguage": "ar",
        "author": _distinct(urn("speaker", p.speaker_id) for p in asserting if p.speaker_id),
        "appearance": _distinct(urn("article", p.article) for p in claim.positions),
        "firstAppearance": _first([lookup.articles[p.article] for p in claim.positions]),
        "contested": claim.contested,
        "contestReason": claim.reason,
        "contestExplanation": claim.why,
        "assertedBy": _distinct(urn("attribution", p.attribution) for p in asserting if p.attribution),
        "contestedBy": _distinct(urn("attribution", p.attribution) for p in denying if p.attribution),
    }


def _first(articles: list[LedgerArticle]) -> str | None:
    """The earliest article, where all have a full date and no two share the earliest."""
    days = {article.id: (article.published or "")[: len("YYYY-MM-DD")] for article in articles}
    earliest = [key for key, day in days.items() if day == min(days.values())]
    known = all(len(day) == len("YYYY-MM-DD") for day in days.values())
    return urn("article", earliest[0]) if known and len(earliest) == 1 else None


def _draft(claim: Claim) -> Node:
    return {
        "@id": urn("draft", claim.id),
        "@type": "ClaimReview",
        "creativeWorkStatus": "Draft",
        "description": DRAFT,
        "claimReviewed": claim.text,
        "itemReviewed": urn("claim", claim.id),
        "inLanguage": "ar",
    }


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _known(node: Node) -> Node:
    return {key: value for key, value in node.items() if value is not None and value != []}
