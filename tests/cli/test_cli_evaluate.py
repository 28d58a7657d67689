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


def test_slices_as_a_table_and_as_data(tmp_path):
    gold = [article(GOLD, key=f"k{n}") for n in range(12)]
    found = [*gold[:9], *(article(key=f"k{n}") for n in range(9, 12))]
    (tmp_path / "seen.jsonl").write_text(json.dumps(gold[0], ensure_ascii=False), encoding="utf-8")
    ran = run(tmp_path, gold, found, "--slices", "--seen", str(tmp_path / "seen.jsonl"))
    assert ran.exit_code == 0
    assert "F1 0.857  [" in ran.stdout
    lines = ran.stdout.splitlines()
    verbs = lines.index(next(line for line in lines if line.startswith("  verb")))
    assert lines[verbs].split()[:4] == ["verb", "12", "9", "0.857"]
    assert "–1.00" in lines[verbs + 1]
    assert any(line.split()[:2] == ["seen", "12"] for line in lines)
    data = json.loads(run(tmp_path, gold, found, "--slices", "--json").stdout)
    verb = next(s for s in data["slices"] if (s["dimension"], s["part"]) == ("cue", "verb"))
    assert verb["figures"]["full80"]["r"] == 0.75
    low, high = verb["intervals"]["full80"]
    assert low < verb["figures"]["full80"]["f"] < high


def test_without_options_the_json_is_that_of_the_annotators_script(tmp_path, annotation_script):
    gold = [{**article(GOLD), "attributions": [{"type": "indirect", "stance": "say", **GOLD}]}]
    ran = run(tmp_path, gold, gold, "--json")
    assert json.loads(ran.stdout) == annotation_script(gold, gold)


def test_the_curve_of_accuracy_and_coverage(tmp_path):
    wrong = {**GOLD, "speaker": [17, 30], "speaker_name": None}
    gold = [article(GOLD, key=f"k{n}") for n in range(10)]
    found = [
        article({**(GOLD if n < 8 else wrong), "confidence": {"attribution": 0.9 - n / 20}}, key=f"k{n}")
        for n in range(10)
    ]
    ran = run(tmp_path, gold, found, "--coverage")
    rows = {line.split()[0]: line.split()[1:] for line in ran.stdout.splitlines() if "%" in line}
    assert rows["100%"] == ["10", "0.450", "0.800", "0.800", "0.800"]
    assert rows["80%"] == ["8", "0.550", "1.000", "1.000", "0.889"]
    assert rows["95%"] == rows["100%"]
    data = json.loads(run(tmp_path, gold, found, "--coverage", "--json").stdout)["coverage"]
    assert [point["kept"] for point in data] == [10, 10, 9, 8, 7, 6, 5]


def test_a_curve_needs_calibrated_confidence(tmp_path):
    ran = run(tmp_path, [article(GOLD)], [article({**GOLD, "confidence": {"cue": 0.9}})], "--coverage")
    assert ran.exit_code == 3
    assert "[A520] a" in ran.stderr
