"""Training a pipeline from a config, from the start or from a pipeline there is, and writing the form of it that
ships."""

from __future__ import annotations

import math
import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attribution.errors import AttributionError

if TYPE_CHECKING:
    from thinc.api import Config

BEST, SHIPPED, START = "model-best", "shipped", "start"
EVERY = 50
"""Steps from one checkpoint to the next, where the config has no ``system.checkpoint_every``."""


def train(
    config: Path,
    out: Path,
    data: Sequence[Path] = (),
    dev: Path | None = None,
    steps: int | None = None,
    *,
    start: str | Path | None = None,
    restart: bool = False,
    single: bool = False,
) -> Path:
    """Train a pipeline as ``spacy train`` does, and write what ships beside it.

    Where ``out`` holds a checkpoint of the same training, it goes on from there.

    Args:
        config: A training config such as ``models/configs/trf.cfg``; paths in it are relative to the working folder.
        out: Folder for the trained pipeline (``model-best``, ``model-last``) and the one that ships
            (``shipped``).
        data: More annotated articles, beside those that the config names.
        dev: Annotated articles to choose the best step by, beside the config's.
        steps: Steps to train, in place of the config's number; measured as often as it says, and at the end.
        start: Pipeline to go on from, trained or shipped, a folder or a name; None: the config's ``paths.trained``,
            if it has one.
        restart: Begin again whatever ``out`` holds.
        single: Train in single precision where the config says bfloat16.

    Returns:
        The folder of the pipeline that ships.

    Raises:
        AttributionError: A001 for a file that is not there, A202, A203 or A533 for a pipeline that cannot be gone on
            from, A502 without the packages, A503 without the encoder, A530 where ``out`` holds the checkpoint of
            another training, A531 where one is finished there, A532 where a checkpoint cannot be used.
        KeyboardInterrupt: Ctrl-C, after a checkpoint.
    """
    for path in (config, *data, *([dev] if dev else [])):
        if not path.is_file():
            raise AttributionError("A001", path)
    missing = [name for name in ("torch", "spacy_transformers", "onnx") if find_spec(name) is None]
    if missing:
        raise AttributionError("A502", ", ".join(missing))
    from spacy.training.initialize import init_nlp

    from attribution.training import checkpoint
    from attribution.training.encoder import use_single_precision
    from attribution.training.fingerprint import check, fingerprint
    from attribution.training.loop import CHECKPOINT, Loop
    from attribution.training.ship import ship

    settings = _settings(config, data, dev, steps)
    start = start or settings["paths"].get("trained")
    origin = _origin(start) if start else None
    if origin is None:
        _check_encoder(settings)
    kept = out / CHECKPOINT
    if restart:
        kept.unlink(missing_ok=True)
        shutil.rmtree(out / SHIPPED, ignore_errors=True)
    if (out / SHIPPED).exists() and not kept.exists():
        raise AttributionError("A531", out)
    state = checkpoint.read(kept) if kept.exists() else None
    begun = fingerprint(settings, origin, single=single)
    if state:
        check(state["begun"], begun, out)
    out.mkdir(parents=True, exist_ok=True)
    if origin:
        _go_on_from(settings, origin, out / START, made=state is not None)
    nlp = init_nlp(settings, use_gpu=-1)
    if single:
        use_single_precision(nlp)
    loop = Loop(nlp, out, begun, int(settings["system"].get("checkpoint_every", EVERY)))
    loop.run(state, sys.stdout, sys.stderr)
    _settle_types(out / BEST, settings)
    ship(out / BEST, out / SHIPPED, name=f"attribution_{config.stem}")
    kept.unlink()
    shutil.rmtree(out / START, ignore_errors=True)
    return out / SHIPPED


def _settle_types(trained: Path, settings: Config) -> None:
    """Fit the type classifier of a trained pipeline on all it was trained on: it needs no encoder, and steps that are
    right for the encoder leave it unsettled.
    """
    from spacy.util import resolve_dot_names

    from attribution.training.loop import whole_folder
    from attribution.training.ship import load_trained

    nlp = load_trained(trained)
    (read,) = resolve_dot_names(settings.interpolate(), [settings["training"]["train_corpus"]])
    linker: Any = nlp.get_pipe("attribution_links")
    linker.settle_types(list(read(nlp)))
    with whole_folder(trained / linker.name) as folder:
        linker.to_disk(folder, exclude=["vocab"])


def _settings(config: Path, data: Sequence[Path], dev: Path | None, steps: int | None) -> Config:
    """The config with what the command says otherwise."""
    from spacy.util import load_config

    settings = load_config(config, interpolate=False)
    for number, path in enumerate(data):
        settings["corpora"]["train"]["paths"][f"data{number}"] = str(path)
    if dev:
        settings["paths"]["dev"] = str(dev)
    if steps:
        training = settings["training"]
        training["max_steps"] = steps
        training["eval_frequency"] = steps // math.ceil(steps / training["eval_frequency"])
    return settings


def _check_encoder(settings: Config) -> None:
    encoder = settings["paths"].get("encoder")
    if encoder and Path(encoder).parent.is_dir() and not Path(encoder).is_dir():
        raise AttributionError("A503", encoder, folder=encoder)


def _origin(start: str | Path) -> Path:
    """The folder of a pipeline, given by folder or name."""
    from attribution.pipeline import SHIPPED as PIPELINES

    for folder in (Path(start), PIPELINES / start):
        if (folder / "config.cfg").is_file():
            return folder
    raise AttributionError("A202", start)


def _go_on_from(settings: Config, origin: Path, folder: Path, made: bool) -> None:
    """Let every component come from ``origin``, made trainable in ``folder`` where it is one that ships.

    Args:
        settings: The training config, which is changed.
        origin: Folder of a pipeline.
        folder: Where its trainable form is, or will be.
        made: Whether it may be there from before.
    """
    from spacy.util import load_config

    from attribution.training.loop import whole_folder
    from attribution.training.unship import ENCODERS, unship

    if set(ENCODERS) & set(load_config(origin / "config.cfg")["nlp"]["pipeline"]):
        if not (made and folder.is_dir()):
            with whole_folder(folder) as new:
                unship(origin).to_disk(new)
        origin = folder
    components: dict[str, Any] = {name: {"source": str(origin)} for name in settings["nlp"]["pipeline"]}
    settings["components"] = components
