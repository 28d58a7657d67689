"""Which groups are contested is asked of a group as a whole."""

import numpy as np
import pytest

from attribution.ledger import disputes
from attribution.ledger.contests import Facing
from attribution.ledger.disputes import NAMES, described, likely_contested
from attribution.ledger.sides import Evidence
from attribution.ledger.statements import read
from attribution.ledger.together import Verdict
from attribution.records import Attributed, Attribution, TextSpan

TEXT = "قال سامر إن الجسر سليم. وقالت هالة إن الحديد يتدلى في الماء. وقال ليث إن الجسر قائم."
TOLD = (
    ("قال", "سامر", "إن الجسر سليم"),
    ("وقالت", "هالة", "إن الحديد يتدلى في الماء"),
    ("وقال", "ليث", "إن الجسر قائم"),
)
EVERY = [Facing(0.5, 0, 1), Facing(0.5, 2, 1)]


def span(words):
    at = TEXT.index(words)
    return TextSpan(at, at + len(words))


@pytest.fixture
def group(monkeypatch):
    """Three reports on a bridge, of which the network says that they are opposed that much."""
    found = tuple(
        Attribution(cue=span(cue), speaker=span(name), speaker_name=name, content=(span(said),), stance="say")
        for cue, name, said in TOLD
    )
    article = Attributed(id="a", text=TEXT, attributions=found)
    group = [one for one in read(article, {}) if one.index is not None]
    opposed = {(0, 1): 0.9, (0, 2): 0.1, (1, 2): 0.7}

    def verdict(a, b):
        return Verdict(0.9, opposed[min(a.index, b.index), max(a.index, b.index)])

    monkeypatch.setattr(disputes, "verdict", verdict)
    return group


def weigh(a, b):
    return Evidence(-1.0, "numbers")


def test_what_is_known_of_a_group(group):
    known = dict(zip(NAMES, described(group, [1, -1, 1], EVERY, weigh), strict=True))
    assert known["opposed: any two"] == 0.9
    assert known["opposed: second of those who face each other"] == 0.7
    assert known["contradiction: any two"] == pytest.approx(np.log(3.0), abs=0.01)
    assert known["other numbers"] == 1.0
    assert known["denial"] == 0.0
    assert known["share of those who deny"] == pytest.approx(1 / 3)


def test_a_group_in_which_nobody_faces_anybody_is_not_contested(group):
    assert likely_contested(group, [1, 1, 1], []) == 0.0


def test_a_second_contradiction_makes_a_contest_likelier(group):
    one = likely_contested(group, [1, -1, 1], EVERY[:1], weigh)
    assert one < likely_contested(group, [1, -1, 1], EVERY, weigh)
