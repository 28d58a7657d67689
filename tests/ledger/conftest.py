"""The packs and the seeds with their gold attributions; ledgers in a file and on a PostgreSQL server."""

import itertools
import shutil
import tempfile
from pathlib import Path

import postgresql_server
import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from attribution.ledger.fitting.claims_gold import load_packs
from attribution.ledger.schema import Base
from attribution.records import Attributed
from attribution.text import fold_word

ANNOTATIONS = Path(__file__).parents[2] / "annotations"


@pytest.fixture(scope="session")
def packs():
    return load_packs(ANNOTATIONS / "packs.jsonl", ANNOTATIONS / "packs_claims.jsonl")


@pytest.fixture(scope="session")
def seeds():
    lines = (ANNOTATIONS / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    return [Attributed.model_validate_json(line) for line in lines]


@pytest.fixture(scope="session")
def by_name():
    """Speaker ids from names alone: the function that tests of claims give for a resolver."""

    def ids(articles):
        return {
            (article.sha256, number): fold_word(one.speaker_name)
            for article in articles
            for number, one in enumerate(article.attributions)
            if one.speaker_name
        }

    return ids


@pytest.fixture(scope="session")
def postgresql():
    """A function that makes a schema with nothing in it, and gives the URL of a user who sees nothing else."""
    if (binaries := postgresql_server.binaries()) is None:
        pytest.skip("there is no PostgreSQL server here: no initdb was found")
    folder = Path(tempfile.mkdtemp(prefix="ledger-"))
    numbers = itertools.count()
    with postgresql_server.server(binaries, folder) as port:
        engine = create_engine(f"postgresql+pg8000://{postgresql_server.USER}@127.0.0.1:{port}/postgres")

        def make():
            user = f"ledger{next(numbers)}"
            with engine.begin() as connection:
                connection.exec_driver_sql(f"CREATE ROLE {user} LOGIN")
                connection.exec_driver_sql(f"CREATE SCHEMA AUTHORIZATION {user}")
                connection.exec_driver_sql(f"GRANT CREATE ON DATABASE postgres TO {user}")
            return f"postgresql://{user}@127.0.0.1:{port}/postgres"

        yield make
        engine.dispose()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path):
    """Where a ledger is: a file that is not there yet, or a database with nothing in it."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    return request.getfixturevalue("postgresql")()


def connected(where):
    return create_engine(
        where.replace(":", "+pg8000:", 1) if "://" in where else f"sqlite:///{where}", poolclass=NullPool
    ).begin()


@pytest.fixture
def query():
    """A function that asks a ledger's database something in SQL and gives the rows as tuples."""

    def ask(where, sql):
        with connected(where) as connection:
            result = connection.exec_driver_sql(sql)
            return [tuple(row) for row in result] if result.returns_rows else []

    return ask


@pytest.fixture
def rows(query):
    """A function that gives all rows of a table."""
    return lambda where, table: query(where, f"SELECT * FROM {table} ORDER BY 1")


@pytest.fixture
def contents():
    """A function that gives all rows of all tables of a ledger: where they are equal, nothing was written."""

    def read(where):
        with connected(where) as connection:
            return {
                name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1")]
                for name in Base.metadata.tables
            }

    return read
