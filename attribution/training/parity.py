"""Whether a shipped pipeline finds what the trained one finds.

python -m attribution.training.parity models/training/trf/model-best models/training/trf/shipped dev.jsonl
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from attribution.pipeline import extract_all, load
from attribution.records import Article, Attributed, TextSpan
from attribution.training.gold import read_gold


def differing_spans(first: Language, second: Language, articles: Sequence[Article]) -> tuple[int, int]:
    """How many spans only one of two pipelines finds, and how many there are in all.

    A span counts with its label: the same words as speaker and as outlet are two.
    """
    sides = [[_spans(found) for found in extract_all(nlp, articles)] for nlp in (first, second)]
    pairs = list(zip(*sides, strict=True))
    return sum(len(a ^ b) for a, b in pairs), sum(len(a | b) for a, b in pairs)


def _spans(found: Attributed) -> set[tuple[str, TextSpan]]:
    return {named for attribution in found.attributions for named in attribution.spans()}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("trained", type=Path)
    parser.add_argument("shipped", type=Path)
    parser.add_argument("articles", type=Path, help="articles, .jsonl")
    args = parser.parse_args()
    differing, spans = differing_spans(
        spacy.load(args.trained), load(args.shipped), list(read_gold(args.articles))
    )
    sys.stdout.write(f"{differing} of {spans} spans differ ({differing / max(spans, 1):.2%})\n")


if __name__ == "__main__":
    main()
