"""How a ledger's tables came to be as they are: a file under ``versions/`` for each change (Alembic)."""
