"""A ledger whose words are as hard to write as words can be."""

import hashlib

import pytest

from attribution.records import (
    Appearance,
    Claim,
    LedgerArticle,
    LedgerAttribution,
    LedgerState,
    Mention,
    Position,
    Speaker,
    TextSpan,
    attribution_id,
)

MARKS = (
    "قَالَ سالمٌ الطيّب: «=1+1 👨‍👩‍👧 \u200fنعم\u200e لا؛\r\n"
    "ثم «+٥»\u2028و@هند\tو'هذا'\x01\x0b\ufffe». ونفت البلدية، بحسب وكالة الضفاف، \"ذلك\"; <b>&amp;."
)
DENIES = "-نفت بلدية الميناء ببيان أن تكون المحطة بيعت، بل «أُجّرت» كما أُعلن."
LONG = "قال عادل قاسم: " + "نص طويل جدا 😀 " * 3000 + "تم"
ANSWERS = "زعم سالم الطيب أن هند أكدت أن السد آمن"


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def span(text, words):
    start = text.index(words)
    return TextSpan(start, start + len(words))


def said(text, cue, content, **facts):
    found = span(text, cue)
    spans = tuple(span(text, words) for words in content)
    named = {key: span(text, facts.pop(key)) for key in ("speaker", "outlet") if key in facts}
    return LedgerAttribution(
        id=attribution_id(sha(text), found),
        article=sha(text),
        cue=found,
        content=spans,
        pipeline="stand-in 1",
        **named,
        **facts,
    )


@pytest.fixture(scope="session")
def state():
    marks = MARKS[MARKS.index("=") : MARKS.index("».")]
    attributions = (
        said(
            MARKS,
            "قَالَ",
            [marks],
            speaker="سالمٌ الطيّب",
            speaker_name="سالم الطيّب",
            speaker_id="s:1",
            type="direct",
            confidence={"cue": 0.5, "content": 0.25},
        ),
        said(MARKS, "ونفت", ['"ذلك"'], outlet="وكالة الضفاف", stance="deny"),
        said(
            DENIES,
            "-نفت",
            ["أن تكون المحطة بيعت", "«أُجّرت»"],
            speaker="بلدية الميناء",
            speaker_id="s2",
            stance="deny",
            type="mixed",
        ),
        said(DENIES, "أُعلن", ["بيعت، بل «أُجّرت» كما"]),
        said(LONG, "قال", [LONG[15:]], speaker="عادل قاسم", speaker_name="عادل قاسم"),
        said(
            ANSWERS, "زعم", ["هند أكدت أن السد آمن"], speaker="سالم الطيب", speaker_id="s:1", stance="allege"
        ),
        said(ANSWERS, "أكدت", ["أن السد آمن"], speaker="هند", stance="affirm"),
    )

    def position(number, stand, **facts):
        a = attributions[number]
        return Position(
            article=a.article, attribution=a.id, span=a.content[0], speaker_id=a.speaker_id, position=stand
        )

    voice = Position(article=sha(LONG), attribution=None, span=(0, 14), speaker_id=None, position="states")
    return LedgerState(
        articles=(
            LedgerArticle(
                id=sha(MARKS),
                key="أ.txt",
                text=MARKS,
                publisher='=صحيفة "الساحل"',
                published="2025-03-10",
                title="من باع،\n«المحطة»؟ \x02",
                url="https://example.org/a?b=1&c=2",
                origin=sha(MARKS),
                others=(Appearance(key="ب.txt"), Appearance(key="ج.txt", publisher="النورس")),
            ),
            LedgerArticle(id=sha(DENIES), key="د.txt", text=DENIES, published="2025-03-11"),
            LedgerArticle(id=sha(LONG), key="ه.txt", text=LONG, published="2025-03-12"),
            LedgerArticle(id=sha(ANSWERS), key="و.txt", text=ANSWERS),
        ),
        speakers=(
            Speaker(
                id="s:1",
                name="سالم الطيّب",
                aliases=("سالم الطيب", "@الطيب"),
                kind="person",
                mentions=(Mention(article=sha(MARKS), span=span(MARKS, "سالمٌ الطيّب")),),
            ),
            Speaker(id="s2", name="بلدية الميناء", kind="institution"),
            Speaker(id="s3", name="هند"),
        ),
        attributions=attributions,
        claims=(
            Claim(
                id="c1",
                text="+بيعت المحطة",
                contested=True,
                reason="denial",
                why="بلدية الميناء denies it",
                positions=(position(0, "asserts"), position(2, "denies"), voice),
            ),
            Claim(id="c2", text="السد آمن", positions=(position(6, "asserts"),)),
        ),
    )


class Refused(list):
    """Collects errors as ``on_error``; ``codes`` are theirs."""

    def __call__(self, error):
        self.append(error)

    @property
    def codes(self):
        return [error.code for error in self]


@pytest.fixture
def refused():
    return Refused()
