"""Options of the commands that talk to a server, and where passwords come from."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.errors import AttributionError

if TYPE_CHECKING:
    from attribution.doccano.client import Client

PASSWORD = "ATTRIBUTION_DOCCANO_PASSWORD"
ANNOTATOR_PASSWORD = "ATTRIBUTION_ANNOTATOR_PASSWORD"

Url = Annotated[
    str | None,
    typer.Option(
        "--url",
        envvar="ATTRIBUTION_DOCCANO_URL",
        help="The server; without it, the one that 'attribution doccano serve' started.",
        show_default=False,
    ),
]
User = Annotated[
    str, typer.Option("--user", envvar="ATTRIBUTION_DOCCANO_USER", help="An administrator's account.")
]
PasswordFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help=f"Holds the password, for you alone to read (chmod 600); else it is taken from {PASSWORD}, or asked for.",
        show_default=False,
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="Where the server keeps its data; also ATTRIBUTION_DOCCANO_FOLDER.",
        show_default=False,
    ),
]
Project = Annotated[
    str, typer.Option("--project", metavar="NAME", help="The project's name.", show_default=False)
]


def connect(url: str | None, user: str, password_file: Path | None) -> Client:
    """Log in to a server.

    Raises:
        AttributionError: A700 to A702, A734 or A735 without a password, A737 without the package.
    """
    from attribution.doccano.client import Client

    return Client(url or local_url(None), user, password(password_file))


def local_url(folder: Path | None) -> str:
    """The address of the server of this machine."""
    from attribution.doccano.server import PORT, data_folder, state

    running = state(folder or data_folder())
    return running.url if running else f"http://127.0.0.1:{PORT}"


def password(
    file: Path | None, variable: str = PASSWORD, asking: str = "Password", *, new: bool = False
) -> str:
    """A password, from a file, the environment, or the terminal; never from the command line.

    Args:
        file: Its first line is the password.
        variable: Of the environment.
        asking: What to ask on a terminal.
        new: Whether to ask twice.

    Raises:
        AttributionError: A734 where there is none, A735 for a file that others can read, A001 without the file.
    """
    if file is not None:
        if not file.is_file():
            raise AttributionError("A001", file)
        if file.stat().st_mode & 0o077:
            raise AttributionError("A735", file, file=file)
        return file.read_text(encoding="utf-8").split("\n", 1)[0]
    if found := os.environ.get(variable):
        return found
    if not sys.stdin.isatty():
        raise AttributionError("A734", variable=variable)
    return str(typer.prompt(asking, hide_input=True, confirmation_prompt=new, err=True))
