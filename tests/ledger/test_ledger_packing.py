"""Of groups that were proposed those are taken that are worth most together."""

import random
from itertools import chain, combinations

import pytest

from attribution.ledger.packing import chosen
from attribution.ledger.wholes import ENOUGH

TOLD = frozenset(range(1, 12))


def taken(chances):
    return chosen(sorted(chances), chances.__getitem__, TOLD)


def test_the_likeliest_is_taken_of_two_that_share_a_report():
    assert taken({(1, 2): 0.6, (2, 3): 0.9, (4, 5): 0.5}) == [(2, 3), (4, 5)]


def test_two_are_taken_in_the_place_of_one_that_holds_both():
    assert taken({(1, 2, 3, 4): 0.6, (1, 2): 0.55, (3, 4): 0.5}) == [(1, 2), (3, 4)]
    assert taken({(1, 2, 3, 4): 0.6, (1, 2): 0.45, (3, 4): 0.4}) == [(1, 2, 3, 4)]


def test_a_sentence_of_the_publisher_can_be_in_two():
    assert taken({(0, 1, 2): 0.6, (0, 3, 4): 0.9}) == [(0, 3, 4), (0, 1, 2)]


def test_one_that_is_hardly_contested_is_not_taken():
    assert taken({(1, 2): ENOUGH + 0.01, (3, 4): ENOUGH - 0.01}) == [(1, 2)]


@pytest.mark.parametrize("seed", range(20))
def test_nearly_all_is_had_that_could_be(seed):
    """Beside the best of all ways to take groups, of few."""
    drawn = random.Random(seed)
    chances = {
        tuple(sorted(drawn.sample(range(1, 12), drawn.randint(2, 4)))): drawn.random() for _ in range(12)
    }
    found = taken(chances)
    assert len(set(chain(*found))) == len(list(chain(*found)))
    ways = chain.from_iterable(combinations(chances, size) for size in range(5))
    apart = (way for way in ways if len(set(chain(*way))) == len(list(chain(*way))))
    worth = [sum(chances[one] - ENOUGH for one in way if chances[one] > ENOUGH) for way in apart]
    assert sum(chances[one] - ENOUGH for one in found) >= max(worth) - 0.1


def test_what_one_event_has_does_not_depend_on_how_many_others_it_is_linked_with():
    """Some groups have reports of two events each; they are worth less than what either event has alone."""
    chances = {}
    for at in range(0, 900, 3):
        chances |= {(at, at + 1, at + 2): 0.7 - at / 1e5, (at + 2, at + 3): 0.4}
    found = chosen(sorted(chances), chances.__getitem__, frozenset(range(1000)))
    assert found == [(at, at + 1, at + 2) for at in range(0, 900, 3)]
