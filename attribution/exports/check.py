"""Claims in the columns of Meedan Check's media export, so that both can lie in one spreadsheet.

The columns are those of ``get_exported_data`` in ``lib/check_search.rb`` of meedan/check-api, with columns of our
own where Check has a team's custom fields. A row is a claim. What only a team can say (status, who created
it, when it was submitted and reported) is left empty: this tool has no verdict.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from attribution.exports.csv_table import BYTE_ORDER_MARK, guarded
from attribution.exports.files import written
from attribution.exports.lookup import Lookup
from attribution.exports.tables import SEPARATOR
from attribution.records import Claim, LedgerState

CHECK = (
    *("Claim", "Item page URL", "Status", "Created by", "Submitted at", "Social Media Posted at"),
    *("Report Published at", "Number of media", "Tags"),
)
OWN = ("Contested", "Reason", "Speakers", "Publishers", "First published", "All URLs", "Claim ID")


def export(state: LedgerState, path: str | Path) -> None:
    """Write the claims of ``state`` to ``path`` (``-``: standard output), contested ones first.

    Raises:
        AttributionError: A401 if it cannot be written.
    """
    lookup = Lookup(state)
    with written(path) as file:
        file.write(BYTE_ORDER_MARK)
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(CHECK + OWN)
        writer.writerows([guarded(cell) for cell in row(claim, lookup)] for claim in state.claims)


def row(claim: Claim, lookup: Lookup) -> tuple[str, ...]:
    """One claim: its media are the articles that it appears in, its page the first of them with an address."""
    articles = [lookup.articles[key] for key in dict.fromkeys(p.article for p in claim.positions)]
    speakers = (lookup.speaker_of(position) for position in claim.positions)
    urls = _each(article.url for article in articles)
    positions = dict.fromkeys(position.position for position in claim.positions)
    return (
        *(claim.text, urls[0] if urls else "", "", "", "", "", "", str(len(articles)), ", ".join(positions)),
        "yes" if claim.contested else "no",
        claim.reason or "",
        SEPARATOR.join(_each(speakers)),
        SEPARATOR.join(_each(article.publisher for article in articles)),
        min((article.published for article in articles if article.published), default=""),
        SEPARATOR.join(urls),
        claim.id,
    )


def _each(values: Iterable[str | None]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]
