"""Fetching one address after the other, politely, and never more than was asked for.

``robots.txt`` is obeyed (RFC 9309) on every host that a redirect leads to; the User-Agent names the tool; there is
one request at a time, with a pause between two to the same host; a request has an end in time and in size.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from email.message import Message
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import urllib3

from attribution import __version__
from attribution.errors import AttributionError

USER_AGENT = f"arabic-attribution/{__version__}"
MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_ROBOTS_BYTES = 500 * 1024
"""Of ``robots.txt``, what RFC 9309 asks to read at least."""

_BLOCK = 16_384
_REASON = ":reason"
"""Under the headers of an answer, what stood after its status; no header can have this name."""


class Limits(NamedTuple):
    """What a fetch may cost.

    Attributes:
        seconds: For one request, all of it.
        delay: Seconds between two requests to one host; more where its ``robots.txt`` asks for more.
        bytes: Of one answer, unpacked.
    """

    seconds: float = 30.0
    delay: float = 2.0
    bytes: int = 20_000_000


class Answer(NamedTuple):
    """What a server answered.

    Attributes:
        url: The address that it came from at last.
        data: The body, unpacked; None where nothing has changed since ``known`` (304).
        kind: The media type, in small letters.
        charset: The declared encoding.
        validators: ``etag`` and ``last_modified``, to ask next time whether anything has changed.
    """

    url: str
    data: bytes | None
    kind: str
    charset: str | None
    validators: dict[str, str]


class Fetcher:
    """Fetches addresses one at a time; keeps each host's rules and the time of its last request."""

    def __init__(self, limits: Limits | None = None, sleep: Callable[[float], None] = time.sleep) -> None:
        """Begin; ``sleep`` is given the seconds to wait."""
        self.limits = limits or Limits()
        self._sleep = sleep
        self._pool = urllib3.PoolManager(headers={"User-Agent": USER_AGENT}, retries=False)
        self._rules: dict[str, RobotFileParser] = {}
        self._last: dict[str, float] = {}

    def fetch(self, url: str, known: Mapping[str, str] | None = None) -> Answer:
        """Fetch one address.

        Args:
            url: Begins with ``http://`` or ``https://``.
            known: The ``validators`` of an answer that is at hand.

        Returns:
            The answer, after redirects.

        Raises:
            AttributionError: A160 to A166: no web address, refused, too slow, too large, moved too often, not wished
                by ``robots.txt``, not reachable.
        """
        asked = url
        for _ in range(MOST_REDIRECTS + 1):
            rules = self._robots(_site(url))
            if not rules.can_fetch(USER_AGENT, url):
                raise AttributionError("A165", url)
            pause = max(self.limits.delay, float(rules.crawl_delay(USER_AGENT) or 0))
            self._wait(url, pause)
            status, headers, data = self._get(url, self.limits.bytes, known or {})
            if target := _redirect(url, status, headers):
                url = target
                continue
            if status != 304 and not 200 <= status < 300:
                raise AttributionError("A161", url, status=status, why=headers[_REASON])
            return _answer(url, None if status == 304 else data, headers)
        raise AttributionError("A163", asked, most=MOST_REDIRECTS)

    def _robots(self, site: str) -> RobotFileParser:
        """The rules of a site: none where it has no ``robots.txt``, nothing is allowed where it cannot be had."""
        if site not in self._rules:
            url = f"{site}/robots.txt"
            for _ in range(MOST_REDIRECTS + 1):
                status, headers, data = self._get(url, _ROBOTS_BYTES, {}, whole=False)
                target = _redirect(url, status, headers)
                if target is None:
                    break
                url = target
            rules = RobotFileParser()
            if 200 <= status < 300:
                rules.parse(data.decode("utf-8", "replace").splitlines())
            elif 400 <= status < 500 and status not in (401, 403):
                rules.parse([])
            else:
                rules.parse(["User-agent: *", "Disallow: /"])
            self._rules[site] = rules
        return self._rules[site]

    def _wait(self, url: str, pause: float) -> None:
        """Let a host rest between two requests."""
        site, now = _site(url), time.monotonic()
        if (wait := self._last.get(site, now - pause) + pause - now) > 0:
            self._sleep(wait)
        self._last[site] = time.monotonic()

    def _get(
        self, url: str, most: int, known: Mapping[str, str], *, whole: bool = True
    ) -> tuple[int, dict[str, str], bytes]:
        """One request: status, headers in small letters, and the body, cut at ``most`` bytes unless ``whole``."""
        end = time.monotonic() + self.limits.seconds
        try:
            response = self._pool.request(
                "GET",
                url,
                headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate", **_conditions(known)},
                timeout=urllib3.Timeout(total=self.limits.seconds),
                redirect=False,
                preload_content=False,
            )
            try:
                data = self._body(response, url, end, most, whole)
            finally:
                response.close()
        except urllib3.exceptions.NewConnectionError as error:  # which urllib3 counts among the timeouts
            raise AttributionError("A166", url, why=str(error).rsplit(": ", 1)[-1]) from error
        except urllib3.exceptions.TimeoutError as error:
            raise AttributionError("A162", url, seconds=self.limits.seconds) from error
        except urllib3.exceptions.HTTPError as error:
            raise AttributionError("A166", url, why=error) from error
        headers = {name.lower(): value for name, value in response.headers.items()}
        return response.status, {**headers, _REASON: response.reason or ""}, data

    def _body(
        self, response: urllib3.BaseHTTPResponse, url: str, end: float, most: int, whole: bool
    ) -> bytes:
        """The body, block by block, so that neither a slow server nor a packed flood gets further than allowed."""
        data = bytearray()
        while block := response.read1(_BLOCK, decode_content=True):
            data += block
            if time.monotonic() > end:
                raise AttributionError("A162", url, seconds=self.limits.seconds)
            if len(data) > most:
                if not whole:
                    return bytes(data[:most])
                raise AttributionError("A164", url, megabytes=most / 1e6)
        return bytes(data)


def _site(url: str) -> str:
    """Scheme and host of a web address; A160 for any other."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise AttributionError("A160", url) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise AttributionError("A160", url)
    return f"{parts.scheme}://{parts.netloc}"


def _redirect(url: str, status: int, headers: Mapping[str, str]) -> str | None:
    """Where a redirect leads; servers write Arabic paths in UTF-8, which ``http.client`` takes for Latin-1."""
    location = headers.get("location")
    if status not in _REDIRECTS or not location:
        return None
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    target = urljoin(url, location)
    _site(target)
    return target


def _conditions(known: Mapping[str, str]) -> dict[str, str]:
    names = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}
    return {header: known[name] for name, header in names.items() if known.get(name)}


def _answer(url: str, data: bytes | None, headers: Mapping[str, str]) -> Answer:
    declared = Message()
    declared["Content-Type"] = headers.get("content-type", "application/octet-stream")
    charset = declared.get_content_charset()
    validators = {
        name: headers[header]
        for name, header in (("etag", "etag"), ("last_modified", "last-modified"))
        if headers.get(header)
    }
    return Answer(url, data, declared.get_content_type(), charset, validators)
