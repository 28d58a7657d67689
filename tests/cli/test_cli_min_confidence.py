"""``--min-confidence``: unsure attributions are left out and counted, and one reading is never mixed with another."""

import json

import pytest

from attribution.ledger import Ledger
from attribution.records import Attribution

TEXTS = ("قال سالم الطيب إن المحطة مغلقة.", "نفى عادل قاسم أن المحطة مغلقة.", "قال عادل قاسم إن الماء يكفي.")
SURE = {"قال": 0.9, "نفى": 0.4}


@pytest.fixture
def nlp(nlp, monkeypatch):
    """The stand-in, calibrated: «قال» is .9 sure, «نفى» .4."""
    from attribution import pipeline

    plain = pipeline.extract_all

    def extract_all(nlp, articles, batch_size):
        for article in plain(nlp, articles, batch_size):
            sure = tuple(
                Attribution(
                    **{**dict(a), "confidence": {"cue": 0.95, "attribution": SURE[a.cue.of(article.text)]}}
                )
                for a in article.attributions
            )
            yield article.model_copy(update={"attributions": sure})

    monkeypatch.setattr("attribution.pipeline.extract_all", extract_all)
    monkeypatch.setattr("attribution.engines.local.BATCH", 1)
    nlp.pipe_names = ["attribution_cues", "attribution_confidence"]
    return nlp


@pytest.fixture
def feed(tmp_path):
    path = tmp_path / "feed.jsonl"
    path.write_text(
        "".join(
            json.dumps({"id": f"k{n}", "text": t}, ensure_ascii=False) + "\n" for n, t in enumerate(TEXTS)
        ),
        encoding="utf-8",
    )
    return path


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_unsure_attributions_are_left_out_and_counted(nlp, attribution, feed, tmp_path):
    result = attribution("extract", feed, "-o", tmp_path / "out.jsonl", "--min-confidence", "0.5")
    assert result.exit_code == 0
    assert "Attributions left out, less confident than 0.5: 1." in result.stderr
    found = lines(tmp_path / "out.jsonl")
    assert [len(line["attributions"]) for line in found] == [1, 0, 1]
    assert {line["pipeline"] for line in found} == {"ar_stand_in 1+min-confidence.0.5"}


def test_by_default_everything_is_kept(nlp, attribution, feed, tmp_path):
    result = attribution("extract", feed, "-o", tmp_path / "out.jsonl")
    assert "left out" not in result.stderr
    assert [len(line["attributions"]) for line in lines(tmp_path / "out.jsonl")] == [1, 1, 1]


def test_what_is_exactly_as_confident_as_asked_is_kept(nlp, attribution, feed, tmp_path):
    attribution("extract", feed, "-o", tmp_path / "out.jsonl", "--min-confidence", "0.9")
    assert [len(line["attributions"]) for line in lines(tmp_path / "out.jsonl")] == [1, 0, 1]


def test_a_stopped_run_goes_on_with_the_same_threshold_only(nlp, attribution, feed, tmp_path):
    out = tmp_path / "out.jsonl"
    nlp.fails_on, nlp.error = TEXTS[2], KeyboardInterrupt()
    assert attribution("extract", feed, "-o", out, "--min-confidence", "0.5").exit_code == 130
    nlp.fails_on = None
    for other in ((), ("--min-confidence", "0.6")):
        refused = attribution("extract", feed, "-o", out, *other)
        assert refused.exit_code == 3
        assert refused.stderr.startswith("[A403]")
        assert "--min-confidence" in refused.stderr
    assert attribution("extract", feed, "-o", out, "--min-confidence", "0.50").exit_code == 0
    assert [len(line["attributions"]) for line in lines(out)] == [1, 0, 1]


def test_a_ledger_reads_again_what_it_has_with_another_threshold(nlp, attribution, feed, tmp_path):
    ledger = tmp_path / "ledger.sqlite"

    def cues():
        with Ledger.open(ledger, create=False) as opened:
            return sorted((a.pipeline, a.stance) for a in opened.state().attributions)

    strict = attribution("run", feed, "--ledger", ledger, "--min-confidence", "0.5")
    assert "less confident than 0.5: 1." in strict.stderr
    assert cues() == [("ar_stand_in 1+min-confidence.0.5", "say")] * 2
    nlp.read[:] = []
    again = attribution("run", feed, "--ledger", ledger, "--min-confidence", "0.5")
    assert (nlp.read, again.exit_code) == ([], 0)
    attribution("run", feed, "--ledger", ledger)
    assert cues() == [("ar_stand_in 1", "deny"), ("ar_stand_in 1", "say"), ("ar_stand_in 1", "say")]


@pytest.mark.parametrize("command", ["extract", "run"])
def test_a_pipeline_that_is_not_calibrated_is_refused(nlp, attribution, feed, tmp_path, command):
    nlp.pipe_names = ["attribution_cues"]
    where = ("-o", tmp_path / "out.jsonl") if command == "extract" else ("--ledger", tmp_path / "l.sqlite")
    result = attribution(command, feed, *where, "--min-confidence", "0.5")
    assert result.exit_code == 3
    assert "[A520] ar_stand_in" in result.stderr
    assert nlp.read == []


@pytest.mark.parametrize("wrong", ["-0.1", "1.1", "hoch"])
def test_a_threshold_is_a_probability(nlp, attribution, feed, tmp_path, wrong):
    assert (
        attribution("extract", feed, "-o", tmp_path / "out.jsonl", "--min-confidence", wrong).exit_code == 2
    )
