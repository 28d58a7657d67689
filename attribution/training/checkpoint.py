"""The state of a training between two steps, in one file, so that another process can go on from there.

Where chance starts is part of it; the place in the corpus is not: batches are drawn again from the seed up to the step.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from spacy.language import Language
from thinc.api import Model, Optimizer

from attribution.errors import AttributionError

MOMENTS = ("mom1", "mom2", "averages")
"""Arrays that a thinc optimizer keeps for each parameter."""


@dataclass
class Progress:
    """How far a training is.

    Attributes:
        steps: Steps done.
        words: Tokens seen.
        losses: Sums since the last evaluation, by component.
        evaluations: What the logger was told of each evaluated step (see ``train_while_improving`` of spaCy).
    """

    steps: int = 0
    words: int = 0
    losses: dict[str, float] = field(default_factory=dict)
    evaluations: list[dict[str, Any]] = field(default_factory=list)


def save(path: Path, nlp: Language, optimizer: Optimizer, progress: Progress, begun: dict[str, str]) -> None:
    """Write a checkpoint; the one before stays until the new one is whole.

    Args:
        path: Where to.
        nlp: The pipeline in training.
        optimizer: Its optimizer.
        progress: How far it is.
        begun: What the training was begun with, see ``fingerprint``.
    """
    names = {key: name for name, key in _keys(nlp)}
    kept = {m: getattr(optimizer, m) for m in MOMENTS if getattr(optimizer, m) is not None}
    state = {
        "begun": begun,
        "progress": asdict(progress) | {"losses": {name: float(x) for name, x in progress.losses.items()}},
        "weights": {name: _weights(part) for name, part in _parts(nlp)},
        "moments": {
            m: {names[k]: torch.from_numpy(a) for k, a in arrays.items()} for m, arrays in kept.items()
        },
        "updates": {names[key]: int(count) for key, count in optimizer.nr_update.items()},
        "chance": _chance(),
    }
    new = path.with_name(f"{path.name}.new")
    with new.open("wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def read(path: Path) -> dict[str, Any]:
    """Read a checkpoint; nothing in it is executed.

    Raises:
        AttributionError: A532 where it is damaged.
    """
    try:
        return torch.load(path, weights_only=True)
    except Exception as error:  # torch raises what the zip, the pickle and the system raise
        raise AttributionError("A532", path, why=str(error).split("\n")[0]) from error


def restore(state: dict[str, Any], nlp: Language, optimizer: Optimizer) -> None:
    """Set weights, the optimizer's moments and schedules, and chance, to what they were; chance last.

    Args:
        state: A checkpoint.
        nlp: A pipeline of the same config, initialized.
        optimizer: A new optimizer of the same config.
    """
    parts = dict(_parts(nlp))
    for name, part in parts.items():
        if isinstance(part, Model):
            for param, array in state["weights"][name].items():
                part.set_param(param, array.numpy())
        else:
            part._model.load_state_dict(state["weights"][name], strict=False)
    keys = dict(_keys(nlp))
    for moment, arrays in state["moments"].items():
        getattr(optimizer, moment).update({keys[name]: array.numpy() for name, array in arrays.items()})
    for name, count in state["updates"].items():
        optimizer.nr_update[keys[name]] = count
        part = parts[name.rpartition("/")[0]]
        if isinstance(part, Model):  # a layer that has once had a gradient is updated at every step
            param = keys[name][1]
            part.set_grad(param, np.zeros_like(part.get_param(param)))
    for _ in range(state["progress"]["steps"]):
        optimizer.step_schedules()
    python, numpy, pytorch = (state["chance"][name] for name in ("python", "numpy", "torch"))
    random.setstate(python)
    np.random.set_state((numpy[0], numpy[1].numpy().astype(np.uint32), *numpy[2:]))
    torch.set_rng_state(pytorch)


def _chance() -> dict[str, Any]:
    """States of all generators of random numbers that training draws from."""
    name, keys, *rest = np.random.get_state()
    words = torch.from_numpy(np.asarray(keys).astype(np.int64))
    return {"python": random.getstate(), "numpy": (name, words, *rest), "torch": torch.get_rng_state()}


def _parts(nlp: Language) -> Iterator[tuple[str, Any]]:
    """Every layer of thinc's and every network of torch's, under a name that is the same in every process; thinc's own
    numbers are not."""
    for pipe_name, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if isinstance(model, Model):
            for number, node in enumerate(model.walk()):
                yield f"{pipe_name}/{number}", node
                for place, shim in enumerate(node.shims):
                    yield f"{pipe_name}/{number}/{place}", shim


def _keys(nlp: Language) -> Iterator[tuple[str, tuple[int, str]]]:
    """Each parameter's name, and its key in the optimizer."""
    for name, part in _parts(nlp):
        params = (
            part.param_names if isinstance(part, Model) else (n for n, _ in part._model.named_parameters())
        )
        for param in params:
            yield f"{name}/{param}", (part.id, param)


def _weights(part: Any) -> dict[str, torch.Tensor]:
    if isinstance(part, Model):
        return {
            p: torch.from_numpy(np.array(part.get_param(p))) for p in part.param_names if part.has_param(p)
        }
    return part._model.state_dict()
