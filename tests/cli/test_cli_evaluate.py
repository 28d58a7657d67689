"""``attribution evaluate``: figures, what is missing, and spans that do not fall on word boundaries."""

import json

from typer.testing import CliRunner

from attribution.cli import app

TEXT = "قال سامي الرفاعي إن الماء يكفي."
GOLD = {"cue": [0, 3], "speaker": [4, 16], "speaker_name": "سامي الرفاعي", "content": [[17, 30]]}


def run(tmp_path, gold, predicted, *options):
    paths = []
    for name, records in (("gold", gold), ("found", predicted)):
        path = tmp_path / f"{name}.jsonl"
        path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), encoding="utf-8")
        paths.append(str(path))
    return CliRunner().invoke(app, ["evaluate", *paths, *options])


def article(*attributions, key="a", text=TEXT):
    return {"id": key, "text": text, "attributions": list(attributions)}


def test_figures_of_an_equal_file_are_one(tmp_path):
    ran = run(tmp_path, [article(GOLD)], [article(GOLD)], "--json")
    assert ran.exit_code == 0
    figures = json.loads(ran.stdout)
    assert figures["full80"]["f"] == figures["type"] == 1.0


def test_the_table_and_the_figures_of_each_article(tmp_path):
    ran = run(
        tmp_path, [article(GOLD), article(GOLD, key="b")], [article(GOLD), article(key="b")], "--per-doc"
    )
    assert "cue      P 1.000  R 0.500  F1 0.667  gold 2  predicted 1" in ran.stdout
    assert "b cue=0.000" in ran.stdout


def test_an_article_that_was_not_predicted_is_named_and_counts(tmp_path):
    ran = run(tmp_path, [article(GOLD), article(GOLD, key="b")], [article(GOLD)])
    assert "not predicted: b" in ran.stderr
    assert "R 0.500" in ran.stdout


def test_a_span_inside_a_word_is_named(tmp_path):
    inside = {**GOLD, "speaker": [4, 14]}
    ran = run(tmp_path, [article(inside)], [article(GOLD)])
    assert "1 gold spans do not fall on word boundaries: a 4:14" in ran.stderr


def test_another_text_under_the_same_id_is_refused(tmp_path):
    ran = run(tmp_path, [article(GOLD)], [article(text=TEXT + " ")])
    assert ran.exit_code == 3
    assert "A501" in ran.stderr


def test_a_broken_line_is_named(tmp_path):
    (tmp_path / "gold.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
    ran = CliRunner().invoke(app, ["evaluate", str(tmp_path / "gold.jsonl"), str(tmp_path / "gold.jsonl")])
    assert ran.exit_code == 3
    assert "A002" in ran.stderr and "line 1" in ran.stderr
