"""Reading articles: files of text, web pages, feeds, folders of them; what is refused costs nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from attribution.articles import manifest
from attribution.articles.boundaries import parts
from attribution.articles.decoding import decode
from attribution.articles.jsonl import objects, reason
from attribution.articles.manifest import Manifests
from attribution.articles.metadata import Metadata, describe
from attribution.articles.pages import read_page
from attribution.errors import AttributionError
from attribution.records import Article, Attributed

OnError = Callable[[AttributionError], None]


def read(paths: Iterable[str | Path], on_error: OnError) -> Iterator[Article]:
    """Read the articles of files and folders, one at a time.

    A ``.txt`` or ``.html`` file gives an article with the file's name without suffix as its id, and one more
    («name#2») for each other article that follows in it. Their ``meta`` says ``file`` and ``offset``: where
    the article's first character stands in the file's text (in the extracted text, for a page). Each line of
    a ``.jsonl`` file is an article as it is: never cut, unknown keys kept, with ``attributions`` an
    ``Attributed``. Headline, publisher and date come from the record or page, else from the text, else from a
    ``manifest.jsonl`` in the same folder or the one above, else they are None.

    Args:
        paths: Files and folders; folders are searched with their subfolders, in the order of their names.
        on_error: Takes every refusal: A001, A002 and A110 to A117. Raise it there to stop at the first.

    Yields:
        Articles, in the order of the paths.
    """
    manifests = Manifests(on_error)
    for path in _files(paths, on_error):
        try:
            yield from READERS[path.suffix.lower()](path, manifests, on_error)
        except AttributionError as error:
            on_error(error)
        except OSError as error:
            on_error(AttributionError("A115", path, why=error.strerror or error))


def _files(paths: Iterable[str | Path], on_error: OnError) -> Iterator[Path]:
    for path in map(Path, paths):
        if path.is_dir():
            members = sorted(member for member in path.rglob("*") if _is_article(member, path))
            if not members:
                on_error(AttributionError("A116", path))
            yield from members
        elif not path.exists():
            on_error(AttributionError("A001", path))
        elif path.suffix.lower() not in READERS:
            on_error(AttributionError("A113", path, suffix=path.suffix or "without suffix"))
        else:
            yield path


def _is_article(member: Path, folder: Path) -> bool:
    hidden = any(name.startswith(".") for name in member.relative_to(folder).parts)
    return (
        member.suffix.lower() in READERS and member.name != manifest.NAME and not hidden and member.is_file()
    )


def _read_text(path: Path, manifests: Manifests, on_error: OnError) -> Iterator[Article]:
    yield from _articles(path, decode(path.read_bytes(), path), Metadata(), manifests, {})


def _read_page(path: Path, manifests: Manifests, on_error: OnError) -> Iterator[Article]:
    page = read_page(path.read_bytes(), path)
    yield from _articles(path, page.text, page.metadata, manifests, {"extracted_by": page.extracted_by})


def _articles(
    path: Path, text: str, known: Metadata, manifests: Manifests, meta: dict[str, object]
) -> Iterator[Article]:
    for number, part in enumerate(parts(text), start=1):
        key = path.stem if number == 1 else f"{path.stem}#{number}"
        metadata = (known if number == 1 else Metadata()).or_else(describe(text, part.lines))
        if number == 1:
            metadata = metadata.or_else(manifests.of(path, key))
        origin = {"file": path.name, "offset": part.span.start, **meta}
        if part.after:
            origin["after"] = part.after
        yield Article(id=key, text=part.span.of(text), meta=origin, **metadata._asdict())


def _read_feed(path: Path, manifests: Manifests, on_error: OnError) -> Iterator[Article]:
    for number, record in objects(path, on_error):
        if type(record.get("id")) is int:
            record["id"] = str(record["id"])
        try:
            kind = Attributed if "attributions" in record else Article
            article = kind.model_validate(record)
        except ValidationError as error:
            on_error(AttributionError("A002", path, line=number, why=reason(error)))
            continue
        if why := _unusable(article):
            on_error(AttributionError("A002", path, line=number, why=why))
            continue
        said = Metadata(article.title, article.publisher, article.published, article.url)
        metadata = said.or_else(describe(article.text, parts(article.text)[0].lines))
        yield article.model_copy(update=metadata.or_else(manifests.of(path, article.id)).changes(said))


def _unusable(article: Article) -> str | None:
    if not article.text.strip():
        return "text: it is empty"
    try:
        article.text.encode("utf-8")
    except UnicodeEncodeError as error:
        return f"text: character {error.start} is half of a surrogate pair"
    return None


READERS: dict[str, Callable[[Path, Manifests, OnError], Iterator[Article]]] = {
    ".txt": _read_text,
    ".html": _read_page,
    ".htm": _read_page,
    ".jsonl": _read_feed,
}
