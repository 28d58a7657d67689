"""Training and measuring the network that reads reports together (``attribution.ledger.network``).

    python -m attribution.ledger.fitting.wordings annotations/wordings.jsonl \\
        --packs annotations/packs_written.jsonl annotations/packs_written_claims.jsonl \\
        --ans ans_stance_train.csv ans_stance_dev.csv --encoder models/encoder/e5-small

Of ``wordings.jsonl`` every tenth event is held out and measured on. ANS (Khouja 2020: s1, s2, stance agree, disagree,
other) is optional; its text is no part of this project. Without ``--encoder`` the weights that ship are measured, with
it new ones are trained and written first.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from attribution.ledger import marks, network, relations, states
from attribution.ledger.fitting.batches import batches
from attribution.ledger.fitting.claims_gold import load_packs
from attribution.ledger.fitting.crossed import forget, read_by
from attribution.ledger.fitting.events import STANCE, Event, load_events, load_headlines, of_pack, stand
from attribution.ledger.fitting.pairs import average_precision
from attribution.ledger.wording import STANCES, Wording

if TYPE_CHECKING:
    from attribution.training.together_network import Sequences

HELD = 10
LOWER, ALONE, TOGETHER = 6, 3, 2
"""Layers that are left as they are, that read a report by itself, and that read all of them."""
WIDTH, DROPOUT, RATE = 160, 0.1, 6e-5
"""Width of the heads' vectors, dropout in the heads, learning rate of the layers."""
STEPS = 3600
SEED = 1

Headlines = tuple[Sequence[tuple[Wording, Wording]], np.ndarray]


def fit(
    events: Sequence[Event],
    packs: Sequence[Event],
    headlines: Headlines | None,
    encoder: Path,
    steps: int = STEPS,
    checkpoint: Path | None = None,
) -> None:
    """Train the network, and write it into ``states.FOLDER``.

    Args:
        events: Written events.
        packs: What two articles of a pack say.
        headlines: Pairs of headlines and how they stand.
        encoder: Hugging Face folder of the encoder to begin with.
        steps: How long.
        checkpoint: Where training can be taken up again.
    """
    from attribution.training.encoder import first_layers  # torch
    from attribution.training.together_network import Shape, over
    from attribution.training.together_training import train

    states.FOLDER.mkdir(parents=True, exist_ok=True)
    (states.FOLDER / "tokenizer.json").write_bytes((encoder / "tokenizer.json").read_bytes())
    extra = 2 * len(STANCES) + 2 + relations.SIZE + 2 * marks.SIZE + 1
    trained = over(encoder, Shape(LOWER, ALONE, TOGETHER, extra, WIDTH, DROPOUT), SEED)
    beneath = states.Reader(first_layers(encoder, LOWER))

    def shown(done: int) -> Iterator[list[Sequences]]:
        return batches(events, packs, headlines, range(done, steps), beneath, random.Random(SEED + done))

    train(trained, shown, steps, rate=RATE, told=partial(print, flush=True), checkpoint=checkpoint)
    for name, graph in trained.graphs().items():
        (states.FOLDER / f"{name}.onnx").write_bytes(graph)
    halves = {name: value.astype(np.float16) for name, value in trained.weights().items()}
    np.savez_compressed(states.FOLDER / "heads.npz", **halves)  # type: ignore[arg-type]
    forget()


def figures(events: Sequence[Event]) -> dict[str, float]:
    """Average precision of «about one thing», the mean over events; and on pairs of one claim, of «opposed», with the
    share that are.
    """
    mean, sides, opposed = [], [], []
    for event in events:
        pairs = list(combinations(range(len(event)), 2))
        stands = [stand(event[i], event[j]) for i, j in pairs]
        about, side = network.judge([item.wording for item in event], pairs, "about", "side")
        if any(one.about for one in stands):
            mean.append(average_precision(np.array([float(one.about) for one in stands]), about))
        sides += [said for said, one in zip(side, stands, strict=True) if one.opposed is not None]
        opposed += [float(one.opposed) for one in stands if one.opposed is not None]
    y, score = np.array(opposed), np.array(sides)
    return {
        "about: average precision": float(np.mean(mean)),
        "opposed: average precision": average_precision(y, score),
        "opposed: share": float(y.mean()),
        "opposed: right": float(((score > 0.5) == y).mean()),
    }


def headlines(pairs: Sequence[tuple[Wording, Wording]], gold: np.ndarray) -> dict[str, float]:
    """Figures on pairs of headlines: F1 of «disagree», of calling all pairs so, and the share of the other pairs that
    are called so.
    """
    called = np.array([network.judge(pair, [(0, 1)], "headline")[0][0].argmax() for pair in pairs])
    f1 = [
        2.0
        * float(((called == n) & (gold == n)).sum())
        / max(1, int((called == n).sum() + (gold == n).sum()))
        for n in range(len(STANCE))
    ]
    share = float((gold == 1).mean())
    return {
        "ANS: disagree F1": f1[1],
        "ANS: disagree F1 of calling all of them so": 2 * share / (1 + share),
        "ANS: macro F1": float(np.mean(f1)),
        "ANS: false contests among agree and other": float((called == 1)[gold != 1].mean()),
    }


def main() -> None:
    """Train if wanted, and print the figures on what is held out."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wordings", type=Path)
    parser.add_argument("--packs", type=Path, nargs=2, help="packs to train on, and their claims")
    parser.add_argument("--out", type=Path, help="folder for the network, if it is not to ship")
    parser.add_argument("--ans", type=Path, nargs=2, help="train and dev of ANS")
    parser.add_argument("--encoder", type=Path, help="folder of the encoder to begin with, to train")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--checkpoint", type=Path, help="file to go on from, if it is there")
    arguments = parser.parse_args()
    with read_by(arguments.out):
        _run(arguments)


def _run(arguments: argparse.Namespace) -> None:
    events = load_events(arguments.wordings)
    if arguments.encoder:
        packs = load_packs(*arguments.packs) if arguments.packs else []
        fit(
            [event for n, event in enumerate(events) if n % HELD],
            [two for pack in packs for two in of_pack(pack)],
            load_headlines(arguments.ans[0]) if arguments.ans else None,
            arguments.encoder,
            arguments.steps,
            arguments.checkpoint,
        )
    found = figures(events[::HELD]) | (headlines(*load_headlines(arguments.ans[1])) if arguments.ans else {})
    for name, value in found.items():
        print(f"{name:45} {value:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
