"""What more annotated articles would buy: pipelines trained on 25, 50, 100 … articles, each measured on dev.

    python -m attribution.training.learning_curve CONFIG -o FOLDER --sizes 25 50 100 all [--steps N]
        [--data FILE …] [--dev FILE] [--seed N]

The articles are put in a random order once, and each size takes as many from its beginning: a larger set
holds the smaller ones. All are trained for the same number of steps. FOLDER/curve.json gets the figures as
each size is done; sizes that it has are not trained again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attribution.errors import EXIT_REFUSED, AttributionError
from attribution.pipeline import extract_all, load
from attribution.records import Attributed
from attribution.training.corpus import annotated
from attribution.training.gate import digest
from attribution.training.intervals import figures, intervals
from attribution.training.outcomes import Judged, judge
from attribution.training.slices import sides
from attribution.training.train import SHIPPED, train

CURVE = "curve.json"


def learning_curve(
    config: Path,
    out: Path,
    sizes: Sequence[int | None],
    data: Sequence[Path] = (),
    dev: Path | None = None,
    steps: int | None = None,
    seed: int = 0,
) -> Iterator[dict[str, Any]]:
    """Train and measure a pipeline for each size.

    Args:
        config: A training config such as ``models/configs/trf.cfg``.
        out: Folder for ``curve.json`` and a folder a size, with its articles and its pipelines.
        sizes: Numbers of training articles; None for all of them.
        data: More annotated articles, beside those that the config names.
        dev: Annotated articles to choose the best step by and to measure on, beside the config's.
        steps: Steps to train each, in place of the config's number.
        seed: Where the random order of the articles starts.

    Yields:
        The point of each size, in the order of ``sizes``: ``articles`` and ``attributions`` trained on, F1
        or accuracy under ``figures``, their ``intervals`` over dev's articles, ``seconds``.

    Raises:
        AttributionError: A522 if ``curve.json`` was begun with other settings, A523 for a size beyond the
            articles there are, A506 without any, and those of ``train``.
    """
    from spacy.util import load_config

    for path in (config, *data, *([dev] if dev else [])):
        if not path.is_file():
            raise AttributionError("A001", path)
    settings = load_config(config, overrides={"paths.dev": str(dev)} if dev else {}, interpolate=True)
    parts = settings["corpora"]
    more = {f"data{number}": str(path) for number, path in enumerate(data)}
    articles = _read(parts["train"], more)
    held_out = _read(parts["dev"], {})
    for size in sizes:
        if size is not None and size > len(articles):
            raise AttributionError("A523", config, count=len(articles), size=size)
    random.Random(seed).shuffle(articles)
    kept = _begun(
        out / CURVE,
        {
            "config": hashlib.sha256(config.read_bytes()).hexdigest(),
            "steps": steps or settings["training"]["max_steps"],
            "seed": seed,
            "articles": digest(articles),
            "dev": digest(held_out),
        },
    )
    for size in (len(articles) if size is None else size for size in sizes):
        point = next((point for point in kept["points"] if point["articles"] == size), None)
        if point is None:
            began = time.monotonic()
            folder = out / f"{size:04d}"
            nlp = load(_trained(_subset(config, articles[:size], folder), folder, dev, steps))
            pairs = zip(held_out, extract_all(nlp, held_out), strict=True)
            point = {
                "articles": size,
                "attributions": sum(len(article.attributions) for article in articles[:size]),
                **_measured([judge(gold, found.attributions) for gold, found in pairs]),
                "seconds": round(time.monotonic() - began),
            }
            kept["points"] = sorted([*kept["points"], point], key=lambda point: point["articles"])
            _write(out / CURVE, kept)
        yield point


def _read(part: dict[str, Any], more: dict[str, str]) -> list[Attributed]:
    return annotated({**part["paths"], **more}, part["splits"], part["part"], part["whole"])


def _begun(path: Path, settings: dict[str, Any]) -> dict[str, Any]:
    """The curve as far as it was measured with the same settings."""
    if not path.is_file():
        return {"settings": settings, "points": []}
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    other = [name for name in settings if kept["settings"].get(name) != settings[name]]
    if other:
        raise AttributionError("A522", path, what=", ".join(other))
    return kept


def _subset(config: Path, articles: Sequence[Attributed], folder: Path) -> Path:
    """Write some articles, and a config that trains on them alone; its name stays, as a pipeline is called by it."""
    from spacy.util import load_config

    folder.mkdir(parents=True, exist_ok=True)
    subset = folder / "train.jsonl"
    subset.write_text("".join(article.model_dump_json() + "\n" for article in articles), encoding="utf-8")
    settings = load_config(config, interpolate=False)
    settings["corpora"]["train"].update(paths={"subset": str(subset)}, splits=None, part=None, whole=None)
    settings.to_disk(folder / config.name)
    return folder / config.name


def _trained(config: Path, folder: Path, dev: Path | None, steps: int | None) -> Path:
    """The folder of a size's pipeline; one that a stopped run had trained and not measured is taken as it is."""
    try:
        return train(config, folder, dev=dev, steps=steps)
    except AttributionError as error:
        if error.code != "A531":
            raise
        return folder / SHIPPED


def _measured(judged: Sequence[Judged]) -> dict[str, Any]:
    counted = sides(judged)
    return {
        "figures": {name: value["f"] for name, value in figures(counted).items()},
        "intervals": {name: list(ends) for name, ends in intervals(counted).items()},
    }


def _write(path: Path, curve: dict[str, Any]) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps(curve, indent=1) + "\n", encoding="utf-8")
    part.replace(path)


def _size(text: str) -> int | None:
    if text == "all":
        return None
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text}: a number of articles, or 'all'")
    return int(text)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("config", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--sizes", type=_size, nargs="+", default=[25, 50, 100, None], metavar="N")
    parser.add_argument("--data", type=Path, nargs="*", default=[], help="more annotated articles, .jsonl")
    parser.add_argument("--dev", type=Path, help="annotated articles to measure on, beside the config's")
    parser.add_argument("--steps", type=int)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    try:
        for point in learning_curve(
            args.config, args.output, args.sizes, args.data, args.dev, args.steps, args.seed
        ):
            shown = "  ".join(
                f"{name} {value:.3f}" for name, value in point["figures"].items() if value is not None
            )
            sys.stdout.write(f"{point['articles']} articles, {point['attributions']} attributions: {shown}\n")
            sys.stdout.flush()
    except AttributionError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(EXIT_REFUSED) from None
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. The same command goes on with the sizes that are left.\n")
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
