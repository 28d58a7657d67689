"""Windows of a Doc for the encoder, and which pieces of them belong to which token.

The same windows as ``spacy-transformers.strided_spans.v1`` and the same alignment as that library's, so
that a shipped
pipeline, which has no torch, sees what the trained one saw.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span


def strided_spans(doc: Doc, window: int, stride: int) -> list[Span]:
    """Windows of ``window`` tokens, each ``stride`` tokens after the one before; the last is cut at the
    Doc's end."""
    if not len(doc):
        return []
    last = max(len(doc) - window, 0)
    starts = range(0, last + stride, stride) if last else range(1)
    return [
        doc[start : start + window] for start in starts if start == 0 or start - stride + window < len(doc)
    ]


def pieces_of_tokens(span: Span, offsets: Sequence[tuple[int, int]]) -> list[NDArray[np.int64]]:
    """For each token of a window the numbers of the pieces that share a character with it.

    Args:
        span: The window.
        offsets: Of each piece, code points into the window's text; empty for special pieces.
    """
    starts = np.array([start for start, _ in offsets])
    ends = np.array([end for _, end in offsets])
    real = np.flatnonzero(ends > starts)
    found = []
    for token in span:
        first = token.idx - span.start_char
        last = first + len(token)
        low = np.searchsorted(ends[real], first, side="right")
        high = np.searchsorted(starts[real], last, side="left")
        found.append(real[low:high])
    return found


def mean_rows(vectors: NDArray[np.float32], rows: Sequence[NDArray[np.int64]]) -> NDArray[np.float32]:
    """The mean of some rows of ``vectors`` for each token, shape (tokens, width); nought where a token has
    none."""
    pooled = np.zeros((len(rows), vectors.shape[1]), dtype="f")
    for i, row in enumerate(rows):
        if len(row):
            pooled[i] = vectors[row].mean(axis=0)
    return pooled
