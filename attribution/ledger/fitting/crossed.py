"""Reading packs with another network than the one that ships.

What a network says of packs that it was trained on is better than what it will say of others, so nothing that decides
by it may be fitted on those. A second network that has not seen them reads them instead:
``python -m attribution.ledger.fitting.wordings … --out FOLDER`` trains one, ``contests … --crossed`` has it read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attribution.ledger import network, remembered, states, together


@contextmanager
def read_by(folder: Path | None) -> Iterator[None]:
    """Let the network in a folder read; the one that ships where there is none."""
    shipped = states.FOLDER
    if folder is None:
        yield
        return
    _use(folder)
    try:
        yield
    finally:
        _use(shipped)


def _use(folder: Path) -> None:
    states.FOLDER = folder
    forget()


def forget() -> None:
    """Ask the network in ``states.FOLDER`` anew whatever another said."""
    states.forget()
    network.weights.cache_clear()
    remembered.forget()
    together.forget()
