"""A small ledger: an accusation, its denial, a publisher who takes a side, a copy of a story, a question."""

import hashlib

import pytest

from attribution.records import (
    Claim,
    LedgerArticle,
    LedgerAttribution,
    LedgerState,
    Position,
    Related,
    Speaker,
    TextSpan,
    attribution_id,
)

ACCUSES = (
    "اتهم سالم الطيب، في بيان، البلدية ببيع المحطة سراً لشركة أجنبية. نفت البلدية [b]ذلك[/b] جملة وتفصيلاً."
)
STATES = "باعت بلدية الميناء المحطة سراً. وتساءل النائب عادل قاسم: من قبض الثمن؟"

SPEAKERS = {
    "s1": Speaker(id="s1", name="سالم الطيب", aliases=("سالم الطيب", "الطيب")),
    "s2": Speaker(id="s2", name="بلدية الميناء", kind="institution"),
    "s3": Speaker(id="s3", name="عادل قاسم", kind="person"),
}


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def span(text: str, words: str) -> TextSpan:
    start = text.index(words)
    return TextSpan(start, start + len(words))


def article(key: str, text: str, origin: str, **facts: str) -> LedgerArticle:
    return LedgerArticle(id=sha(text), key=key, text=text, origin=sha(origin), **facts)


def said(
    text: str, cue: str, content: str, speaker: str, stance: str, outlet: str | None = None
) -> LedgerAttribution:
    return LedgerAttribution(
        id=attribution_id(sha(text), span(text, cue)),
        article=sha(text),
        cue=span(text, cue),
        speaker_name=SPEAKERS[speaker].name,
        speaker_id=speaker,
        content=(span(text, content),),
        outlet=span(text, outlet) if outlet else None,
        stance=stance,
        pipeline="stand-in 1",
    )


def taken(attribution: LedgerAttribution, position: str) -> Position:
    return Position(
        article=attribution.article,
        attribution=attribution.id,
        span=attribution.content[0],
        speaker_id=attribution.speaker_id,
        position=position,
    )


@pytest.fixture
def state() -> LedgerState:
    copied = ACCUSES + " (وكالات)"
    found = []
    for text in (ACCUSES, copied):
        found.append(said(text, "اتهم", "ببيع المحطة سراً لشركة أجنبية", "s1", "accuse", "بيان"))
        found.append(said(text, "نفت", "[b]ذلك[/b] جملة وتفصيلاً", "s2", "deny"))
    asked = said(STATES, "وتساءل", "من قبض الثمن؟", "s3", "ask")
    voice = Position(
        article=sha(STATES),
        attribution=None,
        span=span(STATES, "باعت بلدية الميناء المحطة سراً"),
        speaker_id=None,
        position="states",
    )
    stands = {"accuse": "alleges", "deny": "denies"}
    return LedgerState(
        articles=(
            article(
                "a.txt", ACCUSES, ACCUSES, publisher="صحيفة الساحل", published="2025-03-10", title="من باع؟"
            ),
            article("b.txt", copied, ACCUSES, publisher="موقع النورس", published="2025-03-11"),
            article("c.txt", STATES, STATES),
        ),
        speakers=tuple(SPEAKERS.values()),
        attributions=(*found, asked),
        claims=(
            Claim(
                id="c1",
                text="باعت بلدية الميناء المحطة سراً.",
                contested=True,
                reason="stated-as-fact",
                why="c.txt states it as fact in its own voice; بلدية الميناء denies it",
                positions=(voice, taken(asked, "questions"), *(taken(a, stands[a.stance]) for a in found)),
                related=(Related(claim="c2", why="another station"),),
            ),
            Claim(id="c2", text="أغلقت البلدية محطة الشمال."),
        ),
    )
