import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.articles.decoding import decode
from attribution.errors import AttributionError

ARABIC = "قال الوزير سامي الحداد إن الاجتماع سيعقد في القاهرة يوم الأحد.\r\nوأضاف أن الوفد وصل.\n" * 3
FRENCH = "Le ministre a déclaré à Évry que l'accord était prêt, d'après une dépêche.\n" * 3


def refused(data):
    with pytest.raises(AttributionError) as error:
        decode(data, "خبر.txt")
    return error.value


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_unicode_is_read_without_its_mark_and_with_its_line_breaks(mark, encoding):
    assert decode(mark + ARABIC.encode(encoding), "x") == ARABIC


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip))
def test_every_text_in_utf8_comes_back(text):
    if text[0] != "\ufeff":
        assert decode(text.encode(), "x") == text


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "A110", "empty"),
        (b" \n\r\n", "A110", "empty"),
        (codecs.BOM_UTF16_LE + " \n".encode("utf-16-le"), "A110", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "A111", "zero bytes"),
        (bytes(range(1, 256)) * 20, "A111", "control characters"),
        (b"\x01\x02\x03abc" * 20, "A111", "control characters"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a", "A111", "UTF-16-LE"),
        (ARABIC.encode("cp1256"), "A112", "Windows-1256 (Arabic)"),
        (ARABIC.encode("iso8859-6"), "A112", "ISO-8859-6 (Arabic)"),
        (FRENCH.encode("latin-1"), "A112", "Latin-1"),
        (ARABIC.encode("utf-16-le"), "A112", "UTF-16-LE without a byte order mark"),
        (ARABIC.encode()[:-40] + b"\xd8" + b" end", "A117", "byte"),
        (ARABIC.replace(" ", " “‌”").encode() + b"\xff", "A117", "byte"),
        (ARABIC.encode()[: -len("وصل.\n".encode()) + 1], "A117", "byte"),
    ],
)
def test_what_is_no_unicode_text_is_refused_with_its_reason(data, code, says):
    error = refused(data)
    assert error.code == code
    assert says in str(error)


def test_the_refusal_says_how_to_convert():
    assert "iconv -f CP1256 -t UTF-8 'خبر.txt'" in str(refused(ARABIC.encode("cp1256")))


def test_the_command_of_the_refusal_names_an_encoding_that_gives_the_text_back():
    for encoding in ("cp1256", "iso8859-6", "utf-16-le", "utf-16-be"):
        data = ARABIC.encode(encoding)
        named = refused(data).todo.split("-f ")[1].split()[0]
        assert data.decode(named) == ARABIC
