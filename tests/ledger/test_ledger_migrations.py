"""The migrations end at the tables of the schema, which can be written for PostgreSQL as well."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from attribution.ledger import database
from attribution.ledger.migrations.upgrade import known, upgrade
from attribution.ledger.schema import HEAD, VERSION_TABLE, Base


def test_migrations_end_at_the_schema():
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        upgrade(connection)
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "version_table": VERSION_TABLE}
        )
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == HEAD


def test_head_is_the_newest():
    assert known()[0] == HEAD


def test_a_killed_upgrade_has_changed_nothing(tmp_path, monkeypatch):
    def killed(connection):
        upgrade(connection)
        raise KeyboardInterrupt

    path = tmp_path / "ledger.sqlite"
    monkeypatch.setattr("attribution.ledger.migrations.upgrade.upgrade", killed)
    with pytest.raises(KeyboardInterrupt):
        database.connect(path, create=True)
    monkeypatch.undo()
    database.connect(path, create=True).dispose()


def test_the_tables_can_be_written_for_postgresql():
    for table in Base.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
        for index in table.indexes:
            sql = str(CreateIndex(index).compile(dialect=postgresql.dialect()))
            assert ("WHERE superseded_by IS NULL" in sql) == bool(index.unique)
