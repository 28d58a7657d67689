"""The commands without a server: passwords, wrong usage, what a ledger gives."""

import socket

import pytest
from typer.testing import CliRunner

from attribution.cli import app
from attribution.cli.doccano.connection import PASSWORD, password
from attribution.cli.doccano.pull import path_of
from attribution.cli.doccano.push import from_ledger
from attribution.doccano import environments, server
from attribution.errors import AttributionError
from attribution.ledger import Ledger, Pipeline
from attribution.records import Attributed, Attribution

TEXT = "قال سامي الرفاعي إن الماء يكفي أهل المدينة."


@pytest.fixture
def gold(tmp_path):
    a = Attribution(cue=(0, 3), speaker=(4, 16), speaker_name="سامي الرفاعي", content=((17, 42),))
    article = Attributed(id="a", text=TEXT, publisher="وكالة الرافد", attributions=(a,))
    path = tmp_path / "gold.jsonl"
    path.write_text(article.model_dump_json() + "\n", encoding="utf-8")
    return path, article


def run(*arguments, **env):
    clear = {PASSWORD: "", "ATTRIBUTION_DOCCANO_URL": "", "ATTRIBUTION_DOCCANO_FOLDER": ""}
    return CliRunner().invoke(app, [str(a) for a in arguments], env={**clear, **env})


def test_a_password_comes_from_a_file_or_the_environment_but_no_other_eye(tmp_path, monkeypatch):
    file = tmp_path / "secret"
    file.write_text("كلمة سر\n", encoding="utf-8")
    file.chmod(0o600)
    assert password(file) == "كلمة سر"
    file.chmod(0o640)
    with pytest.raises(AttributionError, match=r"A735.*chmod 600"):
        password(file)
    with pytest.raises(AttributionError, match="A001"):
        password(tmp_path / "none")
    monkeypatch.setenv(PASSWORD, "x y")
    assert password(None) == "x y"


def test_without_password_or_server_a_command_says_what_to_do(gold, port, tmp_path):
    url = f"http://127.0.0.1:{port}"
    push = ("doccano", "push", gold[0], "--project", "p", "--url", url)
    ran = run(*push)
    assert ran.exit_code == 3 and ran.stderr.startswith("[A734]") and PASSWORD in ran.stderr
    ran = run(*push, **{PASSWORD: "geheim"})
    assert ran.exit_code == 3 and f"[A700] {url}" in ran.stderr and "geheim" not in ran.output
    assert "attribution doccano serve" in ran.stderr
    assert run("doccano", "status", "--folder", tmp_path).stdout.startswith("server: not running")
    assert "No server was running" in run("doccano", "stop", "--folder", tmp_path).stderr


def test_either_files_or_a_ledger(gold):
    assert run("doccano", "push", "--project", "p").exit_code == 2
    assert run("doccano", "push", gold[0], "--ledger", "x", "--project", "p").exit_code == 2


def test_a_ledger_gives_its_articles_as_they_came(gold, tmp_path):
    path = tmp_path / "ledger.sqlite3"
    with Ledger.open(path) as ledger:
        ledger.add(gold[1], pipeline=Pipeline("test", "1"))
        ledger.derive()
    (found,) = from_ledger(str(path))
    (attribution,) = found.attributions
    assert (found.id, found.text, found.publisher) == ("a", TEXT, "وكالة الرافد")
    assert attribution.model_copy(update={"id": None}) == gold[1].attributions[0]
    with pytest.raises(AttributionError, match="A301"):
        from_ledger(str(tmp_path / "none.sqlite3"))


def test_each_annotator_has_a_file():
    assert path_of("out/corrected.jsonl", "sara") == "out/corrected.sara.jsonl"
    assert path_of("corrected.jsonl", None) == "corrected.jsonl"


def test_another_python_is_refused(tmp_path):
    with pytest.raises(AttributionError, match="A730"):
        environments.environment(tmp_path, python="no-such-python")


def test_a_port_in_use_is_refused_before_anything_is_made(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(AttributionError, match="A732"):
            server.serve(tmp_path / "s", "admin", "x", port=taken.getsockname()[1])
    assert not (tmp_path / "s").exists()


def test_a_process_that_has_taken_over_an_id_is_left_alone(tmp_path):
    import json
    import os

    (tmp_path / "server.json").write_text(json.dumps({"port": 1, "processes": [[os.getpid(), 1.0]]}))
    assert server.state(tmp_path) is None
    assert server.stop(tmp_path) == 0 and not (tmp_path / "server.json").exists()
