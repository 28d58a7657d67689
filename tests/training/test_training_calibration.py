"""Confidence: fitted maps, their errors, and the component that carries them."""

import hashlib
import json
import math
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.errors import AttributionError
from attribution.pipeline import extract, load
from attribution.pipeline.confidence import INPUTS, WHOLE, calibrated
from attribution.pipeline.document import KEY, read, write
from attribution.records import Article, Attributed, Attribution
from attribution.training import calibrate
from attribution.training.calibration import Row, chance, cross_validated, errors, fit, rows
from attribution.training.gold import read_gold
from attribution.training.outcomes import judge

PACKS = Path(__file__).parents[2] / "annotations" / "packs.jsonl"
PARTS = ("cue", "speaker", "content", "outlet")


def invented(count, seed=0):
    """Rows of models that are too sure: their log-odds are twice the true ones."""
    rng = random.Random(seed)
    found = []
    for number in range(count):
        truly = {part: rng.gauss(1.6, 1) for part in PARTS}
        right = {part: rng.random() < sigmoid(odds) for part, odds in truly.items()}
        right = {part: right["cue"] and right[part] for part in PARTS}
        right[WHOLE] = right["cue"] and right["speaker"] and right["content"]
        found.append(Row(number // 8, {part: sigmoid(2 * odds) for part, odds in truly.items()}, right))
    return found


def sigmoid(odds):
    return 1 / (1 + math.exp(-odds))


@pytest.fixture(scope="module")
def weights():
    return fit(invented(3000))


def test_calibrated_confidences_are_far_nearer_to_what_is_right(weights):
    found = invented(3000, seed=1)
    for part in INPUTS:
        right = [row.right[part] for row in found]
        sure = [calibrated(row.raw, weights)[part] for row in found]
        raw = [row.raw["cue"] if part == "cue" else row.raw["cue"] * row.raw.get(part, 1.0) for row in found]
        assert errors(sure, right).mass < 0.04 < errors(raw, right).mass
        assert errors(sure, right).width < 0.04


def test_the_error_is_the_mean_distance_of_the_bins():
    assert errors([0.9] * 10, [True] * 5 + [False] * 5) == pytest.approx((0.5, 0.4))
    assert errors([0.05] * 10 + [0.95] * 10, [False] * 10 + [True] * 10) == pytest.approx((0.05, 0.05))
    assert errors([1.0, 0.0], [True, False]) == (0, 0)


def test_chance_alone_makes_an_error_that_more_attributions_make_smaller():
    few, many = chance([0.5, 0.8] * 30), chance([0.5, 0.8] * 600)
    assert 0 < many.mass < few.mass < 0.2
    assert 0 < many.width < few.width < 0.2


def test_no_article_is_judged_by_weights_that_saw_it():
    found = invented(400)
    before = cross_validated(found)
    turned = [
        row._replace(right={part: not r for part, r in row.right.items()}) if row.article == 7 else row
        for row in found
    ]
    after = cross_validated(turned)
    same = [b == a for row, b, a in zip(found, before, after, strict=True) if row.article == 7]
    assert all(same)
    assert before != after


def test_too_few_attributions_are_refused():
    with pytest.raises(AttributionError, match="A521"):
        fit(invented(49))


@given(
    st.fixed_dictionaries({part: st.floats(0, 1) for part in PARTS}),
    st.sampled_from(["cue", "speaker", "content"]),
    st.floats(0, 1),
)
def test_confidences_are_probabilities_and_rise_with_the_models_own(raw, part, other):
    weights = {
        name: {**dict.fromkeys(inputs, 0.7), "bias": 0.3 if name == WHOLE else -0.5}
        for name, inputs in INPUTS.items()
    }
    low, high = (calibrated({**raw, part: p}, weights) for p in sorted((raw[part], other)))
    assert set(low) == set(INPUTS)
    assert all(0 <= p <= 1 for p in low.values())
    assert low[WHOLE] <= high[WHOLE]
    assert low[part] <= high[part]


def test_what_is_right_also_where_there_is_none():
    text = "قال سامي إن الماء يكفي."
    gold = Attribution(cue=(0, 3), speaker=(4, 8), content=((9, 22),))
    found = (
        gold.model_copy(update={"speaker": None, "confidence": {"cue": 0.9}}),
        Attribution(cue=(12, 17), outlet=(18, 22)),
    )
    first, second = rows([judge(Attributed(id="a", text=text, attributions=(gold,)), found)])
    assert first.right == {"cue": True, "speaker": False, "content": True, "outlet": True, WHOLE: False}
    assert not any(second.right.values())
    assert (first.raw, second.raw) == ({"cue": 0.9}, {})


@pytest.fixture
def folder(tmp_path):
    """A pipeline of the resolver alone, on disk."""
    import spacy

    nlp = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "attribution.ArabicTokenizer.v1"}}})
    nlp.add_pipe("attribution_resolver")
    nlp.to_disk(tmp_path / "pipeline")
    return tmp_path / "pipeline"


def digests(folder):
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_component_calibrates_the_scores_of_a_doc(folder, weights):
    calibrate.calibrate(folder, weights)
    nlp = load(folder)
    doc = nlp.make_doc("قال سامي إن الماء يكفي.")
    raw = {"cue": 0.9, "speaker": 0.8, "content": 0.7, "outlet": 0.6}
    write(doc, [Attribution(cue=(0, 3), speaker=(4, 8), confidence=raw)])
    (found,) = read(nlp.get_pipe("attribution_confidence")(doc))
    assert found.confidence == calibrated(raw, weights)
    assert set(found.confidence) == {"cue", "speaker", "content", "outlet", "attribution"}
    assert found.speaker == (4, 8)
    assert nlp.get_pipe("attribution_confidence")(nlp.make_doc("نعم")).spans.get(KEY) is None
    assert extract(nlp, Article(id="a", text="نعم")).attributions == ()


def test_calibrating_a_folder_changes_its_config_and_nothing_that_was_trained(folder, weights):
    before = digests(folder)
    calibrate.calibrate(folder, weights)
    once = digests(folder)
    assert {name for name in once if once[name] != before.get(name)} == {"config.cfg", "meta.json"}
    calibrate.calibrate(folder, weights)
    assert digests(folder) == once
    assert load(folder).pipe_names == ["attribution_resolver", "attribution_confidence"]
    assert calibrate.raw_pipeline(folder).pipe_names == ["attribution_resolver"]


def test_the_command_reports_and_writes(folder, monkeypatch, tmp_path, capsys):
    """Predictions are gold with invented confidences, and every third content is cut."""
    rng = random.Random(3)

    def judged_by(nlp, articles):
        found = []
        for article in articles:
            attributions = []
            for a in article.attributions:
                wrong = rng.random() < 0.3
                sure = sigmoid(rng.gauss(0.5 if wrong else 2, 1))
                changed = {"confidence": {**dict.fromkeys(PARTS, 0.9), "content": sure}}
                attributions.append(a.model_copy(update={**changed, **({"content": ()} if wrong else {})}))
            found.append(judge(article, attributions))
        return found

    monkeypatch.setattr(calibrate, "judged_by", judged_by)
    report = tmp_path / "report.json"
    monkeypatch.setattr(
        sys, "argv", ["calibrate", str(folder), str(PACKS), "--into", str(folder), "--report", str(report)]
    )
    calibrate.main()
    shown = capsys.readouterr().out
    kept = json.loads(report.read_text())
    assert kept["articles"] == len(list(read_gold(PACKS)))
    assert f"{kept['parts']['attribution']['calibrated']['mass']:.3f} / " in shown
    assert kept["parts"]["content"]["calibrated"]["mass"] < 0.08
    points = {point["coverage"]: point["full80"] for point in kept["coverage"]}
    assert points[0.5] > points[0.8] > points[1.0] == pytest.approx(kept["parts"]["attribution"]["right"])
    assert load(folder).config["components"]["attribution_confidence"]["weights"] == kept["weights"]
