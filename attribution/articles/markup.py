"""The text of a piece of HTML: its paragraphs, each on a line, without what is no prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure"),
        *(
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
        ),
        *("section", "table", "td", "th", "tr", "ul"),
    )
)
_LEFT_OUT = frozenset(("script", "style", "template", "noscript", "iframe", "form"))
_MARKUP = re.compile(r"</(?:p|div|span|a|b|strong|em|li|h\d)\s*>|<(?:p|br|div)\b[^>]*>", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def is_markup(text: str) -> bool:
    """Whether a text looks like HTML."""
    return _MARKUP.search(text) is not None


def plain_text(markup: str) -> str:
    """The text of a fragment of HTML, such as an item of a feed.

    Args:
        markup: HTML; entities are resolved, blanks are joined as browsers do.

    Returns:
        A line for each paragraph; empty if there is no text.
    """
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    lines = "".join(_pieces(root)).split("\0")
    return "\n".join(line for line in (_BLANKS.sub(" ", line).strip(" ") for line in lines) if line)


def _pieces(element: Any) -> Iterator[str]:
    """Text in its order, with NUL, which HTML cannot hold, where a line ends."""
    tag = element.tag if isinstance(element.tag, str) else None
    breaks = tag in _BLOCKS
    if breaks:
        yield "\0"
    if tag and tag not in _LEFT_OUT:
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
            yield child.tail or ""
    if breaks:
        yield "\0"
