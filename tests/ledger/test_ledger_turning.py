"""Which of two sides a contested claim is worded after is asked of both as a whole."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from bridge import reports

from attribution.ledger.claims import met
from attribution.ledger.compared import Looks
from attribution.ledger.competing import Competing, Grown
from attribution.ledger.fitting.claims_gold import load_packs
from attribution.ledger.fitting.labelled import place, rightly
from attribution.ledger.measures import Measure
from attribution.ledger.triangles import Seen
from attribution.ledger.turning import NAMES, described, turned

ANNOTATIONS = Path(__file__).parents[2] / "annotations"


@pytest.fixture(scope="module")
def pack():
    return load_packs(ANNOTATIONS / "packs.jsonl", ANNOTATIONS / "packs_claims.jsonl")[0]


@pytest.fixture
def sides():
    """Two who give 71 %, on the second of April, and one who gives 38 % and rejects it, on the first."""
    one, two, three = reports()
    more, fewer = Measure(71.0, "%", False, False, 0), Measure(38.0, "%", False, False, 0)
    return [
        replace(one, measures=(more,), published="2025-04-02"),
        replace(two, measures=(fewer,), published="2025-04-01", stance="deny", rejects=True),
        replace(three, measures=(more,), published="2025-04-02"),
    ]


def known(members, sides):
    given = described(members, sides, lambda one: -1.0 if one.rejects else 0.5, lambda one: 0.5)
    return dict(zip(NAMES, given, strict=True))


def test_what_is_known_of_the_sides(sides):
    given = known(sides, [1, -1, 1])
    assert given["larger numbers"] == 1.0
    assert given["cues that deny"] == given["who reject"] == -1.0
    assert given["first article"] == -1.0
    assert given["reports"] == pytest.approx(np.log(2.0))
    assert given["leanings"] == 2.0
    assert given["asserts, by the network: mean"] == 0.0
    assert given["sentences"] == 0.0


def test_of_the_sides_turned_round_the_contrary_is_known(sides):
    given, other = known(sides, [1, -1, 1]), known(sides, [-1, 1, -1])
    assert {name: -value for name, value in given.items()} == other


def test_sides_are_turned_round_where_that_is_likelier():
    rows = []

    def decide(given):
        rows.extend(given)
        return [0.3, 0.6, 0.6, 0.3]

    assert turned([[1.0, -2.0], [-1.0, 2.0]], decide) == [True, False]
    assert rows == [[1.0, -2.0], [-1.0, 2.0], [-1.0, 2.0], [1.0, -2.0]]
    assert turned([[1.0, -2.0]], lambda _: [0.5, 0.5]) == [False]


def test_a_group_stands_as_it_is_told(pack, by_name):
    def together(table):
        whole = np.full((len(table.own),) * 2, 0.6)
        return Seen(whole, whole, whole, np.full(len(table.own), 0.5), lambda _: 0.5)

    found, pairs = met(pack.articles, by_name(pack.articles))
    looks = Looks(lambda rows: np.full(len(rows), 0.5), together)
    never, always = (
        Competing(found, pairs, Grown(looks, len, turning=decide))
        for decide in (lambda rows: [1.0, 0.0] * (len(rows) // 2), lambda rows: [0.0, 1.0] * (len(rows) // 2))
    )
    groups = [group for group in never.proposals if never.stood(group).every]
    assert groups
    round_ = [always.stood(group).sides == [-side for side in never.stood(group).sides] for group in groups]
    assert any(round_)
    for group in groups:
        assert always.stood(group).every, "somebody still faces somebody"


def test_as_gold_has_the_sides(pack):
    found = met(pack.articles, {})[0]
    at = {place(one, pack): one for one in found}
    claim = next(claim for claim in pack.claims if claim.contested)
    members = [at[where] for where in claim.positions if where in at]
    sides = [-1 if claim.positions[place(one, pack)] == "denies" else 1 for one in members]
    assert rightly(pack, members, sides) == 1.0
    assert rightly(pack, members, [-side for side in sides]) == 0.0
    others = [one for one in found if not any(place(one, pack) in c.positions for c in pack.claims)]
    assert rightly(pack, others, [1] * len(others)) is None
