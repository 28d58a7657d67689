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
) -> None:
    """Train a pipeline and write it in the form that ships, to FOLDER/shipped.

    Needs the extra 'train' and the pretrained encoder (models/encoder/convert.py). Give the folder to
    --pipeline of the
    other commands. What the shipped pipelines were trained with is in models/cards.
    """
    from attribution.training.train import train

    with outcome(stopped=f"The best step so far is in {out}/model-best."):
        tell(f"The pipeline is in {train(config, out, data or (), dev, steps)}.")
