"""The measure: figures worked out by hand on small texts, and the same as the annotation's own script where
that is at hand."""

import json
import random
from pathlib import Path

import pytest

from attribution.pipeline.measure import FIGURES, measure, same_name, values
from attribution.records import Attributed, Attribution, TextSpan

GOLD = Path(__file__).parents[1] / "annotations"
TEXT = "قال وزير الدفاع سامي الرفاعي إن «السد آمن تماماً» للقناة الأولى، وأضاف أن الماء يكفي."


def span(words: str) -> TextSpan:
    start = TEXT.index(words)
    return TextSpan(start, start + len(words))


FIRST = Attribution(
    cue=span("قال"),
    speaker=span("وزير الدفاع سامي الرفاعي"),
    speaker_name="سامي الرفاعي",
    content=(span("إن «السد آمن تماماً»"),),
    outlet=span("للقناة الأولى"),
    type="direct",
)
SECOND = Attribution(
    cue=span("وأضاف"), speaker=FIRST.speaker, speaker_name="سامي الرفاعي", content=(span("أن الماء يكفي"),)
)


def figures(gold, predicted):
    return values(measure([(TEXT, gold, predicted)]))


def test_perfect_prediction_has_figures_of_one():
    assert set(figures([FIRST, SECOND], [FIRST, SECOND]).values()) == {1.0}


def test_a_complementizer_and_edge_punctuation_do_not_count():
    bare = FIRST.model_copy(update={"content": (span("السد آمن تماماً"),)})
    assert figures([FIRST], [bare])["full80"] == 1.0


def test_a_missed_cue_misses_its_content():
    found = figures([FIRST, SECOND], [FIRST])
    assert found["cue"] == pytest.approx(2 / 3)
    assert found["content"] == pytest.approx(2 * 1 * (3 / 5) / (1 + 3 / 5))


def test_a_shared_title_is_no_right_speaker_but_the_name_is():
    title = FIRST.model_copy(update={"speaker": span("وزير"), "speaker_name": None})
    assert figures([FIRST], [title])["speaker"] == 0.0
    assert figures([FIRST], [title.model_copy(update={"speaker_name": "الرفاعي"})])["speaker"] == 1.0


def test_half_a_content_is_full50_and_not_full80():
    half = FIRST.model_copy(update={"content": (span("آمن تماماً"),)})
    assert (figures([FIRST], [half])["full50"], figures([FIRST], [half])["full80"]) == (1.0, 0.0)


def test_an_outlet_needs_a_shared_word():
    assert figures([FIRST], [FIRST.model_copy(update={"outlet": span("الأولى")})])["outlet"] == 1.0
    assert figures([FIRST], [FIRST.model_copy(update={"outlet": None})])["outlet"] == 0.0


def test_names_agree_across_spellings_when_one_holds_the_other():
    assert same_name("رضا آشتياني", "أشتیانی")
    assert not same_name("محمد باقري", "علي باقري كني")


def test_committed_gold_agrees_with_itself_and_not_with_a_shifted_copy():
    articles = [
        Attributed.model_validate_json(line) for line in (GOLD / "packs.jsonl").open(encoding="utf-8")
    ]
    same = values(measure((a.text, a.attributions, a.attributions) for a in articles))
    assert all(same[figure] == 1.0 for figure in FIGURES)
    fewer = values(measure((a.text, a.attributions, a.attributions[1:]) for a in articles))
    assert fewer["cue"] < 0.97


def test_figures_are_those_of_the_annotation_script(tmp_path, annotation_script):
    rng = random.Random(7)
    gold, predicted = [], []
    for line in (GOLD / "authored.jsonl").open(encoding="utf-8"):
        article = json.loads(line)
        gold.append(article)
        predicted.append(
            {
                "id": article["id"],
                "text": article["text"],
                "attributions": [_noisy(a, rng) for a in article["attributions"] if rng.random() < 0.9],
            }
        )
    theirs = annotation_script(gold, predicted)
    pairs = zip(gold, predicted, strict=True)
    ours = measure((g["text"], Attributed(**g).attributions, Attributed(**p).attributions) for g, p in pairs)
    for figure, value in theirs.items():
        assert ours[figure] == pytest.approx(value), figure


def _noisy(attribution, rng):
    changed = dict(attribution)
    if rng.random() < 0.3:
        changed["speaker"] = None
    if rng.random() < 0.3:
        start, end = changed["content"][0]
        changed["content"] = [[start, start + max((end - start) // rng.choice([2, 3]), 1)]]
    if rng.random() < 0.2:
        changed["type"], changed["stance"] = "mixed", "judge"
    return changed
