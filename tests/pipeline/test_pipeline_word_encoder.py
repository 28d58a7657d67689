"""The small encoder: what it sees of a word, how far it sees, and that its file brings it back."""

import numpy as np
import pytest
import spacy

from attribution.errors import AttributionError
from attribution.pipeline.word_encoder import WordEncoder, dilated_window, word_encoder
from attribution.pipeline.word_forms import FORMS, word_forms

SETTINGS = {"width": 8, "rows": [50] * FORMS, "embedding": 4, "dilations": [1, 2], "dropout": 0.0}


@pytest.fixture
def docs():
    nlp = spacy.blank("ar")
    return [nlp("قال الوزير إن الطريق مفتوح"), nlp("نعم"), nlp(" ".join(["كلمة"] * 20))]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("وَقال", "وقال", range(FORMS)), ("والوزير", "الوزير", [1, 2, 3, 4]), ("بالأمس", "الامس", [1, 2, 3, 4])],
)
def test_forms_without_spelling_and_particles(one, other, same):
    equal = [column for column in range(FORMS) if word_forms(one)[column] == word_forms(other)[column]]
    assert equal == list(same)


def test_a_short_word_is_left_whole():
    assert word_forms("ولد")[1] == word_forms("ولد")[0]


def test_window_holds_the_rows_before_and_behind():
    rows = np.arange(1.0, 6.0, dtype="f")[:, None]
    seen, _ = dilated_window(2)(rows, is_train=False)
    assert seen.tolist() == [[0, 1, 3], [0, 2, 4], [1, 3, 5], [2, 4, 0], [3, 5, 0]]


@pytest.mark.parametrize("dilation", [1, 3, 9])
def test_window_gradient_is_its_transpose(dilation):
    rng = np.random.default_rng(0)
    rows, gradient = rng.normal(size=(6, 2)), rng.normal(size=(6, 6))
    seen, backprop = dilated_window(dilation)(rows, is_train=True)
    assert np.isclose((seen * gradient).sum(), (rows * backprop(gradient)).sum())


def test_a_token_sees_as_far_as_the_dilations_reach_and_no_document_sees_another(docs):
    model = word_encoder(**SETTINGS)
    model.initialize(X=docs)
    alone, together = model.predict(docs[1:2])[0], model.predict(docs)
    assert [array.shape for array in together] == [(len(doc), 8) for doc in docs]
    np.testing.assert_allclose(alone, together[1], rtol=1e-5)
    nlp = spacy.blank("ar")
    words = ["كلمة"] * 20
    other = model.predict([nlp(" ".join(["أخرى", *words[1:]]))])[0]
    changed = np.flatnonzero(np.abs(other - together[2]).max(axis=1) > 1e-6)
    assert changed.tolist() == [0, 1, 2, 3]


def test_its_file_brings_it_back_in_half_precision(docs, tmp_path):
    encoder = WordEncoder(word_encoder(**SETTINGS))
    encoder.model.initialize(X=docs)
    encoder.to_disk(tmp_path)
    again = WordEncoder(word_encoder(**SETTINGS)).from_disk(tmp_path)
    for doc, vectors in zip(docs, encoder.model.predict(docs), strict=True):
        np.testing.assert_allclose(again(doc).tensor, vectors, atol=0.01)


def test_weights_of_another_shape_are_refused(docs, tmp_path):
    encoder = WordEncoder(word_encoder(**SETTINGS))
    encoder.model.initialize(X=docs)
    encoder.to_disk(tmp_path)
    with pytest.raises(AttributionError, match="A203"):
        WordEncoder(word_encoder(**{**SETTINGS, "width": 12})).from_disk(tmp_path)
