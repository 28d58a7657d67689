"""Decisions as people make them: about what a ledger shows them, named by ids and places.

A place is named ``ARTICLE:START-END``: the first hexadecimal digits of the article's SHA-256 and the cue, the
mention, the content or the sentence that is meant, as ids of attributions are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import cast

from attribution.errors import AttributionError
from attribution.ledger.places import of_position
from attribution.ledger.reviews import Judgement
from attribution.records import Claim, LedgerAttribution, LedgerState, Place, TextSpan, Verdict

PLACE = re.compile(r"([0-9a-f]{6,64}):(\d+)-(\d+)")
ALLOWED = {
    "attribution": ("right", "wrong"),
    "position": ("right", "wrong"),
    "claim": ("right", "wrong", "merged", "split"),
    "contest": ("right", "wrong", "not comparable"),
}
"""What each can be found to be; what a speaker can be has functions of its own."""


def merge_speakers(state: LedgerState, ids: Sequence[str]) -> Judgement:
    """The speakers with those ids are one; it keeps the name of the first.

    Raises:
        AttributionError: A340 if there is no such speaker, A346 if there are not two of them.
    """
    sides = tuple(tuple(map(_cue, _quoted(state, identity))) for identity in dict.fromkeys(ids))
    if len(sides) < 2:
        raise AttributionError("A346", " ".join(ids))
    return Judgement("speaker", "merged", sides)


def split_speaker(state: LedgerState, mentions: Iterable[str]) -> Judgement:
    """The speaker of some mentions is another than the rest of that speaker's.

    Args:
        state: What the ledger shows.
        mentions: Places of cues or mentions, all of one speaker.

    Raises:
        AttributionError: A341 if there is nothing at a place, or not of that speaker; A343 if nothing is left.
    """
    parted: list[LedgerAttribution] = []
    for mention in mentions:
        article, span = _parse(mention, "mentions of speakers")
        speaker = parted[0].speaker_id if parted else None
        found = [
            one
            for one in state.attributions
            if one.article.startswith(article) and span in (one.cue, one.speaker)
            if one.speaker_id is not None and speaker in (None, one.speaker_id)
        ]
        if not found:
            raise AttributionError("A341", mention, among="mentions of this speaker")
        parted += found
    ids = {one.id for one in parted}
    rest = [one for one in _quoted(state, str(parted[0].speaker_id)) if one.id not in ids]
    if not rest:
        raise AttributionError("A343", parted[0].speaker_id)
    unique = {one.id: one for one in parted}
    return Judgement("speaker", "split", (tuple(map(_cue, unique.values())), tuple(map(_cue, rest))))


def rename_speaker(state: LedgerState, identity: str, name: str) -> Judgement:
    """The speaker with that id is called ``name``.

    Raises:
        AttributionError: A340 if there is no such speaker.
    """
    return Judgement("speaker", "renamed", (tuple(map(_cue, _quoted(state, identity))),), name)


def judge_attribution(state: LedgerState, place: str, verdict: str) -> Judgement:
    """Whether the attribution at a place is its speaker's.

    Raises:
        AttributionError: A341 if there is none with a speaker, A347 if ``verdict`` is none of ``ALLOWED``.
    """
    found = _allowed("attribution", verdict)
    article, span = _parse(place, "attributions")
    for one in state.attributions:
        if one.speaker_id and one.article.startswith(article) and span in (one.cue, one.speaker):
            others = [other for other in _quoted(state, one.speaker_id) if other.id != one.id]
            return Judgement("attribution", found, ((_cue(one),), tuple(map(_cue, others))))
    raise AttributionError("A341", place, among="attributions that have a speaker")


def judge_position(state: LedgerState, claim: str, place: str, verdict: str) -> Judgement:
    """Whether the position at a place is one on that claim.

    Raises:
        AttributionError: A341 if the claim has none there, A342 if there is no such claim, A343 if it has no
            other, A347 if ``verdict`` is none of ``ALLOWED``.
    """
    return Judgement("position", _allowed("position", verdict), _positions(_claim(state, claim), [place]))


def judge_claim(state: LedgerState, identity: str, verdict: str, others: Sequence[str] = ()) -> Judgement:
    """Whether a claim is one proposition.

    Args:
        state: What the ledger shows.
        identity: The claim's id.
        verdict: Of ``ALLOWED``.
        others: Ids of the claims that it is merged with, or places of the positions that are split off.

    Raises:
        AttributionError: A341 if the claim has no position at a place, A342 if there is no such claim, A343 if
            all would be split off, A346 if there is nothing to merge, A347 if ``verdict`` is none of
            ``ALLOWED``.
    """
    found = _allowed("claim", verdict)
    claim = _claim(state, identity)
    if found == "merged":
        claims = [claim, *(_claim(state, other) for other in dict.fromkeys(others) if other != claim.id)]
        if len(claims) < 2:
            raise AttributionError("A346", identity)
        return Judgement("claim", "merged", tuple(map(_places, claims)))
    if found == "split":
        if not others:
            raise AttributionError("A346", identity)
        return Judgement("claim", "split", _positions(claim, others))
    return Judgement("claim", found, (_places(claim),))


def judge_contest(state: LedgerState, identity: str, verdict: str) -> Judgement:
    """Whether a claim is contested.

    Raises:
        AttributionError: A342 if there is no such claim, A347 if ``verdict`` is none of ``ALLOWED``.
    """
    found = _allowed("contest", verdict)
    claim = _claim(state, identity)
    return Judgement("contest", found, (_places(claim),), claim.reason)


def _allowed(of: str, verdict: str) -> Verdict:
    said = verdict.replace("-", " ")
    if said not in ALLOWED[of]:
        raise AttributionError("A347", verdict, of=of, verdict=verdict, verdicts=", ".join(ALLOWED[of]))
    return cast(Verdict, said)


def _parse(place: str, among: str) -> tuple[str, TextSpan]:
    if not (match := PLACE.fullmatch(place)):
        raise AttributionError("A341", place, among=among)
    return match[1], TextSpan(int(match[2]), int(match[3]))


def _quoted(state: LedgerState, identity: str) -> list[LedgerAttribution]:
    if found := [one for one in state.attributions if one.speaker_id == identity]:
        return found
    raise AttributionError("A340", identity)


def _cue(one: LedgerAttribution) -> Place:
    return Place(article=one.article, span=one.cue, attribution=one.id)


def _claim(state: LedgerState, identity: str) -> Claim:
    for claim in state.claims:
        if claim.id == identity:
            return claim
    raise AttributionError("A342", identity)


def _places(claim: Claim) -> tuple[Place, ...]:
    return tuple(map(of_position, claim.positions))


def _positions(claim: Claim, named: Iterable[str]) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The positions of a claim at the named places, by cue or by evidence, and all others."""
    meant: list[Place] = []
    for name in named:
        article, span = _parse(name, "positions of this claim")
        found = [
            place
            for place in _places(claim)
            if place.article.startswith(article)
            and (place.span == span or (place.attribution or "").endswith(f":{span.start}-{span.end}"))
        ]
        if not found:
            raise AttributionError("A341", name, among="positions of this claim")
        meant += found
    others = tuple(place for place in _places(claim) if place not in meant)
    if not others:
        raise AttributionError("A343", claim.id)
    return tuple(dict.fromkeys(meant)), others
