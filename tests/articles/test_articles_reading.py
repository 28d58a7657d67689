import json

import pytest

from attribution.articles import read
from attribution.errors import AttributionError
from attribution.records import Article, Attributed

PROSE = "أعلنت وزارة النقل أن العمل في الجسر الجديد سينتهي قبل الصيف، وأنه سيفتح أمام المركبات مجانا."
PAGE = f"""<html lang="ar"><head><meta charset="windows-1256"><title>الجسر يفتح - وكالة الضفاف</title>
<meta property="og:title" content="الجسر يفتح"><meta property="og:site_name" content="وكالة الضفاف">
<meta property="article:published_time" content="2024-03-05T10:00:00Z"></head><body><nav>الرئيسية</nav>
<article><h1>الجسر يفتح</h1><p>{PROSE}</p><p>وقال الوزير «سنفتحه غدا».</p></article></body></html>"""


def collect(*paths):
    refused = []
    articles = list(read(paths, refused.append))
    return articles, [error.code for error in refused]


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def lines(*records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def test_a_text_file_is_an_article(tmp_path):
    path = write(tmp_path, "خبر.txt", f"الوزارة تفتح الجسر الجديد\r\n{PROSE}\r\nالمصدر: الضفاف\r\n")
    (article,), refused = collect(path)
    assert article == Article(
        id="خبر",
        text=f"الوزارة تفتح الجسر الجديد\r\n{PROSE}",
        title="الوزارة تفتح الجسر الجديد",
        publisher="الضفاف",
        meta={"file": "خبر.txt", "offset": 0},
    )
    assert refused == []


def test_a_page_is_an_article_in_whatever_encoding_it_declares(tmp_path):
    (article,), refused = collect(write(tmp_path, "page.html", PAGE.encode("cp1256")))
    assert refused == []
    assert (article.id, article.title, article.publisher) == ("page", "الجسر يفتح", "وكالة الضفاف")
    assert article.published == "2024-03-05"
    assert PROSE in article.text and "الرئيسية" not in article.text
    assert article.meta["extracted_by"].startswith("trafilatura ")


def test_a_record_is_taken_as_it_is(tmp_path):
    text = f"  {PROSE}\nإقرأ أيضاً:\nعنوان\n{PROSE}\nالمصدر: الضفاف\n"
    record = {"id": "7", "text": text, "publisher": "التلال", "published": "أمس", "desk": {"name": "محليات"}}
    gold = {
        "id": 8,
        "text": PROSE,
        "attributions": [{"cue": [0, 5], "speaker": [6, 16], "content": [[17, 20]]}],
    }
    (plain, attributed), refused = collect(write(tmp_path, "feed.jsonl", lines(record, gold)))
    assert refused == []
    assert plain.model_dump(exclude_unset=True) == record
    assert isinstance(attributed, Attributed)
    assert attributed.id == "8"
    assert attributed.attributions[0].speaker.of(attributed.text) == "وزارة النقل"[:10]


def test_a_record_without_metadata_gets_what_its_text_says(tmp_path):
    record = {"id": "7", "text": f"الوزارة تفتح الجسر الجديد\n{PROSE}\nالمصدر: الضفاف"}
    (article,), _ = collect(write(tmp_path, "feed.jsonl", lines(record)))
    assert article.model_dump(exclude_unset=True) == {
        **record,
        "title": "الوزارة تفتح الجسر الجديد",
        "publisher": "الضفاف",
    }


def test_bad_lines_cost_no_other(tmp_path):
    good = json.dumps({"id": "1", "text": "وصل سامي."}).encode()
    bad = [
        b"{",
        b"[1]",
        b'{"id": "2"}',
        b'{"id": "3", "text": ""}',
        b'{"id": "4", "text": "\\ud800"}',
        b'{"id": "5", "text": "\xff"}',
        b'{"id": "6", "text": "x", "attributions": [{"cue": [0, 9]}]}',
        b"[" * 100_000,
    ]
    path = write(tmp_path, "feed.jsonl", b"\n".join([good, *bad, b"", good]))
    refused = []
    articles = list(read([path], refused.append))
    assert [article.id for article in articles] == ["1", "1"]
    assert [error.code for error in refused] == ["A002"] * len(bad)
    assert [f"line {number} " in str(error) for number, error in enumerate(refused, start=2)] == [True] * len(
        bad
    )


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", "", "A110"),
        ("empty.jsonl", "\n", "A110"),
        ("empty.html", "", "A110"),
        ("binary.txt", b"\x7fELF\0\0\1", "A111"),
        ("binary.html", b"\x7fELF\0\0\1", "A111"),
        ("windows.txt", PROSE.encode("cp1256"), "A112"),
        ("windows.jsonl", lines({"id": "1", "text": PROSE}).encode("cp1256"), "A112"),
        ("latin.txt", ("déjà vu à Évry " * 9).encode("latin-1"), "A112"),
        ("story.pdf", "x", "A113"),
        ("story", "x", "A113"),
        ("bare.html", "<html><body></body></html>", "A114"),
        ("cut.txt", PROSE.encode()[:-2], "A117"),
    ],
)
def test_what_is_refused_costs_no_other(tmp_path, name, content, code):
    good = write(tmp_path, "good.txt", PROSE)
    articles, refused = collect(good, write(tmp_path, name, content), good)
    assert [article.id for article in articles] == ["good", "good"]
    assert refused == [code]


def test_a_missing_path_is_refused(tmp_path):
    with pytest.raises(AttributionError, match=r"A001.*nowhere\.txt"):
        list(read([tmp_path / "nowhere.txt"], raise_it))


def raise_it(error):
    raise error


def test_an_unreadable_file_is_refused(tmp_path, monkeypatch):
    path = write(tmp_path, "locked.txt", PROSE)

    def forbid(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "read_bytes", forbid)
    assert collect(path) == ([], ["A115"])


def test_a_folder_is_read_in_order_with_its_subfolders(tmp_path):
    for name in ("b.txt", "a/c.txt", "a/b.jsonl", ".hidden/x.txt", ".x.txt", "notes.md", "manifest.jsonl"):
        write(tmp_path, name, lines({"id": "line", "text": PROSE}) if name == "a/b.jsonl" else PROSE)
    articles, _ = collect(tmp_path)
    assert [article.id for article in articles] == ["line", "c", "b"]


def test_a_folder_without_articles_is_refused(tmp_path):
    write(tmp_path, "notes.md", "x")
    assert collect(tmp_path) == ([], ["A116"])


def test_a_manifest_says_what_the_text_does_not(tmp_path):
    write(tmp_path, "day/a.txt", f"{PROSE}\nالمصدر: الضفاف")
    write(tmp_path, "day/b.txt", PROSE)
    write(tmp_path, "day/c.jsonl", lines({"id": "c1", "text": PROSE}))
    write(
        tmp_path,
        "manifest.jsonl",
        lines(
            {
                "file": "day/a.txt",
                "publisher": "التلال",
                "published": "2024-03-05",
                "url": "https://example.org/a",
            },
            {"file": "b.txt", "publisher": "السهول", "title": None},
            {"id": "c1", "publisher": "الوديان"},
        ),
    )
    articles, refused = collect(tmp_path)
    assert refused == []
    assert [a.publisher for a in articles] == ["الضفاف", "السهول", "الوديان"]
    assert (articles[0].published, articles[0].url) == ("2024-03-05", "https://example.org/a")
    assert articles[1].title is None


def test_the_nearer_manifest_counts_and_its_bad_lines_are_reported_once(tmp_path):
    for name in ("a.txt", "b.txt"):
        write(tmp_path, f"day/{name}", PROSE)
    write(tmp_path, "manifest.jsonl", lines(*({"file": f"{n}.txt", "publisher": "بعيد"} for n in "ab")))
    bad = [{"publisher": "بلا ملف"}, {"file": "b.txt", "publisher": 3}]
    write(tmp_path, "day/manifest.jsonl", lines({"file": "a.txt", "publisher": "قريب"}, *bad))
    articles, refused = collect(tmp_path / "day")
    assert [article.publisher for article in articles] == ["قريب", "بعيد"]
    assert refused == ["A002", "A002"]


def test_an_article_that_follows_another_gets_nothing_of_the_first_ones_metadata(tmp_path):
    write(tmp_path, "a.txt", f"{PROSE}\nإقرأ أيضاً:\nعنوان آخر من أربع كلمات\n{PROSE}")
    write(tmp_path, "manifest.jsonl", lines({"file": "a.txt", "publisher": "الضفاف"}))
    (first, second), _ = collect(tmp_path)
    assert (first.id, first.publisher) == ("a", "الضفاف")
    assert (second.id, second.publisher, second.title) == ("a#2", None, "عنوان آخر من أربع كلمات")
    raw = (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert raw[second.meta["offset"] :] == second.text
    assert second.meta["after"] == "إقرأ أيضاً:"


def test_an_article_of_one_word_and_one_of_five_megabytes(tmp_path):
    small = write(tmp_path, "small.txt", "نعم")
    large = write(tmp_path, "large.txt", f"{PROSE} «نعم»\n" * 50_000)
    (one, many), refused = collect(small, large)
    assert refused == []
    assert (one.text, one.title) == ("نعم", None)
    assert len(many.text) == 50_000 * len(f"{PROSE} «نعم»\n") - 1


def test_articles_are_read_one_at_a_time(tmp_path):
    path = write(tmp_path, "feed.jsonl", lines({"id": "1", "text": "وصل سامي."}) + "{\n")
    refused = []
    articles = read([path], refused.append)
    assert next(articles).id == "1"
    assert refused == []
    assert list(articles) == []
    assert len(refused) == 1
