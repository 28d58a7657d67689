"""``attribution train``: a pipeline of one's own from annotated articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attribution.cli.app import app
from attribution.cli.outcome import outcome, tell


@app.command("train", short_help="Train a pipeline on annotated articles.")
def train_cli(
    config: Annotated[
        Path,
        typer.Argument(
            metavar="CONFIG", help="A training config, such as models/configs/trf.cfg.", show_default=False
        ),
    ],
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where to.", show_default=False)
    ],
    data: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="More annotated articles, .jsonl; may be given again."),
    ] = None,
    dev: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Annotated articles to choose the best step by.")
    ] = None,
    steps: Annotated[
        int | None, typer.Option(min=1, help="Steps to train, in place of the config's number.")
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="PIPELINE",
            help="Go on from this pipeline, shipped or trained (folder or name).",
        ),
    ] = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="Begin again, whatever FOLDER holds.", show_default=False)
    ] = False,
    single: Annotated[
        bool,
        typer.Option(
            "--float32",
            help="Single precision: faster on processors without AVX512-BF16.",
            show_default=False,
        ),
    ] = False,
) -> None:
    """Train a pipeline and write it in the form that ships, to FOLDER/shipped.

    models/configs/trf_more.cfg goes on from the shipped pipeline, with your articles; trf.cfg begins with the
    pretrained encoder (models/encoder/convert.py). Both need the extra 'train'. Give FOLDER/shipped to --pipeline of
    the other commands. What the shipped pipelines were trained with is in models/cards.

    Stopped, by Ctrl-C or otherwise, the same command goes on from the last checkpoint.
    """
    from attribution.training.train import train

    without = " without --restart" if restart else ""
    with outcome(stopped=f"Give the same command again{without} and it goes on where it stopped."):
        shipped = train(config, out, data or (), dev, steps, start=start, restart=restart, single=single)
        tell(f"The pipeline is in {shipped}.")
