"""Articles of web pages, through trafilatura: their text, headline, site and date of publication."""

from __future__ import annotations

from typing import Any, NamedTuple

from attribution.articles.encodings import decode_page
from attribution.articles.metadata import Metadata
from attribution.errors import AttributionError


class Page(NamedTuple):
    """The article of a page.

    Attributes:
        text: Its text as it was extracted, which offsets count in.
        metadata: What the page itself says; the date only where it is marked as such.
        extracted_by: Name and version of the extractor.
    """

    text: str
    metadata: Metadata
    extracted_by: str

    def meta(self, **place: str) -> dict[str, Any]:
        """What the article's ``meta`` says: where it came from, and how its text was made."""
        return {**place, "extracted_by": self.extracted_by}


def read_page(data: bytes, where: object, charset: str | None = None) -> Page:
    """Extract the article of an HTML page.

    Args:
        data: The page, in any encoding that it declares.
        where: What to call it in an error.
        charset: The encoding that its server declares, if any.

    Returns:
        The article.

    Raises:
        AttributionError: A110 for an empty file, A111 for one that is no page, A114 where no article is found
            in it, A167 where it is not in the encoding that is declared.
    """
    import trafilatura  # here, because it takes longer to import than most pages to read
    from trafilatura.settings import Document

    if not data.strip():
        raise AttributionError("A110", where)
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise AttributionError("A111", where, why="it holds zero bytes, as programs, images and archives do")
    document = trafilatura.bare_extraction(
        decode_page(data, where, charset),
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(document, Document) or not document.text:
        raise AttributionError("A114", where)
    metadata = Metadata(document.title, document.sitename, document.date, document.url)
    return Page(document.text, metadata, f"trafilatura {trafilatura.__version__}")
