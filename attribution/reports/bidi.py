"""Arabic on terminals, of which some put right-to-left text in order and most do not.

Three ways: ``terminal`` gives each line of text to a terminal that reorders, isolated (FSI … PDI) from what
stands beside it; ``visual`` reorders here, for a terminal that does not, once lines are broken; ``off``
leaves text in logical order without control characters, which is right for files, pipes and all that reads
them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import Enum
from typing import TextIO

from attribution.errors import AttributionError

FSI, PDI, RLM = "\u2068", "\u2069", "\u200f"

_VTE_REORDERS_SINCE = 5800
"""VTE 0.58, the library of GNOME Terminal, Tilix and others, in its ``VTE_VERSION``."""

_RTL = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]"
_RTL_RUN = re.compile(f"{_RTL}+(?:[^\\w\n;·]+{_RTL}+)*")
"""Words of right-to-left script that follow one another."""

_MARKS_BEFORE_LETTER = re.compile("([\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed]+)(.)")
"""Vowel marks that reordering has put before the letter that they belong to."""

_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Bidi(str, Enum):
    """How right-to-left text is written to a terminal."""

    AUTO = "auto"
    TERMINAL = "terminal"
    VISUAL = "visual"
    OFF = "off"


def settle(wish: Bidi, stream: TextIO, environ: Mapping[str, str]) -> Bidi:
    """What ``auto`` means here, and whether ``visual`` can be had.

    Raises:
        AttributionError: A402 without the package python-bidi.
    """
    if wish is Bidi.VISUAL:
        try:
            import bidi  # noqa: F401
        except ImportError:
            raise AttributionError("A402") from None
    if wish is not Bidi.AUTO:
        return wish
    return Bidi.TERMINAL if stream.isatty() and _reorders(environ) else Bidi.OFF


def printable(text: str) -> str:
    """``text`` without what takes hold of a terminal: escapes become pictures, direction marks go."""
    return _UNSAFE.sub(_picture, text.replace("\r\n", "\n"))


def is_rtl(text: str) -> bool:
    """Whether the first letter that has a direction goes from right to left."""
    return next(
        (way != "L" for way in map(unicodedata.bidirectional, text) if way in ("R", "AL", "L")), False
    )


def is_directed(text: str) -> bool:
    """Whether any letter has a direction: numbers and marks alone go with what stands around them."""
    return any(unicodedata.bidirectional(letter) in ("L", "R", "AL") for letter in text)


def dressed(line: str, bidi: Bidi, rtl: bool) -> str:
    """One line, broken already, as the terminal is to get it; ``rtl`` is its paragraph's direction."""
    if bidi is Bidi.OFF or not _RTL_RUN.search(line):
        return line
    if bidi is Bidi.VISUAL:
        from bidi.algorithm import (
            get_display,
        )  # bidi.get_display leaves brackets and quotation marks unmirrored

        ordered = str(get_display(line, base_dir="R" if rtl else "L"))
        return _MARKS_BEFORE_LETTER.sub(lambda found: found[2] + found[1][::-1], ordered)
    if rtl:
        return f"{FSI}{'' if is_rtl(line) else RLM}{line}{PDI}"
    return _RTL_RUN.sub(lambda run: f"{FSI}{run[0]}{PDI}", line)


def _reorders(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is one of those known to reorder; inside tmux and screen it is not known."""
    if "TMUX" in environ or "STY" in environ:
        return False
    vte = environ.get("VTE_VERSION", "")
    return (
        (vte.isdecimal() and int(vte) >= _VTE_REORDERS_SINCE)
        or "KONSOLE_VERSION" in environ
        or environ.get("TERM_PROGRAM") in ("Apple_Terminal", "mintty")
    )


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x09:
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "" if 0x2000 < code < 0x2070 else "\ufffd"
