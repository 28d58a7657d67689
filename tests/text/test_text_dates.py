from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.text import find_date, load

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
        # not said, relative, Hijri, impossible, no date at all
        ("12 آذار", None),
        ("أمس", None),
        ("منذ 3 أيام", None),
        ("12 رمضان 1445", None),
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
