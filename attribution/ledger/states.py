"""What an encoder makes of each wording by itself: vectors of its pieces, from the first layers.

The first six are those of multilingual-e5-small, the others were trained on (``attribution.ledger.fitting.wordings``).
All ship in ``models/claims``, in whole numbers of 8 bits, and are run by onnxruntime.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attribution.ledger.wording import Wording

NAME = "ar_claims"
FOLDERS = (
    Path(__file__).parents[1] / "models" / NAME,
    Path(__file__).parents[2] / "models" / "claims" / NAME,
)
FOLDER = next((folder for folder in FOLDERS if folder.is_dir()), FOLDERS[-1])
"""Where the encoder and the network lie: in the installed package, or in a checkout."""
PIECES = 64
"""Pieces of a wording that are read."""
BEGIN, END = 0, 2
BATCH = 32
KEPT = 5_000
"""Wordings whose states are kept in memory: some 20 MB for each 500."""

Array = NDArray[np.float32]


class Reader:
    """Reads wordings by themselves, each once, those of like length together."""

    def __init__(self, layers: bytes, kept: int | None = None) -> None:
        """Read with some layers.

        Args:
            layers: An ONNX graph over pieces.
            kept: Wordings whose states are kept in memory; all if None.
        """
        self._session = opened(layers)
        self._kept = kept
        self._known: dict[Wording, Array] = {}

    def __call__(self, wordings: Sequence[Wording]) -> list[Array]:
        """The states of each wording, (pieces + 2, width): a beginning, its pieces, an end."""
        new = [one for one in dict.fromkeys(wordings) if one not in self._known]
        if self._kept is not None and len(self._known) + len(new) > self._kept:
            wanted = set(wordings)
            self._known = {one: found for one, found in self._known.items() if one in wanted}
        self._known.update(self._read(new))
        return [self._known[one] for one in wordings]

    def _read(self, new: Sequence[Wording]) -> dict[Wording, Array]:
        if not new:
            return {}
        encoded = tokenizer().encode_batch([one.said for one in new], add_special_tokens=False)
        of_length: dict[int, list[int]] = defaultdict(list)
        for number, pieces in enumerate(encoded):
            of_length[min(PIECES, len(pieces.ids))].append(number)
        found: dict[Wording, Array] = {}
        for length, numbers in of_length.items():
            for at in range(0, len(numbers), BATCH):
                batch = numbers[at : at + BATCH]
                ids = np.array([[BEGIN, *encoded[n].ids[:length], END] for n in batch], dtype=np.int64)
                given = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
                found.update(zip((new[n] for n in batch), self._session.run(None, given)[0], strict=True))
        return found


def states(wordings: Sequence[Wording]) -> list[Array]:
    """The states of each wording by the layers that ship, (pieces + 2, width)."""
    return _reader()(wordings)


def together(read: Array, own: Array) -> Array:
    """States after the layers that read several wordings at once.

    Args:
        read: States of all pieces, (pieces, width).
        own: 1 where two pieces are of one wording, (pieces, pieces).
    """
    found: Array = _upper().run(None, {"states": read[None], "own": own[None]})[0][0]
    return found


def opened(graph: bytes) -> Any:
    """A graph, opened by onnxruntime."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def forget() -> None:
    """Open the files anew when they are next asked for."""
    for kept in (_reader, _upper, tokenizer):
        kept.cache_clear()


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader((FOLDER / "lower.onnx").read_bytes(), KEPT)


@lru_cache(maxsize=1)
def _upper() -> Any:
    return opened((FOLDER / "upper.onnx").read_bytes())


@lru_cache(maxsize=1)
def tokenizer() -> Any:
    """The encoder's tokenizer."""
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
