"""Archives: a page an article; what is damaged costs only itself."""

import io

import pytest
from articles_samples import PROSE, page
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from attribution.articles import read
from attribution.errors import AttributionError


def archive(*answers, gzip=True):
    """The bytes of an archive and where each record begins; an answer is address, status, type, body."""
    file, places = io.BytesIO(), []
    writer = WARCWriter(file, gzip=gzip)
    for url, status, kind, body in answers:
        places.append(file.tell())
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        date = {"WARC-Date": "2024-03-13T10:00:00Z"}
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=headers, warc_headers_dict=date
            )
        )
    return bytearray(file.getvalue()), places


def answers(count=3):
    return [
        (
            f"https://example.org/{n}",
            "200 OK",
            "text/html; charset=windows-1256",
            page(charset="cp1256", declare=False),
        )
        for n in range(count)
    ]


@pytest.mark.parametrize(("name", "gzip"), [("a.warc", False), ("a.warc.gz", True)])
def test_each_page_is_an_article_and_nothing_else_is(tmp_path, refused, name, gzip):
    others = [
        ("https://example.org/gone", "404 Not Found", "text/html", b"<html>gone</html>"),
        ("https://example.org/logo", "200 OK", "image/png", b"\x89PNG"),
    ]
    (tmp_path / name).write_bytes(archive(*answers(2), *others, gzip=gzip)[0])
    articles = list(read([tmp_path], refused))
    assert refused == []
    assert [article.id for article in articles] == ["https://example.org/0", "https://example.org/1"]
    for article in articles:
        assert all(paragraph in article.text for paragraph in PROSE)
        assert (article.url, article.published) == (article.id, "2024-03-05")
        assert article.meta["record"].startswith("<urn:uuid:")


def test_a_page_without_an_article_costs_no_other(tmp_path, refused):
    empty = ("https://example.org/empty", "200 OK", "text/html", b"<html><body></body></html>")
    (tmp_path / "a.warc.gz").write_bytes(archive(empty, *answers(1))[0])
    assert [article.id for article in read([tmp_path], refused)] == ["https://example.org/0"]
    assert refused.codes == ["A114"]
    assert "https://example.org/empty" in refused[0].where


@pytest.mark.parametrize(("name", "gzip"), [("a.warc", False), ("a.warc.gz", True)])
@pytest.mark.parametrize("damage", ["body", "head"])
def test_a_damaged_record_costs_only_itself(tmp_path, refused, name, gzip, damage):
    data, places = archive(*answers(3), gzip=gzip)
    at = places[1] + (2 if damage == "head" else (places[2] - places[1]) * 3 // 4)
    data[at : at + 12] = b"\xff" * 12
    (tmp_path / name).write_bytes(data)
    articles = [article.id for article in read([tmp_path], refused)]
    assert articles == ["https://example.org/0", "https://example.org/2"]
    assert len(refused) == 1 and refused.codes[0] in ("A175", "A176")
    assert f"byte {places[1]}" in str(refused[0])


@pytest.mark.parametrize("gzip", [True, False])
def test_an_archive_that_is_cut_off_anywhere(tmp_path, refused, gzip):
    data, places = archive(*answers(2), gzip=gzip)
    for cut in range(places[1] + 5, len(data) - 9, 60):
        (tmp_path / "a.warc.gz").write_bytes(data[:cut])
        assert [article.id for article in read([tmp_path], refused)] == ["https://example.org/0"], cut
        assert len(refused) == 1, cut
        assert f"byte {places[1]}" in str(refused.pop()), cut


def test_what_is_no_archive_is_refused(tmp_path, refused):
    (tmp_path / "a.warc").write_bytes(b"my notes, and no archive\n" * 9)
    assert list(read([tmp_path], refused)) == []
    assert refused.codes == ["A176"]


def test_whoever_raises_the_first_refusal_stops_there(tmp_path):
    data, places = archive(*answers(3), gzip=False)
    data[places[1] + 700 : places[1] + 710] = b"\xff" * 10
    (tmp_path / "a.warc").write_bytes(data)

    def stop(error):
        raise error

    found = read([tmp_path / "a.warc"], stop)
    assert next(found).id == "https://example.org/0"
    with pytest.raises(AttributionError, match="A175"):
        next(found)
