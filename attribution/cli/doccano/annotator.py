"""``attribution doccano annotator``: an account for somebody who annotates."""

from __future__ import annotations

from typing import Annotated

import typer

from attribution.cli.doccano import connection, doccano_app
from attribution.cli.outcome import outcome, tell


@doccano_app.command("annotator", short_help="Make an account for an annotator.")
def annotator_cli(
    name: Annotated[str, typer.Argument(metavar="USER", help="The account's name.", show_default=False)],
    url: connection.Url = None,
    user: connection.User = "admin",
    password_file: connection.PasswordFile = None,
) -> None:
    """Make an account for an annotator.

    The annotator's password is taken from ATTRIBUTION_ANNOTATOR_PASSWORD, or asked for.
    """
    from attribution.doccano.projects import add_account

    with outcome():
        client = connection.connect(url, user, password_file)
        asking = f"Password for {name}"
        add_account(client, name, connection.password(None, connection.ANNOTATOR_PASSWORD, asking, new=True))
        tell(f"{name} can log in at {client.url}.")
