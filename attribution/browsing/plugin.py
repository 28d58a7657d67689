"""What Datasette asks a plugin for: folding on every connection, and words for the templates."""

from __future__ import annotations

from typing import Any

from datasette import hookimpl

from attribution.browsing.folding import prepare
from attribution.browsing.serving import PLUGIN, pages


@hookimpl(trylast=True)  # after Datasette's own escape_fts
def prepare_connection(conn: Any) -> None:
    """Folded search."""
    prepare(conn)


@hookimpl
def extra_template_vars(datasette: Any) -> dict[str, Any]:
    """The page's language and words, and what the first page offers."""
    ours = datasette.plugin_config(PLUGIN)
    if ours is None:
        return {}
    language = ours["language"]
    return {
        "language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "say": {**pages()["words"][language], "as_of": ours["as_of"]},
        "offered": {
            kind: {name: about[language] for name, about in pages()[kind].items()}
            for kind in ("queries", "tables")
        },
    }
