"""``attribution run``: every article that can be read is done, whatever lies beside it."""

import json
import re
import sqlite3

import pytest

from attribution.ledger import Ledger

ACCUSED = "قال سالم الطيب إن البلدية باعت محطة المياه في الميناء إلى شركة أجنبية يوم الخميس."
DENIED = "نفى عادل قاسم أن البلدية باعت محطة المياه في الميناء إلى شركة أجنبية يوم الخميس."
LINE = re.compile(r"\[A\d{3}\] .*\.")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ACCUSED, encoding="utf-8")
    (folder / "b.txt").write_text(DENIED, encoding="utf-8")
    return folder


@pytest.fixture
def ledger(tmp_path):
    return tmp_path / "ledger.sqlite"


def keys(ledger) -> set[str]:
    with Ledger.open(ledger, create=False) as opened:
        return {article.key.rsplit("/")[-1].removesuffix(".txt") for article in opened.state().articles}


def errors(result) -> list[str]:
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return [line for line in result.stderr.splitlines() if line.startswith("[A")]


def test_articles_in_report_out(nlp, attribution, folder, ledger):
    result = attribution("run", folder, "--ledger", ledger)
    assert result.exit_code == 0
    assert "2 articles" in result.stdout
    assert "سالم الطيب" in result.stdout
    assert "البلدية باعت محطة المياه" in result.stdout
    assert errors(result) == []
    assert keys(ledger) == {"a", "b"}
    with Ledger.open(ledger, create=False) as opened:
        assert {a.pipeline for a in opened.state().attributions} == {"ar_stand_in 1"}
        assert opened.pending() == 0


def test_without_a_ledger_nothing_is_kept_and_it_says_so(nlp, attribution, folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = attribution("run", folder)
    assert result.exit_code == 0
    assert "--ledger" in result.stderr
    assert [f.name for f in tmp_path.iterdir()] == ["articles"]


def test_running_again_reads_nothing_again(nlp, attribution, folder, ledger):
    first = attribution("run", folder, "--ledger", ledger)
    before, nlp.read[:] = ledger.read_bytes(), []
    second = attribution("run", folder, "--ledger", ledger)
    assert nlp.read == []
    assert ledger.read_bytes() == before
    assert second.stdout == first.stdout


def test_a_run_that_was_stopped_goes_on_and_ends_the_same(
    nlp, attribution, folder, ledger, tmp_path, monkeypatch
):
    monkeypatch.setattr("attribution.engines.local.BATCH", 1)
    nlp.fails_on, nlp.error = "نفى", KeyboardInterrupt()
    stopped = attribution("run", folder, "--ledger", ledger)
    assert stopped.exit_code == 130
    assert "Stopped" in stopped.stderr
    assert keys(ledger) == {"a"}
    report = attribution("report", "claims", "--ledger", ledger)
    assert "[A309] " in report.stderr
    nlp.fails_on = None
    attribution("run", folder, "--ledger", ledger)
    attribution("run", folder, "--ledger", tmp_path / "other.sqlite")
    with Ledger.open(ledger) as resumed, Ledger.open(tmp_path / "other.sqlite") as uninterrupted:
        assert resumed.state() == uninterrupted.state()


AWKWARD = {
    "an empty file": ("empty.txt", b"", "refused"),
    "a binary file": ("binary.txt", bytes(range(256)) * 40, "refused"),
    "Latin-1 bytes": ("latin.txt", "Le maire a démenti à l'été dernier, déjà.".encode("latin-1"), "refused"),
    "5 MB": ("long.txt", (ACCUSED + " خبر طويل" * 312_000).encode(), "done"),
    "one word": ("word.txt", "كلمة".encode(), "done"),
    "an unknown kind": ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "refused"),
}


@pytest.fixture
def nothing_derived(monkeypatch):
    """What deriving costs with 5 MB is measured where it is derived."""
    monkeypatch.setattr("attribution.ledger.derivation.gather", lambda articles, speaker_of, decided: [])
    monkeypatch.setattr("attribution.ledger.derivation.origins", lambda articles: {})
    monkeypatch.setattr("attribution.ledger.derivation.resolve", lambda articles: ([], {}))


@pytest.mark.parametrize("kind", AWKWARD)
def test_an_awkward_file_costs_itself_alone(nlp, attribution, folder, ledger, nothing_derived, kind):
    name, content, expected = AWKWARD[kind]
    (folder / name).write_bytes(content)
    result = attribution("run", folder / "a.txt", folder / name, folder / "b.txt", "--ledger", ledger)
    told = errors(result)
    if expected == "refused":
        assert result.exit_code == 3
        assert name in told[0]
        assert all(LINE.fullmatch(line) for line in told)
        assert keys(ledger) == {"a", "b"}
    else:
        assert result.exit_code == 0
        assert told == []
        assert keys(ledger) == {"a", "b", name.removesuffix(".txt")}


def test_all_that_is_awkward_at_once(nlp, attribution, folder, ledger, nothing_derived):
    for name, content, _ in AWKWARD.values():
        (folder / name).write_bytes(content)
    result = attribution("run", folder, folder / "missing.txt", "--ledger", ledger)
    assert result.exit_code == 3
    assert keys(ledger) == {"a", "b", "long", "word"}
    for name in ("empty.txt", "binary.txt", "latin.txt", "missing.txt"):
        assert any(name in line for line in errors(result))


def test_a_missing_path(nlp, attribution, folder, ledger):
    result = attribution("run", folder / "missing.txt", folder, "--ledger", ledger)
    assert result.exit_code == 3
    assert "missing.txt" in errors(result)[0]
    assert keys(ledger) == {"a", "b"}


def test_an_article_that_the_pipeline_fails_on(nlp, attribution, folder, ledger):
    nlp.fails_on, nlp.error = "نفى", ValueError("too long")
    result = attribution("run", folder, "--ledger", ledger)
    assert result.exit_code == 3
    assert "A405" in errors(result)[0]
    assert keys(ledger) == {"a"}


def test_a_ledger_that_is_no_database(nlp, attribution, folder, ledger):
    ledger.write_text("my notes, and no database")
    result = attribution("run", folder, "--ledger", ledger)
    assert result.exit_code == 3
    assert errors(result)[0].startswith("[A302]")
    assert ledger.read_text() == "my notes, and no database"
    assert nlp.read == []


def test_a_new_name_of_a_known_text_is_recorded_without_reading_it(nlp, attribution, folder, ledger):
    attribution("run", folder, "--ledger", ledger)
    nlp.read[:] = []
    (folder / "c.txt").write_text(ACCUSED, encoding="utf-8")
    attribution("run", folder, "--ledger", ledger)
    assert nlp.read == []
    with Ledger.open(ledger) as opened:
        (known,) = [article for article in opened.state().articles if article.text == ACCUSED]
    assert len(known.others) == 1


def test_as_json_it_is_the_export(nlp, attribution, folder, ledger, tmp_path):
    result = attribution("run", folder, "--ledger", ledger, "--format", "json")
    attribution("export", "--ledger", ledger, "-o", tmp_path / "out.json")
    assert json.loads(result.stdout) == json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert set(json.loads(result.stdout)) == {"articles", "speakers", "attributions", "claims"}


def test_visual_without_its_package_is_refused_before_anything_is_read(
    nlp, attribution, folder, ledger, monkeypatch
):
    monkeypatch.setitem(__import__("sys").modules, "bidi", None)
    result = attribution("run", folder, "--ledger", ledger, "--bidi", "visual")
    assert result.exit_code == 3
    assert errors(result)[0].startswith("[A402]")
    assert nlp.read == []
    assert not ledger.exists()


def test_every_row_leads_back_to_its_characters(nlp, attribution, folder, ledger):
    attribution("run", folder, "--ledger", ledger)
    connection = sqlite3.connect(ledger)
    found = connection.execute(
        "SELECT substr(article.text, cue_start + 1, cue_end - cue_start), pipeline, pipeline_version "
        "FROM attribution JOIN article ON article.sha256 = attribution.article"
    ).fetchall()
    connection.close()
    assert sorted(found) == [("قال", "ar_stand_in", "1"), ("نفى", "ar_stand_in", "1")]
