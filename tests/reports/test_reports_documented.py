"""``docs/reports.md`` names every report, every option and every key."""

import re
from pathlib import Path

import pytest
from test_reports_all import REPORTS, STATE

from attribution.cli.report import REPORTS as COMMANDS
from attribution.cli.report.asked import SHARED
from attribution.reports import article

PAGE = (Path(__file__).parents[2] / "docs" / "reports.md").read_text(encoding="utf-8")
PARTS = {
    name.strip(): set(re.findall(r"`([^`]+)`", part))
    for heading, part in re.findall(r"^### (.+?)\n(.*?)(?=^### |\Z)", PAGE, re.M | re.S)
    for name in heading.removesuffix(" ID").split(",")
}


def keys(value):
    """All keys of rows, whatever lies in them; what is named by its data (numbers by name) is data."""
    if isinstance(value, list | tuple):
        return set().union(*map(keys, value))
    if isinstance(value, dict):
        inner = (
            keys(each)
            for key, each in value.items()
            if key not in ("publishers", "outlets", "stances", "speakers", "cues")
        )
        return set(value).union(*inner)
    return set()


def test_every_report_has_its_part():
    assert set(PARTS) == set(COMMANDS)


@pytest.mark.parametrize("name", [*REPORTS, "article"])
def test_every_key_is_told(name):
    report = article.REPORT if name == "article" else REPORTS[name]
    part = PARTS["timeline" if "timeline" in name else name]
    rows = report.rows(STATE)
    assert rows
    assert keys(rows) - part == set()


def test_every_option_is_told():
    flags = {"since": "from", "until": "to", "out": "output"}
    told = set(re.findall(r"`--(\w+)`", PAGE))
    assert {flags.get(name, name) for name in SHARED} - told == {"ledger"}
