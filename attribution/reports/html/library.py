"""What all parts of the page look up: evidence, chains, ids of places, wording."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from attribution.ledger.chain import chains
from attribution.records import Claim, LedgerArticle, LedgerAttribution, LedgerState, Position, TextSpan
from attribution.reports.evidence import Library
from attribution.reports.html.facets import Facets
from attribution.reports.html.marks import slug
from attribution.reports.html.wording import Wording, name

Stands = tuple[Claim, Position]


class Source(NamedTuple):
    """An article as other parts of the page name it."""

    link: str
    publisher: Markup
    published: str | None


class PageLibrary(Library):
    """A ledger's state, to be looked up while its page is written."""

    def __init__(self, state: LedgerState, wording: Wording) -> None:
        """Index ``state``."""
        super().__init__(state)
        self.wording = wording
        self.facets = Facets(state)

    @cached_property
    def said_in(self) -> dict[str, list[LedgerAttribution]]:
        """The attributions of each article, in the order of their cues."""
        found: dict[str, list[LedgerAttribution]] = defaultdict(list)
        for one in sorted(self.state.attributions, key=lambda one: one.cue):
            found[one.article].append(one)
        return found

    @cached_property
    def links(self) -> dict[str, list[Markup]]:
        """Who passed each attribution's words on, by name: publisher, outlets, speaker."""
        return {
            chain.attribution: [
                name(link.name)
                if link.name
                else self.wording("unknown" if link.role == "publisher" else "nobody")
                for link in chain.links
            ]
            for chain in chains(self.state)
        }

    @cached_property
    def contested_by(self) -> dict[str, list[Stands]]:
        """The contested claims that each attribution takes a position on."""
        found: dict[str, list[Stands]] = defaultdict(list)
        for claim in self.state.claims:
            for position in claim.positions if claim.contested else ():
                if position.attribution:
                    found[position.attribution].append((claim, position))
        return found

    @cached_property
    def voices_in(self) -> dict[str, list[Stands]]:
        """The sentences in the publisher's own voice that take part in contested claims, by article."""
        found: dict[str, list[Stands]] = defaultdict(list)
        for claim in self.state.claims:
            for position in claim.positions if claim.contested else ():
                if position.attribution is None:
                    found[position.article].append((claim, position))
        return found

    def publisher(self, article: LedgerArticle) -> Markup:
        """The publisher's name, or that it is not known."""
        return name(article.publisher) if article.publisher else self.wording("unknown")

    def source(self, article: LedgerArticle, link: str) -> Source:
        """An article, with a link to a place of the page."""
        publisher = self.publisher(article)
        if not article.publisher:
            publisher += Markup(" ({})").format(name(article.title or article.key))
        return Source(link, publisher, article.published)


def article_anchor(article: str) -> str:
    """The id of an article on the page."""
    return slug(f"article-{article[:16]}")


def cue_anchor(attribution: str) -> str:
    """The id of an attribution's cue in the article's text."""
    return slug(f"at-{attribution}")


def line_anchor(attribution: str) -> str:
    """The id of an attribution's line below the article."""
    return slug(f"said-{attribution}")


def voice_anchor(article: str, span: TextSpan) -> str:
    """The id of a sentence in the publisher's own voice."""
    return slug(f"voice-{article[:16]}-{span.start}-{span.end}")


def claim_anchor(claim: str) -> str:
    """The id of a contested claim."""
    return slug(f"claim-{claim}")
