"""``attribution read``: from files to one file."""

import json

PROSE = "أعلنت وزارة النقل أن العمل في الجسر الجديد سينتهي قبل الصيف، وأنه سيفتح أمام المركبات مجانا."
FEED = f"""<rss version="2.0"><channel><title>الضفاف</title><item><guid>g1</guid><title>خبر</title>
<pubDate>١٢ رمضان ١٤٤٥</pubDate><description>{PROSE}</description></item>
<item><title>x</title></item></channel></rss>"""


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_files_of_all_kinds_become_one_that_can_be_read(attribution, tmp_path):
    (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "b.rss").write_text(FEED, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    result = attribution("read", tmp_path / "a.txt", tmp_path / "b.rss", "-o", out)
    assert result.exit_code == 3  # the item without text
    assert "[A171]" in result.stderr and result.stderr.endswith(f"2 articles written to {out}.\n")
    first, second = lines(out)
    assert (first["id"], second["id"], second["published"]) == ("a", "g1", "2024-03-22")
    again = attribution("read", out, "-o", "-")
    assert again.exit_code == 0
    assert [json.loads(line) for line in again.stdout.splitlines()] == [first, second]


def test_adding_keeps_what_is_there_and_adds_what_is_new(attribution, tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("no record, but mine\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
    for written in ("1 articles written", "No new articles"):
        result = attribution("read", tmp_path / "a.txt", "--add", "-o", out)
        assert (result.exit_code, written in result.stderr) == (0, True)
        kept, article = out.read_text(encoding="utf-8").splitlines()
        assert kept == "no record, but mine"
        assert json.loads(article)["id"] == "a"


def test_where_nothing_could_be_read_the_file_stays_as_it_was(attribution, tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("{}\n")
    result = attribution("read", "http://127.0.0.1:1/closed", "-o", out)
    assert result.exit_code == 3
    assert result.stderr.startswith("[A166] http://127.0.0.1:1/")
    assert out.read_text() == "{}\n"


def test_other_commands_do_not_fetch_and_say_what_does(attribution, tmp_path, nlp):
    result = attribution("extract", "https://example.org/a", "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 3
    assert "[A169] https://example.org/a:" in result.stderr
    assert "attribution read https://example.org/a" in result.stderr
