"""What the small encoder sees of a word: its folded form, the form without particles and article, its first
and its last letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import cast

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc
from thinc.api import Model
from thinc.types import Ints2d

from attribution.text.folding import fold_word

FORMS = 6
"""Hashed forms of a word, in the order of ``word_forms``."""

_PARTICLES = re.compile(r"^[وف]?[بكل]?(?:ال|لل)?(?=\w{3})")


@lru_cache(maxsize=1 << 17)
def word_forms(word: str) -> NDArray[np.uint64]:
    """Hashes of a word's folded form, that without joined particles and article, its first three and its last two and
    three letters, and the letters before and after a possible prefix; shape (6,)."""
    folded = fold_word(word) or word
    bare = _PARTICLES.sub("", folded)
    forms = (
        folded,
        bare,
        f"{bare[:3]}-",
        f"-{folded[-2:]}",
        f"-{folded[-3:]}",
        f"{folded[:2]}-{len(folded)}",
    )
    return np.array([get_string_id(form) for form in forms], dtype=np.uint64)


def hashed_forms() -> Model[list[Doc], list[Ints2d]]:
    """The hashed forms of each Doc's tokens, shape (tokens, 6)."""
    return Model("hashed_forms", _forward)


def _forward(model: Model, docs: list[Doc], is_train: bool) -> tuple[list[Ints2d], Callable]:
    return [_forms(doc) for doc in docs], lambda d: []


def _forms(doc: Doc) -> Ints2d:
    rows = [word_forms(token.text) for token in doc]
    return cast(Ints2d, np.stack(rows) if rows else np.zeros((0, FORMS), np.uint64))
