"""The five articles that lie in the repository, as a user of it would read them."""

import json
from pathlib import Path

import pytest

from attribution.articles import read

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def articles():
    refused = []
    found = {
        article.id[:3] + article.id[20:]: article for article in read([SEEDS / "articles"], refused.append)
    }
    assert refused == []
    return found


def test_each_file_is_an_article_and_the_second_one_of_003_is_kept_apart(articles):
    assert list(articles) == ["000", "001", "002", "003", "003#2", "004"]


def test_metadata_is_what_the_texts_say(articles):
    assert {key: (a.publisher, a.published) for key, a in articles.items()} == {
        "000": (None, None),
        "001": ("موقع المنار", None),
        "002": ("العالم", None),
        "003": ("الجزيرة", "2024-04-26"),
        "003#2": (None, None),
        "004": (None, None),
    }
    assert {key: a.title.split()[0] for key, a in articles.items() if a.title} == {
        "003": "روسيا",
        "003#2": "أمير",
        "004": "بزشكيان",
    }


def test_every_text_is_a_slice_of_its_file(articles):
    for article in articles.values():
        raw = (SEEDS / "articles" / article.meta["file"]).read_text(encoding="utf-8")
        offset = article.meta["offset"]
        assert raw[offset : offset + len(article.text)] == article.text


def test_what_ends_an_article_is_not_in_it(articles):
    assert "كلمات دلالية" not in articles["003"].text
    assert "المصدر:" not in articles["003"].text + articles["001"].text
    assert articles["003"].text.startswith("روسيا والصين") and articles["003"].text.endswith("2021.")
    assert articles["003#2"].text.startswith("أمير الكويت")


def test_gold_offsets_of_the_whole_files_hold_in_the_first_articles(articles):
    for line in (SEEDS.parent / "annotations" / "seeds.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        assert gold["text"].startswith(articles[gold["id"][:3]].text)


def test_the_manifest_contradicts_no_text(articles):
    for line in (SEEDS / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        article = articles[entry["file"][:3]]
        assert (entry["title"], entry["publisher"], entry["published"]) == (
            article.title,
            article.publisher,
            article.published,
        )
