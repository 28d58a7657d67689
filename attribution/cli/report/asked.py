"""What every report can be asked: which ledger, which part of it, in which format."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

import typer

from attribution.cli import options
from attribution.cli.outcome import outcome
from attribution.cli.report.app import report_app
from attribution.cli.report.showing import Cut, Format, Lang, show, state_of
from attribution.exports.files import STDOUT
from attribution.ledger.selection import Selection, select
from attribution.records import STANCES, LedgerState
from attribution.reports.bidi import Bidi


def _day(value: str | None) -> str | None:
    """A date as it can be compared: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    if value is None:
        return None
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
    except ValueError:
        raise typer.BadParameter(f"{value} is no date: give YYYY-MM-DD, YYYY-MM or YYYY") from None
    return value


def _stances(values: list[str] | None) -> list[str] | None:
    """Stances, all of them known."""
    for value in values or ():
        if value not in STANCES:
            raise typer.BadParameter(f"{value} is no stance: give one of {', '.join(STANCES)}")
    return values


def _option(*names: str, **settings: Any) -> Any:
    return typer.Option(*names, show_default=False, **settings)


SHARED: dict[str, tuple[Any, Any]] = {
    "ledger": (options.Ledger, inspect.Parameter.empty),
    "speaker": (
        Annotated[
            str | None, _option(metavar="NAME", help="Only this speaker: any words of a name or alias.")
        ],
        None,
    ),
    "publisher": (Annotated[str | None, _option(metavar="NAME", help="Only this publisher.")], None),
    "outlet": (
        Annotated[str | None, _option(metavar="NAME", help="Only what was relayed by this outlet.")],
        None,
    ),
    "stance": (
        Annotated[
            list[str] | None,
            _option(
                metavar="STANCE",
                callback=_stances,
                help=f"Only cues of this stance; may be given several times: {', '.join(STANCES)}.",
            ),
        ],
        None,
    ),
    "since": (
        Annotated[
            str | None,
            _option(
                "--from", metavar="DATE", callback=_day, help="Only articles from this day, month or year on."
            ),
        ],
        None,
    ),
    "until": (
        Annotated[
            str | None,
            _option(
                "--to", metavar="DATE", callback=_day, help="Only articles up to this day, month or year."
            ),
        ],
        None,
    ),
    "text": (
        Annotated[
            str | None,
            _option(
                metavar="WORDS", help="Only attributions with these words, in any spelling: قَالَ finds وقال."
            ),
        ],
        None,
    ),
    "format": (Annotated[Format, typer.Option("--format", help="For people, or for programs.")], Format.TEXT),
    "out": (
        Annotated[str, _option("--output", "-o", metavar="FILE", help="Where to, if not standard output.")],
        STDOUT,
    ),
    "limit": (
        Annotated[
            int | None,
            _option(metavar="N", min=0, help="Show N of a long list, 0 for all; other formats have all."),
        ],
        None,
    ),
    "bidi": (options.BidiMode, Bidi.AUTO),
    "lang": (Annotated[Lang | None, _option(help="Language of the web page (html): ar or en.")], None),
}
"""The options of every report, with their defaults, in the order of ``--help``."""


@dataclass(frozen=True)
class Asked:
    """The shared options as they were given."""

    ledger: str
    wanted: Selection
    format: Format
    out: str
    limit: int | None
    bidi: Bidi
    lang: Lang | None

    def state(self) -> LedgerState:
        """The whole ledger."""
        return state_of(self.ledger)

    def about(self, words: str | None) -> Asked:
        """The same, with more words to search for."""
        text = " ".join(filter(None, (self.wanted.text, words)))
        return replace(self, wanted=replace(self.wanted, text=text or None))

    def show(
        self,
        report: Any,
        state: LedgerState | None = None,
        cut: Cut = select,
        whole: LedgerState | None = None,
    ) -> None:
        """Write a report on ``state`` (a part of ``whole``), or on the whole ledger, cut to what is asked for."""
        show(
            report,
            self.state() if state is None else state,
            format=self.format,
            bidi=self.bidi,
            out=self.out,
            limit=self.limit,
            lang=self.lang,
            wanted=self.wanted,
            cut=cut,
            whole=whole,
        )


def asked_of(given: dict[str, Any]) -> Asked:
    """What was asked for, of the options in ``SHARED`` by name."""
    filters = ("speaker", "publisher", "outlet", "since", "until", "text")
    wanted = Selection(**{key: given[key] for key in filters}, stances=tuple(given["stance"] or ()))
    others = {key: given[key] for key in given if key not in (*filters, "stance")}
    return Asked(wanted=wanted, **others)


def command(name: str, short_help: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add ``attribution report NAME``: a function of ``Asked``, first, and of parameters of its own."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        _, *own = inspect.signature(function, eval_str=True).parameters.values()

        def called(**given: Any) -> None:
            shared = {key: given.pop(key) for key in SHARED}
            with outcome():
                function(asked_of(shared), **given)

        parameters = own + [
            inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
            for key, (kind, default) in SHARED.items()
        ]
        called.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in parameters]
        )
        called.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        called.__doc__ = function.__doc__
        report_app.command(name, short_help=short_help)(called)
        return function

    return register
