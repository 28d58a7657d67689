"""One speech in two outlets is shown once, with the pair of statements that differ most."""

import hashlib
from io import StringIO

from attribution.records import (
    LedgerArticle,
    LedgerAttribution,
    LedgerState,
    Speaker,
    TextSpan,
    attribution_id,
)
from attribution.reports.bidi import Bidi
from attribution.reports.page import Page
from attribution.reports.speeches import shared_speeches, show

FIRST = "قال سامي الرفاعي إن السد الجديد آمن تماماً ولا خوف على القرى. وأضاف أن العمل يسير وفق الجدول المعلن منذ عام."
SECOND = (
    "وقال الرفاعي: السد الجديد آمن تماماً. وأضاف: العمل يسير وفق الجدول المعلن منذ عام ولن يتأخر يوماً واحداً."
)
CONTENTS = (
    ("إن السد الجديد آمن تماماً ولا خوف على القرى", "أن العمل يسير وفق الجدول المعلن منذ عام"),
    ("السد الجديد آمن تماماً", "العمل يسير وفق الجدول المعلن منذ عام ولن يتأخر يوماً واحداً"),
)


def state(origins):
    articles, attributions = [], []
    for text, contents, origin, publisher in zip(
        (FIRST, SECOND), CONTENTS, origins, ("القلعة", "الميناء"), strict=True
    ):
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        articles.append(
            LedgerArticle(id=sha256, key=publisher, text=text, publisher=publisher, origin=origin)
        )
        for cue, content in zip(("قال", "أضاف"), contents, strict=True):
            at, start = text.index(cue), text.index(content)
            span = TextSpan(at, at + len(cue))
            attributions.append(
                LedgerAttribution(
                    id=attribution_id(sha256, span),
                    article=sha256,
                    cue=span,
                    content=((start, start + len(content)),),
                    speaker_id="s1",
                )
            )
    return LedgerState(
        articles=tuple(articles),
        speakers=(Speaker(id="s1", name="سامي الرفاعي"),),
        attributions=tuple(attributions),
    )


def test_a_speech_is_shown_with_both_outlets_words():
    out = StringIO()
    show(state(("a", "b")), Page(out, Bidi.OFF, 100))
    printed = out.getvalue()
    assert "One speech in several outlets" in printed
    assert "2 statements in both" in printed
    assert "القلعة" in printed and "الميناء" in printed
    assert "ولن يتأخر يوماً واحداً" in printed or "ولا خوف على القرى" in printed


def test_copies_of_one_story_are_no_second_outlet():
    assert shared_speeches(state(("a", "a"))) == []
    out = StringIO()
    show(state(("a", "a")), Page(out, Bidi.OFF, 100))
    assert out.getvalue() == ""
