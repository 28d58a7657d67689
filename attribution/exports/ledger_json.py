"""The whole ledger as one JSON document, in the shape of ``ledger.schema.json`` beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attribution.exports.files import to_json, written
from attribution.records import Claim, LedgerState

ARTICLE = {"id", "key", "publisher", "published", "title", "origin"}
SPEAKER = {"id", "name", "aliases", "mentions"}
ATTRIBUTION = {
    *("id", "article", "cue", "speaker", "speaker_id", "speaker_name"),
    *("content", "outlet", "type", "stance", "confidence"),
}
CLAIM = {"id", "text", "contested", "reason", "positions"}


def export(state: LedgerState, path: str | Path) -> None:
    """Write ``state`` to ``path`` (``-``: standard output).

    Raises:
        AttributionError: A401 if it cannot be written.
    """
    with written(path) as file:
        file.write(to_json(document(state), indent=1) + "\n")


def document(state: LedgerState) -> dict[str, Any]:
    """``state`` as lists and objects; spans are ``[start, end]`` in code points of the article's raw text."""
    return {
        "articles": [article.model_dump(include=ARTICLE) for article in state.articles],
        "speakers": [speaker.model_dump(include=SPEAKER) for speaker in state.speakers],
        "attributions": [attribution.model_dump(include=ATTRIBUTION) for attribution in state.attributions],
        "claims": [claim(each) for each in state.claims],
    }


def claim(each: Claim) -> dict[str, Any]:
    """One claim of the document, with its positions, and with ``reviews`` if people have made any."""
    return each.model_dump(include=CLAIM | ({"reviews"} if each.reviews else set()))
