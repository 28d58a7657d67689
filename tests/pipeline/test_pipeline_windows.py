"""Windows cover every token, and pieces go to the tokens whose characters they hold."""

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from attribution.pipeline.windows import mean_rows, pieces_of_tokens, strided_spans

NLP = spacy.blank("ar")


@given(st.integers(0, 60), st.integers(1, 20), st.integers(1, 20))
def test_windows_cover_all_tokens_in_order(length, window, stride):
    stride = min(stride, window)
    doc = spacy.tokens.Doc(NLP.vocab, words=["كلمة"] * length)
    spans = strided_spans(doc, window, stride)
    assert {i for span in spans for i in range(span.start, span.end)} == set(range(length))
    assert all(len(span) <= window for span in spans)
    assert [span.start for span in spans] == sorted({span.start for span in spans})


@pytest.mark.torch
@given(st.integers(1, 700))
def test_windows_are_those_of_spacy_transformers(length):
    getter = pytest.importorskip("spacy_transformers.span_getters").get_strided_spans
    doc = spacy.tokens.Doc(NLP.vocab, words=["كلمة"] * length)
    theirs = [(s.start, s.end) for s in getter([doc], 300, 252)[0]]
    assert [(s.start, s.end) for s in strided_spans(doc, 300, 252)] == theirs


def test_a_token_has_the_pieces_that_share_its_characters():
    doc = spacy.tokens.Doc(NLP.vocab, words=["قال", "الوزير", " ", "."], spaces=[True, True, False, False])
    offsets = [(0, 0), (0, 3), (3, 6), (6, 10), (12, 13), (0, 0)]
    assert [list(rows) for rows in pieces_of_tokens(doc[:], offsets)] == [[1], [2, 3], [], [4]]


def test_a_token_without_pieces_is_nought():
    pooled = mean_rows(
        np.array([[1.0, 3.0], [3.0, 5.0]], dtype="f"), [np.array([0, 1]), np.array([], dtype=int)]
    )
    assert pooled.tolist() == [[2.0, 4.0], [0.0, 0.0]]
