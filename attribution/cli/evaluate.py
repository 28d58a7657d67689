"""``attribution evaluate``: how well predicted attributions agree with gold ones."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from attribution.cli import figures
from attribution.cli.app import app
from attribution.cli.outcome import outcome, tell

if TYPE_CHECKING:
    from attribution.training.coverage import Point
    from attribution.training.evaluate import Evaluation
    from attribution.training.slices import Slice

MOST_NAMED = 10


@app.command("evaluate", short_help="Compare attributions with gold ones.")
def evaluate_cli(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Annotated articles, .jsonl.", show_default=False)
    ],
    predicted: Annotated[
        Path,
        typer.Argument(
            metavar="PREDICTED", help="What 'attribution extract' wrote for them.", show_default=False
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    per_doc: Annotated[
        bool, typer.Option("--per-doc", help="Print the figures of each article first.")
    ] = False,
    slices: Annotated[
        bool, typer.Option("--slices", help="Also by type, stance, kind of cue, distance of the speaker …")
    ] = False,
    seen: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="What the pipeline was trained on, .jsonl, may be given again: slices for new cues and publishers.",
        ),
    ] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Also how much is right of the most confident 95, 90, 80 … %.")
    ] = False,
) -> None:
    """Compare two files of attributions, word by word.

    cue, content, speaker, name, outlet: precision, recall and F1. type, stance: accuracy over matched cues.
    full50, full80: F1 of whole attributions, with half or four fifths of the content right. What counts as
    right is said in attribution/pipeline/measure.py.

    From ten articles on, an interval in brackets holds 95 % of what articles drawn again would give.
    """
    from attribution.training.evaluate import evaluate

    with outcome():
        found = evaluate(gold, predicted)
        if found.missing:
            tell(f"not predicted: {_some(found.missing)}")
        if found.misaligned:
            places = [f"{key} {span.start}:{span.end}" for key, span in found.misaligned]
            tell(f"{len(places)} gold spans do not fall on word boundaries: {_some(places)}")
        if per_doc:
            for key, values in found.documents.items():
                typer.echo(
                    f"{key} " + " ".join(f"{name}={_value(value):.3f}" for name, value in values.items())
                )
        more = details(found, slices or bool(seen), seen or (), coverage)
        typer.echo(as_data(found, more) if as_json else "\n".join(as_text(found, more)))


class Details(NamedTuple):
    """What was asked for beside the figures."""

    slices: list[Slice]
    curve: list[Point]


def details(found: Evaluation, slices: bool, seen: Sequence[Path], coverage: bool) -> Details:
    """Slices and accuracy–coverage curve of an evaluation, as far as they are wanted.

    Raises:
        AttributionError: A001 or A002 for a file of ``seen`` that cannot be read, A520 for a curve without
            confidences.
    """
    from attribution.training import coverage as curve
    from attribution.training.gold import read_gold
    from attribution.training.slices import seen_in
    from attribution.training.slices import slices as cut

    known = seen_in(article for path in seen for article in read_gold(path)) if seen else None
    return Details(
        cut(found.judged, known) if slices else [], curve.coverage(found.judged) if coverage else []
    )


def as_text(found: Evaluation, more: Details) -> list[str]:
    """All of it as lines."""
    from attribution.training.intervals import intervals
    from attribution.training.slices import sides

    lines = figures.whole(found.figures, intervals(sides(found.judged)))
    if more.slices:
        lines += figures.parts(more.slices)
    if more.curve:
        lines += figures.curve(more.curve)
    return lines


def as_data(found: Evaluation, more: Details) -> str:
    """The figures as JSON, as the annotators' script prints them; slices and curve under keys of their own."""
    extra: dict[str, Any] = {}
    if more.slices:
        extra["slices"] = [
            {**s._asdict(), "intervals": {name: list(ends) for name, ends in s.intervals.items()}}
            for s in more.slices
        ]
    if more.curve:
        extra["coverage"] = [point._asdict() for point in more.curve]
    return json.dumps({**found.figures, **extra}, ensure_ascii=False)


def _some(things: list[str]) -> str:
    rest = len(things) - MOST_NAMED
    return ", ".join(things[:MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _value(value: Any) -> float:
    return float(value["f"] if isinstance(value, dict) else value)
