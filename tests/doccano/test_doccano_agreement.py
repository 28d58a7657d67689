"""Agreement: alpha against a published value, disagreements by hand, adjudication without loss."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.cli import app
from attribution.doccano.agreement import LABELS, adjudicate, agreement, alpha
from attribution.doccano.documents import Place, from_line, to_line
from attribution.errors import AttributionError
from attribution.records import Attributed, Attribution, TextSpan

TEXT = "قال سامي الرفاعي إن الماء يكفي. ونفى مازن الحلبي ذلك وفق بيان."
ROOT = Path(__file__).parents[2]


def span(words):
    at = TEXT.index(words)
    return TextSpan(at, at + len(words))


SAID = Attribution(cue=span("قال"), speaker=span("سامي الرفاعي"), content=(span("إن الماء يكفي"),))
DENIED = Attribution(cue=span("ونفى"), speaker=span("مازن الحلبي"), content=(span("ذلك"),), stance="deny")


def by(*attributions, key="a", text=TEXT):
    return {key: Attributed(id=key, text=text, attributions=attributions)}


def test_alpha_is_krippendorff_s():
    """The example of section C of «Computing Krippendorff's Alpha-Reliability» (2011): 0.743."""
    observers = ["1233 2141 2...", "1233 2241 25.3", ".333 2342 251.", "1233 2441 251."]
    rows = [row.replace(" ", "") for row in observers]
    units = [[value for value in unit if value != "."] for unit in zip(*rows, strict=True)]
    assert alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_alpha_at_its_ends():
    assert alpha([["x", "x"], ["y", "y"]]) == 1
    assert alpha([["x", "x"], ["x", "x"]]) is None and alpha([["x"], []]) is None
    assert alpha([["x", "y"], ["y", "x"]]) < 0


def test_equal_annotators_agree():
    found = agreement({"sara": by(SAID, DENIED), "omar": by(SAID, DENIED)})
    assert found.disputes == [] and found.pairs["sara", "omar"]["full80"]["f"] == 1
    assert {label: found.alpha[label] for label in LABELS} == {**dict.fromkeys(LABELS, 1.0), "OUTLET": None}
    assert adjudicate({"sara": by(SAID, DENIED), "omar": by(SAID, DENIED)}) == []


def test_only_the_label_that_differs_suffers():
    found = agreement(
        {"sara": by(SAID, DENIED), "omar": by(SAID, DENIED.model_copy(update={"stance": "say"}))}
    )
    assert found.alpha["stance"] < found.alpha["CUE"] == found.alpha["all"] == 1
    assert found.pairs["sara", "omar"]["stance"] == 0.5
    (dispute,) = found.disputes
    assert dispute.severity == pytest.approx(1 / 6) and dispute.versions["sara"] == DENIED


def test_the_worst_comes_first_and_a_missing_report_is_worst():
    longer = SAID.model_copy(update={"content": (span("إن الماء يكفي. ونفى"),)})
    found = agreement({"sara": by(SAID, DENIED), "omar": by(longer), "hind": by(longer)})
    assert [(d.severity == 1, d.versions["sara"]) for d in found.disputes] == [(True, DENIED), (False, SAID)]
    assert found.disputes[0].versions == {"sara": DENIED, "omar": None, "hind": None}
    assert len(found.pairs) == 3 and found.pairs["omar", "hind"]["full80"]["f"] == 1


def test_punctuation_at_the_edge_is_no_dispute():
    dotted = SAID.model_copy(update={"content": (span("إن الماء يكفي."),)})
    assert agreement({"sara": by(SAID), "omar": by(dotted)}).disputes == []


def test_an_article_of_one_annotator_does_not_count():
    more = {**by(SAID), **by(DENIED, key="b")}
    assert agreement({"sara": more, "omar": by(SAID)}).articles == 1


def test_what_cannot_be_compared():
    for code, other in (("A741", by(SAID, key="b")), ("A740", by(text=TEXT + " "))):
        with pytest.raises(AttributionError) as caught:
            agreement({"sara": by(SAID), "omar": other})
        assert caught.value.code == code


def test_adjudication_shows_disputes_only_and_gives_the_whole_article_back():
    other = DENIED.model_copy(update={"outlet": span("بيان")})
    (article,) = adjudicate({"sara": by(SAID, DENIED), "omar": by(SAID, other)})
    assert set(article.attributions) == {DENIED, other}
    line = {"id": 1, **json.loads(json.dumps(to_line(article, Place("c", 0, None, None), "1.2")))}
    cues = sorted(e["id"] for e in line["entities"] if e["label"].startswith("CUE"))
    assert len(cues) == 2 and "قال" not in {
        TEXT[e["start_offset"] : e["end_offset"]] for e in line["entities"]
    }
    chosen = cues[0]
    line["entities"] = [e for e in line["entities"] if e["id"] not in cues[1:]]
    line["relations"] = [r for r in line["relations"] if r["from_id"] == chosen]
    line["entities"] = [
        e for e in line["entities"] if e["id"] in {chosen, *(r["to_id"] for r in line["relations"])}
    ]
    back = from_line(line)
    assert back.findings == [] and [a.cue for a in back.article.attributions] == [SAID.cue, DENIED.cue]


def test_versions_that_differ_in_confidence_alone_are_one_to_choose():
    sure = SAID.model_copy(update={"confidence": {"cue": 0.9}})
    annotators = {"layla": by(sure), "karim": by(SAID), "omar": by(DENIED)}
    (article,) = adjudicate(annotators)
    assert [each.cue for each in article.attributions] == [SAID.cue, DENIED.cue]


def test_the_command(tmp_path):
    gold = (ROOT / "annotations" / "packs.jsonl").read_text(encoding="utf-8").split("\n")[:3]
    other = [json.loads(line) for line in gold]
    gone = other[0]["attributions"].pop(0)
    other[1]["attributions"][0]["stance"] = "ask"
    for name, lines in (("sara", gold), ("omar", [json.dumps(r, ensure_ascii=False) for r in other])):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    paths = [str(tmp_path / f"{name}.jsonl") for name in ("sara", "omar")]
    ran = CliRunner().invoke(app, ["agreement", *paths, "--adjudicate", str(tmp_path / "d.jsonl")])
    assert ran.exit_code == 0, ran.output
    assert "3 articles in common, 2 disputed reports" in ran.stdout
    assert "sara.jsonl – omar.jsonl: cue 0.9" in ran.stdout
    first, second = ran.stdout.split("\n\n")[1:]
    text = json.loads(gold[0])["text"]
    assert f"«{text[slice(*gone['cue'])]}»" in first.split("\n")[1] and first.endswith("omar.jsonl  –")
    assert second.rstrip().endswith("ask")
    disputed = [
        json.loads(line) for line in (tmp_path / "d.jsonl").read_text(encoding="utf-8").split("\n") if line
    ]
    assert [len(d["attributions"]) for d in disputed] == [1, 2]
    figures = json.loads(CliRunner().invoke(app, ["agreement", *paths, "--json"]).stdout)
    assert set(figures["alpha"]) == set(LABELS) and figures["pairs"][0]["annotators"] == [
        "sara.jsonl",
        "omar.jsonl",
    ]
    assert CliRunner().invoke(app, ["agreement", paths[0]]).exit_code == 2
