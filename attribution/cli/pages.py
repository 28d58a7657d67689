"""A page of documentation for each command, written from what the commands say of themselves.

Renew them with ``python -m attribution.cli.pages docs/commands``; a test holds that they are current.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from attribution.cli import app
from attribution.cli.examples import examples

INDEX = "README.md"
RENEW = "python -m attribution.cli.pages docs/commands"


def commands(group: TyperGroup | None = None, before: str = "") -> Iterator[tuple[str, TyperCommand]]:
    """Every command that does something, by its whole name (``report claims``), in the order of the help."""
    found = group or get_command(app)
    assert isinstance(found, TyperGroup)
    for name, command in found.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, f"{before}{name} ")
        elif isinstance(command, TyperCommand):
            yield before + name, command


def pages() -> dict[str, str]:
    """The pages by file name, the index among them."""
    found = {_file(name): _page(name, command) for name, command in commands()}
    lines = [f"- [`attribution {name}`]({_file(name)}): {_short(command)}" for name, command in commands()]
    return {INDEX: "# Commands\n\n" + "\n".join(lines) + f"\n\n{_note()}", **found}


def write(folder: str | Path) -> None:
    """Write the pages, and remove those of commands that are no more."""
    at = Path(folder)
    at.mkdir(parents=True, exist_ok=True)
    made = pages()
    for gone in at.glob("*.md"):
        if gone.name not in made:
            gone.unlink()
    for name, text in made.items():
        (at / name).write_text(text, encoding="utf-8")


def _page(name: str, command: TyperCommand) -> str:
    context = typer.Context(command, info_name=f"attribution {name}")
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    parts = [
        f"# attribution {name}",
        f"```\n{usage}\n```",
        _prose(command.help or ""),
        *_table("argument", command, context, "argument"),
        *_table("option", command, context, "option"),
        f"Example:\n\n```sh\n{examples()[name]}\n```" if name in examples() else "",
        _note(),
    ]
    return "\n\n".join(filter(None, (part.strip() for part in parts))) + "\n"


def _prose(text: str) -> str:
    """A help text as Markdown: what click keeps as it is becomes a block of code."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(
        "```\n" + "\n".join(part.split("\n")[1:]) + "\n```"
        if part.startswith("\b")
        else " ".join(part.split())
        for part in paragraphs
    )


def _table(head: str, command: TyperCommand, context: typer.Context, kind: str) -> list[str]:
    records = [
        record
        for param in command.get_params(context)
        if param.param_type_name == kind
        and param.name != "help"
        and (record := param.get_help_record(context))
    ]
    if not records:
        return []
    rows = [f"| {_code(names)} | {_cell(text)} |" for names, text in records]
    return ["\n".join([f"| {head} | means |", "|---|---|", *rows])]


def _code(names: str) -> str:
    return "`" + names.replace("|", "\\|") + "`"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _short(command: TyperCommand) -> str:
    return command.get_short_help_str(limit=200)


def _file(name: str) -> str:
    return name.replace(" ", "-") + ".md"


def _note() -> str:
    return f"<!-- Written by `{RENEW}` from the command's own help; do not edit. -->\n"


if __name__ == "__main__":
    write(sys.argv[1])
