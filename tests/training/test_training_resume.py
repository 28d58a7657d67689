"""A training that was stopped goes on and ends where it would have ended; the same seed gives the same weights."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from attribution.errors import AttributionError

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.torch

from attribution.training import loop  # noqa: E402
from attribution.training.checkpoint import read  # noqa: E402
from attribution.training.train import train  # noqa: E402

STEPS = 7


@pytest.fixture(scope="module")
def config(tmp_path_factory, tiny):
    """Small heads, evaluated every 4 steps, kept every 3."""
    changes = {
        "eval_frequency = 45": "eval_frequency = 4",
        "checkpoint_every = 50": "checkpoint_every = 3",
        "size = 1800": "size = 500",
        "hidden = 256": "hidden = 24",
        "hidden = 192": "hidden = 24",
        "projection = 48": "projection = 6",
    }
    text = tiny.read_text(encoding="utf-8")
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after)
    path = tmp_path_factory.mktemp("config") / "tiny.cfg"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def few(tmp_path_factory, articles):
    path = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    short = sorted(articles, key=lambda article: len(article.text))[:2]
    path.write_text("\n".join(article.model_dump_json() for article in short), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory, config, few):
    """The same training, never stopped."""
    out = tmp_path_factory.mktemp("whole") / "out"
    train(config, out, dev=few, steps=STEPS)
    return out


def learnt(out):
    """All weights of the last step's model and of the one that ships, and the scores of the best."""
    import spacy

    from attribution.training.ship import load_trained

    last = load_trained(out / "model-last")
    arrays = {
        f"{name}.{number}.{param}": np.array(node.get_param(param))
        for name, pipe in last.pipeline
        for number, node in enumerate(pipe.model.walk())
        for param in node.param_names
        if node.has_param(param)
    }
    bert = last.get_pipe("transformer").model.transformer.state_dict()
    arrays |= {name: value.numpy() for name, value in bert.items() if not name.startswith("pooler")}
    shipped = (out / "shipped" / "attribution_encoder" / "model.onnx").read_bytes()
    return arrays, shipped, spacy.util.load_meta(out / "model-best" / "meta.json")["performance"]


def assert_the_same(one, other):
    (arrays, shipped, scores), (arrays2, shipped2, scores2) = learnt(one), learnt(other)
    assert arrays.keys() == arrays2.keys()
    assert len(arrays) > 40
    different = [name for name in arrays if not np.array_equal(arrays[name], arrays2[name])]
    assert not different
    assert shipped == shipped2
    assert scores == scores2


def test_the_same_seed_gives_the_same_weights_and_scores(whole, config, few, tmp_path):
    train(config, tmp_path / "out", dev=few, steps=STEPS)
    assert_the_same(whole, tmp_path / "out")


def test_another_seed_gives_others(whole, config, few, tmp_path):
    other = tmp_path / "other.cfg"
    other.write_text(config.read_text(encoding="utf-8").replace("seed = 1\n", "seed = 2\n"), encoding="utf-8")
    train(other, tmp_path / "out", dev=few, steps=STEPS)
    with pytest.raises(AssertionError):
        assert_the_same(whole, tmp_path / "out")


@pytest.mark.parametrize("stop", [1, 4])
def test_interrupted_by_ctrl_c_it_goes_on(whole, config, few, tmp_path, monkeypatch, stop):
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where tests run in the background
    step = loop.Loop._step

    def stopped(self, epoch, batch):
        if self.progress.steps == stop:
            os.kill(os.getpid(), signal.SIGINT)
        return step(self, epoch, batch)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(loop.Loop, "_step", stopped)
        train(config, tmp_path / "out", dev=few, steps=STEPS)
    assert read(tmp_path / "out" / loop.CHECKPOINT)["progress"]["steps"] == stop + 1
    assert not (tmp_path / "out" / "shipped").exists()
    train(config, tmp_path / "out", dev=few, steps=STEPS)
    assert_the_same(whole, tmp_path / "out")
    assert not list((tmp_path / "out").glob("checkpoint*"))


def test_killed_it_goes_on_from_the_last_checkpoint(whole, config, few, tmp_path):
    out = tmp_path / "out"
    code = (
        "import sys, torch; torch.set_num_threads(1)\n"
        "from pathlib import Path; from attribution.training.train import train\n"
        "config, out, few = map(Path, sys.argv[1:])\n"
        f"train(config, out, dev=few, steps={STEPS})"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", code, str(config), str(out), str(few)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    while not (out / loop.CHECKPOINT).exists():
        assert running.poll() is None, running.stderr.read().decode()
        time.sleep(0.01)
    running.kill()
    running.wait()
    assert (out / loop.CHECKPOINT).exists()
    assert read(out / loop.CHECKPOINT)["progress"]["steps"] % 3 == 0
    train(config, out, dev=few, steps=STEPS)
    assert_the_same(whole, out)


def test_what_was_begun_otherwise_does_not_go_on(config, few, tmp_path, monkeypatch):
    out = tmp_path / "out"

    def failing(self, epoch, batch):
        raise RuntimeError("as if the machine had failed")

    checkpoint = loop.Loop._save_checkpoint
    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr(
            loop.Loop,
            "_save_checkpoint",
            lambda self: (checkpoint(self), patch.setattr(loop.Loop, "_step", failing)),
        )
        train(config, out, dev=few, steps=STEPS)
    more = tmp_path / "more.jsonl"
    more.write_bytes(few.read_bytes())
    with pytest.raises(AttributionError, match=r"A530.*corpora\.train\.paths\.data0.*--restart"):
        train(config, out, [more], dev=few, steps=STEPS)
    with pytest.raises(AttributionError, match=r"A530.*max_steps"):
        train(config, out, dev=few, steps=STEPS + 1)
    moved = tmp_path / "moved.jsonl"
    moved.write_bytes(few.read_bytes())
    before = (out / loop.CHECKPOINT).read_bytes()
    (out / loop.CHECKPOINT).write_bytes(before[: len(before) // 2])
    with pytest.raises(AttributionError, match=r"A532.*--restart"):
        train(config, out, dev=moved, steps=STEPS)
    (out / loop.CHECKPOINT).write_bytes(before)
    train(config, out, dev=moved, steps=STEPS)
    with pytest.raises(AttributionError, match=r"A531.*--restart"):
        train(config, out, dev=few, steps=STEPS)
    train(config, out, dev=few, steps=1, restart=True)


def test_the_loop_computes_what_spacy_computes(whole, config, few, tmp_path):
    """``attribution train`` and ``spacy train`` of one config are the same training."""
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train as train_nlp
    from spacy.util import load_config

    from attribution.training.ship import ship

    overrides = {"paths.dev": str(few), "training.max_steps": STEPS}
    nlp = init_nlp(load_config(Path(config), overrides=overrides, interpolate=False))
    out = tmp_path / "out"
    out.mkdir()
    train_nlp(nlp, out)
    ship(out / "model-best", out / "shipped", name="attribution_tiny")
    assert_the_same(whole, out)
