"""The commands as a newcomer finds them."""

import json
import subprocess
import sys

import pytest
from typer.main import get_command

from attribution import __version__
from attribution.cli import COMMANDS, app
from attribution.ledger import Ledger

OURS = ("run", "extract", "report", "export")


def test_version(attribution):
    result = attribution("--version")
    assert (result.exit_code, result.stdout) == (0, f"attribution {__version__}\n")


def test_help_shows_every_command_and_how_to_begin(attribution):
    result = attribution("--help")
    assert result.exit_code == 0
    assert "attribution run articles/" in result.stdout
    commands = result.stdout.split("Commands:")[1]
    for name, command in get_command(app).commands.items():
        assert name in COMMANDS
        assert name in commands
        assert command.get_short_help_str()


@pytest.mark.parametrize("command", [*OURS, "report claims", "report contested"])
def test_every_command_and_option_is_explained(attribution, command):
    result = attribution(*command.split(), "--help")
    assert result.exit_code == 0
    found = get_command(app)
    for name in command.split():
        found = found.commands[name]
    assert found.help
    assert all(parameter.help for parameter in found.params)


@pytest.mark.parametrize(
    "arguments",
    [
        ("run",),
        ("extract", "x"),
        ("report", "contested"),
        ("export", "-o", "x"),
        ("report", "contested", "--bidi", "up"),
    ],
)
def test_wrong_usage_is_2(attribution, arguments):
    assert attribution(*arguments).exit_code == 2


HEAVY = ("spacy", "torch", "thinc", "transformers", "onnxruntime", "datasketch", "trafilatura", "alembic")


@pytest.mark.parametrize(
    "arguments", [("--help",), ("run", "--help"), ("report", "contested", "--ledger", "LEDGER")]
)
def test_nothing_heavy_is_loaded_to_help_or_report(tmp_path, arguments):
    path = tmp_path / "ledger.sqlite"
    Ledger.open(path).close()
    line = ["attribution", *(str(path) if a == "LEDGER" else a for a in arguments)]
    code = (
        f"import sys; sys.argv = {line!r}\n"
        "from attribution.cli import app\n"
        "try: app()\n"
        f"finally: print([m for m in sys.modules if m.split('.')[0] in {HEAVY}], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("command", [("report", "claims"), ("report", "contested"), ("export", "-o", "-")])
@pytest.mark.parametrize(("content", "code"), [(None, "A301"), ("my notes, and no database", "A302")])
def test_a_ledger_that_cannot_be_read(attribution, tmp_path, command, content, code):
    path = tmp_path / "ledger.sqlite"
    if content:
        path.write_text(content)
    result = attribution(*command, "--ledger", path)
    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr.startswith(f"[{code}] {path}: ")
    assert result.stderr.count("\n") == 1
    assert path.exists() == bool(content)


def test_contested_as_json(attribution, tmp_path):
    path = tmp_path / "ledger.sqlite"
    Ledger.open(path).close()
    result = attribution("report", "contested", "--ledger", path, "--format", "json")
    assert json.loads(result.stdout) == {"claims": []}


def test_export_where_nothing_can_be_written(attribution, tmp_path):
    path = tmp_path / "ledger.sqlite"
    Ledger.open(path).close()
    result = attribution("export", "--ledger", path, "-o", tmp_path)
    assert result.exit_code == 3
    assert result.stderr.startswith("[A401]")
