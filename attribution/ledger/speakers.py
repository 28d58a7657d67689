"""Speakers across articles: one record for each source, with all its names and mentions."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from attribution.ledger.identity import identify
from attribution.ledger.matters import Matters
from attribution.ledger.sources import Source, sources
from attribution.records import Attributed, Mention, Speaker
from attribution.text import fold_word

MERGED = ("person", "institution", "country", "unknown")
"""Kinds that are looked for in other articles too."""


def resolve(articles: Sequence[Attributed]) -> tuple[list[Speaker], dict[tuple[str, int], str]]:
    """Find out who is who across articles.

    Args:
        articles: Articles with their attributions.

    Returns:
        The speakers in the order of their first attribution, and for (article SHA-256, index of an attribution)
        the id of its speaker; attributions without a speaker are absent.
    """
    found = [source for article in articles for source in sources(article)]
    texts = {article.sha256: article.text for article in articles}
    speakers: list[Speaker] = []
    speaker_of: dict[tuple[str, int], str] = {}
    taken: Counter[str] = Counter()
    for group in identify(found, Matters(articles)):
        members = [found[number] for number in group]
        speaker = _speaker(members, texts, taken)
        speakers.append(speaker)
        for source in members:
            speaker_of.update({(source.article, index): speaker.id for index in source.attributions})
    return speakers, speaker_of


def _speaker(members: Sequence[Source], texts: dict[str, str], taken: Counter[str]) -> Speaker:
    best = max(members, key=lambda source: (len(source.key), source.kind in MERGED, len(source.name)))
    spans = sorted({(source.article, span) for source in members for span in source.spans})
    forms = Counter(source.name for source in members)
    forms.update(span.of(texts[article]) for article, span in spans)
    identity = _identity(best)
    taken[identity] += 1
    if taken[identity] > 1:
        identity = f"{identity}|{taken[identity]}"
    return Speaker(
        id=hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        name=best.name,
        aliases=tuple(sorted(forms.keys() - {best.name}, key=lambda form: (-forms[form], form))),
        kind=best.kind,
        mentions=tuple(Mention(article=article, span=span) for article, span in spans),
    )


def _identity(source: Source) -> str:
    """What a speaker's id is made of: what stays when an article adds a middle name or a longer form."""
    if source.kind not in MERGED:
        return f"{source.kind}|{fold_word(source.name)}|{source.article}"
    if len(source.key) > 1:
        return f"{source.kind}|{source.key[0]} {source.key[-1]}"
    return f"{source.kind}|{' '.join(sorted(source.body.stems)) or fold_word(source.name)}"
