"""The encoding of a page: what it proves to be, else what it or its server declares."""

from __future__ import annotations

import codecs
import re

from attribution.articles.decoding import BYTE_ORDER_MARKS, decode
from attribution.errors import AttributionError

_HEAD = 4096
_DECLARED = re.compile(
    rb"""(?:<meta\b[^>]*?\bcharset|<\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_BY_DEFAULT = {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}
"""What servers say when nobody told them; browsers read it as Windows-1252 (WHATWG Encoding, 4.2)."""


def decode_page(data: bytes, where: object, charset: str | None = None) -> str | bytes:
    """Decode a page.

    Args:
        data: The page.
        where: What to call it in an error.
        charset: The encoding that its server declares, if any.

    Returns:
        Its text, by its byte order mark, as UTF-8 where it is valid UTF-8, else as declared by the server or
        the page itself; the bytes where nothing is declared, for the extractor to find out.

    Raises:
        AttributionError: A110 for an empty page, A111 for a broken UTF-16 one, A167 if it is not in the encoding
            that is declared.
    """
    if data.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS)):
        return decode(data, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        names = _declared(data, charset)
    for name in names:
        try:
            return data.decode("cp1252" if name in _BY_DEFAULT else name)
        except UnicodeDecodeError:
            continue
    if names:
        raise AttributionError("A167", where, charset=names[0])
    return data


def _declared(data: bytes, charset: str | None) -> list[str]:
    """Encodings that are declared and known, the server's first unless it is one that servers default to."""
    found = _DECLARED.search(data[:_HEAD])
    names = [name.strip("\"' ").lower() for name in (charset, found and found[1].decode("ascii")) if name]
    return sorted(filter(_is_known, names), key=lambda name: name in _BY_DEFAULT)


def _is_known(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False
