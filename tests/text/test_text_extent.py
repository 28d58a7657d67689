"""Spans that a model gives are not always noun phrases: what is cut off, and what must stay."""

import pytest

from attribution.records import TextSpan
from attribution.text.extent import noun_phrase
from attribution.text.names import resolve_names
from attribution.text.nouns import read_words


def extent(text, *cues):
    stops = {text.index(cue) for cue in cues}
    phrase = noun_phrase(read_words(text), stops)
    return text[phrase[0].span.start : phrase[-1].span.end]


@pytest.mark.parametrize(
    ("span", "phrase"),
    [
        ("الوزارة أن", "الوزارة"),
        ("الهدباني بالتركيز على", "الهدباني"),
        ("الجمعية الناشطة في مجال الحقوق أن المنع", "الجمعية الناشطة في مجال الحقوق"),
        ("من الوزير سامر الهدباني", "الوزير سامر الهدباني"),
        ("الحركة الفلسطينيين", "الحركة"),
        ("وزارة البيئة التعليق", "وزارة البيئة"),
        ("الوزارة الاتهامات", "الوزارة"),
        ("المصرف المركزي الزبناء", "المصرف المركزي"),
        ("الحكومة التشيكية", "الحكومة التشيكية"),
        ("وزارة التعليم", "وزارة التعليم"),
        ("الشركة عملاءها", "الشركة"),
        ("شبكة الأفق والسلطة الفلسطينية جيش", "شبكة الأفق والسلطة الفلسطينية"),
        ("الهدباني الذي", "الهدباني"),
        ("وزيرة التربية والتكوين المهني لينا القاضوني", "وزيرة التربية والتكوين المهني لينا القاضوني"),
        ("القائمين عليه", "القائمين عليه"),
        ("رئيس اللجنة المحلية للانتخابات البلدية سامر الهدباني", None),
        ("مصدر رفيع في الحكومة", None),
        ("الشركة المستوردة «مؤسسة السدر»", "الشركة المستوردة «مؤسسة السدر"),
        ("أن", "أن"),
    ],
)
def test_what_is_no_part_of_a_source_is_cut_off(span, phrase):
    assert extent(span) == (phrase or span)


def test_a_cue_is_no_part_of_its_source():
    assert extent("وقال الوزير", "وقال") == "الوزير"
    assert extent("وزارة الري طالبت وزير", "طالبت") == "وزارة الري"


def test_a_span_that_runs_on_still_finds_its_source():
    text = "أعلنت وزارة الري الجزائرية تأجيل المشروع. وأضافت الوزارة أن السبب فني. وأكد سامر الهدباني ذلك."
    at, end = text.index("الوزارة"), text.index(" السبب")
    whole = text.index("وزارة الري الجزائرية")
    spans = [TextSpan(whole, whole + 20), TextSpan(at, end)]
    assert resolve_names(text, spans) == ["وزارة الري الجزائرية"] * 2
