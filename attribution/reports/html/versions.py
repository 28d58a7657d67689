"""One statement as several articles gave it, with what differs marked word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from attribution.ledger.drift import Statement, Version, drift
from attribution.records import TextSpan
from attribution.reports.drifts import rows
from attribution.reports.html.facets import Tagged
from attribution.reports.html.library import PageLibrary, Source, cue_anchor
from attribution.reports.html.marks import verbatim

GAP = " … "
"""Between pieces of a content that do not stand together."""
CARRIED = "%٪،؛؟.,;:!?»”)]"
"""Marks that are written on the word before them."""


class VersionView(NamedTuple):
    """A statement as one article has it."""

    source: Source
    cue: str
    framing: str
    type: str
    outlet: str | None
    text: Markup
    fullest: bool
    same: bool


class StatementView(NamedTuple):
    """A statement with its versions, the fullest first, and in what they differ."""

    anchor: str
    speaker: str | None
    differs: list[str]
    versions: list[VersionView]
    attributions: list[str]
    tags: Tagged


class Drifting(NamedTuple):
    """The statements whose versions differ, those first that differ most, and how many do not differ."""

    statements: list[StatementView]
    alike: int


def drifting(library: PageLibrary) -> Drifting:
    """All statements of a ledger that several articles have."""
    found = {statement.versions[0].attribution: statement for statement in drift(library.state)}
    told = rows(library.state)
    differing = [row for row in told if row["differs"]]
    views = [
        _statement(number, found[row["versions"][0]["attribution"]], row, library)
        for number, row in enumerate(differing, start=1)
    ]
    return Drifting(views, len(told) - len(views))


def _statement(number: int, statement: Statement, row: dict, library: PageLibrary) -> StatementView:
    fullest = statement.versions[0]
    keys = [version.attribution for version in statement.versions]
    views = []
    for version, told in zip(statement.versions, row["versions"], strict=True):
        article = library.articles[version.article]
        views.append(
            VersionView(
                source=library.source(article, cue_anchor(version.attribution)),
                cue=told["cue"],
                framing=told["framing"],
                type=told["type"],
                outlet=told["outlet"],
                text=compared(version, fullest, library),
                fullest=version is fullest,
                same=not version.changes,
            )
        )
    return StatementView(
        anchor=f"statement-{number}",
        speaker=row["speaker"],
        differs=row["differs"],
        versions=views,
        attributions=keys,
        tags=library.facets.of(
            [version.article for version in statement.versions], [library.attributions[key] for key in keys]
        ),
    )


def compared(version: Version, fullest: Version, library: PageLibrary) -> Markup:
    """A version's own words, with what it adds as ``ins`` and what only the fullest has as ``del``.

    What stands between words (blanks, marks) is that of this version's article.
    """
    content = library.attributions[version.attribution].content
    text, full = library.articles[version.article].text, library.articles[fullest.article].text
    moved = {change.step for change in version.changes if change.elsewhere}
    running = _Running(text, content)
    for step in version.steps:
        if step.kind in ("same", "inflected"):
            for span in step.second:
                running.words(span)
            continue
        kind = "was" if step.kind == "reworded" else "moved" if step in moved else "cut"
        if step.first:
            running.put(_labelled("del", kind, library, _pieces(full, step.first)))
        label = "reworded" if step.kind == "reworded" else "added"
        for span in step.second:
            running.words(span, partial(_labelled, "ins", label, library))
    return running.end()


class _Running:
    """This version's content, written from its beginning to its end."""

    def __init__(self, text: str, content: Sequence[TextSpan]) -> None:
        self._text = text
        self._pieces = list(content)
        self._at = content[0].start
        self._parts: list[Markup] = []

    def words(self, span: TextSpan, dressed: Callable[[Markup], Markup] = Markup) -> None:
        """Write on to the end of some words, which ``dressed`` may put a label to."""
        for between in self._between(span.start):
            self._parts.append(verbatim(between))
        self._parts.append(dressed(verbatim(span.of(self._text))))
        self._at = span.end

    def put(self, words: Markup) -> None:
        """Write words that are not this version's, after the marks that its last word carries."""
        end = next(piece.end for piece in self._pieces if self._at <= piece.end)
        carried = len(self._text[self._at : end]) - len(self._text[self._at : end].lstrip(CARRIED))
        self._parts.append(verbatim(self._text[self._at : self._at + carried]))
        self._at += carried
        self._parts.append(Markup(" {} ").format(words))

    def end(self) -> Markup:
        """Write what is left."""
        for between in self._between(self._pieces[-1].end):
            self._parts.append(verbatim(between))
        return Markup("").join(self._parts)

    def _between(self, until: int) -> Iterator[str]:
        """What stands between here and there within the content."""
        for number, piece in enumerate(self._pieces):
            start, end = max(self._at, piece.start), min(until, piece.end)
            if start < end:
                yield self._text[start:end]
            following = self._pieces[number + 1 : number + 2]
            if following and self._at <= piece.end and until >= following[0].start:
                yield GAP


def _pieces(text: str, spans: Sequence[TextSpan]) -> Markup:
    return Markup(GAP).join(verbatim(span.of(text)) for span in spans)


def _labelled(tag: str, kind: str, library: PageLibrary, words: Markup) -> Markup:
    """Words with a label that says what they are, for those who see no colour and no line."""
    return Markup('<{0} class="{1}"><span class="tag">{2}</span> {3}</{0}>').format(
        tag, kind, library.wording(f"drift.{kind}"), words
    )
