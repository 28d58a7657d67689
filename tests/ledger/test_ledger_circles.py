"""Articles that are alike are looked at together, however many there are."""

from itertools import combinations
from types import SimpleNamespace

import pytest

from attribution.ledger import circles as module
from attribution.ledger.circles import BESIDE, MET, OWN, circles, own
from attribution.ledger.statements import read
from attribution.records import Attributed, Attribution, TextSpan

ALIKE = MET + 0.01


@pytest.fixture
def circles_of(monkeypatch):
    """The circles of articles of one report each, of which some are that much alike."""

    def found(articles, alike):
        monkeypatch.setattr(
            module, "articles_alike", lambda a, b: alike.get(tuple(sorted((*a, *b))), MET - 0.01)
        )
        reports = [SimpleNamespace(article=article, whole=frozenset([article])) for article in articles]
        return circles(reports, combinations(range(len(articles)), 2))

    return found


def test_articles_that_are_alike_are_a_circle(circles_of):
    assert circles_of("abc", {("a", "b"): ALIKE}) == [("a", "b"), ("c",)]


def test_those_of_which_no_pair_is_known_are_not():
    reports = [SimpleNamespace(article=article, whole=frozenset(["x"])) for article in "ab"]
    assert circles(reports, []) == [("a",), ("b",)]


def test_a_circle_that_is_part_of_another_is_left_out(circles_of):
    assert circles_of("abc", {("a", "b"): ALIKE, ("b", "c"): ALIKE}) == [("a", "b", "c")]


def test_one_that_is_like_many_meets_all_of_them_in_small_circles(circles_of):
    articles = [chr(ord("a") + n) for n in range(14)]
    found = circles_of(articles, {("a", other): ALIKE for other in articles[1:]})
    assert max(map(len, found)) == BESIDE + 1
    assert {there for circle in found if "a" in circle for there in circle} == set(articles)


def test_it_meets_those_first_that_are_most_alike(circles_of):
    articles = [chr(ord("a") + n) for n in range(BESIDE + 3)]
    found = circles_of(articles, {("a", other): ALIKE + n / 100 for n, other in enumerate(articles[1:])})
    assert ("a", *articles[3:]) in found


def test_other_events_change_nothing(circles_of):
    alike = {("a", "b"): ALIKE, ("x", "y"): ALIKE}
    assert set(circles_of("ab", alike)) < set(circles_of("xayb", alike))


def test_what_is_known_of_a_report_by_itself():
    text = "ونفى سامر انهيار الجسر."
    deny = Attribution(
        cue=TextSpan(0, 4),
        speaker=TextSpan(5, 9),
        speaker_name="سامر",
        content=(TextSpan(10, 22),),
        stance="deny",
    )
    (report,) = [
        one for one in read(Attributed(id="a", text=text, attributions=(deny,)), {}) if one.index is not None
    ]
    known = dict(zip(OWN, own(report), strict=True))
    assert known["own: deny"] == known["own: rejects"] == 1.0
    assert known["own: say"] == known["own: sentence"] == 0.0
