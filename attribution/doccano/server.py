"""A Doccano server on this machine: web server and worker, started together and ended together.

gunicorn is bound to 127.0.0.1; ``doccano webserver`` would bind all addresses. Everything that belongs to one server
lies in its folder: database, uploads, exports, log, key, and what runs (``server.json``).
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from attribution.doccano.client import Client
from attribution.doccano.environments import FILES, environment
from attribution.errors import AttributionError

PORT = 8711
STARTED = 60.0
"""Seconds that web server and worker have to answer."""
ENDED = 10.0
"""Seconds that they have to end before they are killed."""


class State(NamedTuple):
    """What runs.

    Attributes:
        port: On 127.0.0.1.
        processes: Process id and the time it was begun, of web server and worker.
    """

    port: int
    processes: tuple[tuple[int, float], ...]

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"


def data_folder() -> Path:
    """Where a server's data lies unless another folder is named."""
    named = os.environ.get("ATTRIBUTION_DOCCANO_FOLDER")
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return Path(named) if named else base / "arabic-attribution" / "doccano"


def state(folder: Path) -> State | None:
    """What runs with the data of ``folder``; None if nothing does."""
    path = folder / "server.json"
    if not path.exists():
        return None
    kept = json.loads(path.read_text())
    running = tuple((pid, begun) for pid, begun in kept["processes"] if _process(pid, begun))
    return State(kept["port"], running) if running else None


def serve(
    folder: Path,
    user: str,
    password: str,
    *,
    port: int = PORT,
    cache: Path | None = None,
    python: str | None = None,
) -> State:
    """Start web server and worker and wait until both answer; what runs already is left running.

    Args:
        folder: For the server's data.
        user: Its administrator, who is made, or given this password.
        password: It reaches the server through a pipe.
        port: On 127.0.0.1.
        cache: See ``environments.environment``; so is ``python``.
        python: A Python 3.11 for the environment.

    Raises:
        AttributionError: A730 or A731 for the environment, A732 for a port in use, A733 if it does not start.
    """
    running = state(folder)
    if running and len(running.processes) == 2:
        return running
    stop(folder)
    _refuse_used(port)
    python = str(environment(cache, python))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    here = _backend(python)
    log, env = folder / "server.log", _variables(folder, here)
    with log.open("a") as out:
        command, given = [python, str(FILES / "prepare.py")], f"{user}\n{password}\n"
        if subprocess.run(
            command, cwd=here, env=env, input=given, text=True, stdout=out, stderr=out
        ).returncode:
            raise AttributionError("A733", folder, why="its database cannot be prepared", log=log)
        bind = ["--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "4"]
        started = [
            _start([python, "-m", "gunicorn", "config.wsgi", *bind], here, env, out),
            _start([python, "-m", "celery", "--app=config", "worker", "--concurrency=2"], here, env, out),
        ]
    found = State(port, tuple(started))
    (folder / "server.json").write_text(json.dumps(found._asdict()))
    try:
        _wait(folder, found, log)
    except BaseException:
        stop(folder)
        raise
    return found


def stop(folder: Path) -> int:
    """End web server and worker, and whatever they started.

    Returns:
        How many processes were ended.

    Raises:
        AttributionError: A736 if some cannot be.
    """
    psutil = _psutil()
    path = folder / "server.json"
    kept = json.loads(path.read_text())["processes"] if path.exists() else []
    roots = [process for pid, begun in kept if (process := _process(pid, begun))]
    everybody = [p for root in roots for p in (root, *root.children(recursive=True))]
    for root in roots:
        root.terminate()
    _, alive = psutil.wait_procs(everybody, timeout=ENDED)
    for process in alive:
        process.kill()
    _, alive = psutil.wait_procs(alive, timeout=ENDED)
    if alive:
        raise AttributionError("A736", folder, count=len(alive), pids=[p.pid for p in alive])
    path.unlink(missing_ok=True)
    return len(everybody)


def _variables(folder: Path, here: Path) -> dict[str, str]:
    """The server's environment; of this process's only what every program needs."""
    key = folder / "key"
    if not key.exists():
        with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(24))
    own = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    home = str(folder.resolve())
    return {
        **own,
        "DOCCANO_HOME": home,
        "DATABASE_URL": f"sqlite:///{home}/doccano.sqlite3",
        "MEDIA_ROOT": f"{home}/media",
        "SECRET_KEY": key.read_text(),
        "STANDALONE": "True",
        "DEBUG": "False",
        "DJANGO_SETTINGS_MODULE": "server_settings",
        "PYTHONPATH": os.pathsep.join([str(here), str(FILES)]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _backend(python: str) -> Path:
    """The folder of Doccano's code in its environment."""
    return next(Path(python).parents[1].glob("lib/python*/site-packages/backend"))


def _start(command: Sequence[str], here: Path, env: dict[str, str], out: Any) -> tuple[int, float]:
    started = subprocess.Popen(
        command, cwd=here, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
    )
    return started.pid, _psutil().Process(started.pid).create_time()


def _process(pid: int, begun: float) -> Any:
    """The process with that id, if it is still the one that was begun then."""
    psutil = _psutil()
    try:
        process = psutil.Process(pid)
        same = abs(process.create_time() - begun) < 1 and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return None
    return process if same else None


def _psutil() -> Any:
    """The library that knows processes.

    Raises:
        AttributionError: A737 where it is not installed.
    """
    try:
        import psutil
    except ImportError as error:
        raise AttributionError("A737", "psutil") from error
    return psutil


def _wait(folder: Path, started: State, log: Path) -> None:
    client, begun = Client(started.url), time.monotonic()
    while True:
        if not all(_process(*process) for process in started.processes):
            raise AttributionError("A733", folder, why="it ended at once", log=log)
        try:
            return client.health()
        except AttributionError as error:
            if time.monotonic() - begun > STARTED:
                raise AttributionError("A733", folder, why=error.what, log=log) from error
        time.sleep(0.3)


def _refuse_used(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise AttributionError("A732", "127.0.0.1", port=port) from error
