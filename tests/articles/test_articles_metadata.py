import pytest

from attribution.articles import Metadata, describe, parts

PROSE = "أعلنت وزارة النقل أن العمل في الجسر الجديد سينتهي قبل الصيف، وأنه سيفتح أمام المركبات مجانا."


def said(text):
    return describe(text, parts(text)[0].lines)


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("المصدر: وكالة الضفاف", "وكالة الضفاف"),
        ("المصدر : موقع «التلال»", "موقع «التلال»"),
        ("(المصدر: وكالة الضفاف)", "وكالة الضفاف"),
        ("المصدر: الضفاف + وكالات", "الضفاف"),
        ("المصدر: وكالات، الضفاف", "الضفاف"),
        ("المصدر: وكالات", None),
        ("المصدر: مواقع التواصل الاجتماعي", None),
        ("المصدر:", None),
        ("المصدر: يوم الأربعاء 09/05/2012", None),
    ],
)
def test_publisher_after_its_label(line, publisher):
    assert said(f"{PROSE}\n{line}").publisher == publisher


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("الجزيرة - إيران", "الجزيرة"),
        ("الميادين – اقتصاد", "الميادين"),
        # a place, an agency that others print too, an outlet nobody knows, no dateline
        ("القاهرة - مصر", None),
        ("القاهرة (رويترز) - أعلنت وزارة النقل أن الجسر سيفتح.", None),
        ("عمّان - الضفاف - أعلنت وزارة النقل أن الجسر سيفتح.", None),
        ("عشق أباد - يبحث الوفدان غدا", None),
        ("الضفاف - إيران", None),
        ("القاهرة - كتب سامي الحداد", None),
        ("الجزيرة - إيران - تحليل", None),
    ],
)
def test_publisher_in_a_dateline(line, publisher):
    assert said(f"{line}\n{PROSE}").publisher == publisher


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("تاريخ النشر: 26th, April 2024 GMT", "2024-04-26"),
        ("تاريخ النشر :5 يناير 2012", "2012-01-05"),
        ("نشر في: 3/4/2023", "2023-04-03"),
        ("الثلاثاء 5 آذار 2024", "2024-03-05"),
        ("الرياض 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م", "2015-08-10"),
        ("تاريخ النشر: أمس", None),
        ("آخر تحديث: 3/4/2023", None),
        ("مصر تعلن هدنة تبدأ في 5 آذار 2024", None),
        ("أيار 2024", None),
    ],
)
def test_date_after_its_label_or_in_a_line_of_its_own(line, published):
    assert said(f"{line}\n{PROSE}").published == published


def test_a_date_in_the_story_is_not_the_articles():
    assert said(f"{PROSE}\n{PROSE}\nوكان الجسر قد أغلق في 3 نيسان 2020.").published is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("الوزارة تفتح الجسر الجديد مجانا", "الوزارة تفتح الجسر الجديد مجانا"),
        ("هل تفتح الوزارة الجسر الجديد؟", "هل تفتح الوزارة الجسر الجديد؟"),
        ("تاريخ النشر: 3 آذار 2024\nالوزارة تفتح الجسر الجديد", "الوزارة تفتح الجسر الجديد"),
        ("فتحت الوزارة الجسر أمس.", None),
        ("قال الوزير «سنفتح الجسر.»", None),
        ("وقال الوزير سامي الحداد:", None),
        ("- الوزارة تفتح الجسر الجديد", None),
        ("العالم - ايران", None),
        ("سامي الحداد", None),
        ("الثلاثاء 5 آذار 2024", None),
    ],
)
def test_headline(head, title):
    assert said(f"{head}\n{PROSE}").title == title


def test_a_text_of_one_line_has_no_headline():
    assert said("الوزارة تفتح الجسر الجديد مجانا").title is None


def test_what_is_known_comes_before_what_is_added():
    first, second = Metadata(title="أ", published="2024"), Metadata(title="ب", publisher="ج")
    assert first.or_else(second) == Metadata("أ", "ج", "2024")
    assert first.or_else(second).changes(first) == {"publisher": "ج"}
