"""``attribution extract``: articles in, the same articles with attributions out; a stopped run goes on."""

import json
from pathlib import Path

import pytest

TEXTS = [f"قال سالم الطيب إن المحطة رقم {number} مغلقة." for number in range(6)]


@pytest.fixture
def feed(tmp_path):
    path = tmp_path / "feed.jsonl"
    records = [{"id": f"k{n}", "text": text, "desk": {"رقم": n}, "url": None} for n, text in enumerate(TEXTS)]
    path.write_text(
        "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8"
    )
    return path


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out.jsonl"


@pytest.fixture
def one_by_one(monkeypatch):
    monkeypatch.setattr("attribution.engines.local.BATCH", 1)


def lines(path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_keys_of_the_input_are_kept(nlp, attribution, feed, out):
    result = attribution("extract", feed, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    found = lines(out)
    assert [(line["id"], line["text"], line["desk"]) for line in found] == [
        (f"k{n}", text, {"رقم": n}) for n, text in enumerate(TEXTS)
    ]
    assert found[0]["attributions"] == [
        {
            "cue": [0, 3],
            "speaker": [4, 14],
            "speaker_name": "سالم الطيب",
            "content": [[15, len(TEXTS[0]) - 1]],
            "outlet": None,
            "type": "indirect",
            "stance": "say",
        }
    ]
    assert found[0]["pipeline"] == "ar_stand_in 1"
    assert not out.with_name("out.jsonl.part").exists()


def test_a_stopped_run_leaves_a_part_and_goes_on(nlp, attribution, feed, out, one_by_one):
    part = out.with_name("out.jsonl.part")
    nlp.fails_on, nlp.error = "رقم 3", KeyboardInterrupt()
    stopped = attribution("extract", feed, "-o", out)
    assert stopped.exit_code == 130
    assert "Stopped" in stopped.stderr
    assert [line["id"] for line in lines(part)] == ["k0", "k1", "k2"]
    assert not out.exists()

    nlp.fails_on, nlp.read[:] = None, []
    with part.open("a", encoding="utf-8") as file:
        file.write('{"id": "k3", "text": "قا')  # the line that was being written when the power went
    result = attribution("extract", feed, "-o", out)
    assert result.exit_code == 0
    assert nlp.read == ["k3", "k4", "k5"]
    assert [line["id"] for line in lines(out)] == [f"k{n}" for n in range(6)]
    assert not part.exists()


def test_what_was_there_before_stays_until_all_is_done(nlp, attribution, feed, out, one_by_one):
    out.write_text("before")
    nlp.fails_on, nlp.error = "رقم 3", KeyboardInterrupt()
    attribution("extract", feed, "-o", out)
    assert out.read_text() == "before"
    nlp.fails_on = None
    attribution("extract", feed, "-o", out)
    assert len(lines(out)) == 6


def test_a_part_of_another_pipeline_is_refused(nlp, attribution, feed, out, one_by_one):
    nlp.fails_on, nlp.error = "رقم 3", KeyboardInterrupt()
    attribution("extract", feed, "-o", out)
    nlp.fails_on, nlp.meta["version"] = None, "2"
    result = attribution("extract", feed, "-o", out)
    assert result.exit_code == 3
    assert result.stderr.startswith("[A403]")
    assert len(lines(out.with_name("out.jsonl.part"))) == 3


def test_a_part_of_other_articles_is_refused(nlp, attribution, feed, out, one_by_one, tmp_path):
    nlp.fails_on, nlp.error = "رقم 3", KeyboardInterrupt()
    attribution("extract", feed, "-o", out)
    nlp.fails_on = None
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({"id": "k9", "text": "كلمة"}) + "\n")
    result = attribution("extract", other, "-o", out)
    assert result.exit_code == 3
    assert "[A406]" in result.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    "line", ["no json", "[1]", '{"id": "a"}', '{"id": 1, "text": "x", "pipeline": "p"}', "\xff"]
)
def test_a_part_that_cannot_be_read_is_refused(nlp, attribution, feed, out, line):
    part = out.with_name("out.jsonl.part")
    part.write_bytes(line.encode("latin-1") + b"\n")
    result = attribution("extract", feed, "-o", out)
    assert result.exit_code == 3
    assert result.stderr.startswith("[A404]")
    assert part.read_bytes() == line.encode("latin-1") + b"\n"


def test_an_article_twice_in_the_input_is_twice_in_the_output(nlp, attribution, feed, out):
    attribution("extract", feed, feed, "-o", out)
    assert len(lines(out)) == 12


def test_refused_input_costs_itself_alone(nlp, attribution, feed, out, tmp_path):
    (tmp_path / "empty.txt").touch()
    nlp.fails_on, nlp.error = "رقم 3", ValueError("no")
    result = attribution("extract", tmp_path / "empty.txt", feed, "-o", out)
    assert result.exit_code == 3
    assert "empty.txt" in result.stderr
    assert "[A405] k3" in result.stderr
    assert [line["id"] for line in lines(out)] == ["k0", "k1", "k2", "k4", "k5"]


def test_to_standard_output(nlp, attribution, feed):
    result = attribution("extract", feed, "-o", "-")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [f"k{n}" for n in range(6)]


@pytest.mark.parametrize("where", ["", "missing/out.jsonl"])
def test_where_nothing_can_be_written(nlp, attribution, feed, tmp_path, where):
    result = attribution("extract", feed, "-o", tmp_path / where)
    assert result.exit_code == 3
    assert result.stderr.startswith("[A401]")
    assert [file.name for file in tmp_path.parent.glob("*.part")] == []


def test_a_device_is_written_to_and_not_replaced(nlp, attribution, feed):
    assert attribution("extract", feed, "-o", "/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()


def test_a_lone_surrogate_is_written_as_an_escape(nlp, attribution, out, tmp_path):
    feed = tmp_path / "odd.jsonl"
    feed.write_text('{"id": "a", "text": "قال سالم الطيب إن \\ud800 نعم."}\n', encoding="utf-8")
    attribution("extract", feed, "-o", out)
    for line in lines(out):
        assert "\ud800" in line["text"]
