"""Training and measuring the network that compares wordings (``attribution.ledger.network``).

    python -m attribution.ledger.fitting.wordings annotations/wordings.jsonl --ans ans_stance_train.csv \\
        ans_stance_dev.csv --encoder models/encoder/e5-small --write

Of ``wordings.jsonl`` every tenth event is held out and measured on. ANS (Khouja 2020: s1, s2, stance agree, disagree,
other) is optional; its text is no part of this project, the weights are. ``--encoder`` writes the encoder too.
Without ``--write`` the weights that ship are measured.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from attribution.ledger import network, states
from attribution.ledger.fitting.pairs import average_precision
from attribution.ledger.wording import Wording, wording

if TYPE_CHECKING:
    from attribution.training.pair_network import Example

HELD = 10
NETWORKS = 3
EPOCHS = {"about": 6, "side": 10, "headline": 14}
BATCH = {"about": 160, "side": 64, "headline": 64}
OTHER_CLAIMS = 0.4
"""Share of the pairs of one event and of different claims that an epoch sees."""
STRANGERS = 0.1
"""Pairs of different events that an epoch sees, for each pair of one claim."""
STANCE = {"agree": (1.0, 0.0, 0.0, 0.0), "disagree": (0.0, 1.0, 0.0, 0.0), "other": (0.0, 0.0, 1.0, 1.0)}
UNRELATED = (0.0, 0.0, 0.0, 1.0)


class Pair(NamedTuple):
    """Two wordings, and 1 for each of ``network.KINDS`` that they can be."""

    one: Wording
    other: Wording
    kinds: Sequence[float]


class Item(NamedTuple):
    """A wording of an event, and how it stands to each claim of that."""

    wording: Wording
    claims: dict[str, str]


def load_events(path: Path) -> list[list[Item]]:
    """Read the events of ``wordings.jsonl``."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        rows = json.loads(line)["items"]
        keys = ("speaker", "cue", "content", "stance", "speaker")
        found.append([Item(wording(*(row[key] for key in keys)), row["claims"]) for row in rows])
    return found


def load_pairs(path: Path) -> list[Pair]:
    """Read pairs of headlines."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Pair(_headline(row["s1"]), _headline(row["s2"]), STANCE[row["stance"]])
            for row in csv.DictReader(file)
        ]


def _headline(text: str) -> Wording:
    return wording(None, None, text, None, None)


def kinds(a: Item, b: Item) -> tuple[float, ...]:
    """What two wordings of one event can be: opposed where a claim that both bear on is asserted by one and denied
    by the other; either, where one of them asks.
    """
    shared = a.claims.keys() & b.claims.keys()
    if not shared:
        return (0.0, 0.0, 1.0, 0.0)
    if any("questions" in (a.claims[claim], b.claims[claim]) for claim in shared):
        return (1.0, 1.0, 0.0, 0.0)
    opposed = float(any(a.claims[claim] != b.claims[claim] for claim in shared))
    return (1.0 - opposed, opposed, 0.0, 0.0)


def pairs_of(events: Sequence[Sequence[Item]]) -> list[Pair]:
    """All pairs of wordings of one event."""
    return [Pair(a.wording, b.wording, kinds(a, b)) for event in events for a, b in combinations(event, 2)]


def decided(pair: Pair) -> bool:
    """Whether a pair is known to be the same, or known to be opposed."""
    return pair.kinds[0] + pair.kinds[1] == 1.0


def fit(events: Sequence[Sequence[Item]], further: Sequence[Pair]) -> dict[str, np.ndarray]:
    """Train the networks; weights in half precision, named ``about/1/project.weight`` and so on."""
    from attribution.training.pair_network import Couple, train  # torch

    within = pairs_of(events)
    of_claims, others = [p for p in within if not p.kinds[2]], [p for p in within if p.kinds[2]]
    everybody = [item.wording for event in events for item in event]
    words = states.read(everybody + [side for pair in further for side in pair[:2]])

    def example(pair: Pair, classes: int) -> Example:
        one, other = words[pair.one], words[pair.other]
        known = network.between(pair.one, pair.other, words)
        return Couple(one.features, other.features, network.relations(one, other), known), pair.kinds[
            :classes
        ]

    def about(draw: np.random.Generator) -> list[Pair]:
        kept = draw.permutation(len(others))[: int(OTHER_CLAIMS * len(others))]
        strange = draw.integers(len(everybody), size=(int(STRANGERS * len(of_claims)), 2))
        drawn = [Pair(everybody[a], everybody[b], UNRELATED) for a, b in strange]
        return [*of_claims, *(others[n] for n in kept), *drawn, *further]

    def side(draw: np.random.Generator) -> list[Pair]:
        return [pair for pair in of_claims if decided(pair)]

    def headline(draw: np.random.Generator) -> list[Pair]:
        return list(further)

    found: dict[str, np.ndarray] = {}
    for name, drawn, classes in (("about", about, 4), ("side", side, 2), ("headline", headline, 4)):
        epochs = partial(batches, name, drawn, partial(example, classes=classes))
        steps = EPOCHS[name] * -(-len(drawn(np.random.default_rng(0))) // BATCH[name])
        for seed in range(1, NETWORKS + 1):
            weights = train(epochs, classes, steps, seed=seed, told=print)
            found.update({f"{name}/{seed}/{key}": value.astype(np.float16) for key, value in weights.items()})
    return found


def batches(
    name: str,
    drawn: Callable[[np.random.Generator], Sequence[Pair]],
    example: Callable[[Pair], Example],
    draw: np.random.Generator,
) -> Iterator[list[Example]]:
    """The batches of all epochs of a network, one after the other.

    Args:
        name: Of the network.
        drawn: Draws the pairs of an epoch.
        example: What the network is given of a pair.
        draw: Which way round pairs are, and their order.

    Yields:
        Batches.
    """
    for _ in range(EPOCHS[name]):
        turned = [Pair(p.other, p.one, p.kinds) if draw.random() < 0.5 else p for p in drawn(draw)]
        order = draw.permutation(len(turned))
        for at in range(0, len(order), BATCH[name]):
            yield [example(turned[n]) for n in order[at : at + BATCH[name]]]


def figures(events: Sequence[Sequence[Item]]) -> dict[str, float]:
    """Average precision of «about one thing», the mean over events; and on pairs of one claim, of «opposed», with the
    share that are.
    """
    mean, sides, opposed = [], [], []
    for event in events:
        pairs = pairs_of([event])
        found = network.compare([(p.one, p.other) for p in pairs])
        one_claim = np.array([1.0 - p.kinds[2] for p in pairs])
        if one_claim.any():
            mean.append(average_precision(one_claim, np.array([v.about for v in found])))
        sides += [v.opposed for v, p in zip(found, pairs, strict=True) if decided(p)]
        opposed += [p.kinds[1] for p in pairs if decided(p)]
    y, score = np.array(opposed), np.array(sides)
    return {
        "about: average precision": float(np.mean(mean)),
        "opposed: average precision": average_precision(y, score),
        "opposed: share": float(y.mean()),
        "opposed: right": float(((score > 0.5) == y).mean()),
    }


def headlines(pairs: Sequence[Pair]) -> dict[str, float]:
    """Figures on pairs of headlines: F1 of «disagree», of calling all pairs so, and the share of the other pairs that
    are called so.
    """
    found = np.array(network.asked([(p.one, p.other) for p in pairs], "headline")[0])
    found = np.stack([found[:, 0], found[:, 1], found[:, 2] + found[:, 3]], axis=1)
    gold = np.array([int(np.argmax(p.kinds)) for p in pairs])
    called = found.argmax(axis=1)
    f1 = [
        2.0
        * float(((called == n) & (gold == n)).sum())
        / max(1, int((called == n).sum() + (gold == n).sum()))
        for n in range(3)
    ]
    share = float((gold == 1).mean())
    return {
        "ANS: disagree F1": f1[1],
        "ANS: disagree F1 of calling all of them so": 2 * share / (1 + share),
        "ANS: macro F1": float(np.mean(f1)),
        "ANS: false contests among agree and other": float((called == 1)[gold != 1].mean()),
    }


def write_encoder(folder: Path) -> None:
    """Write the first layers of the encoder in the Hugging Face folder ``folder``, and its tokenizer."""
    from attribution.training.encoder import first_layers  # torch

    states.FOLDER.mkdir(parents=True, exist_ok=True)
    (states.FOLDER / "encoder.onnx").write_bytes(first_layers(folder, states.LAYERS))
    (states.FOLDER / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())


def main() -> None:
    """Train if wanted, and print the figures on what is held out."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wordings", type=Path)
    parser.add_argument("--ans", type=Path, nargs=2, help="train and dev of ANS")
    parser.add_argument("--encoder", type=Path, help="folder of the encoder to begin with")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    events = load_events(arguments.wordings)
    if arguments.encoder:
        write_encoder(arguments.encoder)
    if arguments.write:
        further = load_pairs(arguments.ans[0]) if arguments.ans else []
        weights = fit([event for n, event in enumerate(events) if n % HELD], further)
        np.savez_compressed(states.FOLDER / "heads.npz", **weights)  # type: ignore[arg-type]
        network.heads.cache_clear()
    found = figures(events[::HELD]) | (headlines(load_pairs(arguments.ans[1])) if arguments.ans else {})
    for name, value in found.items():
        print(f"{name:45} {value:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
