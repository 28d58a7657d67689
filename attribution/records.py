"""The records that pass between layers and into files: frozen, validated, free of spaCy.

Offsets are Unicode code points into an article's raw text, end exclusive; ``span.of(text)`` is the span's
text, always.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

QuoteType = Literal["direct", "indirect", "mixed"]
Stance = Literal["say", "affirm", "deny", "accuse", "allege", "demand", "warn", "commit", "judge", "ask"]
Stand = Literal["asserts", "denies", "alleges", "questions", "states"]
Reason = Literal["denial", "negation", "numbers", "self-contradiction", "stated-as-fact"]
Subject = Literal["speaker", "attribution", "claim", "position", "contest"]
Verdict = Literal["right", "wrong", "merged", "split", "renamed", "not comparable", "undone"]

STANCES: tuple[str, ...] = Stance.__args__  # type: ignore[attr-defined]
TYPES: tuple[str, ...] = QuoteType.__args__  # type: ignore[attr-defined]


class TextSpan(NamedTuple):
    """Code points ``start`` to ``end`` (exclusive) of one article's raw text; a list of two numbers in
    files."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The span's own characters in ``text``, verbatim."""
        return text[self.start : self.end]

    def overlaps(self, other: TextSpan) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Record(BaseModel):
    """What all records share: they cannot be changed, and keys that nobody knows are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Attribution(Record):
    """One act of reporting: who (speaker) is said to have said what (content), on which word (cue), through
    whom (outlet)."""

    cue: TextSpan
    speaker: TextSpan | None = None
    speaker_name: str | None = None
    content: tuple[TextSpan, ...] = ()
    outlet: TextSpan | None = None
    type: QuoteType = "indirect"
    stance: Stance = "say"
    confidence: dict[str, float] | None = None
    id: str | None = None

    def spans(self) -> list[tuple[str, TextSpan]]:
        """All spans with their labels CUE, SPEAKER, CONTENT, OUTLET, in that order."""
        named = [
            ("CUE", self.cue),
            ("SPEAKER", self.speaker),
            *(("CONTENT", c) for c in self.content),
            ("OUTLET", self.outlet),
        ]
        return [(label, span) for label, span in named if span is not None]


class Article(Record):
    """One published text. Keys beyond these are kept as they came.

    ``id`` is the name the article came with (a file name, a key of the newsroom); ``sha256`` identifies its
    text.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    meta: dict[str, Any] | None = None

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the raw text, in hexadecimal: the article's identity in a ledger."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


class Attributed(Article):
    """An article with its attributions, in the order of their cues."""

    attributions: tuple[Attribution, ...] = ()

    @model_validator(mode="after")
    def _spans_lie_in_text(self) -> Attributed:
        for number, attribution in enumerate(self.attributions):
            for label, (start, end) in attribution.spans():
                if not 0 <= start < end <= len(self.text):
                    raise ValueError(f"attribution {number}: {label} [{start}, {end}] lies outside the text")
        return self


def attribution_id(sha256: str, cue: TextSpan) -> str:
    """The name of an attribution in a ledger: the article's first 12 hexadecimal digits and the cue's
    place, ``4c29…:120-126``."""
    return f"{sha256[:12]}:{cue.start}-{cue.end}"


class Mention(Record):
    """A place where a speaker is named: an article's SHA-256 and a span of its text."""

    article: str
    span: TextSpan


class Speaker(Record):
    """A source as the ledger knows it across articles."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: Literal["person", "institution", "group", "anonymous", "country", "unknown"] = "unknown"
    mentions: tuple[Mention, ...] = ()


class Position(Record):
    """What one attribution, or one sentence in the publisher's own voice, does to a claim.

    ``span`` is the evidence: the content (from its first to its last piece), or the sentence where
    ``attribution`` is None.
    """

    article: str
    attribution: str | None
    span: TextSpan
    speaker_id: str | None
    position: Stand


class Related(Record):
    """A neighbouring claim that was kept apart, and why it is not the same ("not comparable" is an
    answer)."""

    claim: str
    why: str


class Place(Record):
    """A piece of evidence that a person can point to, whatever speaker or claim it is counted with.

    ``span`` is a cue, a content or a sentence; ``attribution`` is None in the publisher's own voice.
    """

    article: str
    span: TextSpan
    attribution: str | None = None


class Review(Record):
    """What a person has decided.

    ``sides`` are the places that it is about, as they stood then: of a merger one for each that was merged, of
    a split what was parted and what stayed, of a link the link and what it leads to. ``value`` is the new name,
    or the reason of a contest that was found right. ``undoes`` is the number of a review that holds no longer.
    """

    id: int
    of: Subject
    verdict: Verdict
    sides: tuple[tuple[Place, ...], ...] = ()
    value: str | None = None
    reviewer: str
    at: str
    note: str | None = None
    undoes: int | None = None


class Claim(Record):
    """One proposition, gathered from all that assert, deny, allege, ask or state it."""

    id: str
    text: str
    contested: bool = False
    reason: Reason | None = None
    why: str | None = None
    positions: tuple[Position, ...] = ()
    related: tuple[Related, ...] = ()
    reviews: tuple[Review, ...] = ()


class Appearance(Record):
    """A name that an article's text came under, and from whom."""

    key: str
    publisher: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None


class LedgerArticle(Appearance):
    """An article as a ledger keeps it: its first appearance, and the ``others`` of the very same text.

    ``origin`` is equal for copies of one story.
    """

    id: str
    text: str
    origin: str | None = None
    others: tuple[Appearance, ...] = ()


class LedgerAttribution(Attribution):
    """An attribution as a ledger keeps it, tied to its article and speaker."""

    id: str
    article: str
    speaker_id: str | None = None
    pipeline: str | None = None


class LedgerState(Record):
    """All that is current in a ledger: what reports show and exports write."""

    articles: tuple[LedgerArticle, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    attributions: tuple[LedgerAttribution, ...] = ()
    claims: tuple[Claim, ...] = Field(default=())
