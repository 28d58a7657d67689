from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.articles import parts
from attribution.text import load

PROSE = "أعلنت وزارة النقل أن العمل في الجسر الجديد سينتهي قبل الصيف، وأنه سيفتح أمام المركبات مجانا."
MORE = "وأوضحت الوزارة أن كلفة المشروع لم تتجاوز ما رصد له، وأن التمويل جاء كله من صندوق البلديات."


def texts(text):
    return [part.span.of(text) for part in parts(text)]


@pytest.mark.parametrize(
    "tail",
    [
        "المصدر: وكالة الضفاف",
        "(المصدر: وكالة الضفاف)",
        "كلمات دلالية: جسر نقل",
        "المصدر: وكالة الضفاف\nكلمات دلالية: جسر نقل",
        "الوسوم\nجسر\nنقل",
        "رابط الخبر بصحيفة الضفاف: جسر جديد",
        "...المزيد",
        "إقرأ أيضاً:\nجسر آخر في الطريق\nالوزير يزور الجسر",
        "اقرأ أيضا: جسر آخر في الطريق",
        "• أخبار ذات صلة\nجسر آخر",
        "جميع الحقوق محفوظة لوكالة الضفاف 2024",
    ],
)
def test_what_follows_an_article_is_cut_off(tail):
    assert texts(f"عنوان الخبر\n\n{PROSE}\n{MORE}\n\n{tail}\n") == [f"عنوان الخبر\n\n{PROSE}\n{MORE}"]


@pytest.mark.parametrize("marker", ["إقرأ أيضاً:", "اقرأ أيضا", "إقرأ أيضًا :", "اقرأ أيضًا…", "شاهد أيضاً:"])
def test_another_article_after_a_marker_is_kept_apart(marker):
    text = f"{PROSE}\nالمصدر: وكالة الضفاف\n{marker}\n\nعنوان آخر\n{MORE}\nالمصدر: وكالة التلال\n"
    first, second = parts(text)
    assert first.span.of(text) == PROSE
    assert second.span.of(text) == f"عنوان آخر\n{MORE}"
    assert (first.after, second.after) == (None, marker)


@pytest.mark.parametrize(
    "text",
    [
        f"المصدر: وكالة الضفاف\nعنوان الخبر\n{PROSE}",
        f"عنوان الخبر\nتاريخ النشر: 3 آذار 2024\n{PROSE}",
        f"{PROSE}\nاقرأ أيضا: جسر آخر في الطريق\n{MORE}",
        f"{PROSE}\nالمصدر الأمني: لا صحة لذلك",
        f"{PROSE}\nكتبت الوزارة إلى البلديات",
        "عنوان قصير\nتاريخ النشر: 3 آذار 2024\nوصل سامي.",
        "كلمة",
        "المصدر",
        "إقرأ أيضاً:\nعنوان آخر",
    ],
)
def test_an_article_with_a_marker_at_its_head_or_in_its_midst_stays_whole(text):
    assert texts(text) == [text]


def test_a_tiny_article_ends_at_its_markers_too():
    assert texts("وصل سامي.\nالمصدر: وكالة الضفاف") == ["وصل سامي."]


def test_the_first_article_begins_with_the_file():
    assert texts(f"\n\n  {PROSE}\n") == [f"\n\n  {PROSE}"]


LINES = st.sampled_from(["", "عنوان", PROSE, MORE, *(entry["marker"] + ":" for entry in load("boundaries"))])


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_parts_are_in_order_apart_and_keep_all_prose(text):
    found = parts(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    kept = "".join(part.span.of(text) for part in found)
    assert kept.count(PROSE) == text.count(PROSE)
    assert kept.count(MORE) == text.count(MORE)
    assert bool(found) == bool(text.strip())
