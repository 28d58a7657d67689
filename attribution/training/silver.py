"""Silver annotations: raw articles as trained pipelines read them, kept where two of them agree.

python -m attribution.training.silver RAW.jsonl.gz --teacher models/training/trf/model-last --second OTHER
    -o silver.jsonl --vectors silver.npy --without dev.jsonl --articles 3000
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from attribution.pipeline import load
from attribution.pipeline.document import read
from attribution.pipeline.measure import measure, values
from attribution.records import Article, Attributed
from attribution.text.folding import fold_text
from attribution.training.gold import read_raw

SHINGLE = 8
SHARED = 0.1
"""An article that has this share of its eight-word sequences from articles to be judged by is left out."""


def choose(
    path: Path, without: Sequence[Path], count: int, words: tuple[int, int], seed: int
) -> list[Article]:
    """Raw articles, as many from each publisher as there are to have, none that shares text with ``without``.

    Args:
        path: Raw articles, JSON Lines, gzipped or not.
        without: Articles that nothing may be learnt from.
        count: How many to take.
        words: Fewest and most words of an article.
        seed: Where chance starts.
    """
    barred = {
        shingle for other in without for article in _articles(other) for shingle in _shingles(article.text)
    }
    by_publisher: dict[str, list[Article]] = {}
    for article in _articles(path):
        if words[0] <= len(article.text.split()) <= words[1]:
            by_publisher.setdefault(article.publisher or "", []).append(article)
    rng = random.Random(seed)
    for articles in by_publisher.values():
        rng.shuffle(articles)
    queues, chosen, seen = list(by_publisher.values()), list[Article](), set[int]()
    while queues and len(chosen) < count:
        queues = [queue for queue in queues if queue]
        for queue in queues:
            article = queue.pop()
            shingles = _shingles(article.text)
            if len(shingles & (barred | seen)) <= SHARED * len(shingles):
                chosen.append(article)
                seen |= shingles
    return chosen[:count]


def _articles(path: Path) -> Iterator[Article]:
    for record in read_raw(path):
        yield Article(id=record["id"], text=record["text"], publisher=record.get("publisher"))


def _shingles(text: str) -> set[int]:
    words = fold_text(text).split()
    return {hash(tuple(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1)}


def agreement(article: Attributed, docs: Sequence[Doc]) -> float:
    """How far two pipelines agree on an article: full50 of one on the other; 1 where neither finds anything."""
    first, second = (read(doc) for doc in docs)
    if not first and not second:
        return 1.0
    return values(measure([(article.text, first, second)]))["full50"]


def vectors(doc: Doc) -> Any:
    """One vector a token, shape (tokens, width): ``doc.tensor``, or what spacy-transformers left."""
    if len(doc.tensor) == len(doc):
        return doc.tensor
    batch = doc._.trf_data
    hidden = batch.model_output.last_hidden_state
    pieces = hidden.reshape(-1, hidden.shape[-1])
    aligned, at = np.zeros((len(doc), pieces.shape[-1]), dtype="f"), 0
    for token, length in enumerate(batch.align.lengths):
        if length:
            aligned[token] = pieces[batch.align.data[at : at + length, 0]].mean(axis=0)
        at += length
    return aligned


def label(
    articles: Iterable[Article], pipelines: Sequence[Language], at_once: int = 8
) -> Iterator[tuple[Attributed, Any, float]]:
    """Each article as the first pipeline reads it, its token vectors, and how far the second one agrees."""
    for queue in minibatch(articles, at_once):
        read_by = [list(nlp.pipe([article.text for article in queue])) for nlp in pipelines]
        for article, *docs in zip(queue, *read_by, strict=True):
            found = Attributed(**article.model_dump(), attributions=read(docs[0]))
            yield found, vectors(docs[0]), agreement(found, docs) if len(docs) > 1 else 1.0


def _fast() -> Any:
    """Half precision for the encoders of this run, where torch is there."""
    try:
        import torch
    except ImportError:
        return nullcontext()
    return torch.autocast("cpu", dtype=torch.bfloat16)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("raw", type=Path)
    parser.add_argument("--teacher", required=True, help="pipeline that labels")
    parser.add_argument("--second", help="pipeline that must agree")
    parser.add_argument(
        "--without", type=Path, nargs="*", default=[], help="articles that nothing may be learnt from"
    )
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--words", type=int, nargs=2, default=(60, 700))
    parser.add_argument("--agree", type=float, default=0.7, help="least full50 of the one on the other")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--out", type=Path, required=True, help="articles on which the two agree")
    parser.add_argument("--all", type=Path, help="all articles, those of --vectors (default: OUT.all.jsonl)")
    parser.add_argument("--vectors", type=Path, help="the teacher's vectors of --all, .npy")
    args = parser.parse_args()
    chosen = choose(args.raw, args.without, args.articles, tuple(args.words), args.seed)
    pipelines = [load(name) for name in (args.teacher, args.second) if name]
    kept, rows = 0, []
    every = args.all or args.out.with_suffix(".all.jsonl")
    with (
        args.out.open("w", encoding="utf-8") as agreed,
        every.open("w", encoding="utf-8") as everything,
        _fast(),
    ):
        for number, (article, tensor, share) in enumerate(label(chosen, pipelines), start=1):
            line = article.model_dump_json(exclude_none=True) + "\n"
            if share >= args.agree:
                agreed.write(line)
                kept += 1
            everything.write(line)
            if args.vectors:
                rows.append(tensor.astype("f2"))
            if number % 100 == 0:
                sys.stderr.write(f"{number} of {len(chosen)} read, {kept} kept\n")
    if args.vectors:
        np.save(args.vectors, np.concatenate(rows))
    sys.stdout.write(f"{kept} of {len(chosen)} articles kept\n")


if __name__ == "__main__":
    main()
