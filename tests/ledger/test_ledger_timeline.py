"""A claim's life by the dates of articles, and a speaker's words over time."""

from stories import ledger, position, said, story

from attribution.ledger.timeline import lives, utterances
from attribution.records import Claim, Position, TextSpan


def told(day, cue, speaker, stance="say", origin=None, publisher=None):
    text = f"{cue} {speaker} إن الجسر أغلق. خبر رقم {day} {publisher}."
    published = f"2025-03-{day:02}" if day else None
    made = said(cue, speaker, "إن الجسر أغلق", stance=stance)
    return story(text, made, published=published, origin=origin, publisher=publisher or f"ص{day}")


def life(*told_and_stands):
    stories = [one for one, _ in told_and_stands]
    claim = Claim(
        id="c", text="أغلق الجسر", positions=tuple(position(one, 0, stand) for one, stand in told_and_stands)
    )
    (found,) = lives(ledger(*stories, claims=[claim]))
    return found


def kinds(found):
    return [(event.date and int(event.date[-2:]), event.kind) for event in found.events]


def test_a_life_is_told_in_order_of_date_whatever_the_order_of_adding():
    found = life(
        (told(5, "نفى", "عامر الزين", "deny"), "denies"),
        (told(0, "قال", "هند الصباغ"), "asserts"),
        (told(3, "قال", "هند الصباغ"), "asserts"),
        (told(4, "تساءل", "مازن العلي", "ask"), "questions"),
        (told(4, "أكد", "رنا الخير"), "asserts"),
    )
    assert kinds(found) == [(3, "first seen"), (4, "asked"), (4, "repeated"), (5, "denied"), (None, "said")]
    assert found.dates == ("2025-03-03", "2025-03-04", "2025-03-05")


def test_who_changes_sides_is_reversed_and_it_says_since_when():
    found = life((told(1, "قال", "هند الصباغ"), "asserts"), (told(4, "نفت", "هند الصباغ", "deny"), "denies"))
    assert kinds(found) == [(1, "first seen"), (4, "reversed")]
    assert found.events[1].before == "2025-03-01"


def test_on_one_day_nobody_can_be_said_to_have_changed_sides():
    found = life(
        (told(1, "قال", "هند الصباغ"), "asserts"),
        (told(1, "نفت", "هند الصباغ", "deny", publisher="أخرى"), "denies"),
    )
    assert [event.kind for event in found.events] == ["first seen", "denied"]


def test_taking_it_back_in_so_many_words_is_a_retraction():
    found = life((told(1, "قال", "هند الصباغ"), "asserts"), (told(2, "تراجعت", "هند الصباغ"), "denies"))
    assert kinds(found)[1] == (2, "retracted")


def test_copies_of_one_story_say_so():
    found = life(
        (told(1, "قال", "هند الصباغ", origin="o", publisher="أ"), "asserts"),
        (told(2, "قال", "هند الصباغ", origin="o", publisher="ب"), "asserts"),
        (told(2, "قال", "هند الصباغ", publisher="ج"), "asserts"),
    )
    assert [(event.kind, event.copy) for event in found.events] == [
        ("first seen", False),
        ("repeated", True),
        ("repeated", False),
    ]


def test_a_publishers_own_voice_is_a_statement_of_fact():
    one, other = told(1, "قال", "هند الصباغ"), story("أغلق الجسر.", published="2025-03-02", publisher="ب")
    voice = Position(
        article=other[0].id, attribution=None, span=TextSpan(0, 10), speaker_id=None, position="states"
    )
    claim = Claim(id="c", text="أغلق", positions=(voice, position(one, 0, "asserts")))
    (found,) = lives(ledger(one, other, claims=[claim]))
    assert kinds(found) == [(1, "first seen"), (2, "stated as fact")]


def test_a_claim_that_is_met_once_has_no_life():
    one = told(1, "قال", "هند الصباغ")
    assert lives(ledger(one, claims=[Claim(id="c", text="", positions=(position(one, 0, "asserts"),))])) == []


def test_words_over_time_put_copies_together_and_the_undated_last():
    stories = [
        told(0, "قال", "هند الصباغ", publisher="د"),
        told(2, "قال", "هند الصباغ", origin="o", publisher="أ"),
        told(2, "قال", "هند الصباغ", origin="o", publisher="ب"),
        told(1, "قال", "هند الصباغ", publisher="ج"),
    ]
    state = ledger(*stories)
    found = utterances(state.attributions, {article.id: article for article in state.articles})
    assert [(one.date, len(one.attributions)) for one in found] == [
        ("2025-03-01", 1),
        ("2025-03-02", 2),
        (None, 1),
    ]
