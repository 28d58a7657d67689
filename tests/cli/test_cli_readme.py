"""The README's examples do what it says; those that take long or need a network say why they are not run."""

import re
import shlex
from pathlib import Path

import pytest

from attribution.records import Attribution

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"(?:<!-- not run: (?P<why>[^\n]+) -->\n)?```(?P<kind>sh|python)\n(?P<code>.*?)```", re.S)
ARTICLES = ("قال سالم الطيب إن المحطة مغلقة.", "نفى عادل قاسم أن المحطة مغلقة.")


def blocks(kind):
    found = BLOCK.finditer(README.read_text(encoding="utf-8"))
    return [match["code"] for match in found if match["kind"] == kind and not match["why"]]


@pytest.fixture
def files(tmp_path, monkeypatch, nlp):
    """The files that the examples name, and a pipeline that foresees what is in them."""
    from attribution import pipeline

    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    for number, text in enumerate(ARTICLES):
        Path("articles", f"{number}.txt").write_text(text, encoding="utf-8")
    lines = "".join(f'{{"id": "{n}", "text": "{text}"}}\n' for n, text in enumerate(ARTICLES))
    Path("articles.jsonl").write_text(lines, encoding="utf-8")
    plain = pipeline.extract_all

    def extract_all(nlp, articles, batch_size):
        for article in plain(nlp, articles, batch_size):
            sure = [{**dict(a), "confidence": {"cue": 0.9, "attribution": 0.9}} for a in article.attributions]
            yield article.model_copy(update={"attributions": tuple(Attribution(**one) for one in sure)})

    monkeypatch.setattr("attribution.pipeline.extract_all", extract_all)
    nlp.pipe_names = ["attribution_confidence"]


def test_shell_examples_run_in_their_order(files, attribution):
    ran = []
    for line in "".join(blocks("sh")).splitlines():
        command, *arguments = shlex.split(line, comments=True)
        assert command == "attribution", f"{line} needs the marker <!-- not run: why -->"
        if "gold.jsonl" in arguments:
            Path("gold.jsonl").write_bytes(Path("attributed.jsonl").read_bytes())
        result = attribution(*arguments)
        assert result.exit_code == 0, f"{line}\n{result.stderr}"
        if "-o" in arguments:
            assert Path(arguments[arguments.index("-o") + 1]).stat().st_size
        ran.append(arguments[0])
    assert {"run", "report", "export", "extract", "evaluate"} <= set(ran)


@pytest.mark.model
@pytest.mark.parametrize("code", blocks("python"))
def test_python_examples_run(code, capsys):
    exec(compile(code, str(README), "exec"), {})
    assert "سامي الرفاعي" in capsys.readouterr().out


def test_some_examples_are_run():
    assert len(blocks("python")) == 2
    assert len(blocks("sh")) >= 2
