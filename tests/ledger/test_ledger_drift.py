"""One statement in several articles: what is one statement, and what each version did with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import ledger, position, said, story

from attribution.ledger.alignment import align, tokens
from attribution.ledger.drift import drift
from attribution.records import Claim, TextSpan
from attribution.text import fold_word

FULL = "وقال سامر الخازن: السد الجديد آمن تماماً ولا خوف على القرى المجاورة حتى نهاية الموسم."
CUT = "زعم سامر الخازن أن «السد الجديد آمن تماماً ولا خوف على القرى»."
REWORDED = "وأكد سامر الخازن أن السد الحديث آمن تماماً ولا خوف على القرى المجاورة حتى نهاية الشتاء."
DENIED = "قال سامر الخازن إن السد الجديد ليس آمناً تماماً والقرى المجاورة في خوف."
FULL_STORY = story(
    FULL, said("وقال", "سامر الخازن", FULL[len("وقال سامر الخازن: ") : -1], type="direct"), publisher="الأولى"
)
CUT_STORY = story(
    CUT,
    said("زعم", "سامر الخازن", "أن «السد الجديد آمن تماماً ولا خوف على القرى»", stance="allege"),
    publisher="الثانية",
)


def changes(state, number=1):
    (statement,) = drift(state)
    texts = {article.id: article.text for article in state.articles}
    full, version = statement.versions[0], statement.versions[number]
    return [
        (
            change.step.kind,
            [one.of(texts[full.article]) for one in change.step.first],
            [one.of(texts[version.article]) for one in change.step.second],
        )
        for change in version.changes
    ]


def test_what_is_cut_is_told_in_the_words_of_the_fullest():
    state = ledger(CUT_STORY, FULL_STORY)
    assert changes(state) == [("cut", ["المجاورة حتى نهاية الموسم"], [])]
    (statement,) = drift(state)
    assert [version.article for version in statement.versions] == [FULL_STORY[0].id, CUT_STORY[0].id]
    assert statement.weight > 0


def test_what_is_reworded_is_told_with_both_sides():
    content = REWORDED[len("وأكد سامر الخازن ") : -1]
    found = changes(ledger(FULL_STORY, story(REWORDED, said("وأكد", "سامر الخازن", content), publisher="ج")))
    assert found == [("reworded", ["الجديد"], ["الحديث"]), ("reworded", ["الموسم"], ["الشتاء"])]


def test_what_stands_elsewhere_in_the_article_is_not_cut():
    text = CUT + " وبقيت القرى المجاورة حتى نهاية الموسم دون ماء."
    moved = story(text, said("زعم", "سامر الخازن", "أن «السد الجديد آمن تماماً ولا خوف على القرى»"))
    (statement,) = drift(ledger(FULL_STORY, moved))
    (change,) = statement.versions[1].changes
    assert change.elsewhere
    assert statement.weight == 0


def test_the_opposite_is_another_statement():
    content = DENIED[len("قال سامر الخازن ") : -1]
    assert drift(ledger(FULL_STORY, story(DENIED, said("قال", "سامر الخازن", content)))) == []


def test_a_denial_of_the_same_words_is_another_statement():
    text = "نفى سامر الخازن أن يكون السد الجديد آمن تماماً ولا خوف على القرى المجاورة."
    content = "أن يكون السد الجديد آمن تماماً ولا خوف على القرى المجاورة"
    denial = story(text, said("نفى", "سامر الخازن", content, stance="deny"))
    assert drift(ledger(FULL_STORY, denial)) == []


def test_two_sides_of_one_claim_are_two_statements():
    claim = Claim(
        id="c",
        text="السد آمن",
        positions=(position(FULL_STORY, 0, "asserts"), position(CUT_STORY, 0, "denies")),
    )
    assert drift(ledger(FULL_STORY, CUT_STORY, claims=[claim])) == []


def test_two_speakers_are_two_statements():
    text = CUT.replace("سامر الخازن", "ناجي العطار")
    other = story(text, said("زعم", "ناجي العطار", "أن «السد الجديد آمن تماماً ولا خوف على القرى»"))
    assert drift(ledger(FULL_STORY, other)) == []


def test_one_article_that_says_it_twice_is_no_drift():
    text = FULL + " وقال الخازن ثانية: السد الجديد آمن تماماً ولا خوف على القرى المجاورة."
    twice = story(
        text,
        said("وقال", "سامر الخازن", FULL[len("وقال سامر الخازن: ") : -1]),
        said("وقال", "سامر الخازن", "السد الجديد آمن تماماً ولا خوف على القرى المجاورة", after=len(FULL)),
    )
    assert drift(ledger(twice)) == []


def test_seeds_a_quotation_is_cut_in_one_of_two(seeds_state):
    names = {speaker.id: speaker.name for speaker in seeds_state.speakers}
    articles = {article.id: article for article in seeds_state.articles}
    cut = "ودليل واضح على عدم ثقة الشعب الايراني بها"
    statements = drift(seeds_state)
    assert len(statements) >= 6
    (found,) = [
        statement
        for statement in statements
        for version in statement.versions
        for change in version.changes
        if change.step.kind == "cut"
        and [one.of(articles[statement.versions[0].article].text) for one in change.step.first] == [cut]
    ]
    assert "شتياني" in names[found.speaker_id]
    assert [articles[version.article].key for version in found.versions] == ["002", "001"]
    assert len(found.versions[1].changes) == 1


WORDS = st.lists(
    st.sampled_from(["السد", "سداً", "آمن", "ولا", "خوف", "قال", "«القرى»", "،", "71"]), max_size=12
)


@given(WORDS, WORDS)
@pytest.mark.parametrize("pieces", [1, 2])
def test_an_alignment_holds_every_word_once_and_in_order(pieces, first, second):
    texts = [" ".join(words) for words in (first, second)]
    contents = [_cut(text, pieces) for text in texts]
    here, there = (tokens(text, content) for text, content in zip(texts, contents, strict=True))
    steps = align(here, there)
    for words, side in ((here, "first"), (there, "second")):
        spans = [span for step in steps for span in getattr(step, side)]
        assert spans == sorted(spans)
        assert [word.span for word in words] == [
            word.span
            for word in words
            if any(span.start <= word.span.start and word.span.end <= span.end for span in spans)
        ]
        assert all(not a.overlaps(b) for a in spans for b in spans if a is not b)
    for step in steps:
        if step.kind == "same":
            folded = [
                [
                    fold_word(span.of(text))
                    for word in words
                    for span in [word.span]
                    if _within(word.span, spans)
                ]
                for words, text, spans in ((here, texts[0], step.first), (there, texts[1], step.second))
            ]
            assert folded[0] == folded[1]


def _within(one, spans):
    return any(span.start <= one.start and one.end <= span.end for span in spans)


def _cut(text, pieces):
    if not text:
        return ()
    middle = text.find(" ") if pieces == 2 else -1
    whole = TextSpan(0, len(text))
    return (whole,) if middle < 1 else (TextSpan(0, middle), TextSpan(middle + 1, len(text)))
