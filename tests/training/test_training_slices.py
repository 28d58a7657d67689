"""Slices, intervals and outcomes: parts that add up to the measure, and the parts that attributions lie in."""

from pathlib import Path

import pytest

from attribution.pipeline.measure import measure, values
from attribution.records import Attributed, Attribution
from attribution.training.gold import read_gold
from attribution.training.intervals import Sides, figures, intervals
from attribution.training.outcomes import judge
from attribution.training.slices import seen_in, sides, slices

PACKS = Path(__file__).parents[2] / "annotations" / "packs.jsonl"
TEXT = (
    "قال سامي الرفاعي إن الماء يكفي، مؤكداً أن «السد آمن». وأضاف أن العمل مستمر.\n"
    "وبحسب تقرير فإن الكلفة كبيرة."
)


def span(words, text=TEXT):
    start = text.index(words)
    return start, start + len(words)


SPEAKER = span("سامي الرفاعي")
GOLD = (
    Attribution(
        cue=span("قال"), speaker=SPEAKER, speaker_name="سامي الرفاعي", content=(span("إن الماء يكفي"),)
    ),
    Attribution(
        cue=span("مؤكداً"), speaker=SPEAKER, content=(span("أن «السد آمن»"),), type="direct", stance="affirm"
    ),
    Attribution(cue=span("وأضاف"), speaker=SPEAKER, content=(span("أن العمل مستمر"),)),
    Attribution(cue=span("وبحسب"), speaker=None, content=(span("فإن الكلفة كبيرة"),)),
)


@pytest.fixture(scope="module")
def noisy():
    """Gold of the packs, and the same with a cue lost, a speaker wrong and a content cut in each article."""
    gold = list(read_gold(PACKS))
    found = []
    for article in gold:
        first, second, _, *rest = article.attributions
        cut = first.content[0]
        found.append(
            (
                first.model_copy(update={"content": ((cut.start, (cut.start + cut.end) // 2),)}),
                second.model_copy(update={"speaker": None, "speaker_name": None, "type": "direct"}),
                *rest,
            )
        )
        found[-1] = tuple(Attribution.model_validate(a.model_dump()) for a in found[-1])
    return gold, found


def test_all_sides_together_give_the_measure(noisy):
    gold, found = noisy
    judged = [judge(g, p) for g, p in zip(gold, found, strict=True)]
    expected = values(measure((g.text, g.attributions, p) for g, p in zip(gold, found, strict=True)))
    assert {name: value["f"] for name, value in figures(sides(judged)).items()} == pytest.approx(expected)
    assert 0.3 < expected["full80"] < 0.95


def test_the_parts_of_a_dimension_hold_every_attribution_once(noisy):
    gold, found = noisy
    cut = slices([judge(g, p) for g, p in zip(gold, found, strict=True)], seen_in(gold[:4]))
    for dimension in {s.dimension for s in cut}:
        rows = [s.figures["cue"] for s in cut if s.dimension == dimension]
        assert sum(row["gold"] for row in rows) == sum(len(g.attributions) for g in gold)
        assert sum(row["predicted"] for row in rows) == sum(map(len, found))


def test_an_interval_holds_the_figure_is_the_same_each_time_and_narrows_with_more_articles(noisy):
    gold, found = noisy
    rows = sides(judge(g, p) for g, p in zip(gold, found, strict=True))
    ends, figure = intervals(rows)["full80"], figures(rows)["full80"]["f"]
    assert ends.low < figure < ends.high
    assert intervals(rows)["full80"] == ends
    wider = intervals(rows[:10])["full80"]
    four_times = intervals(rows * 4)["full80"]
    assert four_times.high - four_times.low < ends.high - ends.low < wider.high - wider.low


def test_few_articles_have_no_interval(noisy):
    gold, found = noisy
    rows = sides(judge(g, p) for g, p in zip(gold[:9], found[:9], strict=True))
    assert intervals(rows) == {}
    empty = Sides(type(rows[0].gold)(), type(rows[0].gold)())
    assert intervals(rows + [empty] * 20) == {}
    assert intervals([]) == {}


def test_where_each_attribution_lies():
    article = Attributed(id="a", text=TEXT, attributions=GOLD, publisher="منصة الضفة")
    parts = {}
    trained_on = Attributed(id="b", text="فقال عادل: نعم", attributions=(Attribution(cue=(0, 4)),))
    for s in slices([judge(article, GOLD)], seen_in([trained_on])):
        parts.setdefault(s.dimension, {})[s.part] = s.figures["cue"]["gold"]
    assert parts == {
        "type": {"indirect": 3, "direct": 1},
        "stance": {"say": 3, "affirm": 1},
        "cue": {"verb": 2, "participle": 1, "preposition": 1},
        "cue form": {"new": 3, "seen": 1},
        "publisher": {"new": 4},
        "speaker": {"clause": 1, "sentence": 1, "paragraph": 1, "none": 1},
        "marks": {"plain": 3, "quoted": 1},
    }


def test_precision_is_of_the_predicted_part_and_recall_of_the_gold_part():
    article = Attributed(id="a", text=TEXT, attributions=GOLD)
    found = (GOLD[1].model_copy(update={"type": "indirect"}), GOLD[2])
    cut = {s.part: s.figures["full80"] for s in slices([judge(article, found)]) if s.dimension == "type"}
    assert cut["direct"] == {"p": 0.0, "r": 1.0, "f": 0.0, "gold": 1, "predicted": 0}
    assert cut["indirect"] == {"p": 1.0, "r": pytest.approx(1 / 3), "f": 0.5, "gold": 3, "predicted": 2}


def test_what_a_part_has_none_of_has_no_figure():
    article = Attributed(id="a", text=TEXT, attributions=GOLD)
    cut = {s.part: s.figures for s in slices([judge(article, ())]) if s.dimension == "speaker"}
    assert cut["none"]["speaker"]["f"] is None
    assert cut["clause"]["type"]["f"] is None
    assert cut["clause"]["full80"]["f"] == 0
