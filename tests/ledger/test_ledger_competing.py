"""Of groups that were proposed those are taken that are contested, the likeliest first."""

from attribution.ledger.competing import chosen
from attribution.ledger.wholes import ENOUGH

TOLD = frozenset({1, 2, 3, 4, 5})


def taken(chances):
    return chosen(sorted(chances), chances.__getitem__, TOLD)


def test_the_likeliest_is_taken_of_those_that_share_a_report():
    assert taken({(1, 2): 0.6, (2, 3): 0.9, (4, 5): 0.5}) == [(2, 3), (4, 5)]


def test_a_sentence_of_the_publisher_can_be_in_two():
    assert taken({(0, 1, 2): 0.6, (0, 3, 4): 0.9}) == [(0, 3, 4), (0, 1, 2)]


def test_one_that_is_hardly_contested_is_not_taken():
    assert taken({(1, 2): ENOUGH, (3, 4): ENOUGH - 0.01}) == [(1, 2)]
