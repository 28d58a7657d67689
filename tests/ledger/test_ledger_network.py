"""The network that reads reports together, as it ships, and what it is given."""

import json
import random
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from attribution.ledger import network
from attribution.ledger.fitting.batches import EVENTS_ALONE, batches, gathered, of_pairs
from attribution.ledger.fitting.events import Item, Stand, load_events, of_pack, stand
from attribution.ledger.marks import SIZE, marks
from attribution.ledger.states import PIECES, states
from attribution.ledger.wording import STANCES, wording

WORDINGS = Path(__file__).parents[2] / "annotations" / "wordings.jsonl"
RISE = wording("سامر الدهان", "قال", "إن أسعار القمح ارتفعت في أسواق المدينة", "say", "s1")
FALL = wording("اتحاد التجار", "أكد", "أن أسعار القمح انخفضت في أسواق المدينة", "affirm", "s2")
ELSE = wording("البلدية", "أعلنت", "افتتاح مكتبة جديدة للأطفال", "affirm", "s3")
ODD = [wording(None, None, "12", None, None), wording(None, None, "،", None, None)]


def test_what_the_network_reads():
    assert RISE.said == "سامر الدهان قال: إن أسعار القمح ارتفعت في أسواق المدينة"
    assert wording(None, None, "انهار السد", None, None).said == "انهار السد"


def test_one_thing_is_nearer_than_another():
    about_one, about_other, _ = network.judge([RISE, FALL, ELSE], [(0, 1), (0, 2), (1, 2)], "about")[0]
    assert about_one > 0.5 > about_other


def test_neither_the_order_of_the_two_nor_of_all_matters():
    there = network.judge([RISE, FALL, ELSE, *ODD], [(0, 1), (2, 3), (0, 4)], "about", "side")
    back = network.judge([*ODD[::-1], ELSE, FALL, RISE], [(3, 4), (1, 2), (4, 0)], "about", "side")
    np.testing.assert_allclose(there, back, atol=1e-4)


def test_pairs_compared_at_once_come_out_as_one_by_one():
    pairs = list(combinations(range(5), 2))
    once = network.judge([RISE, FALL, ELSE, *ODD], pairs, "about", "side")
    alone = [network.judge([RISE, FALL, ELSE, *ODD], [pair], "about", "side") for pair in pairs]
    np.testing.assert_allclose(np.array(once).T, np.array(alone)[:, :, 0], atol=1e-4)


def test_what_stands_beside_them_is_seen():
    rumour = wording("الوزير", "نفى", "هذه الأنباء", "deny", "s4")
    resign = wording("مصدر حكومي", "قال", "إن الوزير قدم استقالته", "say", "s5")
    (alone,) = network.judge([rumour, resign], [(0, 1)], "about")[0]
    among = network.judge([rumour, resign, ELSE, FALL], [(0, 1)], "about")[0][0]
    assert alone != pytest.approx(among, abs=1e-4)


def test_a_wording_has_the_states_of_its_pieces_at_most():
    short, long = states([RISE, wording(None, None, "قال " * 300, None, None)])
    assert short.shape[1] == long.shape[1]
    assert len(short) < len(long) == PIECES + 2


def test_marks_of_a_denied_number():
    found = marks(wording("المدير", "نفى", "فصل 30 عاملا", "deny", "s1"))
    assert found.shape == (SIZE,)
    assert found[6 + 3] == found[6 + 4] == 1.0
    assert not marks(ODD[1]).any()


def test_log_odds_are_bounded():
    assert network.log_odds(0.5) == 0.0
    assert -6.0 <= network.log_odds(0.0) < -6.0 + 4 and 2.0 < network.log_odds(1.0) <= 6.0


def test_what_is_learnt_of_two_wordings():
    yes, no, asks = (Item(RISE, {"a": stands}) for stands in ("asserts", "denies", "questions"))
    assert stand(yes, no) == Stand(True, True)
    assert stand(yes, yes) == Stand(True, False)
    assert stand(yes, asks) == Stand(True, None)
    assert stand(yes, Item(ELSE, {"b": "asserts"})) == Stand(False, None)


def test_a_batch_holds_all_pairs_of_one_claim_and_tells_what_they_are():
    items = [Item(RISE, {"a": "asserts"}), Item(FALL, {"a": "denies"}), Item(ELSE, {"b": "asserts"})]
    sequences = [[(0, item) for item in items], [(1, items[0]), (2, items[1])]]
    batch = gathered(sequences, states, random.Random(1))
    assert list(batch.sequence) == [0, 0, 0, 1, 1]
    at = [tuple(pair) for pair in batch.pairs].index((0, 1))
    assert (batch.about[at], batch.opposed[at], batch.opposed_counts[at]) == (1.0, 1.0, 1.0)
    assert batch.about.sum() == 1.0
    assert all(batch.sequence[a] == batch.sequence[b] for a, b in batch.pairs)
    assert (batch.kinds == -1).all()


def test_headlines_are_sequences_of_two_and_nothing_but_headlines():
    batch = of_pairs([(RISE, FALL), (FALL, ELSE)], np.array([1, 2]), states, random.Random(1))
    assert list(batch.sequence) == [0, 0, 1, 1]
    assert batch.pairs.tolist() == [[0, 1], [2, 3]]
    assert batch.kinds.tolist() == [1, 2]
    assert not batch.about_counts.any() and not batch.opposed_counts.any()


def test_packs_come_after_written_events():
    event = [Item(RISE, {"a": "asserts"}), Item(FALL, {"a": "denies"})]
    pack = [Item(ELSE, {"b": "asserts"}), Item(ODD[0], {"b": "asserts"})]
    seen = []

    def noted(wordings):
        seen.append(wordings)
        return states(wordings)

    first = int(EVENTS_ALONE * 24)
    steps = range(first - 3, 24)
    assert len(list(batches([event], [pack], None, steps, noted, random.Random(1)))) == 24 - first + 3
    assert not any(ELSE in wordings for wordings in seen[:3])
    assert any(ELSE in wordings for wordings in seen[3:])


def test_any_two_articles_of_a_pack_are_an_event(packs):
    events = of_pack(packs[0])
    assert len(events) == 6
    stands = [stand(a, b) for event in events for a, b in combinations(event, 2)]
    assert {one.opposed for one in stands if one.about} >= {True, False}
    assert not all(one.about for one in stands)


def test_the_written_events_are_whole():
    assert len(load_events(WORDINGS)) == 945
    for line in WORDINGS.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        sides = {}
        for item in event["items"]:
            assert item["content"].strip()
            assert (item["stance"] is None) == (item["cue"] is None)
            assert (item["stance"] or "states") in STANCES
            for claim, stands in item["claims"].items():
                sides.setdefault(claim, set()).add(stands)
        assert sum({"asserts", "denies"} <= stands for stands in sides.values()) >= 1, event["event"]
