"""Repairs: what they mend and what they leave."""

import pytest
import spacy

from attribution.pipeline.repairs import source_adjective
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
