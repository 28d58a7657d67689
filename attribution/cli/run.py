"""``attribution run``: articles in, the claim report out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.cli import options
from attribution.cli.app import app
from attribution.cli.outcome import outcome, tell
from attribution.cli.progress import watched
from attribution.cli.report import show_claims
from attribution.errors import AttributionError
from attribution.records import Article, Attributed, LedgerState
from attribution.reports.bidi import Bidi, settle

if TYPE_CHECKING:
    from attribution.ledger import Ledger, Pipeline


@app.command("run", short_help="Articles in, report out: who said what, and what is contested.")
def run_cli(
    paths: options.Paths,
    ledger: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Keep everything in this file, and add to what it has.", show_default=False
        ),
    ] = None,
    pipeline: options.Pipeline = None,
    min_confidence: options.MinConfidence = None,
    format: options.ReportFormat = options.Format.TEXT,
    bidi: options.BidiMode = Bidi.AUTO,
) -> None:
    """Read articles, find who said what, and show what is contested.

    Without --ledger nothing is kept. With it, articles that the ledger has are not read again, the report is
    of everything in it, and a run that was stopped goes on where it was.
    """
    kept = (
        f"What was done is in {ledger}; the same command goes on from there."
        if ledger
        else "Nothing was kept."
    )
    with outcome(stopped=kept) as refusals:
        settle(bidi, sys.stdout, os.environ)
        show_claims(run(paths, ledger, pipeline, refusals, min_confidence), format, bidi)
        if ledger is None:
            tell("Nothing of this was kept: give --ledger FILE to keep it.")
        if refusals.count:
            tell(str(AttributionError("A003", count=refusals.count)))


def run(
    paths: Sequence[str],
    ledger: str | None,
    pipeline: str | None,
    on_error: Callable[[AttributionError], None],
    min_confidence: float | None = None,
) -> LedgerState:
    """Read articles, extract their attributions, add them to a ledger and work out the claims.

    Args:
        paths: Files and folders.
        ledger: A file or database URL; None for a ledger in memory.
        pipeline: Name or folder of a pipeline; None for the shipped one.
        on_error: Is given the errors of single files and articles, which are left out.
        min_confidence: Least confidence of an attribution, 0 to 1; how many were left out is told. Articles that
            the ledger has with another one are read again. None: all are added.

    Returns:
        Everything that is in the ledger then.

    Raises:
        AttributionError: If nothing can be done: A2.. or A520 for the pipeline, A30. for the ledger.
    """
    from attribution.articles import read
    from attribution.engines import local
    from attribution.engines.threshold import Threshold
    from attribution.ledger import Ledger, Pipeline
    from attribution.pipeline import load

    with Ledger.open(ledger) as opened:
        nlp = load(pipeline)
        threshold = Threshold(nlp, min_confidence)
        name = Pipeline(*threshold.reader)
        fresh = _fresh(read([Path(path) for path in paths], on_error), opened, name)
        for article in watched(local.extract(nlp, fresh, on_error), "articles read:"):
            opened.add(threshold(article), pipeline=name)
        if min_confidence is not None:
            tell(str(threshold))
        opened.derive()
        return opened.state()


def _fresh(articles: Iterable[Article], ledger: Ledger, pipeline: Pipeline) -> Iterator[Article]:
    """The articles that the pipeline has not read; of the others, news of where they came from is added.

    Those that the ledger had and has the corrections of are left out.
    """
    for article in articles:
        if ledger.corrected(article):
            continue
        if ledger.has(article.sha256, pipeline):
            ledger.add(Attributed(**article.model_dump()), pipeline=pipeline)
        else:
            yield article
