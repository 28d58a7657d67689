"""Which groups are contested is asked of a group as a whole."""

import numpy as np
import pytest
from bridge import EVERY, reports, verdict, weigh

from attribution.ledger import disputes
from attribution.ledger.disputes import NAMES, described, likely_contested


@pytest.fixture
def group(monkeypatch):
    monkeypatch.setattr(disputes, "verdict", verdict)
    return reports()


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
