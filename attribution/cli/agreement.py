"""``attribution agreement``: how far annotators of the same articles agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.cli.app import app
from attribution.cli.outcome import outcome, tell
from attribution.exports.files import to_json, written
from attribution.records import Attributed, Attribution

if TYPE_CHECKING:
    from attribution.doccano.agreement import Agreement, Dispute

LONGEST = 160


@app.command("agreement", short_help="How far annotators of the same articles agree.")
def agreement_cli(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="A B", help="Each annotator's articles, .jsonl.", show_default=False),
    ],
    worst: Annotated[int, typer.Option(min=0, help="How many disagreements to show.")] = 10,
    adjudicate: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the disputed reports, all versions of each, for 'attribution doccano push'.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Compare two or more annotators of the same articles.

    For each pair the figures of 'attribution evaluate', the first taken as gold of the second; Krippendorff's
    alpha on words for each label (1 perfect, 0 chance); then the worst disagreements, each annotator's version.
    Push the file of --adjudicate to a project of its own and pull it again: what was chosen joins what all
    agreed upon.
    """
    from attribution.doccano.agreement import adjudicate as disputed
    from attribution.doccano.agreement import agreement
    from attribution.training.gold import read_gold

    if len(files) < 2:
        raise typer.BadParameter("give at least two files")
    with outcome():
        annotators = {path.name: {a.id: a for a in read_gold(path)} for path in files}
        if len(annotators) < len(files):
            annotators = {str(path): {a.id: a for a in read_gold(path)} for path in files}
        found = agreement(annotators)
        texts = {key: article.text for own in annotators.values() for key, article in own.items()}
        if as_json:
            pairs = [{"annotators": pair, "figures": figures} for pair, figures in found.pairs.items()]
            typer.echo(json.dumps({"articles": found.articles, "pairs": pairs, "alpha": found.alpha}))
        else:
            typer.echo("\n".join([*figures_of(found), *side_by_side(found.disputes[:worst], texts)]))
        if adjudicate:
            write(adjudicate, disputed(annotators))


def write(path: Path, articles: list[Attributed]) -> None:
    """Write articles as JSON Lines, in one piece."""
    with written(path) as file:
        file.writelines(to_json(a.model_dump()) + "\n" for a in articles)
    tell(f"{len(articles)} articles with disputed reports written to {path}.")


def figures_of(found: Agreement) -> list[str]:
    """The figures, a line each."""
    from attribution.pipeline.measure import values

    lines = [f"{found.articles} articles in common, {len(found.disputes)} disputed reports"]
    for (first, second), figures in found.pairs.items():
        shown = "  ".join(f"{name} {value:.3f}" for name, value in values(figures).items())
        lines.append(f"{first} – {second}: {shown}")
    alphas = "  ".join(f"{k} {'–' if v is None else f'{v:.3f}'}" for k, v in found.alpha.items())
    return [*lines, f"Krippendorff's alpha on words: {alphas}"]


def side_by_side(disputes: list[Dispute], texts: dict[str, str]) -> list[str]:
    """Disputed reports, each annotator's version on a line of its own."""
    lines = []
    for dispute in disputes:
        lines += ["", f"{dispute.article} ({dispute.severity:.2f})"]
        width = max(map(len, dispute.versions))
        lines += [
            f"  {name:{width}}  {_version(texts[dispute.article], a)}" for name, a in dispute.versions.items()
        ]
    return lines


def _version(text: str, a: Attribution | None) -> str:
    if a is None:
        return "–"
    parts = [f"{label} «{' '.join(span.of(text).split())}»" for label, span in a.spans()]
    line = f"{a.cue.start}: {' '.join(parts)} {a.type} {a.stance}"
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
