"""Training the models of pairs on the packs, on pairs of other articles that cannot be of one claim, and on news.

    python -m attribution.ledger.fitting.pairs annotations/packs.jsonl annotations/packs_claims.jsonl \\
        annotations/authored.jsonl --more annotations/packs_more.jsonl annotations/packs_more_claims.jsonl \\
        --more annotations/packs_apart.jsonl annotations/packs_apart_claims.jsonl \\
        --more annotations/packs_later.jsonl annotations/packs_later_claims.jsonl \\
        --news annotations/news_claims.jsonl news.jsonl.gz --write

Logistic regression with an L2 penalty, fitted by Newton's method. Without ``--write`` only the leave-one-pack-out
figures are printed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from attribution.ledger import contradictions, sides
from attribution.ledger.features import NAMES
from attribution.ledger.fitting.claims_gold import Pack, load_packs
from attribution.ledger.fitting.labelled import contradicting, names, opposed, pairs, propositions, strangers
from attribution.ledger.fitting.news import add_news, news_of
from attribution.ledger.pairs import WEIGHTS, weights
from attribution.ledger.statements import read
from attribution.records import Attributed

PENALTY = 10.0
SIDE_PENALTY = 5.0
SETTLED = 1e-6
"""A step of Newton's method that ends it."""
NEWS = 0.3
"""What a pair of real news counts where contradictions are fitted, beside 1 for one of a pack."""


def fit(
    x: np.ndarray,
    y: np.ndarray,
    penalty: float = PENALTY,
    counts: np.ndarray | float = 1.0,
    steps: int = 25,
) -> np.ndarray:
    """Weights of a logistic regression.

    Args:
        x: Features, pairs × features; the first column is 1.
        y: 1.0 where the pair is of one claim, else 0.0.
        penalty: L2 penalty on all weights but the first.
        counts: What each pair counts.
        steps: Newton steps at most.

    Returns:
        One weight a feature.
    """
    weights = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], penalty)
    ridge[0] = 1e-6
    for _ in range(steps):
        p = 1.0 / (1.0 + np.exp(-x @ weights))
        gradient = x.T @ (counts * (p - y)) + ridge * weights
        hessian = (x.T * (counts * p * (1.0 - p) + 1e-9)) @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights = weights - step
        if float(abs(step).max()) < SETTLED:
            break
    return weights


def average_precision(y: np.ndarray, score: np.ndarray) -> float:
    """Area under precision and recall."""
    ranked = y[np.argsort(-score)]
    return float((ranked * np.cumsum(ranked) / np.arange(1, len(ranked) + 1)).sum() / ranked.sum())


class Models(NamedTuple):
    """Weights of what is about one thing, of the sides, and of contradictions."""

    pairs: np.ndarray
    sides: np.ndarray
    contests: np.ndarray


def shipped() -> Models:
    """The weights that ship."""
    return Models(weights(), sides.weights(), contradictions.weights())


class Material:
    """What the models are fitted on.

    What is about one thing, and on which side of it, is learnt from the packs alone; who contradicts whom, which in
    real news is few, from real news too where it is given.

    Attributes:
        packs: The packs.
        labelled: Features and targets of their pairs.
        opposed: Those of their pairs of one claim, opposed or not.
        contradicting: Those of the pairs that could make a contest, with what each counts: packs, then news.
        groups: The propositions of each event: each pack, then each of the other articles.
    """

    def __init__(
        self, packs: Sequence[Pack], others: Sequence[Attributed] = (), news: Sequence[Pack] = ()
    ) -> None:
        """Take packs, other articles of which each is about an event of its own, and events of real news."""
        self.packs = packs
        self.labelled = [pairs(pack) for pack in packs]
        self.opposed = [opposed(pack) for pack in packs]
        self.contradicting = [contradicting(pack) for pack in packs]
        self.contradicting += [(x, y, NEWS * counts) for x, y, counts in map(contradicting, news)]
        self.groups = [propositions(pack) for pack in packs] + [read(one, names(one)) for one in others]

    def models(self, without: int | None = None, penalty: float = PENALTY) -> Models:
        """Fit all weights, on all or without one pack."""
        return Models(
            self.weights(without, penalty), self.side_weights(without), self.contest_weights(without)
        )

    def weights(self, without: int | None = None, penalty: float = PENALTY) -> np.ndarray:
        """Fit the weights of what is about one thing."""
        apart = strangers([group for number, group in enumerate(self.groups) if number != without])
        kept = [pair for number, pair in enumerate(self.labelled) if number != without]
        x = np.concatenate([*(x for x, _ in kept), apart])
        y = np.concatenate([*(y for _, y in kept), np.zeros(len(apart))])
        return fit(x, y, penalty)

    def side_weights(self, without: int | None = None) -> np.ndarray:
        """Fit the weights of the sides."""
        kept = [rows for number, rows in enumerate(self.opposed) if number != without]
        x, y = (np.concatenate(each) for each in zip(*kept, strict=True))
        return fit(x, y, SIDE_PENALTY)

    def contest_weights(self, without: int | None = None) -> np.ndarray:
        """Fit the weights of contradictions."""
        kept = [rows for number, rows in enumerate(self.contradicting) if number != without]
        x, y, counts = (np.concatenate(each) for each in zip(*kept, strict=True))
        return fit(x, y, PENALTY, counts)


def load_articles(path: Path) -> list[Attributed]:
    """Read a file of articles with attributions."""
    return [Attributed.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()]


def arguments_of_packs(description: str | None, *, others: bool = True) -> argparse.ArgumentParser:
    """A parser of what every measuring of packs is given: packs, their claims, other articles, further packs.

    Args:
        description: What the program does.
        others: Whether it is given other articles.
    """
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packs", type=Path)
    parser.add_argument("claims", type=Path)
    if others:
        parser.add_argument("others", type=Path, help="articles of which each is about an event of its own")
    parser.add_argument(
        "--more", type=Path, nargs=2, action="append", default=[], help="further packs and claims"
    )
    if others:
        add_news(parser)
    return parser


def main() -> None:
    """Cross-validate by pack; with ``--write`` fit on all packs and store the weights."""
    parser = arguments_of_packs(__doc__)
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    files = [(arguments.packs, arguments.claims), *arguments.more]
    packs = [pack for articles, claims in files for pack in load_packs(articles, claims)]
    material = Material(packs, load_articles(arguments.others), news_of(arguments, arguments.half))
    scores = []
    for held, (x, y) in enumerate(material.labelled):
        scores.append(average_precision(y, x @ material.weights(held, arguments.penalty)))
        rules = average_precision(y, x[:, NAMES.index("cosine of skeletons")])
        print(f"{packs[held].name}: average precision {scores[-1]:.3f} (cosine alone {rules:.3f})")  # noqa: T201
    print(f"mean {np.mean(scores):.3f}")  # noqa: T201
    right = [
        float(((x @ material.side_weights(n) > 0) == y).mean()) for n, (x, y) in enumerate(material.opposed)
    ]
    print(f"sides right, mean of the packs: {np.mean(right):.3f}")  # noqa: T201
    models = material.models(penalty=arguments.penalty)
    stored = {
        kind: {name: round(float(value), 4) for name, value in zip(names_of, found, strict=True)}
        for kind, names_of, found in (
            ("weights", NAMES, models.pairs),
            ("sides", sides.NAMES, models.sides),
            ("contests", contradictions.NAMES, models.contests),
        )
    }
    for kind, found in stored.items():
        for name, value in found.items():
            print(f"{kind:8} {value:8.2f}  {name}")  # noqa: T201
    if arguments.write:
        WEIGHTS.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
