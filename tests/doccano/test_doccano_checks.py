"""Each guideline check finds what it is for, and nothing in what is right."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.cli import app
from attribution.doccano.checks import CHECKS, check
from attribution.records import Attributed, Attribution, TextSpan
from attribution.training.gold import read_gold

TEXT = "قال سامي الرفاعي إن «الماء يكفي أهل المدينة كلهم». وأضاف أن الأسعار ثابتة."
ROOT = Path(__file__).parents[2]


def span(words):
    at = TEXT.index(words)
    return TextSpan(at, at + len(words))


def right(**changes):
    fields = {
        "cue": span("قال"),
        "speaker": span("سامي الرفاعي"),
        "speaker_name": "سامي الرفاعي",
        "content": (span("إن «الماء يكفي أهل المدينة كلهم»"),),
        "type": "direct",
    }
    return Attribution(**{**fields, **changes})


def found(*attributions, **extra):
    return {s.check for s in check(Attributed(id="a", text=TEXT, attributions=attributions, **extra))}


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("no-content", {"content": ()}),
        ("no-speaker", {"speaker": None}),
        ("speaker-in-content", {"content": (span("سامي الرفاعي إن"),), "type": "indirect"}),
        (
            "cue-in-content",
            {"content": (span("قال سامي"),), "type": "indirect", "speaker": None, "speaker_name": None},
        ),
        ("half-quoted", {"content": (span("إن «الماء يكفي"),)}),
        ("full-stop", {"content": (span("أن الأسعار ثابتة."),), "type": "indirect"}),
        ("type", {"content": (span("أن الأسعار ثابتة"),)}),
        ("type", {"content": (span("«الماء يكفي أهل المدينة كلهم»"),), "type": "indirect"}),
        ("name", {"speaker_name": "سامر الرفاعي"}),
        ("word", {"speaker": TextSpan(4, 15)}),
        ("word", {"speaker": TextSpan(3, 16)}),
        (
            "long-cue",
            {"cue": span("أهل المدينة كلهم». وأضاف أن"), "content": (span("ثابتة"),), "type": "indirect"},
        ),
    ],
)
def test_a_slip_is_found(name, changes):
    assert found(right()) == set()
    assert found(right(**changes)) == {name}


def test_two_attributions_on_one_cue_and_what_was_left_out():
    assert found(right(), right(content=(span("أن الأسعار ثابتة"),), type="indirect")) == {"cue-twice"}
    assert found(right(), doccano={"left_out": ["[A727] …"]}) == {"left-out"}


def test_gold_is_nearly_free_of_alarms():
    """30 places in 1,688 attributions, all of them names, when this was written."""
    alarms = [
        s.check
        for name in ("seeds", "authored", "packs")
        for article in read_gold(ROOT / "annotations" / f"{name}.jsonl")
        for s in check(article)
    ]
    assert set(alarms) <= {"name"} and len(alarms) <= 40


def test_the_command_names_file_line_and_place(tmp_path):
    path = tmp_path / "corrected.jsonl"
    records = [{"id": "a", "text": TEXT, "attributions": [json.loads(right(content=()).model_dump_json())]}]
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), encoding="utf-8")
    ran = CliRunner().invoke(app, ["doccano", "check", str(path)])
    assert ran.exit_code == 0
    assert ran.stdout == f"{path}:1 a 0:3 «قال»: {CHECKS['no-content']} [no-content]\n"
    assert "1 places to look at: 1 no-content" in ran.stderr
