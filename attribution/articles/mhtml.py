"""Pages that a browser saved in one file (MHTML, RFC 2557)."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes, policy
from typing import NamedTuple

from attribution.errors import AttributionError


class Saved(NamedTuple):
    """The page in a saved file: its bytes, encoding, address, and when it was saved, where that is said."""

    data: bytes
    charset: str | None
    url: str | None
    at: datetime | None


def unpack(data: bytes, where: object) -> Saved:
    """The first page of an MHTML file.

    Args:
        data: The file.
        where: What to call it in an error.

    Returns:
        The page, before anything is extracted from it.

    Raises:
        AttributionError: A110 for an empty file, A177 if there is no page in it.
    """
    if not data.strip():
        raise AttributionError("A110", where)
    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                url = part["Content-Location"] or message["Snapshot-Content-Location"]
                at = getattr(message["Date"], "datetime", None)
                return Saved(payload, part.get_content_charset(), str(url) if url else None, at)
    raise AttributionError("A177", where)
