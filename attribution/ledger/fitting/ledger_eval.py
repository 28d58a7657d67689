"""Every figure of a ledger over the packs, as the tool made it from their texts:

    attribution run ARTICLES.jsonl --ledger packs.db
    attribution export --ledger packs.db --format json -o packs.json
    python -m attribution.ledger.fitting.ledger_eval packs.json annotations/packs.jsonl \\
        annotations/packs_claims.jsonl --apart ep-01 ep-05

Contested claims, positions and traps are counted as in ``claims_eval``, an attribution of the ledger being that of
gold whose cue it overlaps. Speakers: B³ (Bagga and Baldwin 1998) over the attributions that gold and ledger share,
beside how many of gold's those are. Origins: pairs of articles of one story.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from attribution.ledger.fitting.claims_eval import measure, report
from attribution.ledger.fitting.claims_gold import Pack, load_packs
from attribution.records import Claim, Position, TextSpan, attribution_id

Document = Mapping[str, Any]


def found_cues(document: Document, pack: Pack) -> dict[str, str]:
    """Ids of the ledger's attributions and those that gold's would have, where their cues overlap."""
    gold = {article.sha256: article.attributions for article in pack.articles}
    return {
        one["id"]: attribution_id(one["article"], same.cue)
        for one in document["attributions"]
        for same in gold.get(one["article"], ())
        if same.cue.overlaps(TextSpan(*one["cue"]))
    }


def claims_of(document: Document, pack: Pack) -> list[Claim]:
    """The ledger's claims that have a position in the pack, their attributions named as gold names them."""
    articles, known = {article.sha256 for article in pack.articles}, found_cues(document, pack)
    found = []
    for row in document["claims"]:
        positions = tuple(
            Position(**{**one, "attribution": known.get(one["attribution"], one["attribution"])})
            for one in row["positions"]
            if one["article"] in articles
        )
        if positions:
            kept = {key: row[key] for key in ("id", "text", "contested", "reason")}
            found.append(Claim(**kept, positions=positions))
    return found


def speakers(document: Document, packs: Sequence[Pack]) -> tuple[float, float, float, float]:
    """Precision, recall and F1 of B³, and the share of gold's attributions that the ledger has."""
    speaker_of = {one["id"]: one["speaker_id"] for one in document["attributions"]}
    gold: dict[str, Hashable] = {}
    found: dict[str, Hashable] = {}
    wanted = 0
    for pack in packs:
        known = {theirs: ours for ours, theirs in found_cues(document, pack).items()}
        for article in pack.articles:
            for one in article.attributions:
                if one.speaker is None:
                    continue
                wanted += 1
                item = attribution_id(article.sha256, one.cue)
                mention = one.speaker.of(article.text)
                if speaker_of.get(known.get(item, "")):
                    gold[item] = (pack.name, pack.speaker(one.speaker_name, mention) or item)
                    found[item] = speaker_of[known[item]]
    return (*b_cubed(gold, found), len(gold) / max(1, wanted))


def b_cubed(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of two ways to put the same things into clusters, by the label of each."""
    if not gold:
        return 0.0, 0.0, 0.0
    clusters: tuple[defaultdict, defaultdict] = (defaultdict(set), defaultdict(set))
    for sets, labels in zip(clusters, (gold, found), strict=True):
        for item, label in labels.items():
            sets[label].add(item)
    shared = {item: len(clusters[0][gold[item]] & clusters[1][found[item]]) for item in gold}
    precision = sum(shared[item] / len(clusters[1][found[item]]) for item in gold) / len(gold)
    recall = sum(shared[item] / len(clusters[0][gold[item]]) for item in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def origins(document: Document, packs: Sequence[Pack]) -> tuple[int, int, int]:
    """Pairs of articles that are one story: in the ledger, in gold, in both."""
    known = {sha256 for pack in packs for group in pack.origins for sha256 in group}
    origin = {one["id"]: one["origin"] for one in document["articles"] if one["id"] in known}
    found = {pair for pair in combinations(sorted(origin), 2) if origin[pair[0]] == origin[pair[1]]}
    gold = {pair for pack in packs for group in pack.origins for pair in combinations(sorted(group), 2)}
    return len(found), len(gold), len(found & gold)


def figures(document: Document, packs: Sequence[Pack]) -> dict[str, float]:
    """All figures of some packs together."""
    counts = sum((measure(claims_of(document, pack), pack) for pack in packs), Counter[str]())
    found, gold, both = origins(document, packs)
    precision, recall, f1, share = speakers(document, packs)
    return {
        **report(counts),
        "origins F1": 2 * both / max(1, found + gold),
        "origin pairs of gold": gold,
        "speakers B³ precision": precision,
        "speakers B³ recall": recall,
        "speakers B³ F1": f1,
        "attributions found": share,
    }


def main() -> None:
    """Print the figures of all packs, and of those that are to be seen apart."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger", type=Path, help="what attribution export --format json wrote")
    parser.add_argument("packs", type=Path)
    parser.add_argument("claims", type=Path)
    parser.add_argument("--apart", nargs="*", default=[], help="packs that are also shown by themselves")
    arguments = parser.parse_args()
    document = json.loads(arguments.ledger.read_text(encoding="utf-8"))
    packs = load_packs(arguments.packs, arguments.claims)
    apart = [pack for pack in packs if pack.name in arguments.apart]
    for name, some in (("all", packs), (" ".join(arguments.apart), apart)):
        if some:
            print(name)  # noqa: T201
            for key, value in figures(document, some).items():
                print(f"  {key:24} {value:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
