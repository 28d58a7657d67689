"""``attribution doccano pull``: corrections back, each annotator's in a file of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.cli import options
from attribution.cli.doccano import connection, doccano_app
from attribution.cli.outcome import outcome, tell
from attribution.exports.files import STDOUT, to_json, written

if TYPE_CHECKING:
    from attribution.doccano.pull import Pulled

MENDED = "A721"
"""The one message that leaves nothing to do."""


@doccano_app.command("pull", short_help="Fetch what annotators have corrected.")
def pull_cli(
    project: connection.Project,
    out: options.Output,
    everything: Annotated[
        bool, typer.Option("--all", help="Documents that nobody has confirmed as well.")
    ] = False,
    annotator: Annotated[
        list[str] | None,
        typer.Option(metavar="USER", help="Only this annotator; may be given again.", show_default=False),
    ] = None,
    url: connection.Url = None,
    user: connection.User = "admin",
    password_file: connection.PasswordFile = None,
) -> None:
    """Fetch the confirmed documents of a project as annotated articles, and say what was changed.

    Of several annotators each has a file of their own: with -o corrected.jsonl it is corrected.USER.jsonl.
    Under "doccano" each article says from whom it comes, what was changed, and what was left out. What cannot be
    taken over is named on standard error with its line.
    """
    from attribution.doccano.projects import find
    from attribution.doccano.pull import pull

    with outcome() as refusals:
        client = connection.connect(url, user, password_file)
        projects = [p for p in find(client, project) if not annotator or p.annotator in annotator]
        for one in projects:
            pulled = pull(client, one, everything=everything)
            target = out if len(projects) == 1 or out == STDOUT else path_of(out, one.annotator)
            with written(target) as file:
                file.writelines(to_json(a.model_dump(exclude_none=False)) + "\n" for a in pulled.articles)
            for line in summary(pulled, target):
                tell(line)
            for error in pulled.errors:
                tell(str(error)) if error.code == MENDED else refusals(error)


def path_of(out: str, annotator: str | None) -> str:
    """The file of one annotator: ``corrected.sara.jsonl``."""
    path = Path(out)
    return str(path.with_name(f"{path.stem}.{annotator}{path.suffix}")) if annotator else out


def summary(pulled: Pulled, target: str) -> list[str]:
    """What came back, in a few lines."""
    from attribution.doccano.changes import KINDS

    whose = pulled.project.annotator or pulled.project.name
    lines = [
        f"{whose}: {pulled.confirmed} of {pulled.documents} documents confirmed, "
        f"{len(pulled.articles)} written to {target}."
    ]
    for kind, counted in pulled.counts.items():
        lines.append(f"  {kind}: " + ", ".join(f"{counted[what]} {what}" for what in KINDS))
    lines += [f"  {key}: «{comment}»" for key, comment in pulled.comments]
    return lines
