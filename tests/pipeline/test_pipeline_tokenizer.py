"""The tokenizer: all gold aligns, and no character is lost."""

from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from attribution.pipeline.document import read, to_doc
from attribution.pipeline.tokenizer import ArabicTokenizer
from attribution.records import Attributed

GOLD = Path(__file__).parents[2] / "annotations"
TOKENIZER = ArabicTokenizer(spacy.blank("ar").vocab)


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "attribution.ArabicTokenizer.v1"}}})


@pytest.mark.parametrize("name", ["seeds", "authored", "packs"])
def test_every_gold_span_aligns_and_comes_back(nlp, name):
    for line in (GOLD / f"{name}.jsonl").open(encoding="utf-8"):
        article = Attributed.model_validate_json(line)
        doc, misaligned = to_doc(nlp, article)
        assert misaligned == []
        assert [a.spans() for a in read(doc)] == [
            a.spans() for a in sorted(article.attributions, key=lambda a: a.cue)
        ]


def test_a_span_inside_a_word_is_named_and_its_attribution_kept(nlp):
    article = Attributed(
        id="x",
        text="قال سامي إن الماء يكفي",
        attributions=[{"cue": [0, 3], "speaker": [4, 6], "content": [[9, 22]]}],
    )
    doc, misaligned = to_doc(nlp, article)
    assert misaligned == [(4, 6)]
    assert [(a.speaker, a.content) for a in read(doc)] == [(None, ((9, 22),))]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("«لن نقبل».", ["«", "لن", "نقبل", "»", "."]),
        ('قال:"لا".', ["قال", ":", '"', "لا", '"', "."]),
        ("و«حماس»", ["و", "«", "حماس", "»"]),
        ("نعم،لا", ["نعم", "،", "لا"]),
        ("السكّر.", ["السكّر", "."]),
        ("3.5 مليون", ["3.5", "مليون"]),
        ("‹نعم› „نعم‟", ["‹", "نعم", "›", "„", "نعم", "‟"]),
    ],
)
def test_marks_are_tokens_of_their_own(text, tokens):
    assert [token.text for token in TOKENIZER(text) if not token.is_space] == tokens


@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from(' \n\t\u2028\u200f\u200c«»".،ـَّقالو5a😀'), st.characters(codec="utf-8")
        )
    )
)
def test_the_text_of_the_doc_is_the_text(text):
    doc = TOKENIZER(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
