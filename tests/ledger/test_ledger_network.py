"""The network that compares wordings, as it ships, and what it is given."""

import json
from pathlib import Path

import numpy as np
import pytest

from attribution.ledger import network
from attribution.ledger.fitting.wordings import Item, kinds, load_events
from attribution.ledger.states import read
from attribution.ledger.wording import STANCES, wording

WORDINGS = Path(__file__).parents[2] / "annotations" / "wordings.jsonl"
RISE = wording("سامر الدهان", "قال", "إن أسعار القمح ارتفعت في أسواق المدينة", "say", "s1")
FALL = wording("اتحاد التجار", "أكد", "أن أسعار القمح انخفضت في أسواق المدينة", "affirm", "s2")
ELSE = wording("البلدية", "أعلنت", "افتتاح مكتبة جديدة للأطفال", "affirm", "s3")


def test_what_the_network_reads():
    assert RISE.said == "سامر الدهان قال: إن أسعار القمح ارتفعت في أسواق المدينة"
    assert wording(None, None, "انهار السد", None, None).said == "انهار السد"


def test_one_thing_is_nearer_than_another():
    about_one, about_other = network.compare([(RISE, FALL), (RISE, ELSE)])
    assert about_one.about > 0.5 > about_other.about


@pytest.mark.parametrize(
    "other", [FALL, ELSE, wording(None, None, "12", None, None), wording(None, None, "،", None, None)]
)
def test_the_order_of_the_two_does_not_matter(other):
    there, back = network.compare([(RISE, other)])[0], network.compare([(other, RISE)])[0]
    assert there == pytest.approx(back, abs=1e-4)


def test_pairs_compared_together_come_out_as_alone():
    together = network.compare([(RISE, FALL), (RISE, ELSE), (FALL, ELSE)])
    alone = [network.compare([pair])[0] for pair in [(RISE, FALL), (RISE, ELSE), (FALL, ELSE)]]
    np.testing.assert_allclose(np.array(together), np.array(alone), atol=1e-4)


def test_words_are_those_of_the_content():
    words = read([RISE])[RISE]
    assert len(words.stems) == len(words.forms) == 7
    assert words.features.shape == (7, len(words.mean) + 6)


def test_relations_mark_equal_words_and_opposites():
    words = read([RISE, FALL])
    found = network.relations(words[RISE], words[FALL])
    assert found[1, 1].tolist() == [1.0, 1.0, 0.0]
    assert found[3, 3].tolist() == [0.0, 0.0, 1.0]


def test_what_was_compared_is_kept_and_the_same_both_ways():
    network.learn("about", [(RISE, FALL)])
    assert network.about(RISE, FALL) is network.about(FALL, RISE)
    found = network.compare([(FALL, RISE)])[0]
    assert (network.about(RISE, FALL), network.opposed(RISE, FALL)) == pytest.approx(found, abs=1e-3)


def test_log_odds_are_bounded():
    assert network.log_odds(0.5) == 0.0
    assert -6.0 <= network.log_odds(0.0) < -6.0 + 4 and 2.0 < network.log_odds(1.0) <= 6.0


def test_what_is_learnt_of_two_wordings():
    yes, no, asks = (Item(RISE, {"a": stand}) for stand in ("asserts", "denies", "questions"))
    assert kinds(yes, no) == (0.0, 1.0, 0.0, 0.0)
    assert kinds(yes, yes) == (1.0, 0.0, 0.0, 0.0)
    assert kinds(yes, asks) == (1.0, 1.0, 0.0, 0.0)
    assert kinds(yes, Item(ELSE, {"b": "asserts"})) == (0.0, 0.0, 1.0, 0.0)


def test_the_written_events_are_whole():
    assert len(load_events(WORDINGS)) == 945
    for line in WORDINGS.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        sides = {}
        for item in event["items"]:
            assert item["content"].strip()
            assert (item["stance"] is None) == (item["cue"] is None)
            assert (item["stance"] or "states") in STANCES
            for claim, stand in item["claims"].items():
                sides.setdefault(claim, set()).add(stand)
        assert sum({"asserts", "denies"} <= stands for stands in sides.values()) >= 1, event["event"]
