"""``attribution evaluate``: how well predicted attributions agree with gold ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from attribution.cli.app import app
from attribution.cli.outcome import outcome, tell

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
) -> None:
    """Compare two files of attributions, word by word.

    cue, content, speaker, name, outlet: precision, recall and F1. type, stance: accuracy over matched cues.
    full50,
    full80: F1 of whole attributions, with half or four fifths of the content right. What counts as right is
        said in
    attribution/pipeline/measure.py.
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
            for key, figures in found.documents.items():
                typer.echo(
                    f"{key} " + " ".join(f"{name}={_value(value):.3f}" for name, value in figures.items())
                )
        typer.echo(json.dumps(found.figures) if as_json else "\n".join(_lines(found.figures)))


def _some(things: list[str]) -> str:
    rest = len(things) - MOST_NAMED
    return ", ".join(things[:MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _value(value: Any) -> float:
    return float(value["f"] if isinstance(value, dict) else value)


def _lines(figures: dict[str, Any]) -> list[str]:
    lines = []
    for name, value in figures.items():
        if isinstance(value, dict):
            p, r, f, gold, pred = (value[key] for key in ("p", "r", "f", "gold", "pred"))
            lines.append(f"{name:8} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  gold {gold}  predicted {pred}")
        else:
            lines.append(f"{name:8} accuracy {value:.3f}")
    return lines
