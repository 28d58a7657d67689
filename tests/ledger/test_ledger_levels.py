"""A likeness read against the reports around it, and which reports are looked at at all."""

import pytest

from attribution.ledger.blocking import candidates
from attribution.ledger.levels import Levels
from attribution.ledger.statements import read
from attribution.records import Attributed, Attribution, TextSpan

EVENT = "انهار سد الزيتونة في وادي المرجان بعد فيضان مفاجئ وغمرت المياه مزارع القطن والكتان المجاورة"


def article(key, *reports):
    """An article on one event with reports «speaker | content»."""
    text, found = EVENT + ".", []
    for report in reports:
        speaker, content = report.split(" | ")
        at = len(text) + 1
        text += f" قال {speaker} {content}."
        whole = TextSpan(at + 5 + len(speaker), at + 5 + len(speaker) + len(content))
        said = TextSpan(at + 4, at + 4 + len(speaker))
        found.append(
            Attribution(
                cue=TextSpan(at, at + 3), speaker=said, speaker_name=speaker, content=(whole,), stance="say"
            )
        )
    return Attributed(id=key, text=text, attributions=tuple(found))


@pytest.fixture(scope="module")
def reports():
    articles = [
        article("a", "سامر | إن الجدار كان متصدعا", "هالة | إن الحراس ناموا"),
        article("b", "وليد | لم يلحظ أحد عيبا", "نجلاء | كل شيء كان بخير"),
    ]
    return [one for each in articles for one in read(each, {}) if one.index is not None]


def test_reports_of_one_event_meet_though_they_share_no_word(reports):
    assert set(candidates(reports)) == {(i, j) for j in range(4) for i in range(j)}


def test_reports_of_two_events_do_not(reports):
    text = "قال باسم: فاز الفريق."
    other = Attributed(
        id="c",
        text=text,
        attributions=(
            Attribution(
                cue=TextSpan(0, 3), speaker=TextSpan(4, 8), speaker_name="باسم", content=(TextSpan(10, 20),)
            ),
        ),
    )
    (away,) = (one for one in read(other, {}) if one.index is not None)
    assert not [pair for pair in candidates([*reports, away]) if 4 in pair]


def test_a_likeness_tells_less_where_all_are_alike(reports):
    a, b = reports[0], reports[2]
    event = reports * 3
    high = Levels(event, {(i, j): 0.6 for j in range(12) for i in range(j)})
    low = Levels(event, {(i, j): 0.2 for j in range(12) for i in range(j)})
    assert high(a, b, 0.6) < 0.6 < low(a, b, 0.6)
    assert high(a, b, -1.0) == -1.0
    nothing = Levels(event, {(i, j): 0.01 for j in range(12) for i in range(j)})
    assert nothing(a, b, 0.6) == pytest.approx(0.6, abs=1e-3)


def test_what_is_of_another_event_does_not_change_a_level(reports):
    event = reports * 15
    own = {(i, j): 0.6 for j in range(12) for i in range(j)}
    away = {(i, j): 0.0 for j in range(12, 60) for i in range(12)}
    a, b = reports[0], reports[2]
    assert Levels(event, own | away)(a, b, 0.6) == Levels(event, own)(a, b, 0.6) < 0.6


def test_few_pairs_are_no_level(reports):
    alone = Levels(reports, {(0, 2): 0.9})
    assert alone(reports[0], reports[2], 0.6) == pytest.approx(0.6, abs=1e-3)
