"""One speech in several outlets: what one speaker says nearly word for word in two articles, where they differ most."""

from __future__ import annotations

from attribution.ledger.speeches import Speech, speeches
from attribution.records import Attributed, Attribution, LedgerAttribution, LedgerState
from attribution.reports.evidence import Library
from attribution.reports.page import Page
from attribution.reports.words import count

SHOWN = 5
OWN = set(Attribution.model_fields)


def shared_speeches(state: LedgerState) -> list[Speech]:
    """The speeches that articles of different origin share, those with most statements first."""
    of_article: dict[str, list[LedgerAttribution]] = {article.id: [] for article in state.articles}
    for one in state.attributions:
        of_article[one.article].append(one)
    articles, speaker_of = [], {}
    for article in state.articles:
        found = sorted(of_article[article.id], key=lambda one: one.cue)
        own = [Attribution(**one.model_dump(include=OWN)) for one in found]
        articles.append(Attributed(id=article.key, text=article.text, attributions=tuple(own)))
        speaker_of.update({(article.id, i): one.speaker_id for i, one in enumerate(found) if one.speaker_id})
    origin = {article.id: article.origin or article.id for article in state.articles}
    apart = [s for s in speeches(articles, speaker_of) if origin[s.articles[0]] != origin[s.articles[1]]]
    return sorted(apart, key=lambda speech: -len(speech.statements))


def show(state: LedgerState, page: Page) -> None:
    """Each shared speech with the pair of statements that differ most in length, word for word."""
    found = shared_speeches(state)
    if not found:
        return
    page.heading("One speech in several outlets")
    library = Library(state)
    for speech in found[:SHOWN]:
        page.field("", library.name(speech.speaker) or "", room=2, style="bold")
        page.field("", count(len(speech.statements), "statement") + " in both", indent=4, room=0)
        pairs = [[_words(library, key) for key in pair] for pair in speech.statements]
        widest = max(pairs, key=lambda pair: abs(len(pair[0]) - len(pair[1])))
        for article, words in zip(speech.articles, widest, strict=True):
            source = library.articles[article]
            page.field("in", source.publisher or source.key, indent=4)
            page.field("", words, indent=4)
    if (more := len(found) - SHOWN) > 0:
        page.text(f"… and {count(more, 'more speech', 'more speeches')}", indent=2)


def _words(library: Library, key: str) -> str:
    one = library.attributions[key]
    return "\n".join(piece.of(library.articles[one.article].text) for piece in one.content)
