"""When two who speak of one thing make a contest."""

from dataclasses import replace

import pytest

from attribution.ledger.contests import LIKELY, UNDENIED, contest, two_voices
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


def reason(pair, likely, kind="negation"):
    """The reason for which two on opposite sides are a contest that likely, None for no contest."""
    found = contest(pair, [1, -1], lambda a, b: likely, lambda a, b: Evidence(-1.0, kind))
    return found and found.reason


def test_an_opposite_that_nobody_denies_needs_a_likelier_contradiction(pair):
    assert LIKELY < UNDENIED
    assert reason(pair, LIKELY) is None
    assert reason(pair, UNDENIED) == "negation"
    assert reason(pair, LIKELY, "denial") == "denial"
    assert reason(pair, LIKELY, "numbers") == "numbers"
    assert reason(pair, LIKELY - 0.01, "denial") is None


def test_what_is_told_inside_anothers_words_is_told_by_both(pair):
    teller, told = pair
    assert two_voices(teller, told)
    inside = replace(told, span=TextSpan(teller.span.start + 3, teller.span.end))
    assert not two_voices(teller, inside)
    assert two_voices(replace(teller, rejects=True), inside)
