"""In how many articles each stem and each consonant skeleton occurs: ``python -m
attribution.ledger.fitting.frequencies ARTICLES.jsonl.gz -o FILE``.

The shipped table was counted over 24,300 Arabic news articles; it holds forms and counts alone.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from attribution.ledger.stems import skeleton, stem
from attribution.text import fold_word, is_word, words
from attribution.training.gold import read_texts

MIN_ARTICLES = 20
"""Rarer forms are left out and count as this rare."""


def count(texts: Iterable[str]) -> tuple[int, Counter[str], Counter[str]]:
    """Count articles, and for each stem and each skeleton the articles that it occurs in."""
    articles, stems, skeletons = 0, Counter[str](), Counter[str]()
    for text in texts:
        articles += 1
        forms = {fold_word(text[start:end]) for start, end in words(text)}
        forms = {form for form in forms if is_word(form) and not form[0].isdigit()}
        stems.update({stem(form) for form in forms})
        skeletons.update({skeleton(form) for form in forms})
    return articles, stems, skeletons


def main() -> None:
    """Count one file and write the table: the number of articles, then the forms, commonest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, help="JSON Lines with a key text, gzipped or not")
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    articles, stems, skeletons = count(read_texts(arguments.articles))
    with arguments.output.open("w", encoding="utf-8") as out:
        out.write(json.dumps({"articles": articles}) + "\n")
        for kind, counts in (("stem", stems), ("skeleton", skeletons)):
            kept = [(form, n) for form, n in counts.most_common() if n >= MIN_ARTICLES]
            out.writelines(json.dumps({kind: f, "articles": n}, ensure_ascii=False) + "\n" for f, n in kept)


if __name__ == "__main__":
    main()
