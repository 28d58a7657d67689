"""When two who speak of one thing make a contest."""

from dataclasses import replace

import pytest

from attribution.ledger.contests import LIKELY, UNDENIED, contest, facing, two_voices
from attribution.ledger.sides import Evidence
from attribution.ledger.statements import read
from attribution.records import Attributed, Attribution, TextSpan

TEXT = "قال سامر إن الجسر سليم. وقالت هالة إن الحديد يتدلى في الماء."


@pytest.fixture(scope="module")
def pair():
    """Two reports of different speakers, neither of whom denies."""

    def of(words):
        at = TEXT.index(words)
        return TextSpan(at, at + len(words))

    found = [
        Attribution(cue=of(cue), speaker=of(name), speaker_name=name, content=(of(said),), stance="say")
        for cue, name, said in (
            ("قال", "سامر", "إن الجسر سليم"),
            ("وقالت", "هالة", "إن الحديد يتدلى في الماء"),
        )
    ]
    article = Attributed(id="a", text=TEXT, attributions=tuple(found))
    speakers = {(article.sha256, 0): "سامر", (article.sha256, 1): "هالة"}
    return [one for one in read(article, speakers) if one.index is not None]


def reason(pair, likely, kind):
    """The reason for which two on opposite sides are a contest that likely, None for no contest."""
    every = facing(pair, [1, -1], lambda a, b: likely)
    found = contest(pair, every, lambda a, b: Evidence(-1.0, kind))
    return found and found.reason


def test_a_contest_is_shown_for_the_reason_on_which_its_likeliest_two_stand(pair):
    assert reason(pair, LIKELY, "numbers") == "numbers"
    assert reason(pair, LIKELY, "denial") == "denial"
    assert reason(pair, UNDENIED, "negation") == "negation"


def test_an_opposite_that_nobody_denies_needs_a_likelier_contradiction(pair):
    assert LIKELY < UNDENIED
    assert reason(pair, LIKELY, "negation") is None


def test_likeliest_come_first_and_who_is_on_one_side_faces_nobody(pair):
    first, second = pair
    later = replace(second, order=9)
    found = facing([first, second, later], [1, -1, -1], lambda _, b: 0.6 if b is later else 0.2)
    assert [(one.chance, one.yes, one.no) for one in found] == [(0.6, 0, 2), (0.2, 0, 1)]
    assert facing(pair, [1, 1]) == []


def test_a_question_contradicts_nothing(pair):
    first, second = pair
    assert not facing([first, replace(second, modality="question")], [1, -1], lambda a, b: 0.9)


def test_what_is_told_inside_anothers_words_is_told_by_both(pair):
    teller, told = pair
    assert two_voices(teller, told)
    inside = replace(told, span=TextSpan(teller.span.start + 3, teller.span.end))
    assert not two_voices(teller, inside)
    assert two_voices(replace(teller, rejects=True), inside)
