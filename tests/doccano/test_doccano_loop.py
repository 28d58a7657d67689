"""The whole loop by its commands: weak pipeline, push, two annotators, pull, agreement, adjudication, train, better."""

import json

import pytest
from typer.testing import CliRunner

from attribution.cli import app
from attribution.cli.doccano.connection import PASSWORD
from attribution.doccano.projects import find
from attribution.training.gold import read_gold

torch = pytest.importorskip("torch")
pytestmark = [pytest.mark.server, pytest.mark.torch]


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def attribution(server, monkeypatch):
    """Run a command of ``attribution``; it has to succeed."""
    monkeypatch.setenv(PASSWORD, server.password)
    monkeypatch.setenv("ATTRIBUTION_DOCCANO_URL", server.state.url)

    def run(*arguments):
        ran = CliRunner().invoke(app, [str(a) for a in arguments])
        assert ran.exit_code == 0, ran.output
        assert server.password not in ran.output
        return ran

    return run


@pytest.fixture
def config(tmp_path, tiny, gold):
    """The tiny config without the articles that it names, and with smaller heads: it learns corrections only."""
    text = tiny.read_text(encoding="utf-8")
    for before, after in {
        f'authored = "{gold}"': "authored = null",
        f'packs = "{gold}"': "packs = null",
        "eval_frequency = 45": "eval_frequency = 2",
        "size = 1800": "size = 500",
        "hidden = 256": "hidden = 48",
        "hidden = 192": "hidden = 48",
    }.items():
        assert before in text
        text = text.replace(before, after)
    (tmp_path / "weak.cfg").write_text(text, encoding="utf-8")
    (tmp_path / "better.cfg").write_text(
        text.replace("eval_frequency = 2", "eval_frequency = 40"), encoding="utf-8"
    )
    return tmp_path


def test_corrections_make_a_better_pipeline(server, attribution, config, articles, gold, name, desk):
    folder = config
    one = folder / "one.jsonl"
    one.write_text(articles[0].model_dump_json() + "\n", encoding="utf-8")
    attribution(
        "train", folder / "weak.cfg", "-o", folder / "weak", "--data", one, "--dev", one, "--steps", 2
    )
    first, second = folder / "first.jsonl", folder / "second.jsonl"
    attribution("extract", gold, "--pipeline", folder / "weak" / "shipped", "-o", first)

    for user in ("layla", "karim"):
        server.annotator(user)
    sent = attribution(
        "doccano", "push", first, "--project", name, "--annotator", "layla", "--annotator", "karim"
    )
    assert f"{name} for layla: 4 new" in sent.stderr and f"{name} for karim: 4 new" in sent.stderr
    cut = articles[0].model_copy(update={"attributions": articles[0].attributions[1:]})
    for project, theirs in zip(find(server.client(), name), ([cut, *articles[1:]], articles), strict=True):
        at = desk(server.client(project.annotator), project)
        for article in theirs:
            at.correct(article)
        at.confirm(*at.examples)
    status = attribution("doccano", "status")
    assert f"{name} @layla: 4 of 4 confirmed" in status.stdout

    attribution("doccano", "pull", "--project", name, "-o", folder / "corrected.jsonl")
    layla, karim = folder / "corrected.layla.jsonl", folder / "corrected.karim.jsonl"
    attribution("doccano", "check", layla, karim)
    disputed = folder / "disputed.jsonl"
    told = attribution("agreement", layla, karim, "--adjudicate", disputed).stdout
    assert "4 articles in common, 1 disputed reports" in told

    attribution("doccano", "push", disputed, "--project", f"{name} خلاف")
    (project,) = find(server.client(), f"{name} خلاف")
    at = desk(server.client(), project)
    assert list(at.examples) == [articles[0].id]
    at.confirm(articles[0].id)
    settled = folder / "settled.jsonl"
    attribution("doccano", "pull", "--project", f"{name} خلاف", "-o", settled)
    (whole,) = read_gold(settled)
    spans = [
        a.model_dump(include={"cue", "speaker", "content", "outlet", "stance"}) for a in whole.attributions
    ]
    assert spans == [
        a.model_dump(include={"cue", "speaker", "content", "outlet", "stance"})
        for a in articles[0].attributions
    ]

    data = ["--data", settled, "--data", layla, "--dev", karim]
    attribution("train", folder / "better.cfg", "-o", folder / "better", *data, "--steps", 80)
    attribution("extract", gold, "--pipeline", folder / "better" / "shipped", "-o", second)
    before, after = (
        json.loads(attribution("evaluate", gold, found, "--json").stdout)["cue"]["f"]
        for found in (first, second)
    )
    assert after > before + 0.2, (before, after)
