"""Pages as browsers save them, in whatever encoding, and folders of them."""

from email.message import EmailMessage

import pytest
from articles_samples import PROSE, page

from attribution.articles import read
from attribution.articles.encodings import decode_page
from attribution.errors import AttributionError


def mhtml(charset="windows-1256"):
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://example.org/bridge"
    message["Date"] = "Wed, 13 Mar 2024 10:00:00 -0000"
    message.set_content("x")
    message.make_mixed()
    part = EmailMessage()
    part.set_content(page(charset=charset, declare=False), "text", "html", cte="quoted-printable")
    part.set_param("charset", charset)
    message.attach(part)
    return bytes(message)


def test_a_page_in_one_file(tmp_path, refused):
    (tmp_path / "bridge.mhtml").write_bytes(mhtml())
    (article,) = read([tmp_path], refused)
    assert refused == []
    assert all(paragraph in article.text for paragraph in PROSE)
    assert (article.id, article.url) == ("bridge", "https://example.org/bridge")
    assert (article.published, article.publisher) == ("2024-03-05", "وكالة الضفاف")


@pytest.mark.parametrize(("data", "code"), [(b"", "A110"), (b"Subject: x\n\nno page", "A177")])
def test_a_file_without_a_page(tmp_path, refused, data, code):
    (tmp_path / "x.mht").write_bytes(data)
    assert list(read([tmp_path / "x.mht"], refused)) == []
    assert refused.codes == [code]


def test_frames_that_were_saved_with_a_page_are_no_articles(tmp_path, refused):
    for name in ("a.html", "a_files/frame.html", "b_files/c.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(page())
    assert [article.id for article in read([tmp_path], refused)] == ["a", "c"]


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("نعم".encode("cp1256"), "windows-1256", "نعم"),
        ('<meta charset="iso-8859-6">نعم'.encode("iso-8859-6"), None, '<meta charset="iso-8859-6">نعم'),
        ("نعم".encode(), "windows-1256", "نعم"),
        ("نعم".encode("utf-8-sig"), "windows-1256", "نعم"),
        ("نعم".encode("utf-16"), "utf-16", "نعم"),
        ("<meta charset=windows-1256>نعم".encode("cp1256"), "ISO-8859-1", "<meta charset=windows-1256>نعم"),
        ("<meta charset=windows-1256>نعم".encode("cp1256"), "utf-8", "<meta charset=windows-1256>نعم"),
        ("né".encode("latin-1"), "iso-8859-1", "né"),
        ("نعم".encode("cp1256"), "x-unheard-of", "نعم".encode("cp1256")),
    ],
)
def test_the_encoding_of_a_page(data, charset, text):
    assert decode_page(data, "x", charset) == text


def test_a_page_that_is_not_what_it_declares():
    with pytest.raises(AttributionError, match=r"A167.*utf-8"):
        decode_page("نعم".encode("cp1256"), "x", "UTF-8")
