"""What cues do with what is said, and exact tests of whether one publisher's differ."""

from itertools import combinations
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import ledger, said, story

from attribution.ledger.exact import fisher, holm
from attribution.ledger.framing import by_publisher, by_speaker, framing_of, on_speakers
from attribution.records import STANCES
from attribution.text import load


@pytest.mark.parametrize(
    ("cue", "stance", "framing"),
    [
        ("قال", "say", "neutral"),
        ("وَقَالَ", "say", "neutral"),
        ("وأضافت", "say", "neutral"),
        ("وكشفت", "say", "endorsing"),
        ("كاشفاً", "say", "endorsing"),
        ("موضحة", "say", "endorsing"),
        ("مؤكدين", "affirm", "endorsing"),
        ("زعم", "allege", "doubting"),
        ("بزعمه", "allege", "doubting"),
        ("على حد قوله", "say", "doubting"),
        ("على لسان", "say", "neutral"),
        ("نفت", "deny", "denying"),
        ("اتهم", "accuse", "neutral"),
        ("ودعا", "demand", "neutral"),
        ("وذكر", "say", "neutral"),
        (":", "say", "neutral"),
        ("", "say", "neutral"),
    ],
)
def test_a_cue_in_any_form(cue, stance, framing):
    assert framing_of(cue, stance) == framing


def test_the_list_has_a_default_for_every_stance_and_says_nothing_twice():
    rows = load("framing")
    assert {row["stance"] for row in rows if "stance" in row} == set(STANCES)
    assert all(set(row) in ({"stance", "framing"}, {"cue", "framing", "stances"}) for row in rows)
    cues = [(row["cue"], stance) for row in rows if "cue" in row for stance in row["stances"]]
    assert len(cues) == len(set(cues))


@pytest.mark.parametrize(
    ("table", "p"),
    [((8, 10, 1, 6), 0.034965), ((3, 4, 1, 4), 0.485714), ((2, 12, 15, 18), 0.0005367), ((2, 2, 0, 0), 1.0)],
)
def test_fisher_gives_the_known_values(table, p):
    """SciPy's example, Fisher's lady tasting tea, R's convictions of twins."""
    assert isclose(fisher(*table), p, abs_tol=1e-6)


@given(st.integers(0, 5), st.integers(0, 5), st.data())
def test_fisher_is_what_counting_every_assignment_gives(of_here, of_there, data):
    here, there = data.draw(st.integers(0, of_here)), data.draw(st.integers(0, of_there))
    marked = set(range(here + there))
    ways = [len(marked & set(chosen)) for chosen in combinations(range(of_here + of_there), of_here)]
    frequency = {k: ways.count(k) for k in ways}
    expected = sum(n for n in frequency.values() if n <= frequency[here]) / len(ways)
    assert isclose(fisher(here, of_here, there, of_there), expected, rel_tol=1e-7)
    assert isclose(
        fisher(here, of_here, there, of_there), fisher(there, of_there, here, of_here), rel_tol=1e-7
    )


def test_fisher_of_many_cases_is_quick_and_no_zero():
    assert 0 < fisher(3_000, 10_000, 33_000, 100_000) < 1e-5
    assert fisher(3_000, 10_000, 30_000, 100_000) == pytest.approx(1.0, abs=0.02)


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), max_size=20))
def test_holm_never_makes_smaller_and_keeps_the_order(p_values):
    corrected = holm(p_values)
    assert all(before <= after <= 1 for before, after in zip(p_values, corrected, strict=True))
    ranked = sorted(range(len(p_values)), key=lambda at: p_values[at])
    assert [corrected[at] for at in ranked] == sorted(corrected)


def articles(publisher, cue, stance, count, origin=None):
    texts = [f"{cue} ناجي العطار إن الخبر رقم {number} صحيح عند {publisher}." for number in range(count)]
    return [
        story(
            text,
            said(cue, "ناجي العطار", f"إن الخبر رقم {number} صحيح", stance=stance),
            publisher=publisher,
            key=f"{publisher}{number}",
            origin=f"{origin}{number}" if origin else None,
        )
        for number, text in enumerate(texts)
    ]


def test_a_publisher_who_doubts_is_told_from_others():
    state = ledger(*articles("أ", "زعم", "allege", 10), *articles("ب", "قال", "say", 10))
    doubts, says = sorted(by_publisher(state), key=lambda one: one.publisher)
    assert (doubts.counts["doubting"], doubts.total, doubts.articles) == (10, 10, 10)
    (test,) = doubts.tests
    assert (test.framing, test.here, test.of_here, test.there, test.of_there) == ("doubting", 10, 10, 0, 10)
    assert test.p < 0.0001
    assert test.p_holm == pytest.approx(test.p * 2)
    assert says.cues == {"neutral": ("قال",)}
    assert [(one.publisher, one.total) for one in on_speakers(state)] == [("أ", 10), ("ب", 10)]


def test_few_cases_are_counted_and_not_compared():
    state = ledger(*articles("أ", "زعم", "allege", 3), *articles("ب", "قال", "say", 10))
    assert {one.publisher: (one.total, len(one.tests)) for one in by_publisher(state)} == {
        "أ": (3, 0),
        "ب": (10, 0),
    }


def test_copies_of_one_story_count_once():
    text = "زعم ناجي العطار إن الخبر صحيح."
    copies = [
        story(
            text + tail,
            said("زعم", "ناجي العطار", "إن الخبر صحيح", stance="allege"),
            origin=text,
            publisher="أ",
        )
        for tail in ("", " (وكالات)", " انتهى.")
    ]
    (one,) = by_publisher(ledger(*copies))
    assert (one.total, one.articles) == (1, 3)
    assert by_speaker(ledger(*copies))[0].total == 1
    assert on_speakers(ledger(*copies)) == []


def test_without_publishers_and_speakers_there_is_nothing():
    state = ledger(story("قيل إن السد آمن.", said("قيل", None, "إن السد آمن")))
    assert by_publisher(state) == by_speaker(state) == on_speakers(state) == []
