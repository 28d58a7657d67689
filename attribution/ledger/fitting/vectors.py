"""Vectors of stems, counted and not trained: ``python -m attribution.ledger.fitting.vectors ARTICLES.jsonl.gz``.

Which stems stand near which in 24,300 Arabic news articles (window of five words, nearer ones counting more), as
positive pointwise mutual information with smoothed contexts (Levy, Goldberg and Dagan 2015), brought down to 64
numbers a stem by a randomised singular value decomposition (Halko, Martinsson and Tropp 2011). The table holds no
text, only small whole numbers for each stem of ``seeds/lexicon/frequencies.jsonl``; making it takes a minute.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import numpy as np
from scipy import sparse

from attribution.ledger.stems import stem
from attribution.ledger.vectors import TABLE, stems
from attribution.text import fold_word, is_word
from attribution.training.gold import read_texts

WINDOW = 5
WIDTH = 64
SMOOTHING = 0.75
"""Power of the frequencies of contexts: rare ones tell a little less."""
SEED = 0
_TOKEN = re.compile(r"[^\W_]+(?:[\u064b-\u0652]\w*)*|[.؟!\n:]")


def stream(texts: Iterable[str]) -> np.ndarray:
    """The numbers of the stems of all texts one after another; -1 for what has none or ends a sentence."""
    known = stems()

    @lru_cache(maxsize=500_000)
    def number(form: str) -> int:
        folded = fold_word(form)
        return known.get(stem(folded), -1) if is_word(folded) else -1

    found: list[int] = []
    for text in texts:
        found.extend(number(form) for form in _TOKEN.findall(text))
        found.extend([-1] * WINDOW)
    return np.array(found, dtype=np.int32)


def neighbours(numbers: np.ndarray, size: int) -> sparse.csr_matrix:
    """How often two stems stand within the window of each other, both ways, nearer ones counting more."""
    counts = sparse.csr_matrix((size, size), dtype=np.float32)
    for distance in range(1, WINDOW + 1):
        one, other = numbers[:-distance], numbers[distance:]
        both = (one >= 0) & (other >= 0)
        near = np.full(int(both.sum()), (WINDOW + 1 - distance) / WINDOW, dtype=np.float32)
        counts = counts + sparse.coo_matrix((near, (one[both], other[both])), shape=(size, size)).tocsr()
    return (counts + counts.T).tocsr()


def reduced(counts: sparse.csr_matrix, width: int = WIDTH) -> np.ndarray:
    """Vectors of length 1 from counts, shape (stems, width); nought for a stem without neighbours."""
    rows = np.asarray(counts.sum(axis=1)).ravel()
    context = rows**SMOOTHING / (rows**SMOOTHING).sum()
    cells = counts.tocoo()
    information = np.log(cells.data / (rows[cells.row] * context[cells.col]))
    kept = information > 0
    table = sparse.csr_matrix(
        (information[kept].astype(np.float32), (cells.row[kept], cells.col[kept])), shape=counts.shape
    )
    basis = np.random.default_rng(SEED).standard_normal((table.shape[0], 2 * width)).astype(np.float32)
    for _ in range(4):
        basis, _ = np.linalg.qr(table @ basis)
    left, values, _ = np.linalg.svd(np.asarray(table.T @ basis).T, full_matrices=False)
    vectors = (basis @ left)[:, :width] * np.sqrt(values[:width])
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)


def main() -> None:
    """Count one file and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, help="JSON Lines with a key text, gzipped or not")
    parser.add_argument("-o", "--output", type=Path, default=TABLE)
    arguments = parser.parse_args()
    vectors = reduced(neighbours(stream(read_texts(arguments.articles)), len(stems())))
    np.save(arguments.output, np.rint(127.0 * vectors).astype(np.int8), allow_pickle=False)


if __name__ == "__main__":
    main()
