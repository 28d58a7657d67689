import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.records import TextSpan
from attribution.text import fold, fold_text, fold_word

ARABIC = st.text(
    st.one_of(
        st.sampled_from(
            "ابتأإآٱىيیکگكةهءؤئ ٠٣۴12.،ـ\u064b\u0651\u0653\u0654\u0670\u200b\u200f\u202b\ufeff\nab"
        ),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFC, exclude_categories=("Cn", "Cs")),
        st.characters(min_codepoint=0x0600, max_codepoint=0x08FF),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("آشتیانی", "اشتياني"),
        ("أشتياني", "اشتياني"),
        ("مُحَمَّدٌ", "محمد"),
        ("مـحـمـد", "محمد"),
        ("القاهرة", "القاهره"),
        ("مستشفى", "مستشفي"),
        ("کاظم", "كاظم"),
        ("ﻻ", "لا"),
        ("ﷺ", "صلي الله عليه وسلم"),
        ("١٢/٣/۲۰۲۴", "12/3/2024"),
        ("مؤتمر", "مؤتمر"),
        ("مو\u0654تمر", "مؤتمر"),
        ("ا\u0654حمد", "احمد"),
        ("\u200fطهران\u200f", "طهران"),
        ("٣٫٥", "3.5"),
        ("Reuters", "Reuters"),
    ],
)
def test_fold_makes_spellings_equal(word, folded):
    assert fold_word(word) == folded
    assert fold(word).text == folded


def test_raw_gives_back_the_verbatim_word_with_its_harakat():
    text = "قالَ \u200fمُحَمَّدٌ\u200f إنّ"
    folded = fold(text)
    start = folded.text.index("محمد")
    assert folded.raw(start, start + 4).of(text) == "مُحَمَّدٌ"


def test_raw_of_half_a_ligature_is_the_whole():
    folded = fold("اﻻن")
    assert folded.text == "الان"
    assert folded.raw(1, 2) == folded.raw(2, 3) == folded.raw(1, 3) == TextSpan(1, 2)


def test_raw_refuses_what_lies_outside():
    with pytest.raises(IndexError):
        fold("قال").raw(1, 4)


@given(ARABIC)
def test_every_folded_piece_has_its_way_back(text):
    folded = fold(text)
    pieces = [folded.raw(i, i + 1) for i in range(len(folded.text))]
    for i, span in enumerate(pieces):
        assert 0 <= span.start < span.end <= len(text)
        assert folded.text[i] in fold(span.of(text)).text
    whole = folded.raw(0, len(folded.text))
    assert fold(whole.of(text)).text == folded.text


@given(ARABIC)
def test_the_map_is_monotone(text):
    folded = fold(text)
    pieces = [folded.raw(i, i + 1) for i in range(len(folded.text))]
    for a, b in pairwise(pieces):
        assert a == b or a.end <= b.start or (a.start == b.start and a.end <= b.end)


@given(ARABIC)
def test_what_no_folded_character_stands_for_is_marks_and_controls(text):
    folded = fold(text)
    covered = {o for i in range(len(folded.text)) for o in range(*folded.raw(i, i + 1))}
    lost = unicodedata.normalize("NFKC", "".join(text[o] for o in range(len(text)) if o not in covered))
    assert all(c == "ـ" or unicodedata.category(c) in ("Mn", "Cf") for c in lost)


@given(ARABIC)
def test_folding_is_idempotent(text):
    once = fold(text).text
    assert fold(once).text == once


@given(ARABIC)
def test_fold_text_is_the_text_of_fold(text):
    assert fold_text(text) == fold(text).text


@given(ARABIC, ARABIC)
def test_words_fold_the_same_alone_and_in_a_text(first, second):
    assert fold(f"{first} {second}").text == f"{fold_word(first)} {fold_word(second)}"
