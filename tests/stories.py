"""Small ledgers for tests, made of articles and what they are to attribute; no pipeline, no database."""

import hashlib

from attribution.records import (
    LedgerArticle,
    LedgerAttribution,
    LedgerState,
    Position,
    Speaker,
    TextSpan,
    attribution_id,
)


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def span(text, words, after=0):
    start = text.index(words, after)
    return TextSpan(start, start + len(words))


def said(cue, speaker, *content, outlet=None, stance="say", type="indirect", after=0):
    """What an article is to attribute, in its own words; ``after``: where in the text to look for the cue."""
    return {
        "cue": cue,
        "speaker": speaker,
        "content": content,
        "outlet": outlet,
        "stance": stance,
        "type": type,
        "after": after,
    }


def story(text, *told, key=None, publisher=None, published=None, origin=None):
    """An article and its attributions; the speaker's words are the speaker's id."""
    article = LedgerArticle(
        id=sha(text),
        key=key or publisher or sha(text)[:6],
        text=text,
        publisher=publisher,
        published=published,
        origin=sha(origin or text),
    )
    attributions = []
    for one in told:
        cue = span(text, one["cue"], one["after"])
        attributions.append(
            LedgerAttribution(
                id=attribution_id(article.id, cue),
                article=article.id,
                cue=cue,
                speaker=span(text, one["speaker"]) if one["speaker"] and one["speaker"] in text else None,
                speaker_name=one["speaker"],
                speaker_id=one["speaker"],
                content=tuple(span(text, words) for words in one["content"]),
                outlet=span(text, one["outlet"]) if one["outlet"] else None,
                stance=one["stance"],
                type=one["type"],
            )
        )
    return article, attributions


def ledger(*stories, claims=(), speakers=()):
    """The state of a ledger that has these stories."""
    attributions = tuple(one for _, told in stories for one in told)
    known = {speaker.id for speaker in speakers}
    named = dict.fromkeys(one.speaker_id for one in attributions if one.speaker_id not in (None, *known))
    return LedgerState(
        articles=tuple(article for article, _ in stories),
        attributions=attributions,
        speakers=(*speakers, *(Speaker(id=name, name=name) for name in named)),
        claims=tuple(claims),
    )


def position(story, number, stand):
    """A position of a story's attribution."""
    one = story[1][number]
    return Position(
        article=one.article,
        attribution=one.id,
        span=TextSpan(one.content[0].start, one.content[-1].end),
        speaker_id=one.speaker_id,
        position=stand,
    )
