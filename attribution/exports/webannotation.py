"""A ledger as W3C Web Annotations: every cue, speaker, content and outlet where it stands in its article.

A target has two selectors for the same words (Web Annotation Data Model, 4.2.4 and 4.2.5): the words with what
stands before and after them, and their place. Both are in Unicode code points of the article's raw text, in
logical order, never folded; ``end`` is exclusive. An article is named by the SHA-256 of that text, its address is
where it was got (``via``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attribution.exports.files import to_json, written
from attribution.exports.identifiers import urn
from attribution.exports.lookup import Lookup
from attribution.records import LedgerArticle, LedgerAttribution, LedgerState, TextSpan

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after the words; fewer at the text's ends, and where one would part a letter from its
marks."""


def export(state: LedgerState, path: str | Path) -> None:
    """Write ``state`` to ``path`` (``-``: standard output) as one collection.

    Raises:
        AttributionError: A401 if it cannot be written.
    """
    with written(path) as file:
        file.write(to_json(document(state), indent=1) + "\n")


def document(state: LedgerState) -> dict[str, Any]:
    """A collection of one page with an annotation for each span of each attribution."""
    lookup = Lookup(state)
    items = [each for attribution in state.attributions for each in _annotations(attribution, lookup)]
    return {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "label": "arabic-attribution",
        "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def selectors(text: str, span: TextSpan) -> list[dict[str, Any]]:
    """The two selectors of a span of ``text``."""
    start, end = span
    before, after = max(start - AROUND, 0), min(end + AROUND, len(text))
    while before < start and unicodedata.combining(text[before]):
        before += 1
    while end < after < len(text) and unicodedata.combining(text[after]):
        after -= 1
    return [
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[before:start],
            "suffix": text[end:after],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


def _annotations(attribution: LedgerAttribution, lookup: Lookup) -> Iterator[dict[str, Any]]:
    article = lookup.articles[attribution.article]
    for number, (label, span) in enumerate(attribution.spans(), start=1):
        yield {
            "id": urn("attribution", f"{attribution.id}:{number}"),
            "type": "Annotation",
            "motivation": "tagging",
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": value}
                for value in (label, *(_details(label, attribution)))
            ]
            + _links(label, attribution),
            "target": {"source": _source(article), "selector": selectors(article.text, span)},
        }


def _details(label: str, attribution: LedgerAttribution) -> tuple[str, ...]:
    return (f"stance:{attribution.stance}", f"type:{attribution.type}") if label == "CUE" else ()


def _links(label: str, attribution: LedgerAttribution) -> list[dict[str, Any]]:
    """To the attribution that the span belongs to, and from a speaker's mention to the speaker."""
    links = [("linking", urn("attribution", attribution.id))]
    if label == "SPEAKER" and attribution.speaker_id:
        links.append(("identifying", urn("speaker", attribution.speaker_id)))
    return [{"type": "SpecificResource", "purpose": why, "source": target} for why, target in links]


def _source(article: LedgerArticle) -> dict[str, Any]:
    source = {
        "id": urn("article", article.id),
        "type": "Text",
        "format": "text/plain",
        "language": "ar",
        "textDirection": "rtl",
    }
    return {**source, "via": article.url} if article.url else source
