"""Reading articles: files of text, pages, feeds, archives, folders of them; what is refused costs nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from attribution.articles import manifest, warc
from attribution.articles.building import OnError, build
from attribution.articles.decoding import decode
from attribution.articles.feeds import is_feed, read_feed
from attribution.articles.manifest import Manifests
from attribution.articles.metadata import Metadata
from attribution.articles.mhtml import unpack
from attribution.articles.newsroom import read_records
from attribution.articles.pages import read_page
from attribution.errors import AttributionError
from attribution.records import Article

_ADDRESS = re.compile(r"https?:/+", re.I)
_SAVED_WITH_PAGE = ("_files", ".files")
"""How the folder of a page's pictures and frames ends, which browsers save beside it."""


def read(paths: Iterable[str | Path], on_error: OnError) -> Iterator[Article]:
    """Read the articles of files and folders, one at a time.

    A ``.txt``, ``.html`` or ``.mhtml`` file gives an article with the file's name without suffix as its id, and one
    more («name#2») for each other article that follows in it. Their ``meta`` says ``file`` and ``offset``: where
    the article's first character stands in the file's text (in the extracted text, for a page). Each item of
    a feed (``.rss``, ``.atom``, ``.xml``) and each page of an archive (``.warc``, ``.warc.gz``) is an article with its
    address as its id. Each line of a ``.jsonl`` file is an article as it is: never cut, unknown keys kept, with
    ``attributions`` an ``Attributed``. Headline, publisher and date come from the record, item or page, else from
    the text, else from a ``manifest.jsonl`` in the same folder or the one above, else they are None.

    Args:
        paths: Files and folders; folders are searched with their subfolders, in the order of their names. Of
            ``.xml`` files in them only feeds are read.
        on_error: Takes every refusal: A001, A002, A110 to A117 and A160 to A177. Raise it there to stop at the
            first.

    Yields:
        Articles, in the order of the paths.
    """
    manifests = Manifests(on_error)
    for path in _files(paths, on_error):
        try:
            yield from READERS[suffix_of(path)](path, manifests, on_error)
        except AttributionError as error:
            on_error(error)
        except OSError as error:
            on_error(AttributionError("A115", path, why=error.strerror or error))


def suffix_of(path: Path) -> str:
    """The suffix that tells a file's kind, in small letters; of ``.warc.gz`` both."""
    name = path.name.lower()
    return ".warc.gz" if name.endswith(".warc.gz") else path.suffix.lower()


def _files(paths: Iterable[str | Path], on_error: OnError) -> Iterator[Path]:
    for path in map(Path, paths):
        if path.is_dir():
            members = sorted(member for member in path.rglob("*") if _is_article(member, path))
            if not members:
                on_error(AttributionError("A116", path))
            yield from members
        elif not path.exists():
            if found := _ADDRESS.match(str(path)):
                address = f"{found[0].rstrip('/')}//{str(path)[found.end() :]}"
                on_error(AttributionError("A169", address, address=address))
            else:
                on_error(AttributionError("A001", path))
        elif suffix_of(path) not in READERS:
            on_error(AttributionError("A113", path, suffix=path.suffix or "without suffix"))
        else:
            yield path


def _is_article(member: Path, folder: Path) -> bool:
    inside = member.relative_to(folder)
    if any(name.startswith(".") for name in inside.parts) or member.name == manifest.NAME:
        return False
    if suffix_of(member) not in READERS or not member.is_file():
        return False
    if any(_belongs_to_a_page(folder / parent) for parent in inside.parents):
        return False
    return member.suffix.lower() != ".xml" or _holds_a_feed(member)


def _belongs_to_a_page(folder: Path) -> bool:
    for ending in _SAVED_WITH_PAGE:
        page = folder.with_name(folder.name.removesuffix(ending))
        if page != folder and any(page.with_name(page.name + end).is_file() for end in (".html", ".htm")):
            return True
    return False


def _holds_a_feed(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return is_feed(file.read(4096))
    except OSError:
        return True  # reading it says why it cannot be read


def _read_text(path: Path, manifests: Manifests, on_error: OnError) -> Iterator[Article]:
    beside = manifests.of(path, path.stem)
    yield from build(path.stem, decode(path.read_bytes(), path), {"file": path.name}, beside=beside)


def _read_page(path: Path, manifests: Manifests, on_error: OnError) -> Iterator[Article]:
    page = read_page(path.read_bytes(), path)
    beside = manifests.of(path, path.stem)
    yield from build(path.stem, page.text, page.meta(file=path.name), known=page.metadata, beside=beside)


def _read_saved(path: Path, manifests: Manifests, on_error: OnError) -> Iterator[Article]:
    saved = unpack(path.read_bytes(), path)
    page = read_page(saved.data, path, saved.charset)
    known = page.metadata.or_else(Metadata(url=saved.url))
    beside = manifests.of(path, path.stem)
    yield from build(
        path.stem, page.text, page.meta(file=path.name), known=known, beside=beside, said=saved.at
    )


def _read_feed(path: Path, manifests: Manifests, on_error: OnError) -> Iterator[Article]:
    yield from read_feed(path.read_bytes(), path, path.name, on_error)


def _read_archive(path: Path, manifests: Manifests, on_error: OnError) -> Iterator[Article]:
    with path.open("rb") as file:
        for found in warc.pages(file, path, on_error):
            try:
                page = read_page(found.data, f"{path}: {found.url}", found.charset)
            except AttributionError as error:
                on_error(error)
                continue
            known = page.metadata._replace(url=found.url)
            meta = page.meta(file=path.name, record=found.record)
            yield from build(found.url, page.text, meta, known=known, said=found.at)


READERS: dict[str, Callable[[Path, Manifests, OnError], Iterator[Article]]] = {
    ".txt": _read_text,
    **dict.fromkeys((".html", ".htm", ".xhtml"), _read_page),
    **dict.fromkeys((".mhtml", ".mht"), _read_saved),
    **dict.fromkeys((".rss", ".atom", ".xml"), _read_feed),
    **dict.fromkeys((".warc", ".warc.gz"), _read_archive),
    ".jsonl": read_records,
}
