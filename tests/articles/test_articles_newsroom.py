"""Records of other systems, with keys of their own."""

import json

import pytest
from articles_samples import PROSE

from attribution.articles import read
from attribution.articles.newsroom import mapped


def articles(tmp_path, refused, *records):
    path = tmp_path / "export.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return list(read([path], refused))


def test_other_keys_are_read_and_kept(tmp_path, refused):
    record = {
        "guid": 17,
        "headline": "الجسر يفتح",
        "body": f"<p>{PROSE[0]}</p><p>{PROSE[1]}</p>",
        "source": {"name": "وكالة الضفاف"},
        "pubDate": "5 مارس/آذار 2024",
        "link": "https://example.org/1",
        "desk": "محليات",
    }
    (article,) = articles(tmp_path, refused, record)
    assert refused == []
    assert article.text == "\n".join(PROSE)
    assert (article.id, article.title, article.publisher) == ("17", "الجسر يفتح", "وكالة الضفاف")
    assert (article.published, article.url) == ("2024-03-05", "https://example.org/1")
    assert article.meta["published_as"] == "5 مارس/آذار 2024"
    assert article.meta["keys"]["text"] == "body"
    assert record.items() <= article.model_dump().items()


def test_a_record_with_our_keys_is_left_alone_but_for_what_it_lacks():
    record = {"id": "1", "text": "نص", "title": "عنوان", "headline": "آخر", "date": "12 آذار 2024"}
    assert mapped(record) == {**record, "published": "2024-03-12"}
    gold = {"id": "1", "text": "نص", "attributions": [], "source": "x"}
    assert mapped(gold) == gold


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"body": "نص", "url": "https://example.org/1"}, {"id": "https://example.org/1", "text": "نص"}),
        ({"content": ["أ", "ب"], "id": "1"}, {"text": "أ\nب"}),
        ({"body": "نص", "id": "1", "publisher": {"name": "الضفاف"}}, {"publisher": "الضفاف"}),
        ({"body": "نص", "id": "1", "date": "قريبا"}, {"published": None}),
    ],
)
def test_values_of_other_kinds(record, expected):
    assert expected.items() <= mapped(record).items()


def test_a_record_without_any_text_is_refused_with_its_line(tmp_path, refused):
    good = {"id": "1", "body": PROSE[0]}
    found = articles(tmp_path, refused, good, {"id": "2", "headline": "x"}, {**good, "id": "3"})
    assert [article.id for article in found] == ["1", "3"]
    assert refused.codes == ["A002"] and "line 2" in str(refused[0])
