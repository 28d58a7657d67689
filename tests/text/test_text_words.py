import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.records import TextSpan
from attribution.text import is_word, words

ANNOTATIONS = Path(__file__).parents[2] / "annotations"
ARABIC = st.text(st.sampled_from('قالوأضاف نعم.،:؛"«»“” \n\t12/٣٤-abو\u064bـ\u200f'), max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال:«نعم».", ["قال", ":", "«", "نعم", "»", "."]),
        ("وأضاف،ثم", ["وأضاف", "،", "ثم"]),
        ("3.5% في 26/4 الساعة 10:30", ["3.5", "%", "في", "26/4", "الساعة", "10:30"]),
        ("U.N. و F-16", ["U.N", ".", "و", "F", "-", "16"]),
        ("السكّر قَالَ ـه", ["السكّر", "قَالَ", "ـه"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_words_are_orthographic(text, expected):
    assert [span.of(text) for span in words(text)] == expected


@given(ARABIC)
def test_words_cover_everything_but_white_space(text):
    spans = words(text)
    covered = {offset for span in spans for offset in range(*span)}
    assert covered == {offset for offset, character in enumerate(text) if not character.isspace()}
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize("name", ["seeds", "authored", "packs"])
def test_every_gold_span_begins_and_ends_with_a_word(name):
    off = []
    for line in (ANNOTATIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        spans = words(record["text"])
        starts, ends = {s.start for s in spans}, {s.end for s in spans}
        for gold in record["attributions"]:
            for start, end in filter(None, [gold["cue"], gold["speaker"], gold["outlet"], *gold["content"]]):
                if start not in starts or end not in ends:
                    off.append((record["id"], TextSpan(start, end).of(record["text"])))
    assert off == []


def test_is_word():
    assert is_word("«3")
    assert is_word("وأضاف")
    assert not is_word("».")
    assert not is_word("")
