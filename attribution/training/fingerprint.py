"""What a training was begun with, so that nothing else goes on from its checkpoint."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from thinc.api import Config

from attribution.errors import AttributionError

ASIDE = ("paths.", "system.checkpoint_every", "training.logger.")
"""Keys that change nothing in what is learnt; paths count where they are used."""

FILES = ("corpora.", "initialize.")
"""Sections that name files which are learnt from."""

MOST = 3


def fingerprint(settings: Config, start: Path | None, **options: object) -> dict[str, str]:
    """Every setting by its dotted key; a file counts by its contents, wherever it lies.

    Args:
        settings: The training config.
        start: Folder of the pipeline that training goes on from; None: it does not.
        **options: What else makes a difference.
    """
    found = {key: str(value) for key, value in options.items()}
    for key, value in _flat(settings.interpolate()):
        if not key.startswith(ASIDE) and not (start and key.endswith(".source")):
            path = Path(value) if key.startswith(FILES) and isinstance(value, str) else None
            found[key] = digest(path) if path and path.is_file() else repr(value)
    if start:
        files = sorted(path for path in start.rglob("*") if path.is_file())
        found["the pipeline to go on from"] = " ".join(map(digest, files))
    return found


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    state = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            state.update(block)
    return state.hexdigest()


def check(before: dict[str, str], now: dict[str, str], out: Path) -> None:
    """Compare two fingerprints.

    Raises:
        AttributionError: A530 that names what differs.
    """
    differing = sorted(key for key in before.keys() | now.keys() if before.get(key) != now.get(key))
    if differing:
        more = f" and {len(differing) - MOST} more" if len(differing) > MOST else ""
        raise AttributionError("A530", out, what=", ".join(differing[:MOST]) + more)


def _flat(section: dict[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """The leaves of nested sections under dotted keys."""
    found: list[tuple[str, Any]] = []
    for key, value in section.items():
        name = f"{prefix}{key}"
        found += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, value)]
    return found
