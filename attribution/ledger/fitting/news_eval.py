"""How well the claims that ship come out of real news:

    python -m attribution.ledger.fitting.news_eval annotations/news_claims.jsonl news.jsonl.gz

The corpus is no part of this project. Where weights were fitted on the news too, what counts is
``attribution.ledger.fitting.claims_eval --news … --half 0``, which fits on one half and measures the other.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from attribution.ledger.fitting.claims_eval import measure, report
from attribution.ledger.fitting.models import claims_of, shipped
from attribution.ledger.fitting.news import load_news
from attribution.training.gold import read_raw


def main() -> None:
    """Print the figures of the claims that ship, of each half and of all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("claims", type=Path)
    parser.add_argument("corpus", type=Path)
    arguments = parser.parse_args()
    counts: dict[str, Counter[str]] = {"half 0": Counter(), "half 1": Counter()}
    for row, pack in zip(
        read_raw(arguments.claims), load_news(arguments.claims, arguments.corpus), strict=True
    ):
        counts[f"half {row['half']}"] += measure(claims_of(pack.articles, shipped()), pack)
    counts["all"] = sum(counts.values(), Counter())
    for name, count in counts.items():
        print(name, {key: round(value, 3) for key, value in report(count).items()})  # noqa: T201


if __name__ == "__main__":
    main()
