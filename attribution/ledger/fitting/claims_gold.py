"""Gold claims of the packs: articles, claims with positions, origins and traps, as
``annotations/packs*.jsonl`` give them.
"""

from __future__ import annotations

import json
from collections.abc import Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from attribution.records import Attributed, TextSpan
from attribution.text import fold_word

Place = tuple[str, str, int, int]
"""Article SHA-256, ``cue`` or ``span``, start, end."""


@dataclass(frozen=True)
class GoldClaim:
    """One gold claim: its text, whether it is contested, why, the position of each place, and which words of it are
    meant, where that is known.
    """

    id: str
    text: str
    contested: bool
    reason: str | None
    positions: dict[Place, str]
    spans: dict[Place, TextSpan] = field(default_factory=dict)


@dataclass(frozen=True)
class Pack:
    """One event told by several publishers; of ``unsure`` pairs gold does not say whether they are of one claim."""

    name: str
    articles: tuple[Attributed, ...]
    claims: tuple[GoldClaim, ...]
    origins: tuple[tuple[str, ...], ...]
    traps: tuple[tuple[Place, Place, str], ...]
    speakers: tuple[tuple[str, frozenset[str]], ...]
    unsure: frozenset[frozenset[Place]] = frozenset()

    def speaker(self, name: str | None, mention: str) -> str | None:
        """Gold's name of a speaker, by his name in an article, else by the words that name him there."""
        named = [gold for gold, _ in self.speakers if name and fold_word(gold) == fold_word(name)]
        named += [gold for gold, mentions in self.speakers if mention in mentions]
        return next(iter(named), None)


def shared(one: Set[Place], other: Set[Place]) -> float:
    """Jaccard of two claims' places, of which there is one at least."""
    return len(one & other) / len(one | other)


def place_of(article: Attributed, number: int | None, span: TextSpan) -> Place:
    """The place that gold gives an attribution of an article, its cue; or a sentence, without the final full stop.

    Args:
        article: The article.
        number: Which of its attributions; None for a sentence.
        span: The sentence.
    """
    if number is not None:
        return (article.sha256, "cue", *article.attributions[number].cue)
    return (article.sha256, "span", span.start, span.start + len(span.of(article.text).rstrip(".")))


def names(*articles: Attributed) -> dict[tuple[str, int], str]:
    """Speaker ids from folded names alone."""
    return {
        (article.sha256, number): fold_word(one.speaker_name)
        for article in articles
        for number, one in enumerate(article.attributions)
        if one.speaker_name
    }


def load_packs(articles: Path, claims: Path) -> list[Pack]:
    """Read the packs.

    Args:
        articles: ``packs.jsonl``.
        claims: ``packs_claims.jsonl``.

    Returns:
        Packs in the order of the file; articles are named by their SHA-256.
    """
    by_id = {
        article.id: article
        for line in articles.read_text(encoding="utf-8").splitlines()
        if (article := Attributed.model_validate_json(line))
    }
    return [_pack(json.loads(line), by_id) for line in claims.read_text(encoding="utf-8").splitlines()]


def _pack(row: dict[str, Any], by_id: dict[str, Attributed]) -> Pack:
    def place(entry: dict[str, Any]) -> Place:
        kind = "cue" if "cue" in entry else "span"
        return (by_id[entry["doc"]].sha256, kind, *TextSpan(*entry[kind]))

    claims = tuple(
        GoldClaim(
            claim["id"],
            claim["text"],
            claim["contested"],
            claim["reason"],
            {place(position): position["position"] for position in claim["positions"]},
        )
        for claim in row["claims"]
    )
    return Pack(
        name=row["pack"],
        articles=tuple(by_id[key] for group in row["origins"] for key in group),
        claims=claims,
        origins=tuple(tuple(by_id[key].sha256 for key in group) for group in row["origins"]),
        traps=tuple((place(trap["a"]), place(trap["b"]), trap["why"]) for trap in row["traps"]),
        speakers=tuple((one["name"], frozenset(one["mentions"])) for one in row["speakers"]),
    )
