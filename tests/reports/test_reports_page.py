"""The page as a file: whole, verbatim, the same each time, and nothing of what others write is markup."""

import re
import string
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_reading import HOSTILE, hostile, read
from test_reports_all import FIRST, SECOND, STATE

from attribution.exports.marking import Marked
from attribution.ledger.selection import Selection, select
from attribution.records import LedgerState, TextSpan
from attribution.reports.html.articles import http
from attribution.reports.html.marks import Mark, running
from attribution.reports.html.part import with_all_sides
from attribution.reports.html.plots import MOST_COLUMNS, over_time, periods
from attribution.reports.html.wording import LANGUAGES, Wording, category, words
from attribution.reports.html.write import page

LABELS = ("cue", "speaker", "content", "outlet", "voice")


def written(state, language="ar"):
    return "".join(page(state, language))


def placeholders(value):
    forms = value.values() if isinstance(value, dict) else [value]
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


def test_both_languages_say_the_same_things():
    arabic, english = (words(language) for language in LANGUAGES)
    assert arabic.keys() == english.keys()
    for key in arabic:
        assert type(arabic[key]) is type(english[key]), key
        assert placeholders(arabic[key]) == placeholders(english[key]), key
        assert arabic[key] and english[key]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        *((0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many")),
        *((100, "other"), (102, "other"), (103, "few"), (1011, "many")),
    ],
)
def test_arabic_nouns_after_numbers(number, expected):
    assert category(number, "ar") == expected


def test_numbers_and_names_are_kept_together_and_escaped():
    wording = Wording("ar")
    assert wording.counted("n.articles", 3) == "<bdi>3</bdi> مقالات"
    assert wording.counted("n.articles", 2) == "مقالان"
    assert "&lt;b&gt;" in wording("made", date="<b>")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "state", [STATE, hostile(), LedgerState()], ids=["two articles", "hostile", "nothing"]
)
def test_every_link_leads_somewhere_and_every_id_is_one(state, language):
    root = read(written(state, language))
    ids = [each.attributes["id"] for each in root.all() if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"\S+", each) for each in ids)
    for each in root.all():
        for name in ("aria-labelledby",):
            assert set((each.attributes.get(name) or "").split()) <= set(ids)
    assert all(link.attributes["href"].removeprefix("#") in ids for link in root.all("a"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_direction_and_language(language):
    (root,) = read(written(STATE, language)).all("html")
    assert root.attributes == {"lang": language, "dir": {"ar": "rtl", "en": "ltr"}[language]}
    assert all(
        (each.attributes["lang"], each.attributes["dir"]) == ("ar", "rtl") for each in root.all(class_="text")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_others_write_is_markup(language):
    html = written(hostile(), language)
    root = read(html)
    assert len(list(root.all("script"))) == len(list(root.all("style"))) == 1
    assert not list(root.all("img"))
    assert not [name for each in root.all() for name in each.attributes if name.startswith("on")]
    assert "javascript:" not in html
    (text,) = root.all(class_="text")
    assert text.text == hostile().articles[0].text
    assert HOSTILE in next(root.all("h3", lang="ar")).text


def test_the_page_needs_nothing_else():
    root = read(written(STATE))
    assert not [
        each for each in root.all() if {"src", "srcset"} & each.attributes.keys() or each.tag == "link"
    ]
    (policy,) = root.all("meta", **{"http-equiv": "Content-Security-Policy"})
    assert policy.attributes["content"].startswith("default-src 'none'; style-src 'sha256-")
    assert "url(" not in next(root.all("style")).text


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        *((bad, None) for bad in ("javascript:alert(1)", "data:text/html,x", "//x", "https://[", "", None)),
    ],
)
def test_only_addresses_of_the_web_are_links(url, expected):
    assert http(url) == expected


def test_the_same_state_gives_the_same_bytes_whatever_the_hash_seed():
    code = (
        "import sys; from attribution.records import LedgerState; from attribution.reports.html.write import page;"
        "sys.stdout.buffer.write(''.join(page(LedgerState.model_validate_json(sys.stdin.buffer.read()))).encode())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        input=STATE.model_dump_json().encode(),
        capture_output=True,
        env={"PYTHONHASHSEED": "12"},
        check=True,
    )
    assert ran.stdout.decode() == written(STATE)


def test_what_utf_8_cannot_hold_is_replaced():
    state = STATE.model_copy(
        update={"articles": (FIRST[0].model_copy(update={"title": "عنوان \ud800\0"}), *STATE.articles[1:])}
    )
    html = written(state)
    assert "عنوان \ufffd\ufffd" in html
    html.encode("utf-8")


@st.composite
def marked_texts(draw):
    text = draw(st.text(alphabet="ابَ <&\"'\r\n\u202e\u0651x", min_size=1, max_size=25))
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends).map(sorted).filter(lambda s: s[0] < s[1]), max_size=6))
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=len(spans), max_size=len(spans)))
    links = draw(st.lists(st.booleans(), min_size=len(spans), max_size=len(spans)))
    return text, [
        Marked(TextSpan(*span), Mark(label, str(number), f"id{number}", "x" if link else None))
        for number, (span, label, link) in enumerate(zip(spans, labels, links, strict=True))
    ]


@given(marked_texts())
def test_running_text_is_the_raw_text_and_each_mark_has_its_span(drawn):
    text, marked = drawn
    root = read(str(running(text, marked)))
    assert root.text == text
    for span, mark in marked:
        parts = [each for each in root.all(class_=mark.label) if each.attributes["data-g"] == mark.group]
        assert "".join(part.text for part in parts) == span.of(text)
        assert sum("id" in part.attributes for part in parts) == 1
    assert not [inner for outer in root.all("a") for inner in outer.all("a")]


def test_place_and_claim_lead_to_each_other():
    root = read(written(STATE))
    (claim,) = root.all(class_="claim")
    for cue in (each for each in root.all("a", class_="cue") if "disputed" in each.classes):
        assert cue.attributes["href"] == "#" + claim.attributes["id"]
        assert f"#{cue.attributes['id']}" in [link.attributes["href"] for link in claim.all("a")]
    sides = {each.classes[1]: each for each in claim.all("section", class_="side")}
    assert sides.keys() == {"says", "denies"}
    assert "ناجي العطار" in sides["denies"].text and "ناجي العطار" not in sides["says"].text
    assert "مقالان من أصلين" in claim.text


def test_a_version_has_its_own_words_and_the_fullest_ones_as_deleted():
    root = read(written(STATE))
    (statement,) = root.all(class_="statement")
    fullest, other = statement.all(class_="words")
    assert not list(fullest.all("del"))
    deleted = " ".join(each.text for each in other.all("del"))
    assert "المجاورة هذا العام" in deleted and deleted.startswith("ناقص")
    own = other.text
    for each in (*other.all("del"), *other.all(class_="tag")):
        own = own.replace(each.text, "")
    assert " ".join(own.split()) == SECOND[1][0].content[0].of(SECOND[0].text)


def test_a_part_keeps_all_sides_of_its_claims():
    part = with_all_sides(STATE, select(STATE, Selection(publisher="الساحل")))
    assert [len(claim.positions) for claim in part.claims] == [3]
    assert {article.publisher for article in part.articles} == {"صحيفة الساحل", "=موقع النورس"}
    assert read(written(part))


def test_time_is_to_scale():
    plot = over_time(STATE)
    assert [(each.label, each.number) for each in plot.columns] == [
        ("2025-03-10", 1),
        ("2025-03-11", 0),
        ("2025-03-12", 2),
    ]
    assert len(periods("2020-01-01", "2025-12-31", 7)) == 72 > MOST_COLUMNS
    assert over_time(hostile()).undated == 2
