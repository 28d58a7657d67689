"""The reports as they are read, at both widths; the sides apart, every word verbatim."""

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from attribution.records import LedgerState
from attribution.reports import terminal
from attribution.reports.bidi import FSI, PDI, Bidi
from attribution.reports.page import MEASURE, Page

GOLDEN = Path(__file__).parent / "golden"
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def shown(report, state, width=80, bidi=Bidi.OFF) -> str:
    stream = io.StringIO()
    report(state, Page(stream, bidi, width))
    return stream.getvalue()


@pytest.mark.parametrize("width", [80, 120])
def test_the_claim_report(state, width):
    assert shown(terminal.claims, state, width) == (GOLDEN / f"claims_{width}.txt").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("bidi", [Bidi.OFF, Bidi.TERMINAL])
def test_no_line_is_wider_than_the_page(state, width, bidi):
    assert max(map(cell_len, shown(terminal.claims, state, width, bidi).splitlines())) <= min(width, MEASURE)


def test_piped_text_has_no_control_characters(state):
    assert not CONTROLS.search(shown(terminal.claims, state))


def test_every_isolate_is_closed_in_its_line(state):
    text = shown(terminal.claims, state, bidi=Bidi.TERMINAL)
    assert FSI in text
    for line in text.splitlines():
        assert line.count(FSI) == line.count(PDI)
        assert "│" not in line


def test_sides_stand_in_their_order(state):
    text = shown(terminal.contested, state)
    headings = ["They say so", "They deny it", "Stated as fact", "Asked", "Kept apart"]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)
    for words, side in [
        ("ببيع المحطة سراً", 0),
        ("جملة وتفصيلاً", 1),
        ("من قبض الثمن؟", 3),
        ("another station", 4),
    ]:
        assert sum(place < text.index(words) for place in places) == side + 1


def test_words_are_verbatim_and_no_markup(state):
    assert "[b]ذلك[/b] جملة وتفصيلاً" in shown(terminal.contested, state)


def test_a_stance_is_said_in_words(state):
    text = shown(terminal.contested, state)
    for stand in ("alleges", "denies", "states", "questions"):
        assert f" {stand} " in text


def test_copies_of_one_story_show_one_statement(state):
    text = shown(terminal.contested, state)
    assert text.count("ببيع المحطة سراً لشركة أجنبية") == 1
    assert "2 articles of 1 origin" in text


def test_an_empty_ledger(state):
    text = shown(terminal.claims, LedgerState())
    assert "0 articles" in text
    assert "None: no claim" in text


def test_a_superseded_attribution_leaves_the_words(state):
    text = shown(terminal.contested, state.model_copy(update={"attributions": ()}))
    assert "ببيع المحطة سراً لشركة أجنبية" in text


def test_many_articles_are_cut_short_and_counted(state):
    many = tuple(
        a.model_copy(update={"id": f"{n}", "key": f"k{n}"}) for n in range(50) for a in state.articles[:1]
    )
    text = shown(terminal.claims, LedgerState(articles=many))
    assert "k29" in text
    assert "k30" not in text
    assert "20 more articles" in text


def test_colour_only_on_a_terminal(state, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def escapes() -> list[str]:
        stream = Terminal()
        terminal.contested(state, Page(stream, Bidi.OFF, 80))
        return re.findall("\x1b\\[[0-9;]*m", stream.getvalue())

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert any("36" in escape for escape in escapes())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not any(re.search("3[0-7]", escape) for escape in escapes())
    assert "\x1b" not in shown(terminal.contested, state)


@given(
    st.text(st.sampled_from("قال سالم «نعم»، لا\nab12ً[/] ")),
    st.integers(20, 100),
    st.sampled_from([Bidi.OFF, Bidi.TERMINAL]),
)
def test_no_word_is_lost_in_wrapping(text, width, bidi):
    stream = io.StringIO()
    Page(stream, bidi, width).field("label", text, indent=2)
    printed = re.sub("[\u2066-\u2069\u200f]", "", stream.getvalue()).replace("label", "", 1)
    assert "".join(printed.split()) == "".join(text.split())
