"""The page as a whole: from a ledger's state to one HTML file."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from attribution.records import LedgerState
from attribution.reports.html import plots
from attribution.reports.html.articles import OPEN, articles
from attribution.reports.html.claims import SIDES, contested
from attribution.reports.html.library import PageLibrary
from attribution.reports.html.versions import drifting
from attribution.reports.html.wording import Language, Wording, digits, name

FOLDER = Path(__file__).parent
_UNFIT = re.compile("[\0\ud800-\udfff]")
"""What UTF-8 or HTML cannot hold: lone surrogates, the null character."""


def page(state: LedgerState, language: Language = "ar", made: str | None = None) -> Iterator[str]:
    """Write the page of a ledger, or of a part of it.

    The file needs no network and no script; the same state gives the same bytes.

    Args:
        state: The ledger.
        language: Of the page's own words: ``ar`` (from right to left) or ``en``. Articles stay as they are.
        made: The date that the page is to bear, if any.

    Yields:
        Pieces of the file, to be written as UTF-8.
    """
    template = _environment().get_template("page.html.j2")
    for piece in template.generate(context(state, Wording(language)), made=made):
        yield _UNFIT.sub("\ufffd", piece)


def context(state: LedgerState, wording: Wording) -> dict[str, Any]:
    """What the templates show."""
    library = PageLibrary(state, wording)
    versions = drifting(library)
    anchors = {key: view.anchor for view in versions.statements for key in view.attributions}
    claims = contested(library, anchors)
    return {
        "w": wording,
        "style": Markup(_asset("style.css")),
        "script": Markup(_asset("filter.js")),
        "policy": _policy(),
        "figures": _figures(state, len(claims)),
        "quoted": plots.quoted(state),
        "relayed": plots.relayed(state),
        "time": plots.over_time(state),
        "stances": plots.stances(state, wording),
        "facets": library.facets,
        "claims": claims,
        "uncontested": len(state.claims) - len(claims),
        "sides": SIDES,
        "versions": versions,
        "articles": articles(library),
        "open": len(state.articles) <= OPEN,
    }


def _figures(state: LedgerState, contests: int) -> list[tuple[str, int]]:
    return [
        ("contested", contests),
        ("attributions", len(state.attributions)),
        ("speakers", len(state.speakers)),
        ("articles", len(state.articles)),
        ("origins", len({article.origin or article.id for article in state.articles})),
        ("publishers", len({article.publisher for article in state.articles if article.publisher})),
    ]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("attribution.reports.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(name=name, digits=digits)
    return environment


@cache
def _asset(file: str) -> str:
    return (FOLDER / file).read_text(encoding="utf-8").strip()


def _policy() -> str:
    """A content security policy: nothing but this page's own style and script, known by their hashes."""
    style, script = (
        base64.b64encode(hashlib.sha256(_asset(file).encode()).digest()).decode()
        for file in ("style.css", "filter.js")
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "base-uri 'none'; form-action 'none'"
    )
