"""The mean of two trained pipelines of one lineage: weights of several ends of training, averaged.

    python -m attribution.training.average FIRST SECOND -o OUT [--share 0.5]

Pipelines that went on from the same weights lie in one valley, and what lies between them is often steadier on texts
that neither has seen (Wortsman et al. 2022, «Model soups»). Both are pipelines in training (torch); of what is no
weight, SECOND's is kept.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, cast

import spacy
from spacy.language import Language
from thinc.api import Model

from attribution.errors import AttributionError


def average(first: Language, second: Language, share: float = 0.5) -> Language:
    """Make ``second`` the weighted mean of both.

    Args:
        first: A pipeline in training.
        second: One with the same components and shapes; it is changed.
        share: Weight of ``second``, 0 to 1.

    Returns:
        ``second``.

    Raises:
        AttributionError: A508 where the two differ in more than their numbers.
    """
    if first.pipe_names != second.pipe_names:
        raise AttributionError("A508", ", ".join(second.pipe_names), other=", ".join(first.pipe_names))
    for name in second.pipe_names:
        one, other = cast(Any, first.get_pipe(name)), cast(Any, second.get_pipe(name))
        if hasattr(one, "model"):
            _mean(name, one.model, other.model, share)
    return second


def _mean(name: str, first: Model, second: Model, share: float) -> None:
    for one, other in zip(first.walk(), second.walk(), strict=True):
        for key in one.param_names:
            if one.has_param(key):
                a, b = one.get_param(key), other.get_param(key)
                if a.shape != b.shape:
                    raise AttributionError("A508", f"{name}, {key}", other=f"{a.shape} and {b.shape}")
                other.set_param(key, (1 - share) * a + share * b)
        for shim, kept in zip(one.shims, other.shims, strict=True):
            a, b = shim._model.state_dict(), kept._model.state_dict()
            if a.keys() != b.keys():
                raise AttributionError("A508", name, other="other layers")
            mean = {
                key: (1 - share) * a[key] + share * b[key] if b[key].is_floating_point() else b[key]
                for key in b
            }
            kept._model.load_state_dict(mean)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for the mean")
    parser.add_argument("--share", type=float, default=0.5, help="weight of SECOND, 0 to 1")
    args = parser.parse_args()
    average(spacy.load(args.first), spacy.load(args.second), args.share).to_disk(args.out)


if __name__ == "__main__":
    main()
