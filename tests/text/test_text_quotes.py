import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from attribution.text import quotations

MARKED = st.text(st.sampled_from('«»“”"″‹›„‟قالنعمو :.،\n5ـ\u200f'), max_size=60)


def inner(text):
    return [(q.inner.of(text), q.depth) for q in quotations(text).pairs]


def kinds(text):
    return [(text[d.offset], d.kind) for d in quotations(text).defects]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال: «نعم».", [("نعم", 0)]),
        ("قال: “نعم”، ثم «لا».", [("نعم", 0), ("لا", 0)]),
        ('قال:"نعم".وأضاف"لا".', [("نعم", 0), ("لا", 0)]),
        ("قال ‹نعم› و„لا‟ و„ربما“", [("نعم", 0), ("لا", 0), ("ربما", 0)]),
        ('قال «إن "الخطة" جاهزة».', [('إن "الخطة" جاهزة', 0), ("الخطة", 1)]),
        ("قال «إن «الخطة» جاهزة».", [("إن «الخطة» جاهزة", 0), ("الخطة", 1)]),
        (
            "قال “إن «خطة ‹السلام›» جاهزة”",
            [("إن «خطة ‹السلام›» جاهزة", 0), ("خطة ‹السلام›", 1), ("السلام", 2)],
        ),
        ('قال "أ" "ب" و"ج"', [("أ", 0), ("ب", 0), ("ج", 0)]),
        ('قال " نعم " ثم " لا ".', [("نعم", 0), ("لا", 0)]),
        ('ذكر بـ"القوة" والـ"حزب"', [("القوة", 0), ("حزب", 0)]),
        ("قال: \u200f«نعم»\u200f.", [("نعم", 0)]),
        ('سأل: "هل نعم؟"، فقال: "لا!"', [("هل نعم؟", 0), ("لا!", 0)]),
        ("لا علامات هنا", []),
        ("«»", [("", 0)]),
    ],
)
def test_sound_quotations_are_paired_with_their_nesting(text, expected):
    assert inner(text) == expected
    assert kinds(text) == []


def test_reversed_pairs_are_pairs():
    text = "قال سامي: ”نعم“، ثم أضاف: ”لا“.\nوقالت لمى: »ربما« و»قريبا«."
    assert inner(text) == [("نعم", 0), ("لا", 0), ("ربما", 0), ("قريبا", 0)]
    assert kinds(text) == []


def test_span_takes_in_the_marks():
    text = "قال «نعم»."
    (quotation,) = quotations(text).pairs
    assert quotation.span.of(text) == "«نعم»"
    assert (quotation.open.of(text), quotation.close.of(text)) == ("«", "»")


@pytest.mark.parametrize(
    ("text", "expected", "defects"),
    [
        # a mark of another kind closes
        ("مقاتلات “سو-35″، إلى", ["سو-35"], [("″", "mismatched")]),
        ("قال لـ«الوطن”، إن", ["الوطن"], [("”", "mismatched")]),
        # closing marks that open after a proclitic, as WordPress sets them
        ("بين “نعم” و”لا” و“ربما”.", ["نعم", "لا", "ربما"], [("”", "mismatched")]),
        (
            "قال “وصفه بـ”الخطير” أمس” ثم “نعم”.",
            ["وصفه بـ”الخطير” أمس", "الخطير", "نعم"],
            [("”", "mismatched")],
        ),
        # the same mark at both ends
        ("قال: « نعم « ، ثم « لا ».", ["نعم", "لا"], [("«", "mismatched")]),
        # nothing closes, nothing opens
        ("قال: «نعم. وغادر المكان.", ["نعم. وغادر المكان."], [("«", "unclosed")]),
        ("قال: «نعم يا سامي. ثم سأل: «لا»؟", ["نعم يا سامي.", "لا"], [("«", "unclosed")]),
        ("قال: «نعم و«لا».", ["نعم و", "لا"], [("«", "unclosed")]),
        ("قال إنه سعيد». ثم قال «لا».", ["لا"], [("»", "unopened")]),
        ('قال إنه سعيد". ثم قال «لا».', ["لا"], [('"', "unopened")]),
        ("قال “إن «الخطة جاهزة”.", ["إن «الخطة جاهزة", "الخطة جاهزة"], [("«", "unclosed")]),
    ],
)
def test_each_defect_is_mended_and_reported(text, expected, defects):
    assert [content for content, _ in inner(text)] == expected
    assert kinds(text) == defects


@pytest.mark.parametrize(
    "text", ['شاشة 55" جديدة', "شاشة 55″ جديدة", "عند 35° 12′ 40″ شمالا", "شاشة قياس 55″"]
)
def test_inches_and_seconds_are_no_quotations(text):
    assert quotations(text) == ((), ())


def test_an_inch_inside_a_quotation_leaves_it_whole():
    assert inner("قال “شاشة 55″ جديدة” وغادر") == [("شاشة 55″ جديدة", 0)]
    assert inner('قال "شاشة 55″ جديدة" وغادر') == [("شاشة 55″ جديدة", 0)]


def test_quotation_over_paragraphs_with_its_mark_repeated():
    text = "قال: «أولا نعم.\n«وثانيا لا.\n«وثالثا ربما». وغادر."
    (quotation,) = quotations(text).pairs
    assert quotation.inner.of(text) == "أولا نعم.\n«وثانيا لا.\n«وثالثا ربما"
    assert [mark.start for mark in quotation.continued] == [text.index("«وثانيا"), text.index("«وثالثا")]
    assert kinds(text) == []


def test_quotation_over_paragraphs_closed_once():
    text = 'قال: "أولا نعم.\nوثانيا «لا».\n\nوثالثا ربما". وغادر.'
    assert inner(text) == [("أولا نعم.\nوثانيا «لا».\n\nوثالثا ربما", 0), ("لا", 1)]
    assert kinds(text) == []


def test_an_unclosed_mark_does_not_run_into_later_quotations():
    text = "قال: «أولا نعم.\nوقالت لمى «لا».\nوسألت: «متى؟»"
    assert inner(text) == [("أولا نعم.", 0), ("لا", 0), ("متى؟", 0)]
    assert kinds(text) == [("«", "unclosed")]


def test_defects_read_as_coded_messages():
    (defect,) = quotations("قال: «نعم").defects
    assert str(defect).startswith("[A150] character 5: ")


@given(MARKED)
@example('«" «')
def test_quotations_lie_in_each_other_or_apart(text):
    pairs = quotations(text).pairs
    assert list(pairs) == sorted(pairs)
    for i, a in enumerate(pairs):
        assert 0 <= a.open.start < a.open.end <= a.inner.start <= a.inner.end <= a.span.end <= len(text)
        around = [b for b in pairs[:i] if b.span.end > a.span.start]
        assert a.depth == len(around)
        assert all(b.inner.start <= a.span.start and a.span.end <= b.inner.end for b in around)


@given(MARKED)
def test_every_mark_is_in_a_pair_or_reported_or_an_inch(text):
    found = quotations(text)
    paired = [m.start for q in found.pairs for m in (q.open, q.close, *q.continued) if m]
    assert len(paired) == len(set(paired))
    accounted = {*paired, *(d.offset for d in found.defects)}
    assert all(
        offset in accounted or text[:offset].rstrip("\u200f")[-1:] == "5"
        for offset, character in enumerate(text)
        if character in '«»“”"″‹›„‟'
    )


SOUND = st.sampled_from(
    ["قال «نعم».", "قال “نعم” أمس.", 'قال "نعم".', "قال «إن “الأمر” سهل».", "لا كلام هنا."]
)


@given(st.lists(SOUND, max_size=4), MARKED, st.lists(SOUND, max_size=4))
def test_a_defective_paragraph_leaves_the_others_as_they_are(before, broken, after):
    """What is broken may run on over its paragraph, but sound quotations around it stay as they are."""
    alone = [inner(paragraph) for paragraph in (*before, *after)]
    head, tail = "".join(f"{p}\n" for p in before), "".join(f"\n{p}" for p in after)
    text = f"{head}{broken}{tail}"
    outside = [
        q
        for q in quotations(text).pairs
        if q.open.start < len(head) or q.open.start >= len(head) + len(broken)
    ]
    assert [q.inner.of(text) for q in outside] == [content for found in alone for content, _ in found]


@pytest.mark.parametrize("unit", ["قال «نعم» و”لا“.\n", '" ', "« ", "«", '«"“‹', "«\n", "»«"])
def test_time_is_linear(unit):
    def seconds(text):
        start = time.process_time()
        quotations(text)
        return time.process_time() - start

    small, large = unit * (2_000 // len(unit)), unit * (32_000 // len(unit))
    seconds(small)
    linear, square = 16, 16 * 16
    assert min(seconds(large) for _ in range(2)) < (linear + square) / 2 * min(
        seconds(small) for _ in range(3)
    )


def test_pairs_come_in_the_order_of_the_text():
    text = "«أ “ب” ج» «د»"
    starts = [q.open.start for q in quotations(text).pairs]
    assert all(a < b for a, b in pairwise(starts))
