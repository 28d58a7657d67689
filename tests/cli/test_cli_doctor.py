"""``attribution doctor``: what it finds, what it calls missing, and that it says what to do."""

import io
import json
from types import SimpleNamespace

import pytest

from attribution.cli import checkup
from attribution.errors import AttributionError
from attribution.ledger import Ledger


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.fixture
def model(monkeypatch, tmp_path):
    """A pipeline that loads at once, of one file of a megabyte."""
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "weights").write_bytes(bytes(1_000_000))

    class Stand(SimpleNamespace):
        def __call__(self, text):
            return text

    stand = Stand(meta={"version": "9"}, path=tmp_path / "model")
    monkeypatch.setattr("attribution.pipeline.load", lambda name=None: stand)
    monkeypatch.setattr("attribution.pipeline.SHIPPED", tmp_path)
    return stand


def of_part(findings, part):
    return {finding.name: finding for finding in findings if finding.part == part}


def test_all_is_well(attribution, model, tmp_path):
    Ledger.open(tmp_path / "l.sqlite3").close()
    result = attribution("doctor", "--ledger", tmp_path / "l.sqlite3")
    assert result.exit_code == 0
    assert "ok       model     ar_attribution_trf: 9, 1 MB" in result.stdout
    assert "l.sqlite3: 0 articles" in result.stdout
    assert result.stdout.endswith("Everything that is needed is there and works.\n")


def test_a_ledger_that_is_not_there_is_missing_and_said(attribution, model, tmp_path):
    result = attribution("doctor", "--json", "--ledger", tmp_path / "none.sqlite3")
    assert result.exit_code == 3
    (row,) = [row for row in json.loads(result.stdout) if row["part"] == "ledger"]
    assert row["status"] == "missing"
    assert row["amiss"].startswith("[A301] ")


@pytest.mark.parametrize(
    "error", [AttributionError("A202", "ar_attribution_trf"), ValueError("broken graph")]
)
def test_a_model_that_does_not_work_is_missing(attribution, model, monkeypatch, error):
    def load(name=None):
        raise error

    monkeypatch.setattr("attribution.pipeline.load", load)
    result = attribution("doctor")
    assert result.exit_code == 3
    assert "MISSING  model     ar_attribution_trf" in result.stdout
    assert "[A20" in result.stdout


def test_libraries_too_old_or_gone(monkeypatch):
    lines = [
        "pydantic>=2.7,<3",
        "onnxruntime>=1.20",
        "gone>=1",
        'datasette>=0.65; extra == "serve"',
        'nogo; python_version < "3"',
        'pytest; extra == "dev"',
    ]
    versions = {"pydantic": "1.10", "onnxruntime": "1.31", checkup.PACKAGE: "0.1.0"}

    def version(name):
        if name not in versions:
            raise checkup.PackageNotFoundError(name)
        return versions[name]

    monkeypatch.setattr(checkup, "requires", lambda name: lines)
    monkeypatch.setattr(checkup, "version", version)
    found = {f.name: f for f in checkup._libraries()}
    assert found.keys() == {checkup.PACKAGE, "pydantic", "onnxruntime", "gone", "datasette (extra serve)"}
    assert (found["pydantic"].amiss.code, found["pydantic"].needed) == ("A452", True)
    assert found["onnxruntime"].amiss is None
    assert (found["gone"].amiss.code, found["gone"].needed) == ("A453", True)
    assert not found["datasette (extra serve)"].needed
    assert "pip install 'arabic-attribution[serve]'" in str(found["datasette (extra serve)"].amiss)


def test_terminals(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    plain = of_part(checkup._terminal({"NO_COLOR": "1"}, Terminal()), "terminal")
    assert (plain["width"].amiss.code, plain["Arabic"].amiss.code) == ("A456", "A457")
    assert plain["colours"].found == "off (NO_COLOR)"
    monkeypatch.setenv("COLUMNS", "120")
    gnome = of_part(checkup._terminal({"VTE_VERSION": "7000"}, Terminal()), "terminal")
    assert [finding.amiss for finding in gnome.values()] == [None] * 4
    assert gnome["Arabic"].found == "--bidi auto is terminal"
    old = io.TextIOWrapper(io.BytesIO(), encoding="cp1256")
    assert of_part(checkup._terminal({}, old), "terminal")["encoding"].amiss.code == "A454"


def test_fonts(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    for listed, code in (("Amiri\nNoto Naskh Arabic,Noto\n", None), ("", "A455")):
        monkeypatch.setattr("subprocess.run", lambda *a, said=listed, **k: SimpleNamespace(stdout=said))
        (font,) = checkup._fonts()
        assert (font.amiss.code if font.amiss else None) == code
    assert not font.needed
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert not list(checkup._fonts())
