"""Opening a ledger's database: what is no ledger is refused before anything is changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from attribution.errors import AttributionError
from attribution.ledger.schema import HEAD, VERSION_TABLE

PATIENCE = 30.0
"""Seconds to wait for another writer of the same ledger."""

DRIVER = "postgresql+pg8000"
"""What a URL that says no more than ``postgresql`` means: the driver of the extra ``postgres`` (BSD licence)."""

WRITER_LOCK = 0x6C6564676572
"""The advisory lock that writers of a PostgreSQL database take in turn («ledger» in ASCII)."""


def connect(where: str | Path | None, *, create: bool) -> Engine:
    """Open a ledger, make it if there is none yet, and bring an older one up to date.

    Args:
        where: A file, a database URL of SQLAlchemy, or None for a ledger in memory.
        create: Whether a ledger may be made where there is none.

    Raises:
        AttributionError: A301 there is none, A302 a file that is no database, A303 a database of something
            else, A304 a ledger of a newer version, A305 a folder, A306 it cannot be opened or written, A307
            it is in use, A308 a URL that cannot be used or its driver is missing.
    """
    url = _url(where)
    if url.get_backend_name() == "sqlite" and url.database:
        _look_at(Path(url.database), create)
    try:
        engine = create_engine(url, **_options(url))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise AttributionError("A308", shown(url), why=error) from None
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    elif url.get_backend_name() == "postgresql":
        event.listen(engine, "begin", _wait_for_other_writers)
        engine.dialect.use_insertmanyvalues_wo_returning = True  # many rows go over in one statement
    try:
        _bring_up_to_date(engine, create)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def transaction(engine: Engine, *, writes: bool = False) -> Iterator[Connection]:
    """A transaction: all of it happens, or nothing. What the database refuses becomes a coded error.

    One that only reads sees the ledger as it is at its first question, whatever others write meanwhile.

    Args:
        engine: From ``connect``.
        writes: Whether it will write, and must wait for other writers before it reads.

    Raises:
        AttributionError: A302, A306 or A307.
    """
    options: dict[str, Any] = {"writes": writes}
    if engine.url.get_backend_name() == "postgresql":
        options["isolation_level"] = "READ COMMITTED" if writes else "REPEATABLE READ"
    with _coded(engine.url), engine.execution_options(**options).begin() as connection:
        yield connection


def shown(url: URL) -> str:
    """A ledger's place as messages show it: the file, or the URL without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "ledger in memory"
    return url.render_as_string(hide_password=True)


def _url(where: str | Path | None) -> URL:
    if where is None:
        return URL.create("sqlite")
    if "://" not in str(where):
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(str(where))
    except ArgumentError:
        raise AttributionError("A308", where, why="it is no database URL") from None
    return url.set(drivername=DRIVER) if url.drivername in ("postgresql", "postgres") else url


def _options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() != "sqlite":
        return {}
    options: dict[str, Any] = {"connect_args": {"timeout": PATIENCE}}
    return options if url.database else {**options, "poolclass": StaticPool}


def _look_at(path: Path, create: bool) -> None:
    if path.is_dir():
        raise AttributionError("A305", path)
    if not path.exists() and not create:
        raise AttributionError("A301", path)


def _on_connect(connection: sqlite3.Connection, record: object) -> None:
    connection.isolation_level = (
        None  # transactions are begun below, and hold for changes of the schema as well
    )
    connection.execute("PRAGMA foreign_keys = ON")


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _wait_for_other_writers(connection: Connection) -> None:
    if connection.get_execution_options().get("writes"):
        patience = f"set_config('lock_timeout', '{int(PATIENCE * 1000)}', true)"
        connection.exec_driver_sql(f"SELECT {patience}, pg_advisory_xact_lock({WRITER_LOCK})")


def _version(connection: Connection) -> str | None:
    """The version of the ledger that lies here; None where there is nothing at all."""
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one()
    if tables:
        raise AttributionError("A303", shown(connection.engine.url))
    return None


def _bring_up_to_date(engine: Engine, create: bool) -> None:
    with transaction(engine) as connection:
        version = _version(connection)
    if version == HEAD:
        return
    if version is None and not create:
        raise AttributionError("A301", shown(engine.url))
    from attribution.ledger.migrations.upgrade import known, upgrade

    if version is not None and version not in known():
        raise AttributionError("A304", shown(engine.url), version=version, newest=HEAD)
    with transaction(engine, writes=True) as connection:
        if _version(connection) != HEAD:  # another process may have come first
            upgrade(connection)
    if engine.dialect.name == "sqlite":
        _keep_a_log(engine)


def _keep_a_log(engine: Engine) -> None:
    """Have SQLite write ahead: who reads does not wait for who writes. The file remembers it."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


@contextmanager
def _coded(url: URL) -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        why = _reason(error)
        if "locked" in why or "lock timeout" in why:
            raise AttributionError("A307", shown(url), seconds=int(PATIENCE)) from error
        if "not a database" in why or "malformed" in why:
            raise AttributionError("A302", shown(url)) from error
        raise AttributionError("A306", shown(url), why=why) from error


def _reason(error: DBAPIError) -> str:
    """What the database says, in a line; pg8000 gives the server's fields as a dict, M the message."""
    said = error.orig.args[0] if error.orig and error.orig.args else error.orig
    return str(said.get("M") if isinstance(said, dict) else said).strip().splitlines()[0]
