"""The words of reports: what a position does, and why a claim is contested. Never a word on who is right."""

from __future__ import annotations

from typing import NamedTuple

from attribution.records import QuoteType, Reason, Stand


class Side(NamedTuple):
    """Positions that stand together in a report."""

    heading: str
    stands: tuple[Stand, ...]
    colour: str


SIDES = (
    Side("▸ They say so", ("asserts", "alleges"), "cyan"),
    Side("◂ They deny it", ("denies",), "magenta"),
    Side("▪ Stated as fact, in the publisher's own voice", ("states",), "yellow"),
    Side("▫ Asked", ("questions",), "blue"),
)
"""In this order. The colours only tell the sides apart: none of them means right or wrong."""

REASONS: dict[Reason, str] = {
    "denial": "a denial of what others say",
    "negation": "one side says the opposite of the other",
    "numbers": "different numbers for the same thing",
    "self-contradiction": "a speaker against his own words",
    "stated-as-fact": "a publisher states as fact what is denied",
}


TYPES: dict[QuoteType, str] = {
    "direct": "direct speech",
    "indirect": "indirect speech",
    "mixed": "partly direct speech",
}

UNKNOWN = "publisher unknown"
NOBODY = "nobody named"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 article``, ``2 articles``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
