"""A real PostgreSQL server in a folder of its own, for as long as the tests last."""

import os
import pwd
import shutil
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")
USER = "ledger"


def binaries() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``, the newest of several; None where there is none."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    folders = [f for place in PLACES for f in Path("/").glob(place.lstrip("/")) if (f / "initdb").exists()]
    return max(folders, default=None)


@contextmanager
def server(binaries: Path, folder: Path):
    """Run a server on a free port of this machine; yields the port.

    PostgreSQL refuses to run as root: there it runs as the user ``nobody``.
    """
    data, log = folder / "data", folder / "log"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    if os.getuid() == 0:
        shutil.chown(folder, "nobody")
    _run(
        [binaries / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    )
    options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c max_connections=50"
    _run([binaries / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start"])
    try:
        yield port
    finally:
        _run([binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"])


def _run(command) -> None:
    nobody = pwd.getpwnam("nobody")
    user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, cwd="/", **user)
