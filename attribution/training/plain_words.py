"""Which frequent words are hardly ever a part of a personal name: ``python -m attribution.training.plain_words
ARTICLES.jsonl.gz -o FILE``.

The shipped list was counted over 24,300 Arabic news articles; it holds words alone.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from attribution.text import fold_word, words
from attribution.text.titles import look
from attribution.text.vocabulary import foreign, given_names, name_particles
from attribution.training.gold import read_texts

MIN_ARTICLES = 120
"""Articles that a word must occur in."""

MAX_NAMED = 0.08
"""Share of a word's occurrences that may stand right after a given name or a form of address."""

MIN_ADDRESSED = 0.03
"""Share of a given name's occurrences after a form of address, from which it is taken to be a name wherever it is."""

MAX_DEFINITE = 0.02
"""Share of a foreign given name's occurrences with the article, up to which it is taken to be a name."""

_ARABIC = re.compile("[\u0621-\u064a]{2,}")


def plain_words(texts: Iterable[str]) -> list[str]:
    """Count words, and words after words that lead up to a name.

    Args:
        texts: Texts of articles.

    Returns:
        Folded words, those in most articles first.
    """
    articles, occurrences, pairs = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    for text in texts:
        forms = [fold_word(text[start:end]) for start, end in words(text)]
        articles.update(set(forms))
        occurrences.update(forms)
        pairs.update((one, other) for one, other in pairwise(forms) if _may_lead(one))
    addressed = Counter[str]()
    for (one, other), times in pairs.items():
        if one not in given_names():
            addressed[other] += times
    sure = {name for name in given_names() if _is_name(name, occurrences, addressed)}
    named = Counter[str]()
    for (one, other), times in pairs.items():
        if one in sure or one not in given_names():
            named[other] += times
    return [
        word
        for word, times in articles.most_common()
        if times >= MIN_ARTICLES
        and _ARABIC.fullmatch(word)
        and named[word] < MAX_NAMED * occurrences[word]
        and not given_names().keys() & {word, word.removeprefix("و")}
    ]


def _may_lead(word: str) -> bool:
    """Whether a name may follow: after a given name, a particle of names, or a form of address."""
    if word in given_names() or word in name_particles():
        return True
    this = look(word)
    return this.address and this.definite and not this.proclitic and not this.plural


def _is_name(name: str, occurrences: Counter[str], addressed: Counter[str]) -> bool:
    """Whether a given name is no common word as well: it takes no article, and is foreign or follows an address."""
    times, definite = occurrences[name], occurrences["ال" + name]
    if foreign(name):
        return definite <= MAX_DEFINITE * times
    return definite < times / 2 and addressed[name] >= MIN_ADDRESSED * times


def main() -> None:
    """Count one file and write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, help="JSON Lines with a key text, gzipped or not")
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    found = plain_words(read_texts(arguments.articles))
    with arguments.output.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"word": word}, ensure_ascii=False) + "\n" for word in found)


if __name__ == "__main__":
    main()
