"""How words of two wordings stand to each other."""

import pytest

from attribution.ledger.relations import NAMES, relations
from attribution.ledger.wording import wording


def between(one, other, stance=None):
    a, b = (wording(None, None, text, how, None) for text, how in ((one, None), (other, stance)))
    found = relations(a, b)
    assert found == relations(b, a)
    return dict(zip(NAMES, found, strict=True))


def test_the_same_words():
    found = between("ارتفعت أسعار القمح", "ارتفعت أسعار القمح")
    assert found["cosine"] == pytest.approx(1.0)
    assert found["least lacking"] == found["most lacking"] == found["denied by one"] == 0.0


def test_one_says_more():
    found = between("ارتفعت أسعار القمح في سوق المدينة", "ارتفعت أسعار القمح")
    assert found["least lacking"] == 0.0 < found["most lacking"]


def test_one_negates():
    assert between("لم ترتفع أسعار القمح", "ترتفع أسعار القمح")["denied by one"] > 0.2
    assert between("ارتفاع أسعار القمح", "ارتفاع أسعار القمح", "deny")["denied by one"] >= 0.2


def test_opposites():
    assert between("ارتفعت أسعار القمح", "انخفضت أسعار القمح")["opposites"] == 1.0


def test_numbers():
    assert between("مقتل 30 عاملا", "مقتل 30 شخصا")["numbers agree"] == 1.0
    found = between("مقتل 30 عاملا", "مقتل 12 عاملا")
    assert (found["numbers agree"], found["numbers differ"]) == (0.0, 1.0)


def test_nothing_to_compare():
    assert between("،", "12")["cosine"] == 0.0
