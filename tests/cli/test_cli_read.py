"""``attribution read``: from files to one file."""

import json
import os
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

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


@pytest.fixture
def served(tmp_path):
    """A folder and its address; its server knows 'not modified'."""
    folder = tmp_path / "served"
    folder.mkdir()
    asked = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, form, *args):
            asked.append(" ".join(map(str, args)))

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_a_feed_is_fetched_again_only_when_it_has_changed(attribution, tmp_path, served):
    folder, address, asked = served
    out = tmp_path / "out.jsonl"
    feed = FEED.replace("<item><title>x</title></item>", "")
    (folder / "feed.xml").write_text(feed, encoding="utf-8")
    line = ("read", f"{address}/feed.xml", "--add", "--delay", "0", "-o", out)
    assert attribution(*line).exit_code == 0
    (article,) = lines(out)
    assert (article["id"], article["meta"]["from_address"]) == ("g1", f"{address}/feed.xml")
    assert "No new articles" in attribution(*line).stderr
    assert [request.split()[-2] for request in asked if "feed.xml" in request] == ["200", "304"]
    (folder / "feed.xml").write_text(feed.replace("g1", "g2"), encoding="utf-8")
    os.utime(folder / "feed.xml", (2e9, 2e9))
    assert attribution(*line).exit_code == 0
    assert [article["id"] for article in lines(out)] == ["g1", "g2"]
