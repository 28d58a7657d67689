"""``attribution doccano serve``: a real Doccano server on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attribution.cli.doccano import connection, doccano_app
from attribution.cli.outcome import outcome, tell


@doccano_app.command("serve", short_help="Start a Doccano server on this machine.")
def serve_cli(
    folder: connection.Folder = None,
    port: Annotated[int, typer.Option(help="On 127.0.0.1.")] = 8711,
    user: connection.User = "admin",
    password_file: connection.PasswordFile = None,
    cache: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Where the server's environment is kept, some 700 MB.", show_default=False
        ),
    ] = None,
    python: Annotated[
        str | None, typer.Option(metavar="PYTHON", help="A Python 3.11.", show_default=False)
    ] = None,
) -> None:
    """Start Doccano 1.8.4 with its worker, reachable from this machine only.

    The first time, an environment of its own is made for it from exact pins, which takes minutes. The
    administrator's account is made with the password that is given. Both processes go on until
    'attribution doccano stop'.
    """
    from attribution.doccano.server import data_folder, serve

    with outcome():
        secret = connection.password(password_file, asking=f"Password of {user}", new=True)
        tell("The server's environment is made if it is not there yet; the first time takes minutes.")
        started = serve(folder or data_folder(), user, secret, port=port, cache=cache, python=python)
        tell(f"Doccano runs at {started.url}, account {user}; its data lies in {folder or data_folder()}.")
