"""Running text with its spans marked: the article's own characters and nothing else between the tags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from markupsafe import Markup, escape

from attribution.exports.marking import Marked, events
from attribution.records import LedgerAttribution, TextSpan

Label = Literal["cue", "speaker", "content", "outlet", "voice"]


class Mark(NamedTuple):
    """What a span of a text is marked as.

    Attributes:
        label: What it is of its attribution.
        group: What ties the spans of one attribution together on the page; tells marks of one text apart.
        anchor: The id of the place, if it can be linked to.
        link: Where it leads to; of links within links only the outer one leads anywhere, as HTML has it.
        disputed: Whether that is a contested claim.
    """

    label: Label
    group: str
    anchor: str | None = None
    link: str | None = None
    disputed: bool = False


def marks_of(one: LedgerAttribution, group: str, cue: Mark | None = None) -> list[Marked[Mark]]:
    """The marks of an attribution's spans.

    Args:
        one: The attribution.
        group: See ``Mark``; must differ from those of the other attributions of the text.
        cue: The mark of its cue, if it is more than a plain one.
    """
    named: list[tuple[Label, TextSpan | None]] = [("speaker", one.speaker), ("outlet", one.outlet)]
    found = [Marked(one.cue, cue or Mark("cue", group))]
    found += [Marked(span, Mark(label, group)) for label, span in named if span]
    return found + [Marked(piece, Mark("content", group)) for piece in one.content]


def running(text: str, marked: Iterable[Marked[Mark]], within: TextSpan | None = None) -> Markup:
    """A text, or a part of it, with its spans as elements.

    Spans that cross are parted; an anchor is on the first part alone.

    Args:
        text: The article's raw text.
        marked: Spans in any order.
        within: The part that is wanted; spans that reach beyond it are cut.
    """
    start, end = within or TextSpan(0, len(text))
    spans = [
        Marked(TextSpan(max(span.start, start), min(span.end, end)), mark)
        for span, mark in marked
        if max(span.start, start) < min(span.end, end)
    ]
    parts: list[str] = []
    closing: list[str] = []
    at = start
    for event in events(spans):
        parts.append(verbatim(text[at : event.at]))
        at = event.at
        if event.opens:
            tag = "a" if event.mark.link and "</a>" not in closing else "span"
            parts.append(_opening(tag, event.mark, event.again))
            closing.append(f"</{tag}>")
        else:
            parts.append(closing.pop())
    parts.append(verbatim(text[at:end]))
    return Markup("".join(parts))


def verbatim(text: str) -> Markup:
    """Escaped text that a browser reads back character for character; a carriage return would be lost."""
    return Markup(escape(text).replace("\r", Markup("&#13;")))


def slug(value: str) -> str:
    """An id as HTML can have it: letters, digits, ``_`` and ``-``."""
    return re.sub(r"[^\w-]+", "-", value)


def _opening(tag: str, mark: Mark, again: bool) -> str:
    anchor = Markup(' id="{}"').format(mark.anchor) if mark.anchor and not again else ""
    link = Markup(' href="#{}"').format(mark.link) if tag == "a" else ""
    disputed = " disputed" if mark.disputed else ""
    return Markup('<{} class="m {}{}" data-g="{}"{}{}>').format(
        tag, mark.label, disputed, mark.group, anchor, link
    )
