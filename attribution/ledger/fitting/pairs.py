"""Training the pair model on the packs, and on pairs of other articles that cannot be of one claim.

    python -m attribution.ledger.fitting.pairs annotations/packs.jsonl annotations/packs_claims.jsonl \\
        annotations/authored.jsonl --more annotations/packs_more.jsonl annotations/packs_more_claims.jsonl --write

Logistic regression with an L2 penalty, fitted by Newton's method: 7,000 pairs take seconds. Without ``--write``
only the leave-one-pack-out figures are printed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from attribution.ledger.blocking import candidates
from attribution.ledger.features import NAMES, features, one_wording
from attribution.ledger.fitting.claims_gold import Pack, Place, load_packs, place_of
from attribution.ledger.grammar import folded_words, mass, skeletons
from attribution.ledger.pairs import WEIGHTS
from attribution.ledger.propositions import Proposition
from attribution.ledger.statements import read
from attribution.records import Attributed
from attribution.text import fold_word

PENALTY = 10.0
STRANGERS = 1_500
"""Pairs of different events among those that the model is fitted on."""


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
    """The place that gold gives a proposition."""
    article = next(a for a in pack.articles if a.sha256 == proposition.article)
    return place_of(article, proposition.index, proposition.span)


def propositions(pack: Pack) -> list[Proposition]:
    """All propositions of a pack, speakers being their folded names."""
    return [one for article in pack.articles for one in read(article, names(article))]


def names(article: Attributed) -> dict[tuple[str, int], str]:
    """Speaker ids from folded names alone."""
    return {
        (article.sha256, number): fold_word(one.speaker_name)
        for number, one in enumerate(article.attributions)
        if one.speaker_name
    }


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
    """Features and targets of the pairs of a pack.

    Gold names what matters and no more: two copies of a sentence that it does not name are no pair that differs.
    """
    found = propositions(pack)
    of = memberships(found, pack)
    couples = [
        (i, j)
        for i, j in combinations(range(len(found)), 2)
        if of[i] & of[j] or not (one_wording(found[i], found[j]) and found[i].article != found[j].article)
    ]
    x = np.array([features(found[i], found[j]) for i, j in couples])
    return x, np.array([float(bool(of[i] & of[j])) for i, j in couples])


def strangers(groups: Sequence[Sequence[Proposition]], most: int = STRANGERS) -> np.ndarray:
    """Features of pairs that cannot be of one claim: candidates from articles on different events.

    Args:
        groups: The propositions of each event.
        most: Pairs at most, evenly drawn from the candidates in their order.

    Returns:
        Features, pairs × features.
    """
    found = [one for group in groups for one in group]
    event = [number for number, group in enumerate(groups) for _ in group]
    couples = [pair for pair in candidates(found) if event[pair[0]] != event[pair[1]]]
    drawn = couples[:: max(1, len(couples) // most)]
    return np.array([features(found[i], found[j]) for i, j in drawn]).reshape(-1, len(NAMES))


def average_precision(y: np.ndarray, score: np.ndarray) -> float:
    """Area under precision and recall."""
    ranked = y[np.argsort(-score)]
    return float((ranked * np.cumsum(ranked) / np.arange(1, len(ranked) + 1)).sum() / ranked.sum())


class Material:
    """What the model is fitted on.

    Attributes:
        labelled: Features and targets of the pairs of each pack.
        groups: The propositions of each event: each pack, then each of the other articles.
    """

    def __init__(self, packs: Sequence[Pack], others: Sequence[Attributed] = ()) -> None:
        """Take packs, and other articles of which each is about an event of its own."""
        self.packs = packs
        self.labelled = [pairs(pack) for pack in packs]
        self.groups = [propositions(pack) for pack in packs] + [read(one, names(one)) for one in others]

    def weights(self, without: int | None = None, penalty: float = PENALTY) -> np.ndarray:
        """Fit the weights, on all or without one pack."""
        apart = strangers([group for number, group in enumerate(self.groups) if number != without])
        kept = [pair for number, pair in enumerate(self.labelled) if number != without]
        x = np.concatenate([*(x for x, _ in kept), apart])
        y = np.concatenate([*(y for _, y in kept), np.zeros(len(apart))])
        return fit(x, y, penalty)


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
    return parser


def main() -> None:
    """Cross-validate by pack; with ``--write`` fit on all packs and store the weights."""
    parser = arguments_of_packs(__doc__)
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    files = [(arguments.packs, arguments.claims), *arguments.more]
    packs = [pack for articles, claims in files for pack in load_packs(articles, claims)]
    material = Material(packs, load_articles(arguments.others))
    scores = []
    for held, (x, y) in enumerate(material.labelled):
        scores.append(average_precision(y, x @ material.weights(held, arguments.penalty)))
        rules = average_precision(y, x[:, NAMES.index("cosine of skeletons")])
        print(f"{packs[held].name}: average precision {scores[-1]:.3f} (cosine alone {rules:.3f})")  # noqa: T201
    print(f"mean {np.mean(scores):.3f}")  # noqa: T201
    weights = material.weights(penalty=arguments.penalty)
    for name, value in zip(NAMES, weights, strict=True):
        print(f"{value:8.2f}  {name}")  # noqa: T201
    if arguments.write:
        stored = {name: round(float(value), 4) for name, value in zip(NAMES, weights, strict=True)}
        WEIGHTS.write_text(json.dumps({"weights": stored}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
