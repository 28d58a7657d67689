"""Against a real Doccano server with its worker: round trip, corrections, and everything that can go wrong."""

import http.server
import os
import sqlite3
import sys
import threading

import pytest
from test_doccano_codec import TEXT, article

from attribution.doccano import inventory, projects, push
from attribution.doccano import server as server_of
from attribution.doccano.client import Client
from attribution.doccano.documents import Place, to_line
from attribution.doccano.projects import find
from attribution.doccano.pull import pull
from attribution.doccano.push import validated
from attribution.errors import AttributionError
from attribution.records import Attributed, TextSpan

pytestmark = pytest.mark.server
HARD = [
    TEXT,
    "  \tقَالَ الوَزِيرُ: «نَعَمْ»\r\n",
    "👩🏽\u200d🚀🇵🇸 قال سامي\u00a0الرفاعي «كـــلّا»\u2028ثم\u0085أضاف é e\u0301 می‌خواهد ک ی\n\n",
    "\u200fقال\rسامي\x00 نعم 𝒜",
]


def own(key, text=TEXT, **extra):
    a = article()
    attributions = a.attributions if text == TEXT else ()
    return Attributed(**{**a.model_dump(), "id": key, "text": text, "attributions": attributions, **extra})


def bare(article):
    kept = article.model_dump()
    kept.pop("doccano", None)
    return kept


def raised(code, call, *args, **kwargs):
    with pytest.raises(AttributionError) as caught:
        call(*args, **kwargs)
    assert caught.value.code == code, caught.value
    return caught.value


def send(client, name, articles, annotator=None, **kwargs):
    errors = []
    done = push.push(client, name, validated(articles, errors.append), annotator, errors.append, **kwargs)
    return done, [e.code for e in errors]


def everything(client, name):
    return pull(client, find(client, name)[0], everything=True)


def test_the_round_trip_of_gold_and_of_hard_texts(client, name, packs):
    hard = [own(f"h{i}", text, **({"more": [i, None]} if i % 2 else {})) for i, text in enumerate(HARD)]
    articles = [*packs[:12], *hard]
    assert send(client, name, articles)[0][1:] == (16, 0, 0)
    back = everything(client, name)
    assert [bare(a) for a in back.articles] == [bare(a) for a in articles]
    assert back.errors == [] and set(back.counts["spans"]) == set(back.counts["relations"]) == {"kept"}
    assert send(client, name, articles)[0][1:] == (0, 16, 0)
    assert len(everything(client, name).articles) == 16


def test_corrections_come_back_with_what_was_done(server, client, name, desk):
    server.annotator("سارة")
    done, _ = send(client, name, [own("a"), own("b"), own("c")], "سارة")
    at = desk(server.client("سارة"), done.project)
    spans = {s["label"]: s for s in at.spans("a")}
    at.relabel("a", spans["CUE deny"]["id"], "CUE judge")
    at.delete_span("a", spans["OUTLET"]["id"])
    start = len(TEXT[: TEXT.index("وفق")].encode("utf-16-le")) // 2
    outlet = at.add_span("a", "OUTLET", start, start + 8)
    at.relate("a", spans["CUE deny"]["id"], outlet, "via")
    loose = at.add_span("a", "CONTENT", 0, 2)
    at.add_span("b", "OUTLET", 1, 2)
    at.comment("a", "هل «بيان» وسيلة؟")
    at.confirm("a", "b")
    assert loose
    back = pull(client, find(client, name)[0])
    first, second = back.articles
    changed = [*article().attributions]
    last = first.attributions[2]
    assert first.attributions[:2] == tuple(changed[:2])
    assert (last.stance, last.outlet.of(TEXT), last.speaker_name) == ("judge", "وفق بيان", "سامي الرفاعي")
    assert last.cue.of(TEXT) == "ونفى"
    assert second.attributions == tuple(changed)
    assert back.counts["spans"] == {"kept": 18, "relabelled": 1, "moved": 1, "added": 1}
    assert back.counts["relations"]["kept"] == 18 and "deleted" not in back.counts["relations"]
    assert sorted(e.code for e in back.errors) == ["A720", "A727"]
    assert all(e.where.startswith(("line 1, ", "line 2, ")) for e in back.errors)
    assert back.comments == [("a", "هل «بيان» وسيلة؟")] and (back.confirmed, back.documents) == (2, 3)
    assert first.doccano["annotator"] == "سارة" and first.doccano["confirmed"] is True
    assert {c["what"] for c in first.doccano["changes"]["spans"]} == {"relabelled", "moved", "added"}


def test_a_push_that_was_stopped_is_completed(client, name, monkeypatch):
    articles = [own(f"a{i}") for i in range(5)]
    monkeypatch.setattr(push, "CHUNK", 2)
    sent = []

    def stop(count):
        sent.append(count)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send(client, name, articles, progress=stop)
    assert sent == [2]
    assert send(client, name, articles)[0][1:] == (3, 2, 0)
    assert [a.id for a in everything(client, name).articles] == [a.id for a in articles]


def test_what_a_stopped_push_left_without_annotations_is_sent_again(client, name):
    project = projects.ensure(client, name, None)
    lines = [to_line(own(key), Place("dead", n, None, None), "1.2") for n, key in enumerate("ab")]
    for key in ("entities", "relations"):
        lines[1][key] = []
    client.upload(project.id, lines)
    assert send(client, name, [own("a"), own("b")])[0][1:] == (1, 1, 0)
    assert [bare(a) for a in everything(client, name).articles] == [bare(own("a")), bare(own("b"))]


def test_copies_that_came_late_are_taken_away_but_no_work(server, client, name, desk):
    done, _ = send(client, name, [own("a"), own("b")])
    late = [to_line(own(key), Place("late", n, None, None), "1.2") for n, key in enumerate("ab")]
    client.upload(done.project.id, late)
    at = desk(client, done.project)
    at.confirm("b")
    assert [e.code for e in everything(client, name).errors] == ["A714"] * 2
    assert send(client, name, [own("a"), own("b")]) == (done._replace(new=0, same=2), [])
    back = everything(client, name)
    assert [a.id for a in back.articles] == ["a", "b"] and back.confirmed == 1 and back.errors == []
    client.upload(done.project.id, late[1:])
    again = desk(client, done.project)
    assert again.examples["b"] != at.examples["b"]
    again.comment("b", "أيضاً")
    assert send(client, name, [own("b")])[1] == ["A714"]
    assert everything(client, name).documents == 2


def test_what_changed_or_was_deleted_is_left_alone(client, name, desk):
    articles = [own(key) for key in "abcd"]
    done, _ = send(client, name, articles)
    at = desk(client, done.project)
    client.delete(done.project.id, [at.examples["b"]])
    newer = own("a", publisher="صحيفة المدى")
    again, codes = send(client, name, [newer, *articles[1:]])
    assert (again[1:], sorted(codes)) == ((0, 2, 2), ["A712", "A713"])
    back = everything(client, name)
    assert [a.id for a in back.articles] == ["a", "c", "d"]
    assert [(e.code, e.where) for e in back.errors] == [("A713", f"{name}: b")]
    assert send(client, name, articles, again=True)[0].new == 1
    assert everything(client, name).errors == []
    client.delete(done.project.id, [])
    assert everything(client, name).documents == 4


def test_what_the_server_would_garble_is_not_sent(client, name):
    _, codes = send(client, name, [own("a"), own("a"), own("b", " \n"), own("c", "نعم\ud83d")])
    assert codes == ["A710", "A711", "A711"]
    assert [a.id for a in everything(client, name).articles] == ["a"]


def test_an_import_that_fails_leaves_nothing(client, name, monkeypatch):
    def broken(article, place, version):
        line = to_line(article, place, version)
        line["relations"].append({"id": 99, "from_id": 1, "to_id": 4711, "type": "via"})
        return line

    monkeypatch.setattr(push, "to_line", broken)
    raised("A705", send, client, name, [own("a"), own("b")])
    monkeypatch.undo()
    assert everything(client, name).documents == 0
    assert send(client, name, [own("a"), own("b")])[0].new == 2


def test_projects_and_accounts_that_do_not_fit(server, client, name):
    raised("A708", find, client, name)
    raised("A709", send, client, name, [own("a")], "nobody")
    raised("A708", find, client, name)
    other = {"name": name, "description": "x", "project_type": "DocumentClassification"}
    client.ask("POST", "projects", {**other, "resourcetype": "TextClassificationProject"})
    assert "DocumentClassification" in str(raised("A706", send, client, name, [own("a")]))
    lacking = projects.ensure(client, f"{name} ب", None)
    label = next(t for t in client.ask("GET", f"projects/{lacking.id}/span-types") if t["text"] == "OUTLET")
    client.ask("DELETE", f"projects/{lacking.id}/span-types", {"ids": [label["id"]]})
    assert "OUTLET" in str(raised("A707", send, client, f"{name} ب", [own("a")]))
    annotator = server.annotator("omar")
    raised("A715", projects.add_account, client, "omar", server.password)
    raised("A716", projects.add_account, client, "hind", "1234")
    raised("A703", send, annotator, f"{name} ج", [own("a")])


def test_the_guidelines_go_along_with_their_version(client, name):
    project = projects.ensure(client, name, None)
    text, version = projects.guideline()
    found = client.ask("GET", f"projects/{project.id}")
    assert found["guideline"].strip() == text.strip() and version == "1.2"
    assert projects.tags(client, project) == ["guidelines 1.2"]
    client.ask(
        "PATCH", f"projects/{project.id}", {"guideline": "قديم", "resourcetype": found["resourcetype"]}
    )
    projects.ensure(client, name, None)
    assert client.ask("GET", f"projects/{project.id}")["guideline"].strip() == text.strip()


def test_a_wrong_password_and_another_server(server):
    raised("A701", Client, server.state.url, "admin", "wrong")
    page = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
    threading.Thread(target=page.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{page.server_port}"
    raised("A702", Client, url, "admin", "x")
    raised("A702", Client(url).health)
    page.shutdown()
    raised("A702", server.client().ask, "GET", "no-such-route")


def test_only_this_machine_can_reach_it_and_the_password_is_nowhere(server):
    import psutil

    listening = {
        c.laddr.ip
        for pid, _ in server.state.processes
        for process in (psutil.Process(pid), *psutil.Process(pid).children(recursive=True))
        for c in process.net_connections()
        if c.status == psutil.CONN_LISTEN
    }
    assert listening == {"127.0.0.1"}
    for path in server.folder.rglob("*"):
        if path.is_file():
            assert server.password.encode() not in path.read_bytes(), path
    assert not any(
        server.password in " ".join(p.info["cmdline"] or ()) for p in psutil.process_iter(["cmdline"])
    )
    assert (server.folder / "key").stat().st_mode & 0o077 == 0


def test_the_queue_is_there_before_web_server_and_worker_could_both_make_it(
    cache, port, tmp_path, monkeypatch
):
    monkeypatch.setattr(server_of, "_start", lambda *given: (os.getpid(), 0.0))
    raised("A733", server_of.serve, tmp_path / "data", "admin", "geheim-1", port=port, cache=cache)
    with sqlite3.connect(tmp_path / "data" / "queue.sqlite3") as queue:
        assert queue.execute("SELECT name FROM kombu_queue").fetchall() == [("celery",)]


def test_worker_down_server_down_and_up_again(server, name):
    import psutil

    from attribution.doccano.server import state, stop

    client = server.client()
    send(client, name, [own("a")])
    worker = psutil.Process(server.state.processes[1][0])
    family = [worker, *worker.children(recursive=True)]
    for process in family:
        process.kill()
    psutil.wait_procs(family, timeout=10)
    raised("A704", send, client, name, [own("b")])
    client.wait = 3
    project = find(client, name)[0]
    raised("A704", push._send, client, project, "late", [own("b")], "1.2")
    assert len(state(server.folder).processes) == 1
    web = [psutil.Process(server.state.processes[0][0])]
    web += web[0].children(recursive=True)
    stop(server.folder)
    assert not any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in web)
    assert state(server.folder) is None
    raised("A700", server.client)
    raised("A700", send, client, name, [own("b")])
    server.start()
    again = server.client()
    while inventory.take(again, project).documents.get("b") is None:
        """What was queued when the worker was away arrives by itself."""
    assert send(again, name, [own("a"), own("b")])[0][1:] == (0, 2, 0)
    assert [bare(a) for a in everything(again, name).articles] == [bare(own("a")), bare(own("b"))]


@pytest.mark.slow
def test_a_thousand_articles_of_forty_spans(client, name, capsys):
    """python -m pytest tests/doccano -m slow -s prints the times."""
    import time

    words = "قال سامي الرفاعي إن السد آمن وفق بيان 😀 "
    text = words * 10
    one = article().attributions[0]
    spans = []
    for at in range(0, len(text), len(words)):
        part = {"cue": (0, 3), "speaker": (4, 16), "outlet": (32, 36)}
        moved = {k: TextSpan(at + s, at + e) for k, (s, e) in part.items()}
        content = (TextSpan(at + 17, at + 27),)
        spans.append(one.model_copy(update={**moved, "content": content, "confidence": {"cue": at / 7}}))
    articles = [own(f"n{i}", f"{i} {text}"[-len(text) :] or text) for i in range(1000)]
    articles = [
        a.model_copy(update={"text": text, "attributions": tuple(spans), "title": f"{a.id}"})
        for a in articles
    ]
    begun = time.monotonic()
    assert send(client, name, articles)[0].new == 1000
    pushed = time.monotonic()
    back = everything(client, name)
    pulled = time.monotonic()
    assert back.counts["spans"] == {"kept": 40_000}
    assert [bare(a) for a in back.articles] == [bare(a) for a in articles]
    with capsys.disabled():
        sys.stdout.write(f"push {pushed - begun:.1f} s, pull {pulled - pushed:.1f} s\n")
