"""Feeds: an item an article, in the feed's own words."""

from datetime import datetime, timezone

import pytest
from articles_samples import PROSE, rss

from attribution.articles import read
from attribution.articles.feeds import read_feed
from attribution.articles.markup import plain_text
from attribution.errors import AttributionError

ITEM = (
    "<title>الجسر يفتح</title><link>https://example.org/1</link><guid>g1</guid>"
    "<pubDate>Tue, 12 Mar 2024 01:30:00 +0300</pubDate>"
    f"<description><![CDATA[<p>{PROSE[0]}</p><p>نعم<br>لا &amp; <b>كلا</b></p>]]></description>"
)
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>وكالة الضفاف</title><entry><title>خبر</title><id>a1</id>
<link href="https://example.org/2"/><updated>2024-03-12T23:30:00-05:00</updated><summary>موجز</summary>
<content type="html">&lt;p&gt;{PROSE[1]}&lt;/p&gt;</content></entry></feed>"""


def test_an_item_is_an_article(tmp_path, refused):
    (tmp_path / "news.xml").write_bytes(rss(ITEM))
    (article,) = read([tmp_path], refused)
    assert refused == []
    assert article.text == f"{PROSE[0]}\nنعم\nلا & كلا"
    assert (article.id, article.title, article.publisher) == ("g1", "الجسر يفتح", "وكالة الضفاف")
    assert (article.published, article.url) == (
        "2024-03-12",
        "https://example.org/1",
    )  # the feed's day, not UTC's
    assert article.meta == {
        "feed": "news.xml",
        "item": 1,
        "from": "summary",
        "offset": 0,
        "published_as": "Tue, 12 Mar 2024 01:30:00 +0300",
    }


def test_atom_gives_its_content_before_its_summary(refused):
    (article,) = read_feed(ATOM.encode(), "x", "x", refused)
    assert (article.text, article.meta["from"], article.published) == (PROSE[1], "content", "2024-03-12")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("١٢ رمضان ١٤٤٥", "2024-03-22"),
        ("12 آذار 2024", "2024-03-12"),
        ("26th, April 2024 GMT", "2024-04-26"),
        ("أمس", "2024-03-12"),
        ("قريبا", None),
    ],
)
def test_the_date_is_iso_and_the_feeds_own_words_are_kept(raw, expected, refused):
    data = rss(f"<title>خبر</title><pubDate>{raw}</pubDate><description>{PROSE[0]}</description>")
    (article,) = read_feed(data, "x", "x", refused, said=datetime(2024, 3, 13, tzinfo=timezone.utc))
    assert (article.published, article.meta["published_as"]) == (expected, raw)


def test_an_item_without_text_costs_no_other(refused):
    data = rss(ITEM, "<title>بلا نص</title><link>https://example.org/3</link>", ITEM.replace("g1", "g3"))
    assert [article.id for article in read_feed(data, "x", "x", refused)] == ["g1", "g3"]
    assert refused.codes == ["A171"]
    assert "item 2" in str(refused[0]) and "بلا نص" in str(refused[0])


def test_a_damaged_feed_gives_what_it_has_and_says_so(refused):
    data = rss(ITEM, ITEM.replace("g1", "g2"))
    articles = list(read_feed(data.replace(b"</item><item>", b"</item><oops & <item>"), "x", "x", refused))
    assert articles[0].id == "g1"
    assert refused.codes == ["A172"]


def test_a_feed_in_windows_1256(refused):
    (article,) = read_feed(rss(ITEM, declared="windows-1256"), "x", "x", refused)
    assert article.text.startswith(PROSE[0])
    assert refused == []


@pytest.mark.parametrize(("data", "code"), [(b" ", "A110"), (b"<html><body>x</body></html>", "A170")])
def test_what_is_no_feed_is_refused(data, code, refused):
    with pytest.raises(AttributionError, match=code):
        list(read_feed(data, "x", "x", refused))


def test_of_xml_files_in_a_folder_only_feeds_are_read(tmp_path, refused):
    (tmp_path / "pom.xml").write_text("<project/>")
    (tmp_path / "feed.xml").write_bytes(rss(ITEM))
    assert [article.id for article in read([tmp_path], refused)] == ["g1"]
    assert refused == []


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<div>أ<script>x()</script><ul><li>ب</li><li> ج\n د</li></ul></div>ه", "أ\nب\nج د\nه"),
        ("بلا علامات", "بلا علامات"),
        ("&lt;b&gt; &#1571;&nbsp;ب", "<b> أ\u00a0ب"),
        ("", ""),
        ("<p></p>", ""),
    ],
)
def test_plain_text(markup, text):
    assert plain_text(markup) == text
