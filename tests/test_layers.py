"""Imports go one way, heavy libraries stay in the rooms that may use them, and no room is a lumber-room."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "attribution"
LAYERS = [
    {"errors", "caches"},
    {"records"},
    {"text"},
    {"articles"},
    {"pipeline"},
    {"training", "doccano"},
    {"ledger"},
    {"exports"},
    {"reports", "browsing"},
    {"engines"},
    {"cli"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem in RANK)
HEAVY = {
    "spacy": {"pipeline", "training", "doccano", "exports"},
    "thinc": {"pipeline", "training"},
    "torch": {"training"},
    "transformers": {"training"},
    "spacy_transformers": {"training"},
    "onnx": {"training"},
    "sklearn": {"ledger"},
    "onnxruntime": {"pipeline", "ledger"},
    "sqlalchemy": {"ledger"},
    "doccano_client": {"doccano"},
    "requests": {"doccano"},
    "psutil": {"doccano"},
    "rich": {"reports", "cli"},
    "typer": {"cli"},
    "trafilatura": {"articles"},
    "feedparser": {"articles"},
    "warcio": {"articles"},
    "urllib3": {"articles"},
    "datasette": {"browsing"},
    "uvicorn": {"browsing"},
    "lxml": {"articles", "exports"},
    "xlsxwriter": {"exports"},
    "jinja2": {"reports"},
    "hijridate": {"text"},
}


def room(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path, at_run_time_only=False):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = (
        {child for node in ast.walk(tree) if _type_checking(node) for child in ast.walk(node)}
        if at_run_time_only
        else set()
    )
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _type_checking(node):
    return isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    for name in imports(path, at_run_time_only=True):
        parts = name.split(".")
        if parts[0] == "attribution" and len(parts) > 1 and parts[1] in RANK and parts[1] != room(path):
            assert RANK[parts[1]] < RANK[room(path)], f"{room(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_stay_in_their_rooms(path):
    for name in imports(path, at_run_time_only=True):
        top = name.split(".")[0]
        assert room(path) in HEAVY.get(top, {room(path)}), f"{room(path)} imports {top}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_are_of_a_size_to_read(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 300, f"{lines} lines: which two rooms does it hold?"
    assert path.stem not in {"utils", "helpers", "misc", "common"}


@pytest.mark.parametrize(
    "module",
    ["attribution.cli", "attribution.ledger", "attribution.reports.terminal", "attribution.articles"],
)
def test_models_are_loaded_only_when_something_is_extracted(module):
    heavy = ("spacy", "torch", "onnxruntime")
    code = f"import sys, {module}; sys.exit(', '.join(m for m in {heavy} if m in sys.modules) or 0)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
