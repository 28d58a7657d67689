"""``attribution doccano status``: what runs, and how far the annotators are."""

from __future__ import annotations

import os

import typer

from attribution.cli.doccano import connection, doccano_app
from attribution.cli.outcome import outcome


@doccano_app.command("status", short_help="What runs, and how far the annotators are.")
def status_cli(
    folder: connection.Folder = None,
    url: connection.Url = None,
    user: connection.User = "admin",
    password_file: connection.PasswordFile = None,
) -> None:
    """Say whether a server of this machine runs and is well, and how many documents of each project are confirmed.

    The projects need a password, which is not asked for here.
    """
    from attribution.doccano.client import Client
    from attribution.doccano.projects import progress
    from attribution.doccano.server import data_folder, state

    with outcome():
        running = state(folder or data_folder())
        if running:
            pids = ", ".join(str(pid) for pid, _ in running.processes)
            typer.echo(f"server: {running.url}, processes {pids}")
        elif url is None:
            typer.echo("server: not running; start it with: attribution doccano serve")
            return
        address = url or connection.local_url(folder)
        Client(address).health()
        typer.echo("health: database, storage and worker answer")
        if password_file or connection.PASSWORD in os.environ:
            client = connection.connect(address, user, password_file)
            for name, done, total in progress(client):
                typer.echo(f"{name}: {done} of {total} confirmed")
