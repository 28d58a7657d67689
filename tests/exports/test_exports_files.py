"""Files are whole or not there."""

import io
import json
import sys
from pathlib import Path

import pytest

from attribution.errors import AttributionError
from attribution.exports.files import to_json, written


def test_a_file_takes_its_place_when_it_is_whole(tmp_path):
    path = tmp_path / "out.json"
    path.write_text("before")
    with written(path) as file:
        file.write("نعم\n")
        assert path.read_text() == "before"
    assert path.read_bytes() == "نعم\n".encode()
    assert [f.name for f in tmp_path.iterdir()] == ["out.json"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError])
def test_what_was_there_stays_if_writing_stops(tmp_path, stop):
    path = tmp_path / "out.json"
    path.write_text("before")
    with pytest.raises(stop), written(path) as file:
        file.write("half")
        raise stop
    assert path.read_text() == "before"
    assert [f.name for f in tmp_path.iterdir()] == ["out.json"]


def test_what_cannot_be_written_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "missing" / "out.json"):
        with pytest.raises(AttributionError, match="A401"), written(path) as file:
            file.write("x")
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_to_and_not_replaced():
    with written("/dev/null") as file:
        file.write("x")
    assert Path("/dev/null").is_char_device()


def test_dash_is_standard_output(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    with written("-") as file:
        file.write("نعم")
    assert sys.stdout.getvalue() == "نعم"


def test_spans_stay_on_their_line():
    value = {"span": [1, 20], "spans": [[1, 2], [3, 4]], "text": "[\n 1,\n 2\n]", "one": [1]}
    text = to_json(value, indent=1)
    assert json.loads(text) == value
    assert '"span": [1, 20]' in text


def test_json_is_readable_and_always_utf8():
    text = to_json({"ن": "a\ud800\\\x00"})
    assert "ن" in text
    assert json.loads(text.encode("utf-8")) == {"ن": "a\ud800\\\x00"}
