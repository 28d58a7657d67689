"""Reports that are near both who contradict each other take part in their contest."""

import pytest

from attribution.ledger.joining import CLOSE, joined

ACCUSER, DENIER, SECOND, OTHER = range(4)


def opposed(group):
    """The accuser and the one who denies, where a group has both."""
    return (ACCUSER, DENIER) if {ACCUSER, DENIER} <= set(group) else None


@pytest.fixture
def likelihood():
    return {(ACCUSER, DENIER): 0.9, (ACCUSER, SECOND): CLOSE, (DENIER, SECOND): CLOSE, (SECOND, OTHER): 0.95}


def test_a_second_accuser_leaves_the_reports_that_he_was_with(likelihood):
    assert joined([[ACCUSER, DENIER], [SECOND, OTHER]], opposed, likelihood) == [
        [ACCUSER, DENIER, SECOND],
        [OTHER],
    ]


def test_nothing_is_left_of_a_group_of_one(likelihood):
    assert joined([[ACCUSER, DENIER], [SECOND]], opposed, likelihood) == [[ACCUSER, DENIER, SECOND]]


@pytest.mark.parametrize("far", [(ACCUSER, SECOND), (DENIER, SECOND)])
def test_near_one_side_alone_is_not_enough(likelihood, far):
    groups = [[ACCUSER, DENIER], [SECOND, OTHER]]
    assert joined(groups, opposed, {**likelihood, far: CLOSE - 0.01}) == groups


def test_what_must_not_meet_a_member_does_not_join(likelihood):
    groups = [[ACCUSER, DENIER, OTHER], [SECOND]]
    assert joined(groups, opposed, {**likelihood, (SECOND, OTHER): -1.0}) == groups


def test_where_nobody_contradicts_nobody_joins(likelihood):
    groups = [[ACCUSER], [DENIER], [SECOND, OTHER]]
    assert joined(groups, opposed, likelihood) == groups


def test_who_stands_in_a_contest_stays_there():
    likelihood = {(0, 1): 0.9, (2, 3): 0.9, (0, 2): 0.9, (1, 2): 0.9}
    groups = [[0, 1], [2, 3]]
    assert joined(groups, tuple, likelihood) == groups
