"""``attribution doccano push``: annotated articles to annotators."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attribution.cli.doccano import connection, doccano_app
from attribution.cli.outcome import outcome, tell
from attribution.records import Attributed


@doccano_app.command("push", short_help="Send annotated articles to annotators.")
def push_cli(
    project: connection.Project,
    gold: Annotated[
        list[Path] | None,
        typer.Argument(metavar="GOLD", help="Annotated articles, .jsonl.", show_default=False),
    ] = None,
    ledger: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="A ledger, in place of files: all its articles.", show_default=False
        ),
    ] = None,
    annotator: Annotated[
        list[str] | None,
        typer.Option(
            metavar="USER",
            help="An annotator, who gets a project of their own; may be given again.",
            show_default=False,
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Send documents again that were deleted there.")
    ] = False,
    url: connection.Url = None,
    user: connection.User = "admin",
    password_file: connection.PasswordFile = None,
) -> None:
    """Send articles with their attributions to a Doccano project, for annotators to correct.

    What is there already is not sent again and never changed. Each annotator has a project of their own, so
    that their work can be compared. The guidelines go along.
    """
    from attribution.doccano.push import push, validated
    from attribution.training.gold import read_gold

    if bool(gold) == bool(ledger):
        raise typer.BadParameter("give either GOLD files or --ledger FILE")
    with outcome(stopped="The same command goes on where it stopped.") as refusals:
        found = from_ledger(ledger) if ledger else (a for path in gold or () for a in read_gold(path))
        articles = validated(found, refusals)
        client = connection.connect(url, user, password_file)
        for name in annotator or (None,):
            done = push(client, project, articles, name, refusals, again=again)
            whom = f" for {name}" if name else ""
            tell(f"{project}{whom}: {done.new} new, {done.same} there already, {done.refused} left alone.")


def from_ledger(ledger: str) -> list[Attributed]:
    """The articles of a ledger with their current attributions, ready to be pushed.

    Raises:
        AttributionError: A301 to A308 if it cannot be read.
    """
    from attribution.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        state = opened.state()
    own = {"article", "speaker_id", "pipeline"}
    found: dict[str, list[dict[str, object]]] = {article.id: [] for article in state.articles}
    for a in state.attributions:
        found[a.article].append(a.model_dump(exclude=own))
    return [
        Attributed.model_validate(
            {
                **{k: getattr(a, k) for k in ("text", "publisher", "published", "title", "url")},
                "id": a.key,
                "attributions": found[a.id],
            }
        )
        for a in state.articles
    ]
