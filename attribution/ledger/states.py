"""The words of a wording with their states: vectors of an encoder that knows the words around them.

The encoder is the first layers of multilingual-e5-small as it was before it was trained to find cues, which costs it
what this needs. It ships in ``models/claims``, in whole numbers of 8 bits, and is run by onnxruntime.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from attribution.ledger.grammar import denied, folded_words, without_rebuttal
from attribution.ledger.stems import skeleton, stem
from attribution.ledger.wording import Wording
from attribution.ledger.wordlists import antonyms, negations, weight
from attribution.text import fold_word, is_word, words

NAME = "ar_claims"
FOLDERS = (
    Path(__file__).parents[1] / "models" / NAME,
    Path(__file__).parents[2] / "models" / "claims" / NAME,
)
FOLDER = next((folder for folder in FOLDERS if folder.is_dir()), FOLDERS[-1])
"""Where the encoder and the network lie: in the installed package, or in a checkout."""
LAYERS = 9
"""Layers of the encoder that ship; the later ones know less of what words mean by themselves."""
LONGEST = 40
"""Words of a wording that are looked at."""
PIECES = 80
BEGIN, END = 0, 2
BATCH = 32
KEPT = 20_000
"""Wordings whose words are kept in memory."""

Array = NDArray[np.float32]


class Words(NamedTuple):
    """Words as the network sees them.

    ``features``: states beside marks (weight, negation, denied, number, the cue denies, side of a pair of opposites),
    shape (words, width + 6); their stems and skeletons; ``mean``: the mean state of all pieces, shape (width,).
    """

    features: Array
    stems: tuple[str, ...]
    forms: tuple[str, ...]
    mean: Array


_known: dict[Wording, Words] = {}


def read(wordings: Sequence[Wording]) -> dict[Wording, Words]:
    """The words of wordings; each is read once, those of like length together."""
    new = [one for one in dict.fromkeys(wordings) if one not in _known]
    kept = {one: _known[one] for one in wordings if one in _known}
    if len(_known) + len(new) > KEPT:
        _known.clear()
    _known.update(_read(new))
    return {one: kept.get(one) or _known[one] for one in wordings}


def _read(new: Sequence[Wording]) -> dict[Wording, Words]:
    if not new:
        return {}
    encoded = _tokenizer().encode_batch([one.said for one in new], add_special_tokens=False)
    of_length: dict[int, list[int]] = defaultdict(list)
    for number, pieces in enumerate(encoded):
        of_length[min(PIECES, len(pieces.ids))].append(number)
    found: dict[Wording, Words] = {}
    for length, numbers in of_length.items():
        for at in range(0, len(numbers), BATCH):
            batch = numbers[at : at + BATCH]
            ids = np.array([[BEGIN, *encoded[n].ids[:length], END] for n in batch], dtype=np.int64)
            states = _session().run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0]
            for number, rows in zip(batch, states[:, 1:-1], strict=True):
                found[new[number]] = _words(new[number], rows, encoded[number].offsets[:length])
    return found


def _words(one: Wording, states: Array, offsets: Sequence[tuple[int, int]]) -> Words:
    """The words of the content, each with the mean state of its pieces."""
    at = len(one.said) - len(one.content)
    spans = [span for span in words(one.content) if is_word(one.content[span.start : span.end])][:LONGEST]
    under = denied(without_rebuttal(folded_words(one.content)))
    rows, stems, forms = [], [], []
    for start, end in spans:
        pieces = [n for n, (a, b) in enumerate(offsets) if a < end + at and b > start + at]
        folded = fold_word(one.content[start:end])
        base, form = stem(folded), skeleton(folded)
        state = states[pieces].mean(axis=0) if pieces else np.zeros(states.shape[1])
        rows.append(np.concatenate([_normed(state), _marks(one, folded, base, form in under)]))
        stems.append(base)
        forms.append(form)
    if not rows:
        rows, stems, forms = [np.zeros(states.shape[1] + 6)], [""], [""]
    mean = np.zeros(states.shape[1], dtype="f") if not len(states) else states.mean(axis=0, dtype="f")
    return Words(np.array(rows, dtype="f"), tuple(stems), tuple(forms), mean)


def _marks(one: Wording, folded: str, base: str, under: bool) -> list[float]:
    opposite = antonyms().get(base)
    return [
        weight(base, "stem") / 6.0,
        float(base in _negating()),
        float(under),
        float(folded[:1].isdigit()),
        float(one.stance == "deny"),
        0.0 if opposite is None else 1.0 - 2.0 * opposite[1],
    ]


def _normed(state: Any) -> Any:
    return (state - state.mean()) / max(1e-5, float(state.std()))


@lru_cache(maxsize=1)
def _negating() -> frozenset[str]:
    return frozenset(stem(word) for word in negations())


@lru_cache(maxsize=1)
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        (FOLDER / "encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
