"""The changes, in order; the newest is ``attribution.ledger.schema.HEAD``."""
