"""What an attribution costs when the ledger is small and when it is large, on articles that are made up.

Run ``python -m attribution.ledger.fitting.scaling annotations/packs.jsonl --ledger /tmp/large.sqlite``. The
articles are like those given in how many attributions they have, how long contents are and what lies between
them, which words are used how often, and how soon a new speaker comes up; nobody has said what they say.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from attribution.ledger import Ledger, Pipeline
from attribution.records import Attributed, Attribution, TextSpan
from attribution.text import is_word, words

MADE_UP = Pipeline("made up", "1")
CUES = {"قال": "say", "أكد": "affirm", "نفى": "deny", "اتهم": "accuse"}
PARTICLE = "إن"
AROUND = 500
"""Attributions before and after the one whose cost is asked for that are measured with it."""


class Corpus(NamedTuple):
    """What articles are like: values as often as they occur."""

    attributions: tuple[int, ...]
    contents: tuple[int, ...]
    between: tuple[int, ...]
    vocabulary: tuple[str, ...]
    names: tuple[str, ...]
    newcomers: float


class Cost(NamedTuple):
    """Seconds for one attribution when a ledger has ``at`` of them: by the clock, and of this process."""

    at: int
    clock: float
    processor: float


def describe(articles: Sequence[Attributed]) -> Corpus:
    """Count what articles are like.

    Args:
        articles: With their attributions.

    Returns:
        Attributions of an article; words of a content, and of the text that goes with one attribution beside
        its content; words; names; and the share of attributions whose speaker has not spoken before.
    """
    told = [(article, one) for article in articles for one in article.attributions if one.content]
    lengths = [sum(len(words(c.of(article.text))) for c in one.content) for article, one in told]
    numbers = [len(article.attributions) for article in articles if article.attributions]
    spoken = [one.speaker_name for _, one in told if one.speaker_name]
    size = sum(len(words(article.text)) for article in articles)
    between = max(0, size - sum(lengths)) // max(1, len(told))
    every = [a.text[start:end] for a in articles for start, end in words(a.text)]
    return Corpus(
        attributions=tuple(numbers),
        contents=tuple(length for length in lengths if length),
        between=(between // 2, between, between * 3 // 2),
        vocabulary=tuple(word for word in every if is_word(word)),
        names=tuple(sorted({part for name in spoken for part in name.split() if len(part) > 2})),
        newcomers=len(set(spoken)) / len(spoken),
    )


def make(corpus: Corpus, seed: int = 0) -> Iterator[Attributed]:
    """Make up articles without end, the same for the same seed.

    A speaker is a new one as often as in the corpus, else one of those before, the likelier the more often he
    has spoken: by H. A. Simon, "On a class of skew distribution functions" (1955), that gives Zipf's law.
    """
    chance = random.Random(seed)
    spoken: list[str] = []
    number = 0
    while True:
        text, found = "", []
        for _ in range(chance.choice(corpus.attributions)):
            text += " ".join(chance.choices(corpus.vocabulary, k=chance.choice(corpus.between))) + ". "
            newcomer = not spoken or chance.random() < corpus.newcomers
            name = " ".join(chance.sample(corpus.names, 2)) if newcomer else chance.choice(spoken)
            spoken.append(name)
            cue = chance.choice(tuple(CUES))
            content = " ".join(
                [PARTICLE, *chance.choices(corpus.vocabulary, k=chance.choice(corpus.contents))]
            )
            spans = []
            for part in (cue, name, content):
                spans.append(TextSpan(len(text), len(text) + len(part)))
                text += f"{part} "
            found.append(
                Attribution.model_validate(
                    {
                        "cue": spans[0],
                        "speaker": spans[1],
                        "speaker_name": name,
                        "content": spans[2:],
                        "stance": CUES[cue],
                    }
                )
            )
            text = f"{text.rstrip()}. "
        number += 1
        yield Attributed(
            id=f"made-up-{seed}-{number}",
            text=text.strip(),
            publisher=f"ناشر {number % 50}",
            published=f"2025-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}",
            attributions=tuple(found),
        )


def measure(ledger: Ledger, articles: Iterator[Attributed], at: Sequence[int]) -> Iterator[Cost]:
    """Add articles until there are as many attributions as the last of ``at`` says.

    Yields:
        For each of ``at`` the median cost of an article's attribution among ``AROUND`` before and after.
    """
    done = 0
    for wanted in sorted(at):
        costs = []
        while done < wanted + AROUND:
            article = next(articles)
            clock, processor = time.perf_counter(), time.process_time()
            ledger.add(article, pipeline=MADE_UP)
            number = len(article.attributions)
            if abs(done - wanted) <= AROUND:
                spent = time.perf_counter() - clock, time.process_time() - processor
                costs.append(tuple(seconds / number for seconds in spent))
            done += number
        yield Cost(wanted, *(statistics.median(column) for column in zip(*costs, strict=True)))


def spread(costs: Sequence[float]) -> float:
    """How many times the least of some costs the greatest is."""
    return max(costs) / min(costs)


def derivations(corpus: Corpus, at: Sequence[int]) -> Iterator[Cost]:
    """Work out speakers, origins and claims of so many attributions; seconds for one of them."""
    from attribution.ledger.derivation import work_out

    for wanted in at:
        some, number = [], 0
        for article in make(corpus):
            some.append(article)
            number += len(article.attributions)
            if number >= wanted:
                break
        clock, processor = time.perf_counter(), time.process_time()
        work_out(some)
        yield Cost(number, (time.perf_counter() - clock) / number, (time.process_time() - processor) / number)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, help="JSON Lines of articles with attributions, to be like")
    parser.add_argument("--ledger", help="a new file or database URL; in memory unless given")
    parser.add_argument("--at", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--derive", type=int, nargs="*", default=[], help="attributions to derive from")
    given = parser.parse_args()
    lines = given.articles.read_text(encoding="utf-8").splitlines()
    corpus = describe([Attributed.model_validate_json(line) for line in lines])
    out = sys.stdout
    with Ledger.open(given.ledger) as ledger:
        costs = []
        for cost in measure(ledger, make(corpus), given.at):
            costs.append(cost)
            out.write(f"adding {_figures(cost)}\n")
        if costs:
            clock, processor = (spread([cost[n] for cost in costs]) for n in (1, 2))
            out.write(f"greatest by least: {clock:.2f} by the clock, {processor:.2f} of the processor\n")
    for cost in derivations(corpus, given.derive):
        out.write(f"deriving {_figures(cost)}, {cost.at * cost.processor:.1f} s in all\n")


def _figures(cost: Cost) -> str:
    clock, processor = cost.clock * 1000, cost.processor * 1000
    return f"{cost.at:>9,}: {clock:6.3f} ms by the clock, {processor:6.3f} ms of the processor, each"


if __name__ == "__main__":
    main()
