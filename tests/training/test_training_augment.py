"""Augmentation keeps every offset."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.records import Attributed, Attribution
from attribution.training.augment import CHANGES, augment, behind, byline, dressed, other_marks
from attribution.training.corpus import select

GOLD = Path(__file__).parents[2] / "annotations"


@given(st.text(alphabet='قال أإآىة «»"“”\n،. '), st.integers(0, 1000))
def test_length_and_white_space_stay(text, seed):
    changed = augment(text, 1.0, random.Random(seed))
    assert len(changed) == len(text)
    assert [c.isspace() for c in changed] == [c.isspace() for c in text]


@pytest.mark.parametrize("change", [change for change, _ in CHANGES])
def test_each_change_does_something_to_some_article(change):
    texts = [
        Attributed.model_validate_json(line).text for line in (GOLD / "authored.jsonl").open(encoding="utf-8")
    ]
    assert any(change(text, random.Random(1)) != text for text in texts)


def test_marks_change_in_pairs():
    assert other_marks("قال: «نعم» ثم «لا»", random.Random(2)).count("«") in (0, 2)


def test_rate_nought_changes_nothing():
    assert augment("أكد «أن»", 0.0, random.Random(0)) == "أكد «أن»"


def test_parts_share_no_article():
    articles = [
        Attributed.model_validate_json(line)
        for name in ("authored", "packs")
        for line in (GOLD / f"{name}.jsonl").open(encoding="utf-8")
    ]
    splits = str(GOLD / "splits.json")
    train, dev = ({a.id for a in select(articles, splits, part)} for part in ("train", "dev"))
    assert not train & dev
    assert train | dev == {a.id for a in articles}
    assert len(dev) == 20


@pytest.mark.parametrize("seed", range(20))
def test_a_byline_goes_before_the_text_and_every_span_moves_with_it(seed):
    text = "قالت هند الوافي إن الجسر «مغلق» وفق بيان"
    whole = Attribution(cue=(0, 4), speaker=(5, 15), content=[(16, 31)], outlet=(36, 40))
    article = Attributed(id="x", text=text, attributions=[whole])
    words = byline(random.Random(seed))
    after = behind(words, article)
    assert after.text == words + text and "{" not in words
    moved = after.attributions[0]
    assert [(label, span.of(after.text)) for label, span in moved.spans()] == [
        (label, span.of(text)) for label, span in whole.spans()
    ]


def test_some_articles_get_a_byline_and_with_no_rate_none():
    article = Attributed(id="x", text="وصل الوفد")
    longer = [len(dressed(article, 1.0, random.Random(seed)).text) > 9 for seed in range(200)]
    assert 50 < sum(longer) < 110
    assert dressed(article, 0.0, random.Random(0)) == article
