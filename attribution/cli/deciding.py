"""Writing down what a person has decided, and having the ledger heed it."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.records import LedgerState, Review

if TYPE_CHECKING:
    from attribution.ledger import Ledger
    from attribution.ledger.reviews import Judgement

Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why.", show_default=False)]
Reviewer = Annotated[
    str | None,
    typer.Option(
        "--reviewer", metavar="NAME", help="Who decides; your user name unless given.", show_default=False
    ),
]
Later = Annotated[
    bool,
    typer.Option(
        "--later", help="Only write it down; 'attribution ledger derive', or the next run, carries it out."
    ),
]


def decide(
    ledger: str,
    judge: Callable[[LedgerState], Judgement],
    reviewer: str | None,
    note: str | None,
    *,
    later: bool,
) -> Review:
    """Write down a decision about what a ledger shows, and work its claims out again.

    Args:
        ledger: A file or database URL.
        judge: Makes the decision of what the ledger shows.
        reviewer: Who decides; the user of this process unless given.
        note: Why.
        later: Whether to leave the working out to the next run.

    Raises:
        AttributionError: A301 to A308 if the ledger cannot be used; what ``judge`` raises.
    """
    return _written(
        ledger, lambda opened: opened.review(judge(opened.state()), reviewer=_who(reviewer), note=note), later
    )


def take_back(ledger: str, number: int, reviewer: str | None, note: str | None, *, later: bool) -> Review:
    """Undo a decision by its number; arguments and errors as of ``decide``, and A344 and A345."""
    return _written(ledger, lambda opened: opened.undo(number, reviewer=_who(reviewer), note=note), later)


def announce(review: Review) -> None:
    """Say on standard output what has been written."""
    from attribution.reports.decisions import told

    typer.echo(f"Review {review.id}: {told(review)}")


def _written(ledger: str, write: Callable[[Ledger], Review], later: bool) -> Review:
    from attribution.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        review = write(opened)
        if not later:
            opened.derive()
        return review


def _who(reviewer: str | None) -> str:
    return reviewer or getpass.getuser()
