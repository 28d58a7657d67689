"""The network that compares two wordings, as it ships."""

import numpy as np
import pytest

from attribution.ledger.fitting.stances import figures, wording
from attribution.ledger.stances import relations, stance, words_of

RISE = "ارتفاع أسعار القمح في أسواق المدينة"
FALL = "انخفاض أسعار القمح في أسواق المدينة"


def test_opposites_disagree_and_the_same_words_agree():
    assert np.argmax(stance(wording(RISE), wording(FALL))) == 0
    assert np.argmax(stance(wording(RISE), wording(RISE))) == 1


@pytest.mark.parametrize("other", [FALL, "افتتاح مكتبة جديدة", "12", ""])
def test_the_order_of_the_two_does_not_matter(other):
    there, back = stance(wording(RISE), wording(other)), stance(wording(other), wording(RISE))
    assert sum(there) == pytest.approx(1.0)
    assert there == pytest.approx(back, abs=1e-5)


def test_words_and_their_relations():
    one, other = wording(RISE), wording(FALL)
    assert words_of(one).shape == (6, 69)
    assert relations(one, other)[0, 0].tolist() == [0.0, 0.0, 1.0]
    assert relations(one, other)[1, 1].tolist() == [1.0, 1.0, 0.0]


def test_figures_of_calling_everything_a_contest():
    found = figures([0, 0, 1, 2], [0, 0, 0, 0])
    assert found["disagree F1"] == found["disagree F1 of calling all of them so"] == pytest.approx(2 / 3)
    assert found["false contests among agree and other"] == 1.0
