"""``attribution select``: which articles to annotate next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.cli import options
from attribution.cli.app import app
from attribution.cli.outcome import outcome, tell
from attribution.cli.progress import watched
from attribution.errors import AttributionError
from attribution.exports.files import to_json, written

if TYPE_CHECKING:
    from attribution.training.selection import Choice


@app.command("select", short_help="Choose the articles that are most worth annotating.")
def select_cli(
    paths: options.Paths,
    out: options.Output,
    count: Annotated[int, typer.Option("-n", min=1, help="How many.")] = 50,
    known: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help="Articles that are annotated already; may be given again.",
            show_default=False,
        ),
    ] = None,
    pipeline: options.Pipeline = None,
) -> None:
    """Choose the articles that a pipeline is least sure of, no two of them alike, and write them with what it found.

    Near-copies of one another, and of --known articles, are left out. The file can be given to
    'attribution doccano push' as it is.
    """
    with outcome() as refusals:
        chosen = select(paths, count, known or [], pipeline, refusals)
        with written(out) as file:
            file.writelines(to_json(choice.article.model_dump()) + "\n" for choice in chosen)
        for choice in chosen:
            tell(
                f"{choice.article.id}: {choice.errors:.2f} errors in 100 words, novelty {choice.novelty:.2f}"
            )
        tell(f"{len(chosen)} articles written to {out}.")


def select(
    paths: list[str],
    count: int,
    known: list[str],
    pipeline: str | None,
    on_error: Callable[[AttributionError], None],
) -> list[Choice]:
    """Read articles with a pipeline and choose among them.

    Args:
        paths: Files and folders.
        count: How many to choose.
        known: Files of annotated articles.
        pipeline: Name or folder of a pipeline; None for the shipped one.
        on_error: Is given the errors of single files and articles, which are left out.

    Raises:
        AttributionError: A2.. if the pipeline cannot be loaded.
    """
    from attribution.articles import read
    from attribution.engines.local import extract
    from attribution.pipeline import load
    from attribution.training import selection

    nlp = load(pipeline)
    articles = list(
        watched(extract(nlp, read([Path(p) for p in paths], on_error), on_error), "articles read:")
    )
    return selection.select(articles, count, list(read([Path(p) for p in known], on_error)))
