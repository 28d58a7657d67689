"""From the linker's scores to spans: the best speaker, outlet and content of a cue under what spans can be.

A span does not hold its own cue; a speaker and an outlet are short and lie in one sentence; a content gains
from every token that
is scored as inside it, and
is cut in pieces where a run of tokens inside it is scored as the reporter's own words.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from attribution.pipeline.features import Ints
from attribution.pipeline.link_model import Floats

MAX_MENTION = 25
MAX_CONTENT = 220
INSIDE_WEIGHT = 0.25
INSIDE_LIMIT = 3.0
GAP_TOKENS = 3
GAP_SCORE = -1.5


class Found(NamedTuple):
    """A decoded span: first token, token after the last (in the window), probability of its two ends
    (geometric mean)."""

    start: int
    end: int
    confidence: float


def log_softmax_with_null(scores: Floats, null: float) -> tuple[Floats, float]:
    """Log-probabilities of tokens, shape (tokens,), and of the null option."""
    top = max(float(scores.max()), null)
    total = top + np.log(np.exp(scores - top).sum() + np.exp(null - top))
    return scores - total, null - total


def best_span(
    start: Floats,
    end: Floats,
    null_start: float,
    null_end: float,
    cue: tuple[int, int],
    longest: int,
    bonus: Floats | None = None,
    sentence: Ints | None = None,
) -> Found | None:
    """The best span that does not hold its cue, or None where the null options score higher.

    Args:
        start: Scores of tokens as first, shape (tokens,).
        end: Scores of tokens as last, shape (tokens,).
        null_start: Score of there being none.
        null_end: The same, of the end.
        cue: First token of the cue and the token after its last, in the window.
        longest: Most tokens that a span may have.
        bonus: What each token adds to a span that holds it, shape (tokens,).
        sentence: Number of each token's sentence, for spans that lie in one; None: they may go on.
    """
    start, no_start = log_softmax_with_null(start, null_start)
    end, no_end = log_softmax_with_null(end, null_end)
    inside = np.concatenate([[0.0], np.cumsum(bonus)]) if bonus is not None else np.zeros(len(start) + 1)
    best, choice = -np.inf, None
    for low, high in ((0, cue[0]), (cue[1], len(start))):
        if high <= low:
            continue
        width = min(longest, high - low)
        firsts = np.arange(low, high)
        lasts = firsts[:, None] + np.arange(width)
        valid = lasts < high
        lasts = np.minimum(lasts, high - 1)
        if sentence is not None:
            valid &= sentence[firsts][:, None] == sentence[lasts]
        scores = np.where(
            valid, start[firsts][:, None] + end[lasts] + inside[lasts + 1] - inside[firsts][:, None], -np.inf
        )
        at = int(scores.argmax())
        if scores.flat[at] > best:
            best, choice = float(scores.flat[at]), (int(firsts[at // width]), int(lasts.flat[at]))
    if choice is None or (bonus is None and best < no_start + no_end):
        return None
    first, last = choice
    if bonus is not None and float(start[first] + end[last]) + 2.0 < no_start + no_end:
        return None
    return Found(first, last + 1, round(float(np.exp((start[first] + end[last]) / 2)), 4))


def best_mention(
    scores: Floats, null: Floats, role: int, cue: tuple[int, int], sentence: Ints
) -> Found | None:
    """The best speaker (``role`` 0) or outlet (``role`` 2) of a cue; arguments as in ``best_span`` and ``Links``."""
    ends = scores[:, role], scores[:, role + 1], float(null[role]), float(null[role + 1])
    return best_span(*ends, cue, MAX_MENTION, sentence=sentence)


def best_content(scores: Floats, null: Floats, cue: tuple[int, int]) -> tuple[list[tuple[int, int]], float]:
    """The pieces of a cue's content and its confidence; no pieces where there is none."""
    bonus = INSIDE_WEIGHT * np.clip(scores[:, 6], -INSIDE_LIMIT, INSIDE_LIMIT)
    found = best_span(scores[:, 4], scores[:, 5], float(null[4]), float(null[5]), cue, MAX_CONTENT, bonus)
    if found is None:
        return [], 0.0
    return pieces(scores[:, 6], found.start, found.end), found.confidence


def pieces(inside: Floats, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a content where ``GAP_TOKENS`` or more tokens in a row are scored below ``GAP_SCORE`` as inside."""
    out = inside[start:end] < GAP_SCORE
    edges = np.flatnonzero(np.diff(np.concatenate([[0], out.astype(int), [0]])))
    cut, at = [], start
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        if high - low >= GAP_TOKENS and start + low > at and start + high < end:
            cut.append((at, start + int(low)))
            at = start + int(high)
    return [*cut, (at, end)]
