"""Training what decides on pairs and groups: on the packs, on pairs of other articles that cannot be of one claim, and
on news.

    python -m attribution.ledger.fitting.pairs annotations/packs.jsonl annotations/packs_claims.jsonl \\
        annotations/authored.jsonl --more annotations/packs_more.jsonl annotations/packs_more_claims.jsonl \\
        --more annotations/packs_apart.jsonl annotations/packs_apart_claims.jsonl \\
        --more annotations/packs_later.jsonl annotations/packs_later_claims.jsonl \\
        --news annotations/news_claims.jsonl news.jsonl.gz --write

Without ``--write`` only the figures of packs are printed by what was fitted without them.
"""

from __future__ import annotations

import argparse
import json
from functools import partial
from pathlib import Path

import numpy as np

from attribution.ledger import disputes, sides, trees
from attribution.ledger.compared import AMONG, CONTRADICTING
from attribution.ledger.fitted import WEIGHTS
from attribution.ledger.fitting.claims_gold import load_packs
from attribution.ledger.fitting.material import Material
from attribution.ledger.fitting.news import add_news, news_of
from attribution.ledger.pairs import NAMES
from attribution.records import Attributed


def load_articles(path: Path) -> list[Attributed]:
    """Read a file of articles with attributions."""
    return [Attributed.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()]


def arguments_of_packs(description: str | None, *, others: bool = True) -> argparse.ArgumentParser:
    """A parser of what every measuring of packs is given: packs, their claims, other articles, further packs.

    Args:
        description: What the program does.
        others: Whether it is given other articles.
    """
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packs", type=Path)
    parser.add_argument("claims", type=Path)
    if others:
        parser.add_argument("others", type=Path, help="articles of which each is about an event of its own")
    parser.add_argument(
        "--more", type=Path, nargs=2, action="append", default=[], help="further packs and claims"
    )
    if others:
        add_news(parser)
    return parser


def main() -> None:
    """Cross-validate; with ``--write`` fit on all packs and store what ships."""
    parser = arguments_of_packs(__doc__)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    files = [(arguments.packs, arguments.claims), *arguments.more]
    packs = [pack for articles, claims in files for pack in load_packs(articles, claims)]
    told = partial(print, flush=True)
    material = Material(packs, load_articles(arguments.others), news_of(arguments, arguments.half), told)
    figures = material.precisions()
    for number, pack in enumerate(packs):
        shown = ", ".join(f"{name} {found[number]:.3f}" for name, found in figures.items())
        told(f"{pack.name}: average precision: {shown}")
    for name, found in figures.items():
        told(f"mean average precision, {name}: {np.mean(found):.3f}")
    if arguments.write:
        models = material.models()
        kinds = {
            "alone": (NAMES, models.alone),
            "among": (AMONG, models.among),
            "contradicts": (CONTRADICTING, models.contradicts),
            "disputes": (disputes.NAMES, models.disputes),
        }
        trees.store(kinds)
        weights = {name: round(float(one), 4) for name, one in zip(sides.NAMES, models.sides, strict=True)}
        WEIGHTS.write_text(json.dumps({"sides": weights}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
