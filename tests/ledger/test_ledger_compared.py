"""What is said of two propositions is what is said of them in each circle that has both."""

import numpy as np
import pytest

from attribution.ledger import alone as module
from attribution.ledger.alone import APART, Alone
from attribution.ledger.claims import met
from attribution.ledger.compared import Compared, Looks
from attribution.ledger.contradictions import NAMES
from attribution.ledger.triangles import Seen

LIKELY = NAMES.index("cosine of skeletons")


def alone(rows):
    return np.minimum(0.9, np.asarray(rows)[:, LIKELY] + 0.01)


def together(table):
    """About one thing with the number of reports in hundredths, contradicting each other with half of that; a group is
    worth its share of them.
    """
    count = len(table.own)
    whole = np.full((count, count), count / 100.0)
    return Seen(
        whole, whole / 2.0, whole / 4.0, np.arange(count) / count, lambda group: len(set(group)) / count
    )


@pytest.fixture(scope="module")
def read(packs, by_name):
    return met(packs[0].articles, by_name(packs[0].articles))


@pytest.fixture(scope="module")
def compared(read):
    return Compared(*read, Looks(alone, together))


def test_what_the_network_says_of_a_circle_counts(read, compared):
    found, pairs = read
    first = Alone(found, alone)
    first.look(pairs)
    sizes = {}
    for numbers, table in first.tables():
        assert len(numbers) == len(table.own)
        for one in numbers:
            for other in numbers:
                sizes.setdefault((one, other), []).append(len(numbers))
    for (one, other), likely in compared.known.items():
        if likely == APART or (one, other) not in sizes:
            continue
        if likely > 0.0:
            assert likely == pytest.approx(np.mean(sizes[one, other]) / 100.0, abs=1e-5)
            assert compared.contradicts(found[other], found[one]) == pytest.approx(likely / 2.0, abs=1e-5)


def test_a_group_is_worth_what_is_said_in_the_circles_that_have_most_of_it(read, compared):
    found, pairs = read
    first = Alone(found, alone)
    first.look(pairs)
    (numbers, _), *others = first.tables()
    assert not others
    some = [found[number] for number in numbers[:3]]
    assert compared.worth(some) == pytest.approx(3 / len(numbers), abs=1e-5)
    assert compared.worth(some[:1]) == 0.0


def test_the_order_of_articles_changes_nothing(packs, by_name):
    articles = packs[0].articles
    said = []
    for some in (articles, articles[::-1]):
        found, pairs = met(some, by_name(some))
        every = Compared(found, pairs, Looks(alone, together))
        said.append(
            {
                frozenset(((found[i].article, found[i].order), (found[j].article, found[j].order))): likely
                for (i, j), likely in every.known.items()
            }
        )
    assert said[0] == said[1]


def test_two_that_were_not_asked_for_to_begin_with_can_be(read, compared):
    found, _ = read
    other = next(
        (i, j) for i in range(len(found)) for j in range(i + 1, len(found)) if (i, j) not in compared.known
    )
    assert 0.0 <= compared.about(*(found[number] for number in other)) <= 1.0


def test_what_a_table_holds_is_of_the_pairs_that_are_likely_enough(read):
    found, pairs = read
    first = Alone(found, alone)
    first.look(pairs)
    numbers, table = next(first.tables())
    for (one, other), row in zip(table.pairs, table.rows, strict=True):
        pair = tuple(sorted((numbers[one], numbers[other])))
        assert first.likely[pair] == pytest.approx(alone([row])[0], abs=1e-5)
        assert first.likely[pair] > 0.0


def test_a_large_circle_is_read_in_parts_that_have_any_two(read, monkeypatch):
    found, pairs = read
    monkeypatch.setattr(module, "LARGEST", 12)
    first = Alone(found, alone)
    first.look(pairs)
    together_with = {number: set() for number in range(len(found))}
    for numbers, table in first.tables():
        assert len(numbers) == len(table.own) <= 12
        for number in numbers:
            together_with[number].update(numbers)
    whole = {number for number, others in together_with.items() if len(others) == len(found)}
    assert whole == set(range(len(found)))
    every = Compared(found, pairs, Looks(alone, together))
    assert all(0.0 <= every.denies(one) < 1.0 for one in found)
    assert max(every.known.values()) <= 0.12
