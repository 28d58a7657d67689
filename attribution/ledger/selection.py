"""A part of a ledger: by speaker, publisher, outlet, stance, date and words; what reports and exports filter by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from attribution.ledger.stems import stem
from attribution.records import (
    Claim,
    LedgerArticle,
    LedgerAttribution,
    LedgerState,
    Position,
    Speaker,
    Stance,
)
from attribution.text import fold_text, fold_word, words


@dataclass(frozen=True)
class Selection:
    """What is asked for; None (or no stance) leaves a thing open, and all that is given must hold.

    Attributes:
        speaker: Words of a speaker's name or alias; whole words, «ال» aside.
        publisher: Words of the publisher's name, or the key of an article without a publisher.
        outlet: Words of an outlet as the article has it.
        stances: Any of these stances of the cue.
        since: First day, as ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``.
        until: Last day, likewise; ``2024-03`` is the whole of March.
        text: Words that the cue, the content, the speaker or the outlet has, in any spelling, with or without
            article, joined particles and endings.
    """

    speaker: str | None = None
    publisher: str | None = None
    outlet: str | None = None
    stances: tuple[Stance, ...] = ()
    since: str | None = None
    until: str | None = None
    text: str | None = None

    @property
    def given(self) -> dict[str, str]:
        """What is asked for, as words by what they are about."""
        asked = {field.name: getattr(self, field.name) for field in fields(self)}
        asked["stances"] = ", ".join(self.stances)
        return {name: value for name, value in asked.items() if value}


def select(state: LedgerState, wanted: Selection) -> LedgerState:
    """What of a ledger is asked for.

    Args:
        state: A ledger.
        wanted: What is asked for.

    Returns:
        The attributions that match, their articles and speakers, and the claims that they, or sentences in a
        publisher's own voice, take part in, with these positions alone; see ``whole_claims``. Articles
        without a match stay only if nothing but publisher and date is asked for.
    """
    if not wanted.given:
        return state
    in_scope = {article.id: article for article in state.articles if _of_article(article, wanted)}
    speakers = {speaker.id: speaker for speaker in state.speakers}
    found = {
        one.id: one
        for one in state.attributions
        if one.article in in_scope
        and _of_attribution(one, in_scope[one.article], speakers.get(one.speaker_id or ""), wanted)
    }
    open_voice = not (wanted.speaker or wanted.outlet or wanted.stances)

    def holds(position: Position) -> bool:
        if position.attribution is not None:
            return position.attribution in found
        article = in_scope.get(position.article)
        return bool(article and open_voice and _has_words(wanted.text, [position.span.of(article.text)]))

    cut = ((claim, tuple(filter(holds, claim.positions))) for claim in state.claims)
    claims = [claim.model_copy(update={"positions": positions}) for claim, positions in cut if positions]
    if open_voice and not wanted.text:
        kept = set(in_scope)
    else:
        kept = {one.article for one in found.values()} | {p.article for c in claims for p in c.positions}
    return _part(state, kept, found.keys(), claims)


def whole_claims(state: LedgerState, selected: LedgerState) -> LedgerState:
    """The claims of a selection with all their positions, and the articles and attributions these rest on.

    A contest has two sides: who asks for one speaker's wants to see what the others say.

    Args:
        state: The ledger.
        selected: What ``select`` gave of it.
    """
    if selected is state:
        return state
    chosen = {claim.id for claim in selected.claims}
    claims = [claim for claim in state.claims if claim.id in chosen]
    positions = [position for claim in claims for position in claim.positions]
    attributions = {position.attribution for position in positions if position.attribution}
    return _part(state, {position.article for position in positions}, attributions, claims)


def select_claims(state: LedgerState, wanted: Selection) -> LedgerState:
    """The claims that something asked for takes part in, whole: ``whole_claims`` of ``select``."""
    return whole_claims(state, select(state, wanted))


def is_called(query: str, names: Iterable[str]) -> bool:
    """Whether one of ``names`` has every word of ``query``, in any spelling, with or without «ال»."""
    asked = _plain_words(query)
    return bool(asked) and any(asked <= _plain_words(name) for name in names)


def _part(
    state: LedgerState, articles: Iterable[str], attributions: Iterable[str], claims: list[Claim]
) -> LedgerState:
    in_articles, chosen, remaining = set(articles), set(attributions), {claim.id for claim in claims}
    kept = tuple(one for one in state.attributions if one.id in chosen)
    voices = {one.speaker_id for one in kept} | {p.speaker_id for c in claims for p in c.positions}
    return LedgerState(
        articles=tuple(article for article in state.articles if article.id in in_articles),
        attributions=kept,
        speakers=tuple(
            speaker.model_copy(
                update={"mentions": tuple(m for m in speaker.mentions if m.article in in_articles)}
            )
            for speaker in state.speakers
            if speaker.id in voices
        ),
        claims=tuple(
            claim.model_copy(update={"related": tuple(r for r in claim.related if r.claim in remaining)})
            for claim in claims
        ),
    )


def _of_article(article: LedgerArticle, wanted: Selection) -> bool:
    return _dated(article.published, wanted.since, wanted.until) and (
        wanted.publisher is None or is_called(wanted.publisher, [article.publisher or article.key])
    )


def _of_attribution(
    one: LedgerAttribution, article: LedgerArticle, speaker: Speaker | None, wanted: Selection
) -> bool:
    if wanted.stances and one.stance not in wanted.stances:
        return False
    outlet = one.outlet.of(article.text) if one.outlet else ""
    names = [name for name in (one.speaker_name, speaker and speaker.name) if name]
    if wanted.speaker and not is_called(wanted.speaker, [*names, *(speaker.aliases if speaker else ())]):
        return False
    if wanted.outlet and not (outlet and _has_words(wanted.outlet, [outlet])):
        return False
    return _has_words(wanted.text, [*(span.of(article.text) for _, span in one.spans()), *names])


def _has_words(query: str | None, texts: Iterable[str]) -> bool:
    """Whether ``texts`` together have every word of ``query``, within a longer word («وقال») or in another form
    of it («سد», «السد»).
    """
    asked = fold_text(query or "").lower().split()
    if not asked:
        return True
    folded = fold_text(" ".join(texts)).lower()
    stems = {stem(folded[start:end]) for start, end in words(folded)}
    return all(word in folded or stem(word) in stems for word in asked)


def _plain_words(name: str) -> set[str]:
    words = "".join(c if c.isalnum() else " " for c in fold_word(name).lower()).split()
    return {word.removeprefix("ال") if len(word) > 4 else word for word in words}


def _dated(published: str | None, since: str | None, until: str | None) -> bool:
    """Whether all that a date can mean lies within two others; an unknown date lies within none."""
    if since is None and until is None:
        return True
    if not published:
        return False
    day = published[:10]
    return (since is None or _first_day(day) >= _first_day(since)) and (
        until is None or _last_day(day) <= _last_day(until)
    )


def _first_day(date: str) -> str:
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date


def _last_day(date: str) -> str:
    return date + "-12-31"[len(date) - 4 :] if len(date) < 10 else date
