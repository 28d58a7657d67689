"""Arabic for terminals that reorder, that do not, and for pipes."""

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.errors import AttributionError
from attribution.reports.bidi import FSI, PDI, RLM, Bidi, dressed, is_rtl, printable, settle


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, Bidi.OFF),
        ({"VTE_VERSION": "7200"}, Bidi.TERMINAL),
        ({"VTE_VERSION": "5202"}, Bidi.OFF),
        ({"VTE_VERSION": "of my own"}, Bidi.OFF),
        ({"KONSOLE_VERSION": "230400"}, Bidi.TERMINAL),
        ({"TERM_PROGRAM": "Apple_Terminal"}, Bidi.TERMINAL),
        ({"TERM_PROGRAM": "vscode"}, Bidi.OFF),
        ({"WT_SESSION": "1"}, Bidi.OFF),
        ({"VTE_VERSION": "7200", "TMUX": "/tmp/tmux"}, Bidi.OFF),
    ],
)
def test_auto_knows_the_terminals_that_reorder(environ, expected):
    assert settle(Bidi.AUTO, Terminal(), environ) is expected


def test_auto_is_off_in_a_pipe():
    assert settle(Bidi.AUTO, io.StringIO(), {"VTE_VERSION": "7200"}) is Bidi.OFF
    assert settle(Bidi.TERMINAL, io.StringIO(), {}) is Bidi.TERMINAL


def test_visual_without_its_package_is_refused(monkeypatch):
    monkeypatch.setitem(sys.modules, "bidi", None)
    with pytest.raises(AttributionError, match="A402"):
        settle(Bidi.VISUAL, Terminal(), {})


def test_a_line_is_isolated():
    assert dressed("قال سالم", Bidi.TERMINAL, rtl=True) == f"{FSI}قال سالم{PDI}"
    assert dressed("RT: قال", Bidi.TERMINAL, rtl=True) == f"{FSI}{RLM}RT: قال{PDI}"
    assert dressed("a.txt", Bidi.TERMINAL, rtl=True) == "a.txt"


def test_arabic_in_an_english_line_is_isolated_run_by_run():
    line = "a.txt · صحيفة الساحل says it; النورس denies it"
    expected = f"a.txt · {FSI}صحيفة الساحل{PDI} says it; {FSI}النورس{PDI} denies it"
    assert dressed(line, Bidi.TERMINAL, rtl=False) == expected


@given(st.text())
def test_off_changes_nothing(line):
    assert dressed(line, Bidi.OFF, is_rtl(line)) == line


@given(st.text(st.characters()))
def test_nothing_printed_takes_hold_of_the_terminal(text):
    shown = printable(text)
    assert not [
        c
        for c in shown
        if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f" or c in "\u202a\u202e\u2066\u2069"
    ]
    shown.encode("utf-8")


def test_escapes_are_shown_as_pictures():
    assert printable("قال\x1b[31m \u202eسالم\u202c\r\nنعم\tلا\ud800") == "قال␛[31m سالم\nنعم لا\ufffd"


@pytest.mark.parametrize(
    ("text", "expected"), [("قال", True), ("12 قال", True), ("RT قال", False), ("12", False)]
)
def test_direction_is_that_of_the_first_letter(text, expected):
    assert is_rtl(text) is expected


def test_visual_reorders_a_line():
    assert dressed("قال 12 («نعم»)", Bidi.VISUAL, rtl=True) == "(«معن») 12 لاق"
    assert dressed("a.txt · النورس", Bidi.VISUAL, rtl=False) == "a.txt · سرونلا"


def test_visual_keeps_vowel_marks_on_their_letters():
    assert dressed("عدّةَ", Bidi.VISUAL, rtl=True) == "ةَدّع"
