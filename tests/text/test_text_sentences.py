from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.text import paragraphs, sentences
from attribution.text.sentences import LONG_QUOTATION

PROSE = st.text(st.sampled_from('قالدم .!؟…\n\r\u2029«»"35،()'), max_size=80)


def split(text):
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل سامي. ثم غادر! متى؟ لا أحد يعلم…", ["وصل سامي.", "ثم غادر!", "متى؟", "لا أحد يعلم…"]),
        ("عنوان بلا نقطة\nوصل سامي", ["عنوان بلا نقطة", "وصل سامي"]),
        ("وصل سامي.وغادرت لمى", ["وصل سامي.", "وغادرت لمى"]),
        ("بلغ 3.5 بالمئة. وارتفع", ["بلغ 3.5 بالمئة.", "وارتفع"]),
        ("التقى د. سامي و أ.د. لمى أمس", ["التقى د. سامي و أ.د. لمى أمس"]),
        ("إيران.. خطوط حمراء", ["إيران.. خطوط حمراء"]),
        ("1. وصل سامي. 2. غادر", ["1. وصل سامي.", "2. غادر"]),
        ("قال «نعم.» وغادر", ["قال «نعم.»", "وغادر"]),
        ("قال «نعم. لا. ربما» وغادر. وعاد", ["قال «نعم. لا. ربما» وغادر.", "وعاد"]),
        ("قال «نعم. لا. وغادر. وعاد", ["قال «نعم.", "لا.", "وغادر.", "وعاد"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_sentences(text, expected):
    assert split(text) == expected


def test_a_long_quotation_is_split_into_its_sentences():
    long = "هذا كلام طويل. " * (LONG_QUOTATION // 10)
    assert len(split(f"قال «{long}» وغادر.")) > 20
    assert len(split("قال «هذا كلام طويل. وهذا أيضا.» وغادر.")) == 2


def test_sentences_after_many_quotations_are_still_found():
    text = "قال «نعم. لا». وعاد. " * 3
    assert split(text) == ["قال «نعم. لا».", "وعاد."] * 3


def test_an_outer_quotation_counts_where_an_inner_one_has_ended():
    assert split("قال «إن “الأمر” سهل. وهو قريب» أمس. وعاد") == [
        "قال «إن “الأمر” سهل. وهو قريب» أمس.",
        "وعاد",
    ]


def test_paragraphs_are_the_lines_that_are_not_blank():
    text = "  أول \r\n\r\n\u200fثان\n \nثالث\u2029رابع"
    assert [span.of(text) for span in paragraphs(text)] == ["أول", "\u200fثان", "ثالث", "رابع"]


@given(PROSE)
def test_sentences_cover_their_paragraphs(text):
    spans = sentences(text)
    covered = {offset for span in spans for offset in range(*span)}
    assert {o for o, c in enumerate(text) if not c.isspace()} <= covered
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    lines = paragraphs(text)
    assert all(any(p.start <= s.start and s.end <= p.end for p in lines) for s in spans)
