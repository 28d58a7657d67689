"""``attribution export``: a ledger in a format of others."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from importlib import import_module
from typing import Annotated

import typer

from attribution.cli import options
from attribution.cli.app import app
from attribution.cli.outcome import outcome
from attribution.cli.report import state_of
from attribution.errors import AttributionError


class Format(str, Enum):
    """What a ledger can be exported as."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    JSONLD = "jsonld"
    WEBANNOTATION = "webannotation"
    CHECK = "check"
    TEI = "tei"
    DOCBIN = "docbin"


MODULES = {
    Format.JSON: "ledger_json",
    Format.JSONL: "ledger_jsonl",
    Format.CSV: "csv_table",
    Format.XLSX: "workbook",
}
"""Where a format is written, if not in the module of its name; each loads its own libraries only."""


class Table(str, Enum):
    """What one file of CSV holds."""

    ATTRIBUTIONS = "attributions"
    CONTESTED = "contested"
    SPEAKERS = "speakers"
    ARTICLES = "articles"


class Language(str, Enum):
    """The language of column names."""

    ENGLISH = "en"
    ARABIC = "ar"


@app.command("export", short_help="Write a ledger to a file for other programs.")
def export_cli(
    ledger: options.Ledger,
    out: options.Output,
    format: Annotated[Format, typer.Option("--format", help="The format of the file.")] = Format.JSON,
    lang: Annotated[
        Language, typer.Option("--lang", help="The language of column names, in csv and xlsx.")
    ] = Language.ENGLISH,
    table: Annotated[
        Table | None,
        typer.Option(
            "--table", help="With csv: what the rows are; attributions if not said.", show_default=False
        ),
    ] = None,
    drafts: Annotated[
        bool,
        typer.Option(
            "--drafts", help="With jsonld: add an unrated ClaimReview draft for each contested claim."
        ),
    ] = False,
) -> None:
    """Write a ledger to a file, in one piece: it is there when all of it is written.

    Words are the articles' own, character by character; spans are [start, end] in Unicode code points of an
    article's raw text, and the id of an article is the SHA-256 of that text.

    \b
    For people:
      csv            one table, for any spreadsheet (UTF-8 with a mark that Excel knows, no formulas)
      xlsx           contested claims, attributions, speakers, articles: a sheet each, right to left
      check          claims in the columns of Meedan Check, as csv
    For programs:
      json           {"articles", "speakers", "attributions", "claims"}, without the texts
      jsonl          everything, the texts too: one record a line, named by "record"
      jsonld         schema.org: Claim, Quotation, NewsArticle, and who contests what
      webannotation  W3C Web Annotation: each span by its words and by its place
      tei            TEI P5: the articles with <said> and <quote> where they stand
      docbin         spaCy: Docs with doc.spans["attributions"]

    There is no verdict in any of them. A ClaimReview draft lacks its rating on purpose: it is not valid until
    a fact-checker has given one.
    """
    with outcome() as refusals:
        rows = table.value if table else None
        export(ledger, out, format, language=lang.value, table=rows, drafts=drafts, on_error=refusals)


def export(
    ledger: str,
    out: str,
    format: Format,
    *,
    language: str = "en",
    table: str | None = None,
    drafts: bool = False,
    on_error: Callable[[AttributionError], None],
) -> None:
    """Write a ledger to a file.

    Args:
        ledger: A file or database URL.
        out: A file, or ``-`` for standard output.
        format: Of the file.
        language: ``en`` or ``ar``: column names of CSV and XLSX.
        table: What the rows of CSV are; None for attributions.
        drafts: Whether JSON-LD has drafts of ``ClaimReview``.
        on_error: Is given A410 and A411 for what a DocBin or a workbook cannot hold.

    Raises:
        AttributionError: A301 to A308 if the ledger cannot be read, A401 if the file cannot be written, A412 to
            A414 if the format cannot do what is asked.
    """
    if table and format is not Format.CSV:
        raise AttributionError("A413")
    if drafts and format is not Format.JSONLD:
        raise AttributionError("A414")
    options: dict[Format, dict[str, object]] = {
        Format.CSV: {"language": language, "name": table or "attributions"},
        Format.XLSX: {"language": language, "on_error": on_error},
        Format.JSONLD: {"drafts": drafts},
        Format.DOCBIN: {"on_error": on_error},
    }
    writer = import_module(f"attribution.exports.{MODULES.get(format, format.value)}")
    writer.export(state_of(ledger), out, **options.get(format, {}))
