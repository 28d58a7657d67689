"""The durable record of who said what: open it, add to it, derive from it, read its state."""

from attribution.ledger.adding import Pipeline
from attribution.ledger.store import Ledger

__all__ = ["Ledger", "Pipeline"]
