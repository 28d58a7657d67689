"""The virtual environment that Doccano runs in: made once from exact pins, apart from this package's own."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from attribution.caches import cache_folder
from attribution.errors import AttributionError

FILES = Path(__file__).with_name("environment")
REQUIREMENTS = FILES / "requirements.txt"
PYTHON = "3.11"
"""Doccano 1.8.4 needs pandas 1.5, of which there are no builds for newer Pythons."""


def environment(cache: Path | None = None, python: str | None = None) -> Path:
    """The environment of these pins; it is made where it is not there yet, which takes minutes.

    Args:
        cache: Folder to keep environments in; None for ``cache_folder``.
        python: A Python 3.11; None for this one, else ``python3.11``.

    Returns:
        Its Python.

    Raises:
        AttributionError: A730 without Python 3.11, A731 where pip fails.
    """
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]
    folder = (cache or cache_folder()) / f"doccano-{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    found, ready = folder / "venv" / "bin" / "python", folder / "ready"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            _make(folder, _python(python))
            ready.touch()
    return found


def _python(wish: str | None) -> str:
    for candidate in [wish] if wish else [sys.executable, f"python{PYTHON}"]:
        path = shutil.which(candidate)
        code = "import sys; print('%d.%d' % sys.version_info[:2])"
        if (
            path
            and subprocess.run([path, "-c", code], capture_output=True, text=True).stdout.strip() == PYTHON
        ):
            return path
    raise AttributionError("A730", wish or "")


def _make(folder: Path, python: str) -> None:
    log = folder / "pip.log"
    shutil.rmtree(folder / "venv", ignore_errors=True)
    pip = [str(folder / "venv" / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    with log.open("w") as out:
        for command in (
            [python, "-m", "venv", str(folder / "venv")],
            [*pip, "install", "--no-deps", "--requirement", str(REQUIREMENTS)],
        ):
            if subprocess.run(
                command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
            ).returncode:
                why = " ".join(command[1:4]) + " failed"
                raise AttributionError("A731", folder, why=why, log=log)
