"""A part of a ledger: every filter alone and together, and what stays whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import ledger, position, said, story

from attribution.ledger.selection import Selection, is_called, select, select_claims
from attribution.records import Claim, Position, Related, Speaker, TextSpan

ACCUSES = story(
    "اتهم سالم الطيب، في بيان، البلدية ببيع المحطة. وقَالَ إن السدّ مهدد.",
    said("اتهم", "سالم الطيب", "ببيع المحطة", outlet="بيان", stance="accuse"),
    said("وقَالَ", "سالم الطيب", "إن السدّ مهدد"),
    publisher="صحيفة الساحل",
    published="2025-03-10",
)
DENIES = story(
    "نفت بلدية الميناء بيع المحطة.",
    said("نفت", "بلدية الميناء", "بيع المحطة", stance="deny"),
    publisher="موقع النورس",
    published="2025-03",
)
STATES = story("بيعت المحطة سراً.", key="c.txt")
VOICE = Position(
    article=STATES[0].id, attribution=None, span=TextSpan(0, 16), speaker_id=None, position="states"
)
SOLD = Claim(
    id="c1",
    text="بيعت المحطة",
    contested=True,
    positions=(position(ACCUSES, 0, "alleges"), position(DENIES, 0, "denies"), VOICE),
    related=(Related(claim="c2", why="another"),),
)
DAM = Claim(id="c2", text="السد مهدد", positions=(position(ACCUSES, 1, "asserts"),))
STATE = ledger(
    ACCUSES,
    DENIES,
    STATES,
    claims=[SOLD, DAM],
    speakers=[Speaker(id="سالم الطيب", name="سالم الطيب", aliases=("أبو فراس",))],
)
CUES = {"اتهم", "وقَالَ", "نفت"}


def cues(state):
    texts = {article.id: article.text for article in state.articles}
    return {one.cue.of(texts[one.article]) for one in state.attributions}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, CUES),
        ({"speaker": "الطيب"}, {"اتهم", "وقَالَ"}),
        ({"speaker": "طيب"}, {"اتهم", "وقَالَ"}),
        ({"speaker": "ابو فراس"}, {"اتهم", "وقَالَ"}),
        ({"speaker": "سالم فراس"}, set()),
        ({"speaker": "سال"}, set()),
        ({"publisher": "النورس"}, {"نفت"}),
        ({"outlet": "بيان"}, {"اتهم"}),
        ({"stances": ("deny", "accuse")}, {"اتهم", "نفت"}),
        ({"since": "2025-03-10"}, {"اتهم", "وقَالَ"}),
        ({"since": "2025-03"}, CUES),
        ({"until": "2025-03-30"}, {"اتهم", "وقَالَ"}),
        ({"until": "2025"}, CUES),
        ({"since": "2026"}, set()),
        ({"text": "قال"}, {"وقَالَ"}),
        ({"text": "سد"}, {"وقَالَ"}),
        ({"text": "المحطات"}, {"اتهم", "نفت"}),
        ({"text": "بيع نفت"}, {"نفت"}),
        ({"text": "محطة", "speaker": "الطيب"}, {"اتهم"}),
    ],
)
def test_each_filter(wanted, expected):
    assert cues(select(STATE, Selection(**wanted))) == expected


def test_nothing_asked_is_everything():
    assert select(STATE, Selection()) is STATE
    assert select_claims(STATE, Selection()) is STATE


def test_a_part_is_a_ledger_of_its_own():
    part = select(STATE, Selection(speaker="الطيب"))
    assert [speaker.name for speaker in part.speakers] == ["سالم الطيب"]
    assert [article.publisher for article in part.articles] == ["صحيفة الساحل"]
    assert [(claim.id, len(claim.positions)) for claim in part.claims] == [("c1", 1), ("c2", 1)]
    only_denial = select(STATE, Selection(speaker="بلدية"))
    assert [(claim.id, claim.related) for claim in only_denial.claims] == [("c1", ())]


def test_whole_claims_keep_all_their_sides():
    part = select_claims(STATE, Selection(speaker="بلدية"))
    assert part.claims == (SOLD.model_copy(update={"related": ()}),)
    assert {article.id for article in part.articles} == {p.article for p in SOLD.positions}
    assert cues(part) == {"اتهم", "نفت"}


def test_a_publishers_own_voice_has_no_speaker_and_no_stance():
    assert [claim.id for claim in select(STATE, Selection(publisher="c.txt")).claims] == ["c1"]
    assert select(STATE, Selection(text="سرا")).claims[0].positions == (VOICE,)
    assert select(STATE, Selection(text="سرا", stances=("say",))).claims == ()


def test_articles_without_attributions_stay_if_only_articles_are_asked_for():
    assert [article.key for article in select(STATE, Selection(publisher="c.txt")).articles] == ["c.txt"]


def test_names_by_whole_words():
    assert is_called("الطَيّب", ["سالم الطيب"])
    assert not is_called("", ["سالم الطيب"])
    assert not is_called("…", ["سالم الطيب"])


@given(
    st.builds(
        Selection,
        speaker=st.sampled_from([None, "الطيب", "بلدية"]),
        publisher=st.sampled_from([None, "الساحل", "النورس", "c.txt"]),
        outlet=st.sampled_from([None, "بيان"]),
        stances=st.sampled_from([(), ("say",), ("deny", "accuse")]),
        since=st.sampled_from([None, "2025", "2025-03-10"]),
        text=st.sampled_from([None, "المحطة", "قال"]),
    )
)
def test_whatever_is_asked_the_part_refers_to_nothing_outside_it(wanted):
    for cut in (select, select_claims):
        part = cut(STATE, wanted)
        articles = {article.id for article in part.articles}
        attributions = {one.id for one in part.attributions}
        speakers, claims = {one.id for one in part.speakers}, {one.id for one in part.claims}
        assert {one.article for one in part.attributions} <= articles
        assert {one.speaker_id for one in part.attributions} <= speakers
        for claim in part.claims:
            assert claim.positions
            assert {p.article for p in claim.positions} <= articles
            assert {p.attribution for p in claim.positions} - {None} <= attributions
            assert {related.claim for related in claim.related} <= claims
        assert cut(part, wanted) == part
