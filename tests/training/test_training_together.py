"""The network in training gives what the shipped code makes of its weights, learns, and can be gone on with."""

import random

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from transformers import BertConfig, BertModel  # noqa: E402

from attribution.ledger import marks, network, relations, states  # noqa: E402
from attribution.ledger.fitting.batches import batches, gathered  # noqa: E402
from attribution.ledger.fitting.events import Item  # noqa: E402
from attribution.ledger.wording import STANCES, wording  # noqa: E402
from attribution.training.onnx_bert import graph_of  # noqa: E402
from attribution.training.together_network import Shape, TogetherNetwork  # noqa: E402
from attribution.training.together_training import train  # noqa: E402

EXTRA = 2 * len(STANCES) + 2 + relations.SIZE + 2 * marks.SIZE + 1
ITEMS = [
    Item(wording("سامر الدهان", "قال", "إن أسعار القمح ارتفعت", "say", "s1"), {"a": "asserts"}),
    Item(wording("اتحاد التجار", "نفى", "ذلك", "deny", "s2"), {"a": "denies"}),
    Item(wording("البلدية", "أعلنت", "افتتاح مكتبة جديدة للأطفال", "affirm", None), {"b": "asserts"}),
]
HEADLINES = [(ITEMS[0].wording, ITEMS[1].wording), (ITEMS[1].wording, ITEMS[2].wording)]


@pytest.fixture
def bert():
    torch.manual_seed(3)
    config = BertConfig(
        hidden_size=48,
        num_hidden_layers=3,
        num_attention_heads=12,
        intermediate_size=64,
        vocab_size=states.tokenizer().get_vocab_size(),
        attn_implementation="eager",
    )
    return BertModel(config, add_pooling_layer=False)


@pytest.fixture
def beneath(bert):
    return states.Reader(graph_of(bert, 1, whole=True).SerializeToString())


@pytest.fixture
def trained(bert):
    return TogetherNetwork(bert, Shape(1, 1, 1, EXTRA, 16, 0.1))


@pytest.fixture
def shipped(trained, tmp_path, monkeypatch):
    """What is written of a network is read in place of what ships."""
    for name, graph in trained.graphs().items():
        (tmp_path / f"{name}.onnx").write_bytes(graph)
    np.savez(tmp_path / "heads.npz", **trained.weights())
    (tmp_path / "tokenizer.json").write_bytes((states.FOLDER / "tokenizer.json").read_bytes())
    monkeypatch.setattr(states, "FOLDER", tmp_path)
    states.forget()
    network.weights.cache_clear()
    yield
    states.forget()
    network.weights.cache_clear()


class EveryPair(random.Random):
    def random(self):
        return 0.0


def batch(beneath):
    return gathered([[(0, item) for item in ITEMS]], beneath, EveryPair(1))


def test_what_ships_says_what_was_trained(trained, beneath, shipped):
    trained.eval()
    given = batch(beneath)
    with torch.no_grad():
        expected = trained.compared(given).numpy()
        scores = trained(given)
    wanted = [torch.sigmoid(scores[name][:, 0]).numpy() for name in ("about", "side")]
    pairs = [tuple(pair) for pair in given.pairs.tolist()]
    wordings = [item.wording for item in ITEMS]
    found = network.compared(network.together(wordings), pairs)
    np.testing.assert_allclose(found, expected, atol=0.03)
    np.testing.assert_allclose(network.judge(wordings, pairs, "about", "side"), wanted, atol=0.01)
    (headlines,) = network.judge(wordings, pairs, "headline")
    np.testing.assert_allclose(headlines, torch.softmax(scores["headline"], -1).numpy(), atol=0.01)


def test_what_is_read_with_a_report_changes_what_is_said_of_it(trained, beneath):
    trained.eval()
    with torch.no_grad():
        among = trained(batch(beneath))["about"][0]
        alone = trained(gathered([[(0, item) for item in ITEMS[:2]]], beneath, EveryPair(1)))["about"][0]
    assert among != pytest.approx(alone, abs=1e-6)


def test_it_learns_what_it_is_shown(trained, beneath):
    told = []
    train(trained, lambda _: ([batch(beneath)] for _ in range(200)), 200, rate=1e-3, told=told.append)
    with torch.no_grad():
        scores = trained(batch(beneath))
    assert scores["about"][0] > 0 > scores["about"][1] and scores["about"][2] < 0
    assert scores["side"][0] > 0
    assert told


def test_it_is_gone_on_with(trained, beneath, tmp_path, monkeypatch):
    monkeypatch.setattr("attribution.training.together_training.CHECKED", 2)
    begun, told = [], []

    def shown(steps):
        def given(done):
            begun.append(done)
            return batches(
                [ITEMS], [], (HEADLINES, np.array([1, 2])), range(done, steps), beneath, random.Random(1)
            )

        return given

    checkpoint = tmp_path / "training.pt"
    for steps in (3, 6):
        train(trained, shown(steps), steps, rate=1e-4, told=told.append, checkpoint=checkpoint)
    assert begun == [0, 2]
    assert torch.load(checkpoint, weights_only=True)["step"] == 6
