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
from functools import cached_property
from pathlib import Path

import numpy as np

from attribution.ledger import contradictions, disputes, sides
from attribution.ledger.features import NAMES
from attribution.ledger.fitted import WEIGHTS
from attribution.ledger.fitting.claims_gold import Pack, load_packs
from attribution.ledger.fitting.labelled import (
    contradicting,
    disputed,
    names,
    opposed,
    pairs,
    propositions,
    strangers,
)
from attribution.ledger.fitting.models import Models
from attribution.ledger.fitting.news import add_news, news_of
from attribution.ledger.statements import read
from attribution.records import Attributed

PENALTY = 10.0
SIDE_PENALTY = 5.0
GROUP_PENALTY = 1.0
SETTLED = 1e-6
"""A step of Newton's method that ends it."""
NEWS = 0.3
"""What a pair of real news counts where contradictions are fitted, beside 1 for one of a pack."""
QUARREL = 2.0
"""What a group of real news counts, where it is fitted which are contested, beside 1 for one of a pack."""


def fit(
    x: np.ndarray,
    y: np.ndarray,
    penalty: float = PENALTY,
    counts: np.ndarray | float = 1.0,
    steps: int = 25,
    start: np.ndarray | None = None,
) -> np.ndarray:
    """Weights of a logistic regression.

    Args:
        x: Features, pairs × features; the first column is 1.
        y: 1.0 where the pair is of one claim, else 0.0.
        penalty: L2 penalty on all weights but the first.
        counts: What each pair counts.
        steps: Newton steps at most.
        start: Weights to begin with.

    Returns:
        One weight a feature.
    """
    weights = np.zeros(x.shape[1]) if start is None else start
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


class Material:
    """What the models are fitted on.

    What is about one thing, and on which side of it, is learnt from the packs alone; who contradicts whom, which in
    real news is few, and which groups are contested claims, from real news too where it is given.

    Attributes:
        packs: The packs.
        labelled: Features and targets of their pairs.
        opposed: Those of their pairs of one claim, opposed or not.
        contradicting: Those of the pairs that could make a contest, with what each counts: packs, then news.
        strangers: Features of pairs of different events, and their two events: each pack, then each of the other
            articles.
    """

    def __init__(
        self, packs: Sequence[Pack], others: Sequence[Attributed] = (), news: Sequence[Pack] = ()
    ) -> None:
        """Take packs, other articles of which each is about an event of its own, and events of real news."""
        self.packs, self.news = packs, news
        self._fitted: dict[int | None, Models] = {}
        self.labelled = [pairs(pack) for pack in packs]
        self.opposed = [opposed(pack) for pack in packs]
        self.contradicting = [contradicting(pack) for pack in packs]
        self.contradicting += [(x, y, NEWS * counts) for x, y, counts in map(contradicting, news)]
        self.strangers = strangers(
            [propositions(pack) for pack in packs] + [read(one, names(one)) for one in others]
        )

    def models(self, without: int | None = None) -> Models:
        """Fit all weights, on all or without one pack or event of news."""
        return self.of_pairs(without)._replace(disputes=self.dispute_weights(without))

    def of_pairs(self, without: int | None = None) -> Models:
        """The same but for the weights of groups."""
        if without not in self._fitted:
            near = None if without is None else self.of_pairs()
            self._fitted[without] = Models(
                self.weights(without, near and near.pairs),
                self.side_weights(without, near and near.sides),
                self.contest_weights(without, near and near.contests),
            )
        return self._fitted[without]

    @cached_property
    def groups_found(self) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Features of the groups that are found in each pack, then in each event of news, by weights that were fitted
        without it; which are contested claims, and what each counts.
        """
        found = []
        for number, pack in enumerate([*self.packs, *self.news]):
            x, y = disputed(pack, self.of_pairs(number))
            found.append((x, y, np.full(len(y), 1.0 if number < len(self.packs) else QUARREL)))
        return found

    def weights(self, without: int | None = None, start: np.ndarray | None = None) -> np.ndarray:
        """Fit the weights of what is about one thing."""
        kept = [pair for number, pair in enumerate(self.labelled) if number != without]
        features, events = self.strangers
        apart = features[(events != without).all(axis=1)] if without is not None else features
        x = np.concatenate([*(x for x, _ in kept), apart])
        y = np.concatenate([*(y for _, y in kept), np.zeros(len(apart))])
        return fit(x, y, start=start)

    def side_weights(self, without: int | None = None, start: np.ndarray | None = None) -> np.ndarray:
        """Fit the weights of the sides."""
        kept = [rows for number, rows in enumerate(self.opposed) if number != without]
        x, y = (np.concatenate(each) for each in zip(*kept, strict=True))
        return fit(x, y, SIDE_PENALTY, start=start)

    def contest_weights(self, without: int | None = None, start: np.ndarray | None = None) -> np.ndarray:
        """Fit the weights of contradictions."""
        kept = [rows for number, rows in enumerate(self.contradicting) if number != without]
        x, y, counts = (np.concatenate(each) for each in zip(*kept, strict=True))
        return fit(x, y, PENALTY, counts, start=start)

    def dispute_weights(self, without: int | None = None) -> np.ndarray:
        """Fit the weights of what makes a group a contested claim."""
        kept = [rows for number, rows in enumerate(self.groups_found) if number != without]
        x, y, counts = (np.concatenate(each) for each in zip(*kept, strict=True))
        return fit(x, y, GROUP_PENALTY, counts)


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
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    files = [(arguments.packs, arguments.claims), *arguments.more]
    packs = [pack for articles, claims in files for pack in load_packs(articles, claims)]
    material = Material(packs, load_articles(arguments.others), news_of(arguments, arguments.half))
    scores = []
    for held, (x, y) in enumerate(material.labelled):
        scores.append(average_precision(y, x @ material.of_pairs(held).pairs))
        rules = average_precision(y, x[:, NAMES.index("cosine of skeletons")])
        print(f"{packs[held].name}: average precision {scores[-1]:.3f} (cosine alone {rules:.3f})")  # noqa: T201
    print(f"mean {np.mean(scores):.3f}")  # noqa: T201
    right = [
        float(((x @ material.of_pairs(n).sides > 0) == y).mean()) for n, (x, y) in enumerate(material.opposed)
    ]
    print(f"sides right, mean of the packs: {np.mean(right):.3f}")  # noqa: T201
    models = material.models()
    stored = {
        kind: {name: round(float(value), 4) for name, value in zip(names_of, found, strict=True)}
        for kind, names_of, found in (
            ("weights", NAMES, models.pairs),
            ("sides", sides.NAMES, models.sides),
            ("contests", contradictions.NAMES, models.contests),
            ("disputes", disputes.NAMES, models.disputes),
        )
    }
    for kind, found in stored.items():
        for name, value in found.items():
            print(f"{kind:8} {value:8.2f}  {name}")  # noqa: T201
    if arguments.write:
        WEIGHTS.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
