"""``attribution extract``: attributions of articles, into a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from attribution.cli import options
from attribution.cli.app import app
from attribution.cli.outcome import outcome, tell
from attribution.cli.progress import watched
from attribution.errors import AttributionError
from attribution.exports.files import STDOUT


@app.command("extract", short_help="Write the attributions of articles to a file.")
def extract_cli(
    paths: options.Paths,
    out: options.Output,
    pipeline: options.Pipeline = None,
    min_confidence: options.MinConfidence = None,
) -> None:
    """Find the attributions of articles and write them to a file, an article a line.

    Each line is the article as it came, all its keys, and "attributions". Stop it whenever you like: what is
    done lies in OUT.jsonl.part, and the same command goes on from there.
    """
    with outcome(stopped="The same command goes on where it stopped." if out != STDOUT else "") as refusals:
        done = extract(paths, out, pipeline, refusals, min_confidence)
        tell(f"{done} articles written to {out}.")


def extract(
    paths: Sequence[str],
    out: str,
    pipeline: str | None,
    on_error: Callable[[AttributionError], None],
    min_confidence: float | None = None,
) -> int:
    """Write articles with their attributions to a file.

    Args:
        paths: Files and folders.
        out: A file, or ``-`` for standard output.
        pipeline: Name or folder of a pipeline; None for the shipped one.
        on_error: Is given the errors of single files and articles, which are left out.
        min_confidence: Least confidence of an attribution, 0 to 1; how many were left out is told. None: all are
            written.

    Returns:
        How many articles were written now.

    Raises:
        AttributionError: If no article can be: A2.. or A520 for the pipeline, A401 to A406 for the file.
    """
    from attribution.articles import read
    from attribution.engines.resumable import extract_to
    from attribution.engines.threshold import Threshold
    from attribution.pipeline import load

    nlp = load(pipeline)
    threshold = Threshold(nlp, min_confidence)
    articles = read([Path(path) for path in paths], on_error)
    written = extract_to(out, nlp, articles, on_error, threshold)
    count = sum(1 for _ in watched(written, "articles read:"))
    if min_confidence is not None:
        tell(str(threshold))
    return count
