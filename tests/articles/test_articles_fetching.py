"""Fetching, against a server on this machine that answers as servers do."""

import gzip
import threading
import time
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from articles_samples import PROSE, page, rss

from attribution.articles.fetching import USER_AGENT, Fetcher, Limits
from attribution.articles.remote import fetch_articles

HTML = {"Content-Type": "text/html; charset=utf-8"}


class Site:
    """Answers by path: status, headers, body (or a function that writes it); ``asked`` has every request."""

    def __init__(self, address):
        self.address, self.answers, self.asked = address, {}, []

    def url(self, path):
        return f"{self.address}{path}"

    def paths(self):
        return [path for path, _ in self.asked]


@pytest.fixture
def site():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            found.asked.append((self.path, dict(self.headers)))
            status, headers, body = found.answers.get(self.path, (404, {}, b"gone"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if callable(body):
                body(self.wfile)
            else:
                self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found = Site(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetch(site, refused):
    """Fetch paths of the site with the given limits."""

    def fetch(*paths, pages=False, known=None, sleep=None, **limits):
        waits = [] if sleep is None else sleep
        fetcher = Fetcher(Limits(**{"seconds": 5.0, "delay": 0.0, **limits}), sleep=waits.append)
        urls = [site.url(path) if path.startswith("/") else path for path in paths]
        return list(fetch_articles(urls, refused, fetcher=fetcher, pages=pages, known=known))

    return fetch


def test_a_page_is_an_article_and_the_server_is_told_who_asks(site, fetch, refused):
    site.answers["/a"] = (200, {**HTML, "ETag": '"1"'}, page())
    (article,) = fetch("/a")
    assert refused == []
    assert all(paragraph in article.text for paragraph in PROSE)
    assert (article.id, article.url, article.published) == (site.url("/a"), site.url("/a"), "2024-03-05")
    assert (article.meta["etag"], article.meta["from_address"]) == ('"1"', site.url("/a"))
    assert site.paths() == ["/robots.txt", "/a"]
    assert all(headers["User-Agent"] == USER_AGENT for _, headers in site.asked)
    assert USER_AGENT.startswith("arabic-attribution/")


def test_windows_1256_is_decoded_as_the_server_declares(site, fetch):
    headers = {"Content-Type": "text/html; charset=windows-1256"}
    site.answers["/a"] = (200, headers, page(charset="cp1256", declare=False))
    assert PROSE[0] in fetch("/a")[0].text


def test_feeds_and_texts_too(site, fetch, refused):
    feed = rss(f"<title>خبر</title><description>{PROSE[0]}</description>").decode().replace("utf-8", "UTF-8")
    undeclared = feed.replace('encoding="UTF-8"', "").encode("cp1256")
    site.answers["/feed"] = (200, {"Content-Type": "application/rss+xml; charset=windows-1256"}, undeclared)
    site.answers["/text"] = (
        200,
        {"Content-Type": "text/plain; charset=windows-1256"},
        PROSE[1].encode("cp1256"),
    )
    site.answers["/raw"] = (200, {"Content-Type": "text/plain"}, PROSE[1].encode("cp1256"))
    assert [article.text for article in fetch("/feed", "/text", "/raw")] == list(PROSE)
    assert refused.codes == ["A112"]


def test_a_page_that_is_not_what_the_server_declares_is_refused(site, fetch, refused):
    site.answers["/a"] = (200, HTML, page(charset="cp1256", declare=False))
    assert fetch("/a") == []
    assert refused.codes == ["A167"]


def test_what_fails_costs_no_other(site, fetch, refused):
    site.answers["/good"] = (200, HTML, page())
    site.answers["/loop"] = (302, {"Location": "/loop"}, b"")
    site.answers["/file"] = (302, {"Location": "file:///etc/passwd"}, b"")
    site.answers["/pdf"] = (200, {"Content-Type": "application/pdf"}, b"%PDF")
    site.answers["/empty"] = (200, HTML, b"<html><body></body></html>")
    odd = ["/missing", "/loop", "/file", "/pdf", "/empty", "ftp://example.org/x", "http://["]
    assert len(fetch(*odd, "/good", "http://127.0.0.1:1/closed")) == 1
    assert refused.codes == ["A161", "A163", "A160", "A168", "A114", "A160", "A160", "A166"]
    assert site.url("/missing") in str(refused[0]) and "404" in str(refused[0])


def test_redirects_are_followed_also_to_arabic_paths(site, fetch):
    site.answers["/a"] = (301, {"Location": "/أخبار".encode().decode("latin-1")}, b"")
    site.answers["/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"] = (200, HTML, page())
    (article,) = fetch("/a")
    assert article.url.endswith("/أخبار")


def test_a_huge_answer_is_left_off_early(site, fetch, refused):
    sent = []

    def flood(file):
        try:
            for _ in range(2000):
                file.write(b"x" * 100_000)
                sent.append(100_000)
        except OSError:
            pass

    site.answers["/huge"] = (200, HTML, flood)
    site.answers["/packed"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b" " * 50_000_000))
    assert fetch("/huge", "/packed", bytes=1_000_000) == []
    assert refused.codes == ["A164", "A164"]
    assert sum(sent) < 100_000_000


def test_a_server_that_is_slow_or_drips_is_left(site, fetch, refused):
    def drip(file):
        try:
            for _ in range(100):
                file.write(b"<p>")
                file.flush()
                time.sleep(0.05)
        except OSError:
            pass

    site.answers["/drip"] = (200, HTML, drip)
    site.answers["/silent"] = (200, HTML, lambda file: time.sleep(2))
    began = time.monotonic()
    assert fetch("/drip", "/silent", seconds=0.4) == []
    assert time.monotonic() - began < 2
    assert refused.codes == ["A162", "A162"]


def test_robots_are_obeyed_and_asked_once_a_host(site, fetch, refused):
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
    site.answers["/private/a"] = site.answers["/a"] = (200, HTML, page())
    site.answers["/moved"] = (302, {"Location": "/private/a"}, b"")
    assert len(fetch("/private/a", "/a", "/moved")) == 1
    assert refused.codes == ["A165", "A165"]
    assert site.paths() == ["/robots.txt", "/a", "/moved"]


def test_rules_for_this_tool_by_name(site, fetch, refused):
    rules = b"User-agent: arabic-attribution\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
    site.answers["/robots.txt"] = (200, {}, rules)
    assert fetch("/a") == []
    assert refused.codes == ["A165"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (410, True), (403, False), (503, False)])
def test_where_there_are_no_rules_all_is_allowed_and_where_they_cannot_be_had_nothing(
    site, fetch, status, allowed
):
    site.answers["/robots.txt"] = (status, {}, b"")
    site.answers["/a"] = (200, HTML, page())
    assert bool(fetch("/a")) == allowed


def test_two_requests_to_a_host_are_apart(site, fetch):
    site.answers["/a"] = site.answers["/b"] = (200, HTML, page())
    waits = []
    fetch("/a", "/b", delay=2.0, sleep=waits)
    assert len(waits) == 1 and 1.5 < waits[0] <= 2.0
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 9\n")
    waits = []
    fetch("/a", "/b", delay=2.0, sleep=waits)
    assert len(waits) == 1 and 8 < waits[0] <= 9.0


def test_what_has_not_changed_is_not_sent_again(site, fetch, refused):
    site.answers["/a"] = (304, {}, b"")
    assert (
        fetch("/a", known={site.url("/a"): {"etag": '"1"', "last_modified": "Tue, 12 Mar 2024 00:00:00 GMT"}})
        == []
    )
    assert refused == []
    headers = site.asked[-1][1]
    assert headers["If-None-Match"] == '"1"'
    assert headers["If-Modified-Since"] == "Tue, 12 Mar 2024 00:00:00 GMT"


def feed_of(site, *paths):
    items = (
        f"<title>خبر {path}</title><link>{site.url(path)}</link><pubDate>منذ ساعة</pubDate>" for path in paths
    )
    return rss(*(f"{item}<description>موجز</description>" for item in items), "<title>بلا رابط</title>")


def test_a_feed_gives_its_items_and_fetches_none_of_their_pages(site, fetch, refused):
    site.answers["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed_of(site, "/a", "/b"))
    articles = fetch("/feed")
    assert [article.text for article in articles] == ["موجز", "موجز"]
    earlier = {
        (datetime.now(timezone.utc) - timedelta(hours=1, minutes=m)).date().isoformat() for m in (0, 9)
    }
    assert {article.published for article in articles} <= earlier  # counted from now
    assert refused.codes == ["A171"]
    assert site.paths() == ["/robots.txt", "/feed"]


def test_the_pages_of_a_feed_when_asked_for(site, fetch, refused):
    site.answers["/feed"] = (200, {"Content-Type": "text/xml"}, feed_of(site, "/a", "/missing"))
    site.answers["/a"] = (200, HTML, page())
    (article,) = fetch("/feed", pages=True)
    assert PROSE[0] in article.text and article.publisher == "وكالة الضفاف"
    assert refused.codes == ["A161", "A171"]
