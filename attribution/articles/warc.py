"""Web archives (WARC, plain or gzipped): each page in them is an article; a bad record costs only itself."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO, NamedTuple

from attribution.articles.building import OnError
from attribution.errors import AttributionError

PAGES = ("text/html", "application/xhtml+xml")
LARGEST = 20_000_000
"""Bytes of a page at most."""

_STARTS = re.compile(rb"\x1f\x8b\x08|WARC/1\.[01]\r?\n")
_BLOCK = 1 << 20


class Captured(NamedTuple):
    """A page of an archive.

    Attributes:
        data: Its bytes, without HTTP's headers, unpacked.
        charset: The encoding that its server declared.
        url: Its address.
        at: When it was captured.
        record: The record's id in the archive.
    """

    data: bytes
    charset: str | None
    url: str
    at: datetime | None
    record: str


def pages(file: BinaryIO, where: object, on_error: OnError) -> Iterator[Captured]:
    """Read the pages of an archive: successful answers and resources that are HTML; all else is skipped.

    Args:
        file: The archive, which must allow ``seek``.
        where: What to call it in an error.
        on_error: Takes A175 for a page that cannot be read, A176 for a place where the archive itself is damaged,
            from which reading goes on at the next record.

    Yields:
        Pages, in the order of the archive.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    start: int | None = 0
    while start is not None:
        file.seek(start)
        records = ArchiveIterator(file, check_digests=True)
        at = start
        try:
            for record in records:
                at = records.offset
                if record.format != "warc" or record.length is None:
                    raise ValueError("there is no WARC record, or half of its head")
                yield from _page(record, where, at, on_error)
                at += records.get_record_length()
            file.seek(at)
            if file.read(_BLOCK).strip():
                raise EOFError("it is cut off")
            start = None
        except AttributionError:
            raise
        except (ArchiveLoadFailed, zlib.error, EOFError, ValueError, AttributeError, OSError) as error:
            # AttributeError: what warcio 1.8 raises over a head that is cut off
            why = re.sub(r"[^ -~].*", "…", str(error).strip(), flags=re.S)
            on_error(AttributionError("A176", where, offset=max(at, records.offset), why=why))
            start = _next(file, max(at, records.offset) + 1)


def _page(record: Any, where: object, offset: int, on_error: OnError) -> Iterator[Captured]:
    if record.rec_type not in ("response", "resource"):
        return
    headers = (
        record.http_headers if record.rec_type == "response" else record.rec_headers
    ) or record.rec_headers
    kind, _, rest = (headers.get_header("Content-Type") or "").partition(";")
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    good = record.rec_type == "resource" or headers.get_statuscode() == "200"
    wanted = good and kind.strip().lower() in PAGES
    data, why = _body(record) if wanted else _rest(record)
    if why:
        on_error(AttributionError("A175", where, offset=offset, what=url, why=why))
    if why or not wanted:
        return
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", rest, re.I)
    yield Captured(
        data,
        charset[1] if charset else None,
        url,
        _time(record.rec_headers.get_header("WARC-Date")),
        record.rec_headers.get_header("WARC-Record-ID") or "",
    )


def _body(record: Any) -> tuple[bytes, str | None]:
    """A record's content, and what is wrong with it."""
    try:
        data = record.content_stream().read(LARGEST + 1)
    except Exception as error:  # warcio lets through whatever the decompressors raise
        return b"", str(error) or type(error).__name__
    if len(data) > LARGEST:
        return b"", f"it is larger than {LARGEST:,} bytes"
    if record.raw_stream.limit:
        return b"", "it is cut off"
    return data, "it is not what its digest says" if record.digest_checker.passed is False else None


def _rest(record: Any) -> tuple[bytes, str | None]:
    """Nothing, but that a record which seems of no interest is cut off, perhaps in its head."""
    while record.raw_stream.read(_BLOCK):
        pass
    return b"", "it is cut off" if record.raw_stream.limit else None


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat((text or "").replace("Z", "+00:00"))
    except ValueError:
        return None


def _next(file: BinaryIO, start: int) -> int | None:
    """Where the next record may begin, from a place on."""
    file.seek(start)
    rest = b""
    at = start
    while block := file.read(_BLOCK):
        found = _STARTS.search(rest + block)
        if found:
            return at - len(rest) + found.start()
        at += len(block)
        rest = block[-16:]
    return None
