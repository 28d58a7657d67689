"""Names for a ledger's things that are the same in every export and no address of anybody's site."""

from __future__ import annotations

from urllib.parse import quote

SCHEME = "urn:x-arabic-attribution:"
VOCABULARY = f"{SCHEME}vocabulary:"


def urn(kind: str, key: str) -> str:
    """``urn:x-arabic-attribution:article:4c29…``; ``kind`` is article, attribution, speaker, claim or publisher."""
    return f"{SCHEME}{kind}:{quote(key, safe=':-._~')}"
