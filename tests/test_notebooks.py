"""The notebooks run from top to bottom and draw what they promise; their outputs are not kept in git."""

from pathlib import Path

import nbformat
import pytest

pytest.importorskip("doccano_client", reason="needs the extra doccano")
NotebookRun = pytest.importorskip("nbmake.nb_run", reason="needs the extra dev").NotebookRun

FOLDER = Path(__file__).parents[1] / "notebooks"
PICTURES = {
    "01_five_articles": {"plots": 1, "marked": 1},
    "02_annotation_round": {"plots": 0, "marked": 1},
    "03_training_and_error_analysis": {"plots": 2, "marked": 1},
    "04_framing_across_outlets": {"plots": 2, "marked": 0},
}


def notebook(name):
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


def test_every_notebook_is_known():
    assert sorted(PICTURES) == sorted(path.stem for path in FOLDER.glob("*.ipynb"))


@pytest.mark.parametrize("name", PICTURES)
def test_no_output_is_kept(name):
    code = [cell for cell in notebook(name).cells if cell.cell_type == "code"]
    assert code and not any(cell.outputs or cell.execution_count for cell in code)


@pytest.mark.parametrize("name", PICTURES)
def test_the_purpose_stands_on_top_in_arabic(name):
    assert "الغرض:" in notebook(name).cells[0].source


@pytest.mark.model
@pytest.mark.parametrize("name", PICTURES)
def test_it_runs_and_draws(name, monkeypatch):
    monkeypatch.delenv("ATTRIBUTION_DOCCANO_URL", raising=False)
    ran = NotebookRun(FOLDER / f"{name}.ipynb", default_timeout=600).execute()
    assert ran.error is None, ran.error.trace
    outputs = [each for cell in ran.nb.cells if cell.cell_type == "code" for each in cell.outputs]
    shown = [each.data for each in outputs if "data" in each]
    marked = [data["text/html"] for data in shown if 'class="spans"' in data.get("text/html", "")]
    plots = [data for data in shown if "image/png" in data]
    assert {"plots": len(plots), "marked": len(marked)} == PICTURES[name]
    assert all("direction: rtl" in html and "CONTENT" in html for html in marked)
    told = "".join(each.text for each in outputs if each.output_type == "stream" and each.name == "stderr")
    assert "Glyph" not in told, told
