"""How much of a contested claim a group is, is asked of it as a whole."""

import numpy as np
import pytest
from bridge import EVERY, reports, verdict, weigh

from attribution.ledger import wholes
from attribution.ledger.wholes import NAMES, Group, described, likeness


@pytest.fixture
def group(monkeypatch):
    monkeypatch.setattr(wholes, "verdict", verdict)
    return reports()


class Near:
    """Two of whom the second pair is nearer, each .3 near to one beyond the group."""

    def about(self, a, b):
        return 0.8 if {a.index, b.index} == {1, 2} else 0.4

    def beyond(self, members):
        return [[0.3, 0.0, 0.0] for _ in members]

    def size(self, members):
        return 2.0

    def contested(self, a, b):
        return 0.9 if {a.index, b.index} == {0, 1} else 0.3

    def worth(self, members):
        return len(members) / 10.0

    def denies(self, one):
        return 0.7 if one.index == 1 else 0.2


def test_what_is_known_of_a_group(group):
    known = dict(zip(NAMES, described(Group(group, [1, -1, 1], EVERY), Near(), weigh), strict=True))
    assert known["opposed: any two"] == 0.9
    assert known["opposed: mean of those who face each other"] == pytest.approx(0.8)
    assert known["contradiction: any two"] == pytest.approx(np.log(3.0), abs=0.01)
    assert known["contradiction: second"] == 0.5
    assert known["contradiction: third"] == 0.0
    assert known["numbers"] == 1.0
    assert known["denial"] == 0.0
    assert known["share of those who deny"] == pytest.approx(1 / 3)
    assert known["both: most"] == pytest.approx(0.4)
    assert known["about: mean"] == pytest.approx(1.6 / 3)
    assert known["outside: mean of the nearest three"] == pytest.approx(0.1)
    assert known["contested: mean"] == pytest.approx(0.5)
    assert known["denies: how far the sides are apart"] == pytest.approx(0.5)
    assert known["worth"] == 0.3


def test_a_group_in_which_nobody_faces_anybody_is_not_contested(group):
    apart = Group(group, [1, 1, 1], [])
    assert likeness([apart], Near(), weigh, lambda rows: rows) == [0.0]


def test_what_decides_is_asked_of_the_group(group):
    whole = Group(group, [1, -1, 1], EVERY)
    apart = Group(group, [1, 1, 1], [])
    most = NAMES.index("both: most")
    said = likeness([apart, whole], Near(), weigh, lambda rows: [row[most] for row in rows])
    assert said == [0.0, 0.4]
