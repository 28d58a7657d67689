"""How a command ends: errors as one line each on standard error, and the exit status that they mean."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from attribution.errors import EXIT_REFUSED, AttributionError

EXIT_STOPPED = 130


class Refusals:
    """Tells errors and counts them; functions that go on with the rest are given it as ``on_error``."""

    def __init__(self) -> None:
        """None yet."""
        self.count = 0

    def __call__(self, error: AttributionError) -> None:
        """Tell one."""
        self.count += 1
        tell(str(error))


def tell(message: str) -> None:
    """One line on standard error, above a progress line if there is one."""
    sys.stderr.write(" ".join(message.splitlines()) + "\n")
    sys.stderr.flush()


@contextmanager
def outcome(stopped: str = "") -> Iterator[Refusals]:
    """Run a command in this: refused input ends it with 3, Ctrl-C with 130 and the message ``stopped``."""
    refusals = Refusals()
    try:
        yield refusals
    except AttributionError as error:
        refusals(error)
    except KeyboardInterrupt:
        tell(f"Stopped. {stopped}".strip())
        raise typer.Exit(EXIT_STOPPED) from None
    if refusals.count:
        raise typer.Exit(EXIT_REFUSED)
