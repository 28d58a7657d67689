"""Claims of real news, labelled by reading, and how well the ledger finds them:

    python -m attribution.ledger.fitting.news annotations/news_claims.jsonl news.jsonl.gz

``news_claims.jsonl`` has offsets, names and labels alone; the texts are their publishers' and come from the corpus that
they were drawn from. Nothing that ships is fitted on them.

Attributions are those of the shipped pipeline, mistakes included. Each event has four articles at most; events of one
affair stand in one ``half``, so that either half can measure what is fitted on the other.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attribution.ledger.fitting.claims_eval import claims_of, measure, report
from attribution.ledger.fitting.claims_gold import GoldClaim, Pack, Place, place_of
from attribution.ledger.pairs import weights
from attribution.records import Attributed, TextSpan
from attribution.training.gold import read_raw


def load_news(claims: Path, corpus: Path) -> list[tuple[Pack, int]]:
    """Read the events as packs without origins and speakers; pairs that look alike and are not are their traps.

    Args:
        claims: ``news_claims.jsonl``.
        corpus: Articles by ``id``, JSON Lines, compressed with gzip or not.

    Returns:
        Packs in the order of the file, each with its half.
    """
    rows = list(read_raw(claims))
    wanted = {article["id"]: article for row in rows for article in row["articles"]}
    keys = ("id", "text", "publisher", "published", "title")
    found = {}
    for entry in read_raw(corpus):
        if own := wanted.get(entry["id"]):
            given = {key: entry[key] for key in keys if entry.get(key)}
            found[entry["id"]] = Attributed(**given, attributions=own["attributions"])
    return [(_pack(row, found), row["half"]) for row in rows]


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
    )


def main() -> None:
    """Print the figures of the claims that ship, of each half and of all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("claims", type=Path)
    parser.add_argument("corpus", type=Path)
    arguments = parser.parse_args()
    counts: dict[str, Counter[str]] = {"half 0": Counter(), "half 1": Counter()}
    for pack, half in load_news(arguments.claims, arguments.corpus):
        counts[f"half {half}"] += measure(claims_of(pack.articles, weights()), pack)
    counts["all"] = sum(counts.values(), Counter())
    for name, count in counts.items():
        print(name, {key: round(value, 3) for key, value in report(count).items()})  # noqa: T201


if __name__ == "__main__":
    main()
