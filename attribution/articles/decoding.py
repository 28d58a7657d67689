"""From bytes to text: UTF-8, or UTF-16 and UTF-32 with a byte order mark; all else is refused with a reason.

The byte order mark is no part of the text, line breaks stay as they are: offsets count from the first
character after it.
"""

from __future__ import annotations

import codecs

from attribution.errors import AttributionError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SAMPLE = 100_000
_CONTROLS = bytes(range(9)) + bytes(range(14, 32))
_MOSTLY_UTF8 = 0.9
_CONTROL_SHARE = 0.01


def decode(data: bytes, where: object) -> str:
    """Decode the bytes of a file.

    Args:
        data: The whole file.
        where: What to call it in an error.

    Returns:
        Its text without the byte order mark, line breaks unchanged.

    Raises:
        AttributionError: A110 for an empty file, A111 for one that is no text, A112 for one in another
        encoding, A117
            for UTF-8 with broken bytes.
    """
    if not data.strip():
        raise AttributionError("A110", where)
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, where)
    if b"\0" in data:
        raise _refusal_of_zeros(data, where)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refusal(data, error, where) from error
    if _share_of_controls(data) > _CONTROL_SHARE:
        raise AttributionError("A111", where, why="it is full of control characters")
    return text


def _decode_marked(data: bytes, encoding: str, where: object) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        why = f"byte {error.start} is not in {encoding.upper()}, which its byte order mark announces"
        raise AttributionError("A111", where, why=why) from error
    if not text.strip():
        raise AttributionError("A110", where)
    return text


def _refusal_of_zeros(data: bytes, where: object) -> AttributionError:
    for encoding in ("utf-16-le", "utf-16-be"):
        if _arabic_share(data[: _SAMPLE & ~1].decode(encoding, "replace")) > 0.5:
            return _other_encoding(where, f"{encoding.upper()} without a byte order mark", encoding)
    return AttributionError("A111", where, why="it holds zero bytes, as programs, images and archives do")


def _refusal(data: bytes, error: UnicodeDecodeError, where: object) -> AttributionError:
    sample = data[:_SAMPLE]
    high = sum(byte >= 0x80 for byte in sample)
    kept = sum(byte >= 0x80 for byte in sample.decode("utf-8", "ignore").encode())
    if kept >= high * _MOSTLY_UTF8:
        return AttributionError("A117", where, byte=error.start)
    if _share_of_controls(sample) > _CONTROL_SHARE:
        return AttributionError(
            "A111", where, why="it is full of control characters, as programs and images are"
        )
    windows, iso = (sample.decode(encoding, "replace") for encoding in ("cp1256", "iso8859-6"))
    if max(_arabic_share(windows), _arabic_share(iso)) < 0.5:
        return _other_encoding(where, "Windows-1252 or Latin-1", "cp1252")
    if iso.count("ال") > windows.count("ال"):
        return _other_encoding(where, "ISO-8859-6 (Arabic)", "iso-8859-6")
    return _other_encoding(where, "Windows-1256 (Arabic)", "cp1256")


def _other_encoding(where: object, name: str, encoding: str) -> AttributionError:
    command = f"iconv -f {encoding.upper()} -t UTF-8 '{where}' > '{where}.utf8'"
    return AttributionError("A112", where, encoding=name, command=command)


def _share_of_controls(data: bytes) -> float:
    sample = data[:_SAMPLE]
    return 1 - len(sample.translate(None, _CONTROLS)) / len(sample)


def _arabic_share(text: str) -> float:
    letters = [character for character in text if character.isalpha()]
    return sum("\u0600" <= letter <= "\u06ff" for letter in letters) / len(letters) if letters else 0.0
