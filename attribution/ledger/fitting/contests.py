"""Training the trees and the networks that find contests, on packs and news, and measuring what they and the weights
find together.

    python -m attribution.ledger.fitting.contests annotations/packs.jsonl annotations/packs_claims.jsonl \\
        annotations/authored.jsonl --more annotations/packs_more.jsonl annotations/packs_more_claims.jsonl \\
        … --more annotations/packs_wide.jsonl annotations/packs_wide_claims.jsonl \\
        --crossed annotations/packs_written.jsonl annotations/packs_written_claims.jsonl FOLDER \\
        --news annotations/news_claims.jsonl news.jsonl.gz --test annotations/packs_test.jsonl \\
        annotations/packs_test_claims.jsonl --write

``--crossed`` packs are those that the network which reads reports was trained on: one in FOLDER that was not reads
them (``attribution.ledger.fitting.crossed``). Each pack is measured by what was fitted without it
(``attribution.ledger.fitting.forest``) and by the weights that ship, which were fitted on the older ones of them and on
the news; ``--test`` packs by what was fitted on all. Without ``--write`` nothing is stored. With 1,061 packs: some
110 minutes of two cores, most of it for the networks.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

import numpy as np

from attribution.ledger import trees, triangles, turning, wholes
from attribution.ledger.claims import Deciding, claims_of, gather
from attribution.ledger.compared import TOGETHER
from attribution.ledger.contradictions import NAMES
from attribution.ledger.fitting.claims_eval import measure, report, tell
from attribution.ledger.fitting.claims_gold import load_packs, names
from attribution.ledger.fitting.forest import Crossed, Forest
from attribution.ledger.fitting.news import news_of
from attribution.ledger.fitting.pairs import arguments_of_packs, load_articles
from attribution.ledger.weighed import Weighed, Weights


def main() -> None:
    """Fit, print the figures of each file, and store what ships if that is wanted."""
    parser = arguments_of_packs(__doc__)
    parser.add_argument(
        "--test", type=Path, nargs=2, action="append", default=[], help="packs to measure alone"
    )
    parser.add_argument(
        "--crossed", type=Path, nargs=3, help="packs that the network has seen, claims, folder of another"
    )
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    files = [(arguments.packs, arguments.claims), *arguments.more]
    packs = {articles.stem: load_packs(articles, claims) for articles, claims in files}
    every = [pack for some in packs.values() for pack in some]
    news, told = news_of(arguments, arguments.half), partial(print, flush=True)
    crossed = None
    if arguments.crossed:
        articles, claims, folder = arguments.crossed
        packs[articles.stem] = load_packs(articles, claims)
        crossed = Crossed(packs[articles.stem], folder)
    forest = Forest(every, load_articles(arguments.others), news, told, crossed)
    for name, found in forest.precisions().items():
        told(f"mean average precision, {name}: {np.mean(found):.3f}")
    counts = []
    for number, event in enumerate(forest.events):
        with forest.reading(number):
            weighed = Weighed(event.found, event.begun, Weights())
            claims = claims_of(weighed, forest.competing(number), event.pack.articles)
        counts.append(measure(claims, event.pack))
    at = 0
    for name, some in [*packs.items(), *([("news", news)] if news else [])]:
        tell(name, report(sum(counts[at : at + len(some)], Counter())))
        at += len(some)
    tell("all packs", report(sum(counts[: len(forest.packs)], Counter())))
    grown = forest.grown()
    for articles, claims_path in arguments.test:
        count: Counter[str] = Counter()
        for pack in load_packs(articles, claims_path):
            count += measure(
                gather(pack.articles, names(*pack.articles), deciding=Deciding(Weights(), grown)), pack
            )
        tell(articles.stem, report(count))
    if arguments.write:
        triangles.store(TOGETHER, forest.together[None])
        trees.store(
            {
                "alone": (NAMES, forest.alone[None]),
                "turning": (turning.NAMES, forest.turning[None]),
                "disputes": (wholes.NAMES, forest.wholes[None]),
            }
        )


if __name__ == "__main__":
    main()
