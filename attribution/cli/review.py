"""``attribution review``: what a person finds right or wrong, kept beside what was worked out."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from attribution.cli import options
from attribution.cli.app import app
from attribution.cli.deciding import Later, Note, Reviewer, announce, decide, take_back
from attribution.cli.outcome import outcome
from attribution.cli.report import state_of
from attribution.reports.bidi import Bidi, settle

review_app = typer.Typer(
    help="Say what is right and what is wrong; every later run respects it. Nothing is forgotten: reviews are "
    "undone by further ones.",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(review_app, name="review", short_help="Say what is right and what is wrong.")

ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id.", show_default=False)]


@review_app.command("claims", short_help="Claims with the ids and places that reviews are made of.")
def claims_cli(
    ledger: options.Ledger,
    claim: Annotated[
        str | None, typer.Argument(metavar="[CLAIM]", help="Only this one.", show_default=False)
    ] = None,
    bidi: options.BidiMode = Bidi.AUTO,
) -> None:
    """Show the claims, contested ones first, and where each of their positions stands."""
    from attribution.reports.decisions import claims
    from attribution.reports.page import Page

    with outcome():
        claims(state_of(ledger), Page(sys.stdout, settle(bidi, sys.stdout, os.environ)), claim)


@review_app.command("claim", short_help="A claim is right, wrong, one with others, or several.")
def claim_cli(
    ledger: options.Ledger,
    claim: ClaimId,
    verdict: Annotated[
        str, typer.Argument(metavar="VERDICT", help="right, wrong, merged or split.", show_default=False)
    ],
    others: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OTHER…",
            help="merged: the claims that it is one with; split: the places of the positions that are of "
            "another claim.",
            show_default=False,
        ),
    ] = None,
    note: Note = None,
    reviewer: Reviewer = None,
    later: Later = False,
) -> None:
    """Review a claim.

    right: its positions belong together, and stay so. wrong: none of them does. merged, split: see OTHER.
    """
    from attribution.ledger.judgements import judge_claim

    with outcome():
        announce(
            decide(
                ledger,
                lambda state: judge_claim(state, claim, verdict, others or ()),
                reviewer,
                note,
                later=later,
            )
        )


@review_app.command("contest", short_help="A claim is contested, or it is not.")
def contest_cli(
    ledger: options.Ledger,
    claim: ClaimId,
    verdict: Annotated[
        str, typer.Argument(metavar="VERDICT", help="right, wrong or 'not comparable'.", show_default=False)
    ],
    note: Note = None,
    reviewer: Reviewer = None,
    later: Later = False,
) -> None:
    """Review a contest.

    right: it stays one. wrong, not comparable: the claim's sides do not oppose each other, it is no longer
    reported as contested, and its "why" says who decided so.
    """
    from attribution.ledger.judgements import judge_contest

    with outcome():
        announce(
            decide(ledger, lambda state: judge_contest(state, claim, verdict), reviewer, note, later=later)
        )


@review_app.command("link", short_help="An attribution is its speaker's, or a position its claim's; or not.")
def link_cli(
    ledger: options.Ledger,
    place: Annotated[
        str,
        typer.Argument(
            metavar="PLACE", help="ARTICLE:START-END of the attribution or sentence.", show_default=False
        ),
    ],
    verdict: Annotated[str, typer.Argument(metavar="VERDICT", help="right or wrong.", show_default=False)],
    claim: Annotated[
        str | None,
        typer.Option(
            metavar="CLAIM", help="The link to this claim, not that to the speaker.", show_default=False
        ),
    ] = None,
    note: Note = None,
    reviewer: Reviewer = None,
    later: Later = False,
) -> None:
    """Review who an attribution is given to, or with --claim, what claim a position is counted with."""
    from attribution.ledger.judgements import Judgement, judge_attribution, judge_position
    from attribution.records import LedgerState

    def judge(state: LedgerState) -> Judgement:
        return (
            judge_position(state, claim, place, verdict)
            if claim
            else judge_attribution(state, place, verdict)
        )

    with outcome():
        announce(decide(ledger, judge, reviewer, note, later=later))


@review_app.command("list", short_help="All that people have decided.")
def list_cli(
    ledger: options.Ledger,
    format: options.ReportFormat = options.Format.TEXT,
    bidi: options.BidiMode = Bidi.AUTO,
) -> None:
    """List all decisions in order, of speakers too, with who decided, when and why."""
    from attribution.exports.files import to_json
    from attribution.ledger import Ledger
    from attribution.ledger.reviews import in_force
    from attribution.reports.decisions import history
    from attribution.reports.page import Page

    with outcome(), Ledger.open(ledger, create=False) as opened:
        reviews = opened.reviews()
        if format is options.Format.JSON:
            typer.echo(to_json({"reviews": [review.model_dump() for review in reviews]}, indent=1))
        else:
            history(reviews, in_force(reviews), Page(sys.stdout, settle(bidi, sys.stdout, os.environ)))


@review_app.command("undo", short_help="A review holds no longer.")
def undo_cli(
    ledger: options.Ledger,
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", help="As 'review list' shows it.", show_default=False)
    ],
    note: Note = None,
    reviewer: Reviewer = None,
    later: Later = False,
) -> None:
    """Undo a review; it stays in the list. Undoing the undoing brings it back."""
    with outcome():
        announce(take_back(ledger, number, reviewer, note, later=later))
