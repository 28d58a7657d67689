"""Training a pipeline from a config, and writing the form of it that ships."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from attribution.errors import AttributionError

BEST, SHIPPED = "model-best", "shipped"


def train(
    config: Path, out: Path, data: Sequence[Path] = (), dev: Path | None = None, steps: int | None = None
) -> Path:
    """Train a pipeline as ``spacy train`` does, and write what ships beside it.

    Args:
        config: A training config such as ``models/configs/trf.cfg``; paths in it are relative to the working folder.
        out: Folder for the trained pipeline (``model-best``, ``model-last``) and the one that ships
            (``shipped``).
        data: More annotated articles, beside those that the config names.
        dev: Annotated articles to choose the best step by, beside the config's.
        steps: Steps to train, in place of the config's number.

    Returns:
        The folder of the pipeline that ships.

    Raises:
        AttributionError: A001 for a file that is not there, A502 without the packages, A503 without the
            encoder.
    """
    for path in (config, *data, *([dev] if dev else [])):
        if not path.is_file():
            raise AttributionError("A001", path)
    missing = [name for name in ("torch", "spacy_transformers", "onnx") if find_spec(name) is None]
    if missing:
        raise AttributionError("A502", ", ".join(missing))
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train as train_nlp
    from spacy.util import load_config

    from attribution.training.ship import ship

    settings = load_config(config, interpolate=False)
    for number, path in enumerate(data):
        settings["corpora"]["train"]["paths"][f"data{number}"] = str(path)
    if dev:
        settings["paths"]["dev"] = str(dev)
    if steps:
        settings["training"]["max_steps"] = steps
    encoder = Path(settings["paths"]["encoder"])
    if encoder.parent.is_dir() and not encoder.is_dir():
        raise AttributionError("A503", encoder, folder=encoder)
    nlp = init_nlp(settings, use_gpu=-1)
    out.mkdir(parents=True, exist_ok=True)
    train_nlp(nlp, out, use_gpu=-1, stdout=sys.stdout, stderr=sys.stderr)
    ship(out / BEST, out / SHIPPED, name=f"attribution_{config.stem}")
    return out / SHIPPED
