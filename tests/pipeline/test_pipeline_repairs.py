"""Repairs: what they mend and what they leave."""

import pytest
import spacy

from attribution.pipeline.repairs import performative, source_adjective
from attribution.pipeline.tokenizer import ArabicTokenizer

TOKENIZER = ArabicTokenizer(spacy.blank("ar").vocab)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("اتهامات تشادية بنقل ذخائر", "تشادية"),
        ("التحذيرات الأممية من الجفاف", "الأممية"),
        ("اتهامات خطيرة بنقل ذخائر", None),
        ("انتقادات قوية للخطة", None),
        ("تصريحات صحفية بأن الخطة فشلت", None),
        ("قال تشادي إن الخطة فشلت", None),
        ("اتهامات", None),
    ],
)
def test_the_adjective_of_a_report_noun_is_its_source(text, source):
    doc = TOKENIZER(text)
    found = source_adjective(doc, (0, 1))
    assert (found and doc[found[0] : found[1]].text) == source


@pytest.mark.parametrize("word", ["نؤكد", "ونُطالب", "سندعو", "ونعتبر", "فنحذر"])
def test_first_person_plural_is_part_of_what_is_said(word):
    assert performative(word)


@pytest.mark.parametrize("word", ["نفى", "نفت", "ونقلت", "ندد", "نبه", "نشرت", "يؤكد", "أكدنا", "نائب"])
def test_other_words_with_that_letter_can_be_cues(word):
    assert not performative(word)
