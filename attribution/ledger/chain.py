"""The chain (إسناد) of an attribution: publisher ← outlet ← speaker, of any depth.

A report within a report («قالت الوكالة إن الوزير نفى …») has its cue in the other's content. The chain of the
inner one goes through the outer one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from attribution.records import LedgerArticle, LedgerAttribution, LedgerState, TextSpan
from attribution.text import fold_word
from attribution.text.mentions import plain_name
from attribution.text.nouns import read_words

Role = Literal["publisher", "outlet", "speaker"]


class Link(NamedTuple):
    """One who passed the words on.

    Attributes:
        role: What they are in this chain.
        name: Their name; None for a publisher that is not known and a speaker whom nobody names.
        span: Where the article names them; None for the publisher and a speaker left out of the sentence.
        speaker_id: The ledger's speaker.
        attribution: The attribution that names them; None for the publisher.
    """

    role: Role
    name: str | None
    span: TextSpan | None = None
    speaker_id: str | None = None
    attribution: str | None = None


class Chain(NamedTuple):
    """How the words of one attribution came to the reader.

    Attributes:
        attribution: The attribution at its end.
        article: The article's SHA-256.
        links: From the publisher to the speaker.
        within: The attributions in whose contents it stands, the outermost first.
    """

    attribution: str
    article: str
    links: tuple[Link, ...]
    within: tuple[str, ...]

    @property
    def between(self) -> int:
        """How many stand between the publisher and the speaker."""
        return len(self.links) - 2


def chains(state: LedgerState) -> list[Chain]:
    """The chain of each attribution of a ledger, in the ledger's order."""
    names = {speaker.id: speaker.name for speaker in state.speakers}
    articles = {article.id: article for article in state.articles}
    outer = containers(state.attributions)
    by_id = {one.id: one for one in state.attributions}
    return [_chain(one, articles[one.article], outer, by_id, names) for one in state.attributions]


def containers(attributions: Iterable[LedgerAttribution]) -> dict[str, str]:
    """In whose content each attribution's cue stands.

    Args:
        attributions: Attributions of any number of articles.

    Returns:
        By id the id of the narrowest attribution around it; those that stand in none are left out. Nobody
        stands, through others, in himself: what is around is longer.
    """
    of_article: dict[str, list[LedgerAttribution]] = defaultdict(list)
    for one in attributions:
        of_article[one.article].append(one)
    found: dict[str, str] = {}
    for together in of_article.values():
        by_length = sorted(together, key=_extent)
        for at, one in enumerate(by_length):
            for other in by_length[at + 1 :]:
                if any(piece.start <= one.cue.start and one.cue.end <= piece.end for piece in other.content):
                    found[one.id] = other.id
                    break
    return found


def outlet_name(text: str) -> str:
    """An outlet's name as its mention gives it: «وكالة الأنباء» for «لوكالة الأنباء»."""
    words = read_words(text)
    return plain_name(text, words) if words and "(" not in text else " ".join(text.split())


def _extent(one: LedgerAttribution) -> tuple[int, int]:
    return sum(end - start for start, end in one.content), one.cue.start


def _chain(
    one: LedgerAttribution,
    article: LedgerArticle,
    outer: Mapping[str, str],
    by_id: Mapping[str, LedgerAttribution],
    names: Mapping[str, str],
) -> Chain:
    within: list[str] = []
    above = outer.get(one.id)
    while above is not None:
        within.insert(0, above)
        above = outer.get(above)
    links = [Link("publisher", article.publisher)]
    for each in (*(by_id[key] for key in within), one):
        if each.outlet:
            name = outlet_name(each.outlet.of(article.text))
            _add(links, Link("outlet", name, each.outlet, attribution=each.id))
        _add(links, Link("speaker", _name(each, article, names), each.speaker, each.speaker_id, each.id))
    return Chain(one.id, article.id, tuple(links), tuple(within))


def _add(links: list[Link], link: Link) -> None:
    """Add a link; one who was named just before, as the outlet or speaker of what is around, is not told
    twice.
    """
    before = links[-1]
    if before.name and link.name and fold_word(before.name) == fold_word(link.name):
        if before.role == "publisher" and link.role == "speaker":
            links.append(link)
        elif before.role == "outlet":
            links[-1] = link
        return
    links.append(link)


def _name(one: LedgerAttribution, article: LedgerArticle, names: Mapping[str, str]) -> str | None:
    mention = one.speaker.of(article.text) if one.speaker else None
    return names.get(one.speaker_id or "") or one.speaker_name or mention
