"""Help, pages and completion, checked against the commands themselves."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from attribution.cli import app, pages
from attribution.cli.examples import examples

FOLDER = Path(__file__).parents[2] / "docs" / "commands"
COMMANDS = dict(pages.commands())


def test_pages_are_what_the_commands_say_of_themselves():
    found = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    stale = sorted(name for name, text in pages.pages().items() if found.get(name) != text)
    gone = sorted(found.keys() - pages.pages().keys())
    assert not stale + gone, f"run: {pages.RENEW}"


def test_writing_again_removes_pages_of_commands_that_are_no_more(tmp_path):
    (tmp_path / "gone.md").write_text("old")
    pages.write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == pages.pages().keys()


def test_a_page_has_usage_options_and_example():
    page = pages.pages()["report-contested.md"]
    assert "attribution report contested [OPTIONS]" in page
    assert "| `--ledger FILE` | The ledger" in page
    assert f"```sh\n{examples()['report contested']}\n```" in page
    assert "\b" not in page


def test_every_command_has_one_example_and_no_other_is_there():
    assert examples().keys() == COMMANDS.keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_example_is_one_that_the_command_takes(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = shlex.split(examples()[name])
    assert words[: 1 + len(name.split())] == ["attribution", *name.split()]
    for word in words:  # files that must be there
        if word.endswith((".jsonl", ".cfg", ".sqlite3")):
            Path(word).parent.mkdir(parents=True, exist_ok=True)
            Path(word).touch()
    assert COMMANDS[name].make_context(name, words[1 + len(name.split()) :]).params


@pytest.mark.parametrize("name", COMMANDS)
def test_help_ends_with_the_example_on_a_line_of_its_own(attribution, name):
    shown = attribution(*name.split(), "--help").stdout
    assert shown.endswith(f"Example:\n    {examples()[name]}\n")


def test_bash_completes_commands():
    script = """
    eval "$(_ATTRIBUTION_COMPLETE=source_bash attribution)"
    COMP_WORDS=(attribution re); COMP_CWORD=1
    _attribution_completion attribution
    echo "${COMPREPLY[@]}"
    """
    environ = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", script], env=environ, capture_output=True, text=True, check=False)
    command = get_command(app)
    assert sorted(done.stdout.split()) == sorted(name for name in command.commands if name.startswith("re"))
