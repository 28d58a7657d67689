"""The figures of a ledger over the packs."""

import pytest

from attribution.exports.ledger_json import document
from attribution.ledger.claims import gather
from attribution.ledger.fitting.ledger_eval import b_cubed, figures, found_cues
from attribution.ledger.origins import origins
from attribution.ledger.speakers import resolve
from attribution.records import LedgerArticle, LedgerAttribution, LedgerState, attribution_id


@pytest.fixture(scope="module")
def ledger(packs):
    articles = [article for pack in packs[2:4] for article in pack.articles]
    speakers, speaker_of = resolve(articles)
    of = origins(articles)
    attributions = [
        LedgerAttribution(
            **one.model_dump(exclude={"id"}),
            id=attribution_id(article.sha256, one.cue),
            article=article.sha256,
            speaker_id=speaker_of.get((article.sha256, index)),
        )
        for article in articles
        for index, one in enumerate(article.attributions)
    ]
    state = LedgerState(
        articles=tuple(
            LedgerArticle(key=a.id, id=a.sha256, text=a.text, origin=of[a.sha256]) for a in articles
        ),
        speakers=tuple(speakers),
        attributions=tuple(attributions),
        claims=tuple(gather(articles, speaker_of)),
    )
    return document(state)


def test_all_figures_of_gold_attributions(ledger, packs):
    found = figures(ledger, packs[2:4])
    assert found["origins F1"] == found["attributions found"] == 1.0
    assert found["speakers B³ F1"] >= 0.85
    assert 0.0 < found["contested F1"] <= 1.0


def test_a_cue_is_gold_s_where_the_two_overlap(ledger, packs):
    one = ledger["attributions"][0]
    moved = {**one, "id": "moved", "cue": [one["cue"][0], one["cue"][1] + 1]}
    far = {**one, "id": "far", "cue": [one["cue"][1], one["cue"][1] + 1]}
    assert found_cues({"attributions": [moved, far]}, packs[2]) == {"moved": one["id"]}


def test_b_cubed_of_the_same_of_all_in_one_and_of_each_alone():
    gold = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert b_cubed(gold, gold) == (1.0, 1.0, 1.0)
    assert b_cubed(gold, dict.fromkeys(gold, 0))[:2] == (0.5, 1.0)
    assert b_cubed(gold, {item: item for item in gold})[:2] == (1.0, 0.5)
