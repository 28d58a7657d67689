"""Options that several commands have."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from attribution.reports.bidi import Bidi


class Format(str, Enum):
    """What a report is written as."""

    TEXT = "text"
    JSON = "json"


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Articles: texts, web pages, feeds, archives, .jsonl, or folders of them; see 'attribution read'.",
        show_default=False,
    ),
]
Ledger = Annotated[
    str,
    typer.Option(
        "--ledger",
        metavar="FILE",
        help="The ledger: a file made by 'attribution run', or a database URL.",
        show_default=False,
    ),
]
Pipeline = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="A trained pipeline, by name or folder, in place of the one that comes along."
    ),
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        metavar="P",
        min=0,
        max=1,
        help="Leave out attributions that are less likely than P to be right as a whole.",
    ),
]
Output = Annotated[
    str,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Where to; '-' for standard output.", show_default=False
    ),
]
ReportFormat = Annotated[Format, typer.Option("--format", help="For people, or for programs.")]
BidiMode = Annotated[
    Bidi,
    typer.Option(
        "--bidi",
        help="How Arabic is written: 'terminal' if your terminal puts it in order itself, 'visual' if not, "
        "'off' for files and pipes, 'auto' to choose.",
    ),
]
