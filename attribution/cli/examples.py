"""One example for each command, from ``examples.json``, at the foot of its help."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import typer
from typer.models import CommandInfo


@cache
def examples() -> dict[str, str]:
    """A line of the shell by a command's name, ``report claims``."""
    found: dict[str, str] = json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8"))
    return found


def attach(app: typer.Typer) -> None:
    """Put each command's example under its help."""
    for name, command in _commands(app):
        if example := examples().get(name):
            command.epilog = f"\b\nExample:\n  {example}"


def _commands(app: typer.Typer, before: str = "") -> Iterator[tuple[str, CommandInfo]]:
    for command in app.registered_commands:
        yield f"{before}{command.name}", command
    for group in app.registered_groups:
        if group.typer_instance is not None:
            name = group.name or group.typer_instance.info.name
            yield from _commands(group.typer_instance, f"{before}{name} ")
