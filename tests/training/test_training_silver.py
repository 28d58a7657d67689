"""Raw articles for silver annotations: which are chosen, and how far two readings agree."""

import json

import pytest
import spacy

from attribution.pipeline.document import to_doc
from attribution.records import Attributed, Attribution
from attribution.training.silver import agreement, choose

WORDS = [f"كلمة{number}" for number in range(200)]


@pytest.fixture
def raw(tmp_path):
    path = tmp_path / "raw.jsonl"
    articles = [
        ("a", "أ", WORDS[:60]),
        ("b", "أ", WORDS[60:130]),
        ("c", "ب", WORDS[130:]),
        ("d", "ب", WORDS[2:60]),
    ]
    rows = [
        {"id": key, "publisher": publisher, "text": " ".join(words)} for key, publisher, words in articles
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def ids(articles):
    return {article.id for article in articles}


def test_of_near_copies_one_is_taken(raw):
    assert len(ids(choose(raw, [], 10, (1, 100), seed=0)) & {"a", "d"}) == 1


def test_nothing_is_learnt_from_what_will_be_judged(raw, tmp_path):
    judged = tmp_path / "dev.jsonl"
    judged.write_text(
        json.dumps({"id": "x", "text": " ".join(WORDS[:50])}, ensure_ascii=False), encoding="utf-8"
    )
    assert ids(choose(raw, [judged], 10, (1, 100), seed=0)) == {"b", "c"}


def test_publishers_take_turns(raw):
    assert {article.publisher for article in choose(raw, [], 2, (1, 100), seed=0)} == {"أ", "ب"}


def test_lengths_are_bounded(raw):
    assert ids(choose(raw, [], 10, (70, 100), seed=0)) == {"b", "c"}


def test_agreement_of_two_readings():
    nlp = spacy.blank("ar")
    text = "قالت هند الوافي إن الجسر مغلق"
    whole = Attribution(cue=(0, 4), speaker=(5, 15), content=[(16, 29)])
    docs = [
        to_doc(nlp, Attributed(id="x", text=text, attributions=found))[0]
        for found in ((whole,), (whole,), ())
    ]
    article = Attributed(id="x", text=text)
    assert agreement(article, docs[:2]) == 1.0
    assert agreement(article, docs[1:]) == 0.0
    assert agreement(article, [docs[2], docs[2]]) == 1.0
