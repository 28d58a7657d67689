"""Datasette over the copy of a ledger: from right to left, read-only, on this machine."""

from __future__ import annotations

import json
import socket
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attribution.browsing.copying import make
from attribution.errors import AttributionError
from attribution.exports.tables import Language, arabic
from attribution.records import LedgerState

if TYPE_CHECKING:
    from datasette.app import Datasette

HERE = Path(__file__).parent
HOST, DATABASE, PLUGIN = "127.0.0.1", "ledger", "attribution"
SETTINGS = {
    "allow_download": False,
    "default_cache_ttl": 0,
    "default_page_size": 50,
    "facet_time_limit_ms": 1000,
    "sql_time_limit_ms": 5000,
    "suggest_facets": False,
}


@cache
def pages() -> dict[str, Any]:
    """Titles, facets and the questions that are ready: ``pages.json``."""
    found: dict[str, Any] = json.loads((HERE / "pages.json").read_text(encoding="utf-8"))
    return found


def datasette(copy: str | Path, where: str = "", language: Language = "en") -> Datasette:
    """Datasette over a file that ``copying.make`` wrote.

    Args:
        copy: The file; it is opened as immutable.
        where: The ledger's own place, for the foot of each page.
        language: Of titles, and of the page.

    Raises:
        AttributionError: A450 where Datasette is not installed.
    """
    try:
        from datasette.app import Datasette
        from datasette.database import Database
        from datasette.plugins import pm
    except ImportError:
        raise AttributionError("A450") from None
    from attribution.browsing import plugin

    if not pm.is_registered(plugin):
        pm.register(plugin, name=PLUGIN)
    served = Datasette(
        [],
        metadata=_metadata(where, language),
        settings=SETTINGS,
        template_dir=str(HERE / "templates"),
        static_mounts=[(PLUGIN, str(HERE / "static"))],
    )
    served.remove_database("_memory")
    served.add_database(Database(served, str(copy), is_mutable=False), name=DATABASE)
    return served


def serve(
    state: LedgerState,
    *,
    where: str,
    port: int,
    language: Language = "en",
    ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve a ledger until Ctrl-C.

    Args:
        state: What is current in the ledger.
        where: Its place, as messages show it.
        port: On 127.0.0.1; 0 for any that is free.
        language: ``ar`` or ``en``.
        ready: Is told the address when it answers.

    Raises:
        AttributionError: A450 where Datasette is not installed, A451 where the port cannot be had.
    """
    with tempfile.TemporaryDirectory(prefix="attribution-") as folder, socket.socket() as listening:
        copy = Path(folder) / f"{DATABASE}.sqlite3"
        make(state, copy, language)
        served = datasette(copy, where, language)
        import uvicorn

        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise AttributionError("A451", port, why=getattr(error, "strerror", error)) from None
        listening.listen()
        ready(f"http://{HOST}:{listening.getsockname()[1]}/")
        with suppress(KeyboardInterrupt):  # uvicorn has shut down in order, and passes it on
            uvicorn.Server(uvicorn.Config(served.app(), log_level="warning")).run(sockets=[listening])


def _metadata(where: str, language: Language) -> dict[str, Any]:
    words = pages()["words"][language]
    names = arabic()["columns"] if language == "ar" else {}
    tables = {
        name: {
            "title": about[language],
            "fts_table": f"{name}_search",
            "fts_pk": "rowid",
            "columns": names,
            **about["settings"],
        }
        for name, about in pages()["tables"].items()
    }
    tables.update({f"{name}_search": {"hidden": True} for name in pages()["tables"]})
    queries = {
        name: {"title": query[language], "sql": query["sql"]} for name, query in pages()["queries"].items()
    }
    time = datetime.now().astimezone().isoformat(sep=" ", timespec="minutes")
    return {
        "title": words["title"],
        "description": words["about"],
        "databases": {DATABASE: {"title": words["title"], "tables": tables, "queries": queries}},
        "extra_css_urls": [f"/{PLUGIN}/page.css"],
        "plugins": {
            PLUGIN: {"language": language, "as_of": words["as_of"].format(where=where, time=time)},
        },
    }
