"""Training the pair model: ``python -m attribution.training.pairs annotations/packs.jsonl
annotations/packs_claims.jsonl``.

Logistic regression with an L2 penalty, fitted by Newton's method: 5,000 pairs take seconds. Without
``--write`` only the
leave-one-pack-out figures are printed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from attribution.ledger.features import NAMES, features
from attribution.ledger.grammar import folded_words, mass, skeletons
from attribution.ledger.pairs import WEIGHTS
from attribution.ledger.propositions import Proposition
from attribution.ledger.statements import read
from attribution.training.claims_gold import Pack, Place, load_packs

PENALTY = 10.0


def fit(x: np.ndarray, y: np.ndarray, penalty: float = PENALTY, steps: int = 25) -> np.ndarray:
    """Weights of a logistic regression.

    Args:
        x: Features, pairs × features; the first column is 1.
        y: 1.0 where the pair is of one claim, else 0.0.
        penalty: L2 penalty on all weights but the first.
        steps: Newton steps.

    Returns:
        One weight a feature.
    """
    weights = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], penalty)
    ridge[0] = 1e-6
    for _ in range(steps):
        p = 1.0 / (1.0 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + ridge * weights
        hessian = (x.T * (p * (1.0 - p) + 1e-9)) @ x + np.diag(ridge)
        weights = weights - np.linalg.solve(hessian, gradient)
    return weights


def place(proposition: Proposition, pack: Pack) -> Place:
    """The place that gold gives a proposition: its cue, or its sentence without the final full stop."""
    article = next(a for a in pack.articles if a.sha256 == proposition.article)
    if proposition.index is None:
        text = proposition.span.of(article.text).rstrip(".")
        return (article.sha256, "span", proposition.span.start, proposition.span.start + len(text))
    return (article.sha256, "cue", *article.attributions[proposition.index].cue)


def propositions(pack: Pack) -> list[Proposition]:
    """All propositions of a pack, speakers being their folded names."""
    return [
        one
        for article in pack.articles
        for one in read(
            article, {(article.sha256, n): a.speaker_name or "" for n, a in enumerate(article.attributions)}
        )
    ]


def memberships(found: Sequence[Proposition], pack: Pack) -> list[set[str]]:
    """Gold claims of each proposition; of the parts of one content, the one that shares most with the claim's
    text has it.
    """
    at: dict[Place, list[int]] = {}
    for number, one in enumerate(found):
        at.setdefault(place(one, pack), []).append(number)
    of: list[set[str]] = [set() for _ in found]
    for claim in pack.claims:
        told = set(skeletons(folded_words(claim.text)))
        for where in claim.positions.keys() & at.keys():
            shares = [(mass(told & set(found[number].forms)), -number) for number in at[where]]
            of[-max(shares)[1]].add(claim.id)
    return of


def pairs(pack: Pack) -> tuple[np.ndarray, np.ndarray]:
    """Features and targets of all pairs of a pack."""
    found = propositions(pack)
    of = memberships(found, pack)
    couples = list(combinations(range(len(found)), 2))
    x = np.array([features(found[i], found[j]) for i, j in couples])
    return x, np.array([float(bool(of[i] & of[j])) for i, j in couples])


def average_precision(y: np.ndarray, score: np.ndarray) -> float:
    """Area under precision and recall."""
    ranked = y[np.argsort(-score)]
    return float((ranked * np.cumsum(ranked) / np.arange(1, len(ranked) + 1)).sum() / ranked.sum())


def main() -> None:
    """Cross-validate by pack; with ``--write`` fit on all packs and store the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("claims", type=Path)
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    packs = load_packs(arguments.articles, arguments.claims)
    data = [pairs(pack) for pack in packs]
    scores = []
    for held, pack in enumerate(packs):
        x, y = (
            np.concatenate(parts) for parts in zip(*(d for n, d in enumerate(data) if n != held), strict=True)
        )
        weights = fit(x, y, arguments.penalty)
        rules = average_precision(data[held][1], data[held][0][:, 1])
        scores.append(average_precision(data[held][1], data[held][0] @ weights))
        print(f"{pack.name}: average precision {scores[-1]:.3f} (cosine alone {rules:.3f})")  # noqa: T201
    print(f"mean {np.mean(scores):.3f}")  # noqa: T201
    x, y = (np.concatenate(parts) for parts in zip(*data, strict=True))
    weights = fit(x, y, arguments.penalty)
    for name, value in zip(NAMES, weights, strict=True):
        print(f"{value:8.2f}  {name}")  # noqa: T201
    if arguments.write:
        stored = {
            "pairs": len(y),
            "weights": {n: round(float(v), 4) for n, v in zip(NAMES, weights, strict=True)},
        }
        WEIGHTS.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
