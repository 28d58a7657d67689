"""The teacher's vectors: a small encoder comes nearer to them, and what does not belong together is refused."""

import json

import numpy as np
import pytest
import spacy
from thinc.api import Adam

from attribution.errors import AttributionError
from attribution.pipeline.word_encoder import word_encoder
from attribution.pipeline.word_forms import FORMS
from attribution.training.teacher import taught, teacher_vectors

TEXTS = ["قال الوزير إن الطريق مفتوح", "نفت الوزارة الخبر"]


@pytest.fixture
def lesson(tmp_path):
    articles, vectors = tmp_path / "raw.jsonl", tmp_path / "vectors.npy"
    lines = [json.dumps({"id": text, "text": text}, ensure_ascii=False) for text in TEXTS]
    articles.write_text("\n".join(lines), encoding="utf-8")
    tokens = sum(len(text.split()) for text in TEXTS)
    np.save(vectors, np.random.default_rng(0).normal(size=(tokens, 4)).astype("f2"))
    return str(articles), str(vectors)


def test_a_small_encoder_comes_nearer_to_its_teacher(lesson):
    nlp = spacy.blank("ar")
    docs = list(taught(*lesson)(nlp))
    encoder = word_encoder(width=8, rows=[50] * FORMS, embedding=4, dilations=[1, 1], dropout=0.0)
    model = teacher_vectors(4)(nlp.vocab, encoder)
    model.initialize(X=docs, Y=np.zeros((8, 4), dtype="f"))
    optimizer, losses = Adam(0.02), []
    for _ in range(60):
        predicted, backprop = model.begin_update(docs)
        loss, gradient = model.attrs["loss"](model.ops, docs, predicted)
        backprop(gradient)
        model.finish_update(optimizer)
        losses.append(loss)
    assert losses[-1] < 0.3 * losses[0]


@pytest.mark.parametrize("rows", [7, 9])
def test_vectors_of_other_articles_are_refused(lesson, rows):
    articles, vectors = lesson
    np.save(vectors, np.zeros((rows, 4), dtype="f2"))
    with pytest.raises(AttributionError, match="A507"):
        list(taught(articles, vectors)(spacy.blank("ar")))
