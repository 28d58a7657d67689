from datetime import date, datetime, timedelta, timezone

import pytest
from hijridate import Gregorian
from hypothesis import given
from hypothesis import strategies as st

from attribution.text import find_date, load

SAID = datetime(2024, 3, 13, 1, 30, tzinfo=timezone.utc)  # a Wednesday, half past one at night
MONTHS = st.sampled_from(load("months"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 آذار 2024", "2024-03-12"),
        ("5 مارس/آذار 2024", "2024-03-05"),
        ("13 إبريل/ نيسان 2024", "2024-04-13"),
        ("5 مارس (آذار) 2024", "2024-03-05"),
        ("26th, April 2024 GMT", "2024-04-26"),
        ("April 26, 2024", "2024-04-26"),
        ("١٢/٣/٢٠٢٤", "2024-03-12"),
        ("۱۲-۳-۲۰۲۴", "2024-03-12"),
        ("12/25/2024", "2024-12-25"),
        ("2024-03-05T10:00:00Z", "2024-03-05"),
        ("الثلاثاء 3 من كانون الثاني عام 2023", "2023-01-03"),
        ("تشرين الأول/أكتوبر 2023", "2023-10"),
        ("12 mars 2024", "2024-03-12"),
        ("عام 2024", "2024"),
        ("نشر في 1 أيار 2023 وعُدّل في 2024/06/07", "2023-05-01"),
        ("١٢ رمضان ١٤٤٥", "2024-03-22"),
        ("السبت 5 من ربيع الأول عام 1440 هـ", "2018-11-13"),
        ("12/9/1445 هـ", "2024-03-22"),
        ("1445-09-12هـ", "2024-03-22"),
        ("25 شوال 1436 هـ الموافق 10 أغسطس 2015 م", "2015-08-10"),
        # not said, relative, impossible, no date at all
        ("12 آذار", None),
        ("أمس", None),
        ("منذ 3 أيام", None),
        ("12 رمضان", None),
        ("31 رمضان 1445", None),
        ("12 رمضان 1345678", None),
        ("31 نيسان 2024", "2024"),
        ("الساعة 10:30", None),
        ("هاتف 20241231555", None),
        ("", None),
    ],
)
def test_find_date(text, expected):
    assert find_date(text) == expected


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), MONTHS)
def test_every_month_of_the_table_is_read(day, month):
    written = f"{day.day % 28 + 1} {month['name']} {day.year}"
    assert find_date(written) == f"{day.year}-{month['month']:02}-{day.day % 28 + 1:02}"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_iso_dates_are_themselves(day):
    assert find_date(day.isoformat()) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أمس", "2024-03-12"),
        ("أمسِ الأول", "2024-03-11"),
        ("أوّل من أمس", "2024-03-11"),
        ("اليوم", "2024-03-13"),
        ("منذ ساعتين", "2024-03-12"),
        ("منذ ساعة", "2024-03-13"),
        ("قبل ثلاثة أيام", "2024-03-10"),
        ("منذ ٣ أيام", "2024-03-10"),
        ("قبل أسبوعين", "2024-02-28"),
        ("الثلاثاء الماضي", "2024-03-12"),
        ("الأربعاء الماضي", "2024-03-06"),
        ("12 آذار 2023", "2023-03-12"),
        ("منذ شهرين", None),
        ("الأربعاء", None),
        ("5 مارس", None),
        ("سأمسك به", None),
    ],
)
def test_relative_dates_count_from_when_they_were_said(text, expected):
    assert find_date(text, SAID) == expected


def test_hours_count_only_from_a_time_of_day():
    assert find_date("منذ ساعتين", SAID.date()) is None
    assert find_date("أمس", SAID.date()) == "2024-03-12"


@given(st.dates(date(1925, 1, 1), date(2076, 1, 1)), st.sampled_from(load("hijri_months")))
def test_every_hijri_month_is_read_and_days_follow_each_other(day, month):
    year = Gregorian.fromdate(day).to_hijri().year
    first, second = (find_date(f"{number} {month['name']} {year} هـ") for number in (1, 2))
    assert Gregorian.fromisoformat(first).to_hijri().datetuple() == (year, month["month"], 1)
    assert date.fromisoformat(second) - date.fromisoformat(first) == timedelta(days=1)
