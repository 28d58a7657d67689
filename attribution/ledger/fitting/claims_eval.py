"""How well claims, contests, positions and traps come out.

    python -m attribution.ledger.fitting.claims_eval annotations/packs.jsonl annotations/packs_claims.jsonl \\
        annotations/authored.jsonl --more annotations/packs_more.jsonl annotations/packs_more_claims.jsonl \\
        --more annotations/packs_apart.jsonl annotations/packs_apart_claims.jsonl \\
        --more annotations/packs_later.jsonl annotations/packs_later_claims.jsonl \\
        --test annotations/packs_test.jsonl annotations/packs_test_claims.jsonl

A predicted contested claim is right when it is matched with a gold one, one to one, best overlap of their places
(Jaccard) first, and shares at least a third of them. Position accuracy is over the places that matched claims share.
A trap is flagged when both its places stand in one claim on opposing sides. Weights are fitted without the pack that
is measured; ``--more`` names packs that they are fitted on too, and that are measured by themselves.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from attribution.ledger.fitting.claims_gold import GoldClaim, Pack, Place, load_packs, place_of, shared
from attribution.ledger.fitting.labelled import LEAST
from attribution.ledger.fitting.models import Models, claims_of
from attribution.ledger.fitting.news import news_of
from attribution.ledger.fitting.pairs import Material, arguments_of_packs, load_articles
from attribution.records import Claim


def places(claim: Claim, pack: Pack) -> dict[Place, str]:
    """The positions of a predicted claim by the places that gold names."""
    articles = {article.sha256: article for article in pack.articles}
    found: dict[Place, str] = {}
    for one in claim.positions:
        if one.attribution is None:
            found[place_of(articles[one.article], None, one.span)] = one.position
        else:
            start, end = one.attribution.split(":")[1].split("-")
            found[(one.article, "cue", int(start), int(end))] = one.position
    return found


def match(
    predicted: Sequence[dict[Place, str]], gold: Sequence[GoldClaim], least: float = LEAST
) -> list[tuple[int, int]]:
    """Match predicted with gold claims one to one, best Jaccard first."""
    scored = sorted(
        (
            (-shared(found.keys(), one.positions.keys()), p, g)
            for p, found in enumerate(predicted)
            for g, one in enumerate(gold)
        ),
    )
    used_p, used_g, pairs_found = set(), set(), []
    for score, p, g in scored:
        if -score >= least and p not in used_p and g not in used_g:
            pairs_found.append((p, g))
            used_p.add(p)
            used_g.add(g)
    return pairs_found


def measure(claims: Sequence[Claim], pack: Pack, least: float = LEAST) -> Counter[str]:
    """Counts for one pack: contested claims predicted, gold and right; positions and right; traps and
    flagged.
    """
    contested = [places(claim, pack) for claim in claims if claim.contested]
    everything = [places(claim, pack) for claim in claims]
    gold = [claim for claim in pack.claims if claim.contested]
    matched = match(contested, gold, least)
    reasons = [claim.reason for claim in claims if claim.contested]
    count = Counter(predicted=len(contested), gold=len(gold), right=len(matched), traps=len(pack.traps))
    for p, g in matched:
        count["reasons right"] += reasons[p] == gold[g].reason
        for place in contested[p].keys() & gold[g].positions.keys():
            count["positions"] += 1
            count["positions right"] += contested[p][place] == gold[g].positions[place]
            count["sides right"] += (contested[p][place] == "denies") == (
                gold[g].positions[place] == "denies"
            )
    for p, g in match(everything, pack.claims, least):
        count["any positions"] += len(everything[p].keys() & pack.claims[g].positions.keys())
        count["any claims"] += 1
    count["gold claims"] = len(pack.claims)
    for a, b, _ in pack.traps:
        count["flagged"] += any(
            a in found and b in found and (found[a] == "denies") != (found[b] == "denies")
            for found in everything
        )
    return count


def report(count: Counter[str]) -> dict[str, float]:
    """Shares from counts."""
    precision = count["right"] / max(1, count["predicted"])
    recall = count["right"] / max(1, count["gold"])
    return {
        "contested precision": precision,
        "contested recall": recall,
        "contested F1": 2 * precision * recall / max(1e-9, precision + recall),
        "position accuracy": count["positions right"] / max(1, count["positions"]),
        "side accuracy": count["sides right"] / max(1, count["positions"]),
        "reason accuracy": count["reasons right"] / max(1, count["right"]),
        "traps flagged": count["flagged"] / max(1, count["traps"]),
        "claims found": count["any claims"] / max(1, count["gold claims"]),
    }


def evaluate(material: Material, least: float = LEAST) -> dict[str, Counter[str]]:
    """Counts of each pack, weights fitted on the other packs."""
    return {
        pack.name: measure(claims_of(pack.articles, material.models(number)), pack, least)
        for number, pack in enumerate(material.packs)
    }


def mixed(claims: Sequence[Claim]) -> tuple[int, int]:
    """Contested claims of articles that are each about an event of their own, and how many span two: all false."""
    contested = [claim for claim in claims if claim.contested]
    return len(contested), sum(len({p.article for p in claim.positions}) > 1 for claim in contested)


def shortfalls(
    figures: Mapping[str, Mapping[str, float]], floors: Mapping[str, Mapping[str, float]]
) -> list[str]:
    """Where figures are worse than their floors; of ``traps flagged`` less is better."""
    return [
        f"{group}: {name} {figures[group][name]:.3f}, floor {floor:.3f}"
        for group, wanted in floors.items()
        for name, floor in wanted.items()
        if (figures[group][name] > floor if name == "traps flagged" else figures[group][name] < floor)
    ]


def unseen(packs: Sequence[Pack], models: Models) -> dict[str, float]:
    """Figures of packs that ``models`` were not fitted on."""
    return report(sum((measure(claims_of(p.articles, models), p) for p in packs), Counter[str]()))


def tell(name: str, figures: Mapping[str, float]) -> None:
    """Print figures on a line."""
    print(name, {key: round(value, 3) for key, value in figures.items()})  # noqa: T201


def main() -> None:
    """Print the figures of each pack, of each file and of all, and the contests among articles that have nothing in
    common; exit with 1 where one is worse than its floor.
    """
    parser = arguments_of_packs(__doc__)
    parser.add_argument("--least", type=float, default=LEAST)
    parser.add_argument("--test", type=Path, nargs=2, help="packs and claims that nothing is fitted on")
    parser.add_argument("--floors", type=Path, help="JSON of groups with their figures, below which to fail")
    arguments = parser.parse_args()
    others = load_articles(arguments.others)
    files = [load_packs(*pair) for pair in [(arguments.packs, arguments.claims), *arguments.more]]
    names_of = [path.stem for path in (arguments.packs, *(articles for articles, _ in arguments.more))]
    half = len(others) // 2
    material = Material(
        [pack for packs in files for pack in packs], others[:half], news_of(arguments, arguments.half)
    )
    counts = evaluate(material, arguments.least)
    for name, packs in zip(names_of, files, strict=True):
        counts[name] = sum((counts[pack.name] for pack in packs), Counter[str]())
    counts["all"] = sum((counts[name] for name in names_of), Counter[str]())
    figures = {name: report(count) for name, count in counts.items()}
    for name, found in figures.items():
        tell(name, found)
    models = material.models()
    if arguments.news and arguments.half is not None:
        tell("news of the other half", unseen(news_of(arguments, 1 - arguments.half), models))
    if arguments.test:
        tell(arguments.test[0].stem, unseen(load_packs(*arguments.test), models))
    contested, false = mixed(claims_of(others[half:], models))
    print(f"{len(others) - half} articles on as many events: {contested} contested, {false} across events")  # noqa: T201
    if arguments.floors:
        below = shortfalls(figures, json.loads(arguments.floors.read_text(encoding="utf-8")))
        for line in below:
            print(line)  # noqa: T201
        sys.exit(bool(below))


if __name__ == "__main__":
    main()
