"""Claims of real news, labelled by reading: ``annotations/news_claims.jsonl`` has offsets, names and labels alone; the
texts are their publishers' and come from the corpus that they were drawn from.

Attributions are those of the shipped pipeline, mistakes included. Each event has four articles at most; events of one
affair stand in one ``half``, so that either half can measure what was fitted on the other.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attribution.ledger.fitting.claims_gold import GoldClaim, Pack, Place, place_of
from attribution.records import Attributed, TextSpan
from attribution.training.gold import read_raw


def load_news(claims: Path, corpus: Path, half: int | None = None) -> list[Pack]:
    """Read the events as packs without origins and speakers; pairs that look alike and are not are their traps.

    Args:
        claims: ``news_claims.jsonl``.
        corpus: Articles by ``id``, JSON Lines, compressed with gzip or not.
        half: 0 or 1 for the events of that half alone.

    Returns:
        Packs in the order of the file.
    """
    kept = [row for row in read_raw(claims) if half is None or row["half"] == half]
    wanted = {article["id"]: article for row in kept for article in row["articles"]}
    keys = ("id", "text", "publisher", "published", "title")
    found = {}
    for entry in read_raw(corpus):
        if own := wanted.get(entry["id"]):
            given = {key: entry[key] for key in keys if entry.get(key)}
            found[entry["id"]] = Attributed(**given, attributions=own["attributions"])
    return [_pack(row, found) for row in kept]


def add_news(parser: argparse.ArgumentParser) -> None:
    """Give a program the options of real news."""
    parser.add_argument("--news", type=Path, nargs=2, help="labelled claims of real news, and its corpus")
    parser.add_argument("--half", type=int, choices=(0, 1), help="the half of the news to fit on")


def news_of(arguments: argparse.Namespace, half: int | None) -> list[Pack]:
    """The events of real news that a program was given; none where it was given none."""
    if not arguments.news:
        return []
    claims, corpus = arguments.news
    return load_news(claims, corpus, half)


def _pack(row: Mapping[str, Any], found: Mapping[str, Attributed]) -> Pack:
    def place(entry: Mapping[str, Any]) -> Place:
        return place_of(found[entry["doc"]], entry["attribution"], TextSpan(*entry["span"]))

    def stand(entry: Mapping[str, Any]) -> str:
        if entry["side"] != "+":
            return "denies" if entry["side"] == "-" else "questions"
        if entry["attribution"] is None:
            return "states"
        stance = found[entry["doc"]].attributions[entry["attribution"]].stance
        return "alleges" if stance in ("accuse", "allege") else "asserts"

    claims = tuple(
        GoldClaim(
            f"{row['event']}-{number}",
            "",
            claim["contested"],
            claim["reason"],
            {place(entry): stand(entry) for entry in claim["positions"]},
            {place(entry): TextSpan(*entry["span"]) for entry in claim["positions"]},
        )
        for number, claim in enumerate(row["claims"])
    )
    return Pack(
        name=row["event"],
        articles=tuple(found[article["id"]] for article in row["articles"]),
        claims=claims,
        origins=(),
        traps=tuple((place(one), place(other), "") for one, other in row["near"]),
        speakers=(),
        unsure=frozenset(frozenset((place(one), place(other))) for one, other in row["unsure"]),
    )
