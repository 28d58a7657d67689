"""Who told whom, to any depth."""

from hypothesis import given, settings
from hypothesis import strategies as st
from stories import ledger, said, story

from attribution.ledger.chain import chains, containers
from attribution.records import LedgerAttribution, TextSpan

NESTED = "نقلت وكالة القمر عن ليلى الهاشمي قولها إن البلدية نفت علمها بالحريق، مضيفة أن التحقيق بدأ."


def names(chain):
    return [(link.role, link.name) for link in chain.links]


def told(**facts):
    return ledger(
        story(
            NESTED,
            said("نقلت", "ليلى الهاشمي", "إن البلدية نفت علمها بالحريق", outlet="وكالة القمر"),
            said("نفت", "البلدية", "علمها بالحريق", stance="deny"),
            said("مضيفة", "ليلى الهاشمي", "أن التحقيق بدأ"),
            **facts,
        )
    )


def test_a_report_within_a_report_goes_through_it():
    outer, inner, beside = chains(told(publisher="جريدة الفجر"))
    through = [("publisher", "جريدة الفجر"), ("outlet", "وكالة القمر"), ("speaker", "ليلى الهاشمي")]
    assert names(outer) == through
    assert names(inner) == [*through, ("speaker", "البلدية")]
    assert names(beside) == [through[0], through[2]]
    assert [chain.between for chain in (outer, inner, beside)] == [1, 2, 0]
    assert inner.within == (outer.attribution,)


def test_depth_has_no_limit():
    text = "قال أ إن ب قال إن ج قال إن د قال نعم."
    contents = ["إن ب قال إن ج قال إن د قال نعم", "إن ج قال إن د قال نعم", "إن د قال نعم", "نعم"]
    after = [0, 5, 15, 24]
    state = ledger(
        story(
            text,
            *(
                said("قال", who, what, after=at)
                for who, what, at in zip("أبجد", contents, after, strict=True)
            ),
        )
    )
    last = chains(state)[-1]
    assert [link.name for link in last.links] == [None, "أ", "ب", "ج", "د"]
    assert len(last.within) == 3


def test_who_is_outlet_of_one_and_speaker_of_the_other_is_told_once():
    text = "وبحسب وكالة القمر أدانت ليلى الهاشمي الهجوم."
    state = ledger(
        story(
            text,
            said("وبحسب", "وكالة القمر", "أدانت ليلى الهاشمي الهجوم"),
            said("أدانت", "ليلى الهاشمي", "الهجوم", outlet="وكالة القمر"),
        )
    )
    assert [link.name for link in chains(state)[1].links] == [None, "وكالة القمر", "ليلى الهاشمي"]


def test_nobody_named_and_no_publisher_are_none():
    (chain,) = chains(ledger(story("قيل إن السد آمن.", said("قيل", None, "إن السد آمن"))))
    assert [(link.role, link.name) for link in chain.links] == [("publisher", None), ("speaker", None)]


def test_the_seeds_have_agencies_that_quote(seeds_state):
    found = chains(seeds_state)
    assert len(found) == len(seeds_state.attributions)
    deep = {tuple(link.name for link in chain.links[1:]) for chain in found if chain.within}
    assert ("وكالة ميزان الإيرانية", "علي باقري كني") in deep


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), max_size=12))
def test_nobody_stands_within_himself(pieces):
    attributions = [
        LedgerAttribution(
            id=str(number),
            article="a",
            cue=TextSpan(number * 3, number * 3 + 2),
            content=(TextSpan(start, start + length),),
        )
        for number, (start, length) in enumerate(pieces)
    ]
    outer = containers(attributions)
    for one in outer:
        seen, above = {one}, outer.get(one)
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = outer.get(above)
