"""Which agencies an article names, and what only looks like one."""

import pytest

from attribution.ledger.credits import agencies
from attribution.records import Article


def named(text, publisher=None):
    return agencies(Article(id="x", text=text, publisher=publisher))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("القاهرة (واس) - افتتحت بلدية الزيتون مكتبة", "واس"),
        ("باريس – أ ف ب\nافتتحت بلدية الزيتون مكتبة", "فرانس برس"),
        ("(رويترز) - افتتحت بلدية الزيتون مكتبة", "رويترز"),
        ("واس – جدة: افتتحت بلدية الزيتون مكتبة", "واس"),
        ("افتتحت بلدية الزيتون مكتبة. (أ.ف.ب)", "فرانس برس"),
        ("افتتحت بلدية الزيتون مكتبة.«رويترز»", "رويترز"),
        ("افتتحت بلدية الزيتون مكتبة\n-وات-", "وات"),
        ("افتتحت البلدية مكتبة، نقلاً عن وكالة شينخوا أمس", "شينخوا"),
        ("وقال رئيسها لوكالة فرانس برس إن المكتبة كبيرة", "فرانس برس"),
        ("وأفادت وكالة أنباء «الأناضول» بأن المكتبة كبيرة", "الأناضول"),
        ("وبثت وكالة الأنباء السعودية نص البيان", "واس"),
        ("المصدر: رويترز", "رويترز"),
    ],
)
def test_datelines_and_credits(text, name):
    assert named(text) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "افتتحت بلدية الزيتون مكتبة – وكالات",
        "المصدر: وكالات",
        "نقلاً عن وكالات الأنباء",
        "عبدالقادر فارس\nجئنا معا وكان بنا عطش، في ميزان حسناتهم",
        "«الشرق الأوسط» - أثينا: افتتحت البلدية مكتبة",
    ],
)
def test_what_names_no_agency(text):
    assert named(text) == frozenset()


def test_a_publisher_that_is_an_agency():
    assert named("نص", "وكالة الأنباء القطرية") == {"قنا"}
    assert named("نص", "صحيفة الزيتون") == frozenset()


def test_all_that_are_named():
    assert named("أنقرة - رويترز: قال رئيسها لوكالة الأناضول إن المكتبة كبيرة") == {"رويترز", "الأناضول"}
