"""``attribution export`` in all its formats."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from attribution.cli.export import MODULES, Format
from attribution.ledger import Ledger, Pipeline
from attribution.records import Attributed

PACKS = Path(__file__).parents[2] / "annotations" / "packs.jsonl"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("ledger") / "news.sqlite"
    with Ledger.open(path) as opened:
        for line in PACKS.read_text(encoding="utf-8").splitlines()[:4]:
            opened.add(Attributed(**json.loads(line)), pipeline=Pipeline("gold", "1"))
        opened.derive()
    return path


@pytest.mark.parametrize("format", Format)
def test_every_format_is_written(attribution, ledger, tmp_path, format):
    path = tmp_path / "out"
    result = attribution("export", "--ledger", ledger, "--format", format.value, "-o", path)
    assert (result.exit_code, result.stderr) == (0, "")
    data = path.read_bytes()
    check = {
        Format.XLSX: lambda: openpyxl.load_workbook(io.BytesIO(data)).sheetnames,
        Format.TEI: lambda: etree.fromstring(data).tag,
        Format.JSONL: lambda: [json.loads(line) for line in data.decode().split("\n") if line],
        Format.CSV: lambda: list(csv.reader(io.StringIO(data.decode("utf-8-sig")), strict=True))[38],
        Format.CHECK: lambda: list(csv.reader(io.StringIO(data.decode("utf-8-sig")), strict=True))[1],
        Format.DOCBIN: lambda: data[0],
    }.get(format, lambda: json.loads(data))
    assert check()


def test_every_format_has_its_module():
    folder = Path(__file__).parents[2] / "attribution" / "exports"
    assert all((folder / f"{MODULES.get(format, format.value)}.py").is_file() for format in Format)


def test_arabic_csv_of_contested_claims_on_standard_output(attribution, ledger):
    result = attribution(
        *("export", "--ledger", ledger, "--format", "csv", "--table", "contested", "--lang", "ar", "-o", "-")
    )
    assert result.exit_code == 0
    head, *rows = csv.reader(io.StringIO(result.stdout.lstrip("\ufeff")))
    assert head[:3] == ["معرّف الادعاء", "الادعاء", "سبب النزاع"]
    assert rows


@pytest.mark.parametrize(
    ("arguments", "code"), [(("--table", "speakers"), "A413"), (("--drafts", "--format", "tei"), "A414")]
)
def test_options_of_other_formats_are_refused(attribution, ledger, tmp_path, arguments, code):
    result = attribution("export", "--ledger", ledger, "-o", tmp_path / "x", *arguments)
    assert result.exit_code == 3
    assert result.stderr.startswith(f"[{code}]")
    assert not (tmp_path / "x").exists()
