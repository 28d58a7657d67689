"""CSV and Check, read by the csv module; JSON Lines, which loses nothing."""

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.exports import check, csv_table, ledger_jsonl
from attribution.exports.tables import TABLES, arabic, table
from attribution.records import LedgerState, TextSpan

FORMULAS = tuple("=+-@\t\r\0")


def rows(path):
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_csv_gives_back_the_attributions(state, tmp_path):
    csv_table.export(state, tmp_path / "a.csv")
    found = rows(tmp_path / "a.csv")
    texts = {article.id: article.text for article in state.articles}
    for row, expected in zip(found, state.attributions, strict=True):
        bare = {name: csv_table.bare(cell) for name, cell in row.items()}
        text = texts[bare["article_id"]]
        spans = [TextSpan(*pair) for pair in json.loads(bare["content_spans"])]
        assert (bare["attribution_id"], bare["stance"], bare["type"]) == (
            expected.id,
            expected.stance,
            expected.type,
        )
        assert TextSpan(*json.loads(bare["cue_span"])) == expected.cue
        assert tuple(spans) == expected.content
        assert bare["cue"] == expected.cue.of(text)
        assert bare["content"] == " […] ".join(each.of(text) for each in spans)
        assert (bare["speaker_text"] or None) == (expected.speaker.of(text) if expected.speaker else None)
        assert (bare["outlet"] or None) == (expected.outlet.of(text) if expected.outlet else None)
        assert json.loads(bare["confidence"] or "null") == expected.confidence


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_is_a_formula_and_lines_end_as_the_rfc_says(state, tmp_path, name):
    csv_table.export(state, tmp_path / "a.csv", name=name)
    for row in rows(tmp_path / "a.csv"):
        assert not [cell for cell in row.values() if cell.lstrip(" \u200f").startswith(FORMULAS)]
    assert (tmp_path / "a.csv").read_bytes().endswith(b"\r\n")


def test_the_guard_stands_before_what_a_spreadsheet_would_compute(state, tmp_path):
    csv_table.export(state, tmp_path / "a.csv")
    found = rows(tmp_path / "a.csv")
    assert found[0]["content"].startswith("'=")
    assert found[2]["cue"] == "'-نفت"


@given(st.text())
def test_what_is_guarded_can_be_bared(cell):
    guarded = csv_table.guarded(cell)
    assert csv_table.bare(guarded) == cell
    assert not guarded.startswith(("=", "+", "-", "@"))


@given(st.sampled_from("=+-@＝"), st.text(st.sampled_from(" \t\u200f\u202b\x00\r\n"), max_size=3), st.text())
def test_blanks_and_marks_of_direction_hide_no_formula(sign, before, after):
    assert csv_table.guarded(before + sign + after).startswith("'")


@pytest.mark.parametrize("name", TABLES)
def test_arabic_columns_and_codes(state, tmp_path, name):
    csv_table.export(state, tmp_path / "a.csv", name=name, language="ar")
    found = rows(tmp_path / "a.csv")
    assert list(found[0]) == [arabic()["columns"][column] for column in TABLES[name].columns]
    assert len(set(found[0])) == len(TABLES[name].columns)


def test_codes_are_words_in_arabic(state):
    english, arab = table(state, "attributions"), table(state, "attributions", "ar")
    back = {word: code for code, word in arabic()["stance"].items()}
    column = english.columns.index("stance")
    assert [back[row[column]] for row in arab.rows] == [row[column] for row in english.rows]
    assert {"نفي", "زعم"} <= {row[column] for row in arab.rows}


def test_speakers_are_counted(state):
    columns = TABLES["speakers"].columns
    first = dict(zip(columns, table(state, "speakers").rows[0], strict=True))
    assert (first["attributions"], first["articles"], first["publishers"]) == ("2", "2", '=صحيفة "الساحل"')
    assert first["aliases"] == "سالم الطيب | @الطيب"


def test_only_contested_claims_are_in_their_table(state):
    columns = TABLES["contested"].columns
    found = [dict(zip(columns, row, strict=True)) for row in table(state, "contested").rows]
    assert [row["position"] for row in found] == ["asserts", "denies", "states"]
    assert found[2]["speaker"] == found[2]["cue"] == ""
    assert found[2]["words"] == "قال عادل قاسم:"


def test_check_has_its_columns_and_no_verdict(state, tmp_path):
    check.export(state, tmp_path / "check.csv")
    first, second = rows(tmp_path / "check.csv")
    assert ",".join(first).startswith(
        "Claim,Item page URL,Status,Created by,Submitted at,Social Media Posted at,Report Published at,"
        "Number of media,Tags,Contested,"
    )
    assert csv_table.bare(first["Claim"]) == "+بيعت المحطة"
    assert first["Item page URL"] == "https://example.org/a?b=1&c=2"
    assert (first["Number of media"], first["Contested"], second["Contested"]) == ("3", "yes", "no")
    assert first["First published"] == "2025-03-10"
    assert first["Speakers"] == "سالم الطيّب | بلدية الميناء"
    assert first["Status"] == first["Created by"] == first["Report Published at"] == ""


def test_json_lines_give_back_an_equal_ledger(state, tmp_path):
    ledger_jsonl.export(state, tmp_path / "a.jsonl")
    lines = (tmp_path / "a.jsonl").read_bytes().decode("utf-8").rstrip("\n").split("\n")
    assert [json.loads(line)["record"] for line in lines] == (
        ["article"] * 4 + ["speaker"] * 3 + ["attribution"] * 7 + ["claim"] * 2
    )
    assert ledger_jsonl.state_of(lines) == state


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_survives_json_lines(text):
    found = LedgerState(articles=({"id": "0" * 64, "key": text, "text": text},))
    lines = [json.dumps(record, ensure_ascii=False) for record in ledger_jsonl.records(found)]
    assert ledger_jsonl.state_of(lines) == found
