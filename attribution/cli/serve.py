"""``attribution serve``: a ledger in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from attribution.cli import options
from attribution.cli.app import app
from attribution.cli.export import Language
from attribution.cli.outcome import outcome, tell


@app.command("serve", short_help="Look through a ledger in a browser, on this machine.")
def serve_cli(
    ledger: options.Ledger,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="On 127.0.0.1; 0 for any free one.")
    ] = 8712,
    lang: Annotated[
        Language, typer.Option("--lang", help="The language of titles and of words such as 'deny'.")
    ] = Language.ARABIC,
) -> None:
    """Look through a ledger in a browser: tables, facets, search in any spelling, questions that are ready.

    Datasette shows a copy that is made when the command begins and deleted when it ends; the ledger itself is
    only read, and nobody else can reach the page. End it with Ctrl-C. It needs the extra 'serve':
    pip install 'arabic-attribution[serve]'.
    """
    from attribution.browsing import serve
    from attribution.ledger import Ledger

    with outcome():
        with Ledger.open(ledger, create=False) as opened:
            where, state = opened.where, opened.state()
        serve(
            state,
            where=where,
            port=port,
            language=lang.value,
            ready=lambda address: tell(f"The ledger is at {address} until you press Ctrl-C."),
        )
