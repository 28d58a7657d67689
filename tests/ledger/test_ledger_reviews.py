"""What a person has decided holds when articles come and everything is worked out anew, until it is undone."""

import pytest
from telling import ACCUSED, DENIED, LATER, OPENS, TEXTS, fill

from attribution.errors import AttributionError
from attribution.ledger import Ledger
from attribution.ledger.judgements import (
    judge_attribution,
    judge_claim,
    judge_contest,
    judge_position,
    merge_speakers,
    rename_speaker,
    split_speaker,
)


@pytest.fixture
def ledger():
    with Ledger.open() as opened:
        fill(opened, TEXTS)
        yield opened


def claim_about(state, word):
    """The claim whose text has ``word`` and that has most positions."""
    return max((c for c in state.claims if word in c.text), key=lambda c: len(c.positions), default=None)


def texts(state, claim):
    by_id = {article.id: article.text for article in state.articles}
    return {by_id[position.article] for position in claim.positions} if claim else set()


def speaker(state, name):
    return next((one for one in state.speakers if one.name == name), None)


def said(state, name):
    """The texts in which the ledger has somebody of that name speak."""
    found = speaker(state, name)
    by_id = {article.id: article.text for article in state.articles}
    return {by_id[one.article] for one in state.attributions if found and one.speaker_id == found.id}


def place(state, text):
    (found,) = [one.id for one in state.attributions if state_text(state, one.article) == text]
    return found


def state_text(state, sha256):
    return next(article.text for article in state.articles if article.id == sha256)


def contested_sale(state):
    return claim_about(state, "محطة").contested


def sides_of_sale(state):
    return texts(state, claim_about(state, "محطة"))


CASES = {
    "contest not comparable": (
        lambda s: judge_contest(s, claim_about(s, "محطة").id, "not comparable"),
        lambda s: not contested_sale(s),
    ),
    "contest wrong": (
        lambda s: judge_contest(s, claim_about(s, "محطة").id, "wrong"),
        lambda s: not contested_sale(s),
    ),
    "contest right": (
        lambda s: judge_contest(s, claim_about(s, "المعرض").id, "right"),
        lambda s: claim_about(s, "المعرض").contested,
    ),
    "claims merged": (
        lambda s: judge_claim(s, claim_about(s, "محطة").id, "merged", [claim_about(s, "المعرض").id]),
        lambda s: any(texts(s, c) >= set(TEXTS) for c in s.claims),
    ),
    "claim split": (
        lambda s: judge_claim(s, claim_about(s, "محطة").id, "split", [place(s, DENIED)]),
        lambda s: {DENIED} in [texts(s, c) for c in s.claims],
    ),
    "claim wrong": (
        lambda s: judge_claim(s, claim_about(s, "محطة").id, "wrong"),
        lambda s: not any(texts(s, c) >= {ACCUSED, DENIED} for c in s.claims),
    ),
    "position wrong": (
        lambda s: judge_position(s, claim_about(s, "محطة").id, place(s, DENIED), "wrong"),
        lambda s: not any(texts(s, c) >= {ACCUSED, DENIED} for c in s.claims),
    ),
    "attribution wrong": (
        lambda s: judge_attribution(s, place(s, OPENS), "wrong"),
        lambda s: OPENS not in said(s, "سالم الطيب") and ACCUSED in said(s, "سالم الطيب"),
    ),
    "speakers merged": (
        lambda s: merge_speakers(s, [speaker(s, "سالم الطيب").id, speaker(s, "عادل قاسم").id]),
        lambda s: said(s, "سالم الطيب") >= set(TEXTS) and speaker(s, "عادل قاسم") is None,
    ),
    "speaker split": (
        lambda s: split_speaker(s, [place(s, OPENS)]),
        lambda s: sum(one.name == "سالم الطيب" for one in s.speakers) == 2,
    ),
    "speaker renamed": (
        lambda s: rename_speaker(s, speaker(s, "عادل قاسم").id, "عادل بن قاسم"),
        lambda s: "عادل قاسم" in getattr(speaker(s, "عادل بن قاسم"), "aliases", ()),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_review_holds_when_articles_come_and_until_it_is_undone(ledger, case):
    judge, holds = CASES[case]
    before = ledger.state()
    assert not holds(before)
    review = ledger.review(judge(before), reviewer="ليلى", note="نظرت فيه")
    ledger.derive()
    assert holds(ledger.state())
    fill(ledger, LATER)
    assert holds(ledger.state())
    assert not ledger.derive()
    assert ledger.verify().broken == ()
    ledger.undo(review.id, reviewer="سامر")
    ledger.derive()
    with Ledger.open() as fresh:
        fill(fresh, (*TEXTS, *LATER))
        assert ledger.state() == fresh.state()
    ledger.undo(review.id + 1, reviewer="ليلى")
    ledger.derive()
    assert holds(ledger.state())


def test_the_claim_says_who_why_and_how_much_came_since(ledger):
    state = ledger.state()
    ledger.review(
        judge_contest(state, claim_about(state, "محطة").id, "not comparable"), reviewer="ليلى", note="بيعان"
    )
    fill(ledger, LATER)
    claim = claim_about(ledger.state(), "محطة")
    (review,) = claim.reviews
    assert (review.reviewer, review.note, review.verdict) == ("ليلى", "بيعان", "not comparable")
    assert claim.reason is None
    assert claim.why.startswith("not comparable, according to ليلى on 20")
    assert claim.why.endswith(": بيعان; 1 of its positions came after that")


def test_the_last_review_of_a_contest_counts(ledger):
    claim = claim_about(ledger.state(), "محطة")
    for verdict, contested in (("wrong", False), ("right", True), ("not-comparable", False)):
        ledger.review(judge_contest(ledger.state(), claim.id, verdict), reviewer="ليلى")
        ledger.derive()
        assert contested_sale(ledger.state()) == contested
    assert len(claim_about(ledger.state(), "محطة").reviews) == 3


def test_a_right_claim_stays_together_though_the_model_would_part_it(ledger, monkeypatch):
    ledger.review(
        judge_claim(ledger.state(), claim_about(ledger.state(), "محطة").id, "right"), reviewer="ليلى"
    )
    monkeypatch.setattr("attribution.ledger.claims.candidates", lambda found: [])
    ledger.derive()
    assert sides_of_sale(ledger.state()) == {ACCUSED, DENIED}
    assert claim_about(ledger.state(), "المعرض") is None


def test_decisions_are_carried_out_in_order(ledger):
    state = ledger.state()
    one, other = speaker(state, "سالم الطيب").id, speaker(state, "عادل قاسم").id
    ledger.review(merge_speakers(state, [other, one]), reviewer="ليلى")
    ledger.derive()
    assert said(ledger.state(), "عادل قاسم") == set(TEXTS)
    ledger.review(split_speaker(ledger.state(), [place(state, ACCUSED)]), reviewer="ليلى")
    ledger.derive()
    assert said(ledger.state(), "سالم الطيب") == {ACCUSED}
    assert said(ledger.state(), "عادل قاسم") == set(TEXTS) - {ACCUSED}
    assert "سالم الطيب" in speaker(ledger.state(), "عادل قاسم").aliases


def test_reviews_wait_for_the_next_derivation(ledger):
    assert ledger.pending() == 0
    ledger.review(
        judge_claim(ledger.state(), claim_about(ledger.state(), "محطة").id, "wrong"), reviewer="ليلى"
    )
    assert ledger.pending() == 1
    assert contested_sale(ledger.state())
    ledger.derive()
    assert ledger.pending() == 0


def test_the_history_is_kept(ledger):
    state = ledger.state()
    made = ledger.review(rename_speaker(state, speaker(state, "عادل قاسم").id, "قاسم"), reviewer="ليلى")
    undone = ledger.undo(made.id, reviewer="سامر", note="خطأ")
    assert ledger.reviews() == [made, undone]
    assert (undone.undoes, undone.reviewer, undone.note) == (made.id, "سامر", "خطأ")
    assert made.at.endswith("+00:00")


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        ("A340", lambda s: merge_speakers(s, ["none", "none2"])),
        ("A340", lambda s: rename_speaker(s, "none", "قاسم")),
        ("A341", lambda s: split_speaker(s, ["0000000:1-2"])),
        ("A341", lambda s: split_speaker(s, ["nonsense"])),
        ("A341", lambda s: split_speaker(s, [place(s, ACCUSED), place(s, DENIED)])),
        ("A341", lambda s: judge_attribution(s, "0000000:1-2", "right")),
        ("A341", lambda s: judge_position(s, claim_about(s, "محطة").id, place(s, OPENS), "wrong")),
        ("A342", lambda s: judge_contest(s, "none", "wrong")),
        ("A343", lambda s: split_speaker(s, [place(s, ACCUSED), place(s, OPENS)])),
        (
            "A343",
            lambda s: judge_claim(
                s, claim_about(s, "محطة").id, "split", [place(s, ACCUSED), place(s, DENIED)]
            ),
        ),
        ("A346", lambda s: merge_speakers(s, [s.speakers[0].id, s.speakers[0].id])),
        ("A346", lambda s: judge_claim(s, s.claims[0].id, "merged", [s.claims[0].id])),
        ("A347", lambda s: judge_contest(s, s.claims[0].id, "merged")),
    ],
)
def test_what_cannot_be_decided_is_refused(ledger, code, refused):
    with pytest.raises(AttributionError) as refusal:
        refused(ledger.state())
    assert refusal.value.code == code


def test_undoing_what_is_not_there_is_refused(ledger):
    with pytest.raises(AttributionError, match="A344"):
        ledger.undo(1, reviewer="ليلى")
    state = ledger.state()
    ledger.review(rename_speaker(state, speaker(state, "عادل قاسم").id, "قاسم"), reviewer="ليلى")
    ledger.undo(1, reviewer="ليلى")
    with pytest.raises(AttributionError, match="A345"):
        ledger.undo(1, reviewer="ليلى")


def test_reviews_on_both_databases(where):
    with Ledger.open(where) as ledger:
        fill(ledger, TEXTS)
        state = ledger.state()
        ledger.review(
            judge_contest(state, claim_about(state, "محطة").id, "wrong"), reviewer="ليلى", note="لا"
        )
        ledger.derive()
    with Ledger.open(where) as ledger:
        fill(ledger, LATER)
        assert not contested_sale(ledger.state())
        assert ledger.verify().broken == ()
