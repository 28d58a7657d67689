"""Choosing articles to annotate: unsure before sure, no copies, nothing like what is known."""

import json

import pytest
from typer.testing import CliRunner

from attribution.cli import app
from attribution.records import Attributed, Attribution
from attribution.training.selection import expected_errors, select

TOPICS = {
    "ماء": "قال الوزير سامي إن السد الجديد يروي حقول القمح في الوادي ويملأ خزانات القرى قبل الصيف",
    "مال": "أكد المصرف المركزي أن سعر الصرف ثابت وأن الفائدة لن ترتفع هذا العام رغم تضخم الأسواق",
    "كرة": "أعلن المدرب مازن أن الفريق جاهز لمباراة النهائي بعد عودة الحارس من الإصابة أمس",
}


def article(key, text, *sure):
    attributions = tuple(
        Attribution(cue=(i, i + 2), confidence={"cue": 0.9, "attribution": c}) for i, c in enumerate(sure)
    )
    return Attributed(id=key, text=text, attributions=attributions)


def ids(chosen):
    return [choice.article.id for choice in chosen]


def test_the_least_sure_come_first():
    articles = [article(k, TOPICS[k], sure) for k, sure in (("ماء", 0.9), ("مال", 0.2), ("كرة", 0.6))]
    assert ids(select(articles, 2)) == ["مال", "كرة"]
    assert ids(select(articles, 9)) == ["مال", "كرة", "ماء"]


def test_errors_are_counted_by_the_hundred_words():
    assert expected_errors(article("a", "نعم " * 50, 0.5, 0.75)) == pytest.approx(1.5)
    assert expected_errors(article("a", "نعم " * 100, 0.5, 0.75)) == pytest.approx(0.75)
    assert expected_errors(Attributed(id="a", text="…")) == 0


def test_copies_are_left_out_and_so_are_those_of_known_articles():
    copy = article("نسخة", TOPICS["مال"] + " بحسب وكالة", 0.01)
    articles = [article("مال", TOPICS["مال"], 0.3), copy, article("كرة", TOPICS["كرة"], 0.9)]
    assert ids(select(articles, 3)) == ["نسخة", "كرة"]
    assert ids(select(articles, 3, known=[articles[0]])) == ["كرة"]


def test_of_equally_unsure_ones_the_unlike_is_chosen():
    close = TOPICS["مال"].split()
    related = article("مثله", " ".join([*close[8:], *close[:3], "غداً", *close[4:7]]), 0.49)
    articles = [article("مال", TOPICS["مال"], 0.4), related, article("كرة", TOPICS["كرة"], 0.5)]
    assert ids(select(articles, 2)) == ["مال", "كرة"]


def test_articles_without_attributions_come_last():
    articles = [article("لا", TOPICS["ماء"]), article("كرة", TOPICS["كرة"], 0.99)]
    assert ids(select(articles, 2)) == ["كرة", "لا"]


def test_the_command_reads_chooses_and_writes(tmp_path, monkeypatch):
    def extract(nlp, articles, on_error):
        return (article(a.id, a.text, 0.1 if a.id == "كرة" else 0.9) for a in articles)

    monkeypatch.setattr("attribution.pipeline.load", lambda name: None)
    monkeypatch.setattr("attribution.engines.local.extract", extract)
    raw, out = tmp_path / "raw.jsonl", tmp_path / "next.jsonl"
    raw.write_text("\n".join(json.dumps({"id": k, "text": t}) for k, t in TOPICS.items()), encoding="utf-8")
    ran = CliRunner().invoke(
        app, ["select", str(raw), "-n", "2", "-o", str(out), "--known", str(tmp_path / "no.jsonl")]
    )
    assert ran.exit_code == 3 and "A001" in ran.stderr
    ran = CliRunner().invoke(app, ["select", str(raw), "-n", "2", "-o", str(out)])
    assert ran.exit_code == 0 and "2 articles written" in ran.stderr
    found = [
        Attributed.model_validate_json(line) for line in out.read_text(encoding="utf-8").split("\n") if line
    ]
    assert found[0].id == "كرة" and found[0].attributions
