"""Fitting and measuring ``attribution.ledger.stances`` on ANS (Khouja 2020), pairs of headlines:

    python -m attribution.ledger.fitting.stances ans_stance_train.csv ans_stance_dev.csv --write

Columns s1, s2, stance (agree, disagree, other). Without ``--write`` the weights that ship are measured on the second
file; with it they are fitted anew on the first. The text of the pairs is no part of this project, the weights are.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from attribution.ledger.grammar import denied, folded_words, skeletons
from attribution.ledger.stances import CLASSES, WEIGHTS, Wording, relations, stance, words_of
from attribution.ledger.stems import stem
from attribution.text import is_word

NETWORKS = 3
STRANGERS = 0.04
"""Pairs drawn at random among what is learnt, for there are few that are about something else."""
LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9)
"""Probabilities from which a pair is called a contest, in the second table."""

Pairs = Sequence[tuple[Wording, Wording, int]]


def wording(text: str) -> Wording:
    """A headline as the network sees it."""
    folded = folded_words(text)
    stems = tuple(stem(word) for word in folded if is_word(word))
    return Wording(stems, skeletons(folded), denied(folded))


def load(path: Path) -> list[tuple[Wording, Wording, int]]:
    """Read pairs and the number of the class of each."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (wording(row["s1"]), wording(row["s2"]), CLASSES.index(row["stance"]))
            for row in csv.DictReader(file)
        ]


def fit(pairs: Pairs) -> dict[str, np.ndarray]:
    """Train the networks; weights in half precision, named ``0/project.weight`` and so on."""
    from attribution.training.pair_network import Couple, train  # torch

    draw = np.random.default_rng(0)
    sides = [side for a, b, _ in pairs for side in (a, b)]
    drawn = draw.integers(len(sides), size=(int(STRANGERS * len(pairs)), 2))
    rows = [*pairs, *((sides[i], sides[j], CLASSES.index("other")) for i, j in drawn)]
    couples = [Couple(words_of(a), words_of(b), relations(a, b)) for a, b, _ in rows]
    targets = [target for _, _, target in rows]
    return {
        f"{seed}/{name}": value.astype(np.float16)
        for seed in range(NETWORKS)
        for name, value in train(couples, targets, len(CLASSES), seed=seed).items()
    }


def figures(gold: Sequence[int], found: Sequence[int]) -> dict[str, float]:
    """Precision, recall and F1 of each class, their mean, and the share of the rest that is taken for contested."""
    result: dict[str, float] = {}
    y, p = np.array(gold), np.array(found)
    for number, name in enumerate(CLASSES):
        right = float(((y == number) & (p == number)).sum())
        precision, recall = right / max(1, (p == number).sum()), right / max(1, (y == number).sum())
        result |= {f"{name} precision": precision, f"{name} recall": recall}
        result[f"{name} F1"] = 2 * precision * recall / max(1e-9, precision + recall)
    result["macro F1"] = float(np.mean([result[f"{name} F1"] for name in CLASSES]))
    result["false contests among agree and other"] = float((p[y != 0] == 0).mean())
    result["disagree F1 of calling all of them so"] = (
        2 * float((y == 0).mean()) / (1 + float((y == 0).mean()))
    )
    return result


def main() -> None:
    """Train if wanted, and print the figures on the second file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if arguments.write:
        weights = fit(load(arguments.train))
        np.savez_compressed(WEIGHTS, **weights)  # type: ignore[arg-type]
    pairs = load(arguments.dev)
    gold, found = [target for _, _, target in pairs], np.array([stance(a, b) for a, b, _ in pairs])
    for name, value in figures(gold, found.argmax(axis=1).tolist()).items():
        print(f"{name:40} {value:.3f}")  # noqa: T201
    for level in LEVELS:
        one = figures(gold, np.where(found[:, 0] >= level, 0, 1).tolist())
        rest = one["false contests among agree and other"]
        print(f"called so from {level}: disagree F1 {one['disagree F1']:.3f}, false contests {rest:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
