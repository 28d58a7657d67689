"""Coded errors and warnings: what is wrong, where, and what to do next.

Every refusal of input is an ``AttributionError`` with a code of ``MESSAGES``. A command turns it into one line on
standard error and exit status 3; a function that reads many things collects the errors and goes on with the rest.

Codes: A0 general, A1 articles, A2 pipeline, A3 ledger, A4 reports and exports, A5 annotations, training, evaluation.
"""

from __future__ import annotations

from typing import NamedTuple

EXIT_REFUSED = 3
"""Exit status of a command that had to refuse some of its input."""


class Message(NamedTuple):
    """The two halves of a message: what is wrong and what to do next; both are format strings."""

    what: str
    todo: str


MESSAGES: dict[str, Message] = {
    "A001": Message("there is no such file or folder", "check the path"),
    "A002": Message("line {line} is no valid record: {why}", "mend that line, or leave it out"),
    "A003": Message("{count} of the inputs were refused, the others are done", "see the lines above"),
}


class AttributionError(ValueError):
    """Input that was refused, or a thing that cannot be done.

    Args:
        code: A key of ``MESSAGES``.
        where: File, line, article or ledger that it is about.
        **facts: What the message's placeholders stand for.
    """

    def __init__(self, code: str, where: object = "", **facts: object) -> None:
        """Look the code up and fill in the facts."""
        self.code = code
        self.where = str(where)
        message = MESSAGES[code]
        self.what = message.what.format(**facts)
        self.todo = message.todo.format(**facts)
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"[{self.code}] {place}{self.what}; {self.todo}."
