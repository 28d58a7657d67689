"""Kinds of cues: stems of the list with the endings of Arabic spelling, and nothing guessed."""

import pytest

from attribution.records import TextSpan
from attribution.text.cue_kinds import cue_kind

WORDS = {
    "verb": "قال وقالت فأكدوا يقول وستقولون تنفيه نفاه ودعت يدعون سألتني ليؤكد وامر وصفته ادعى وحمّلت قيل",
    "participle": "قائلا مؤكداً ومضيفةً نافيا داعين لافتاً معتبرَين مطالبين قـائلاً",
    "noun": "اتهامات قوله وتأكيدها بالقول دعوته دعوات الاتهامات بزعمه مطالب انتقادات",
    "preposition": "بحسب ووفقاً وفق نقلا وحسبه",
    "colon": ":",
    "unknown": "الطاولة زرقاء",
}


@pytest.mark.parametrize(("kind", "word"), [(k, w) for k, words in WORDS.items() for w in words.split()])
def test_a_form_has_its_kind(kind, word):
    assert cue_kind(word, TextSpan(0, len(word))) == kind


@pytest.mark.parametrize(
    ("text", "cue", "kind"),
    [
        ("وقد نفي الخبر", "نفي", "verb"),
        ("وجاء ذلك بعد نفي الخبر", "نفي", "noun"),
        ("وهو على حد قول سامي", "على حد قول", "preposition"),
        ("كل أصابع الاتهام إليه", "أصابع الاتهام", "noun"),
    ],
)
def test_where_a_form_is_of_two_kinds_the_word_before_decides(text, cue, kind):
    start = text.index(cue)
    assert cue_kind(text, TextSpan(start, start + len(cue))) == kind


def test_nearly_all_cues_of_the_committed_gold_have_a_kind():
    from pathlib import Path

    from attribution.training.gold import read_gold

    folder = Path(__file__).parents[2] / "annotations"
    kinds = [
        cue_kind(article.text, attribution.cue)
        for name in ("authored", "packs")
        for article in read_gold(folder / f"{name}.jsonl")
        for attribution in article.attributions
    ]
    assert kinds.count("unknown") <= 0.02 * len(kinds)
