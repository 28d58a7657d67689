"""The way back from a pipeline that ships to one that can be trained on: the encoder in torch, the heads behind it.

python -m attribution.training.unship models/pipelines/ar_attribution_trf models/training/start
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import onnx
import spacy
import torch
from spacy.language import Language
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from attribution.errors import AttributionError
from attribution.pipeline import load
from attribution.training.onnx_bert import Bert, onnx_to_bert
from attribution.training.ship import COMPONENTS, copy_head

ENCODERS = ("attribution_encoder", "attribution_words")
"""Encoders of pipelines that ship, large and small."""

SPECIAL = {
    "<s>": ("bos", "cls"),
    "</s>": ("eos", "sep"),
    "<pad>": ("pad",),
    "<unk>": ("unk",),
    "<mask>": ("mask",),
}
LISTENER = {"grad_factor": 1.0, "pooling": {"@layers": "reduce_mean.v1"}, "upstream": "*"}
TRANSFORMER = {
    "@architectures": "attribution.TransformerModel.v1",
    "tokenizer_config": {"use_fast": True},
    "transformer_config": {"attention_probs_dropout_prob": 0.0, "hidden_dropout_prob": 0.1},
    "bfloat16": True,
}
"""As in ``models/configs/trf.cfg``: what the shipped pipeline does not say of its encoder's training."""


def unship(shipped: str | Path) -> Language:
    """A trainable pipeline with the weights of one that ships; ``ship`` of it gives the same weights again.

    Weights come as they are stored, in half precision; what is not in them (the resolver, which is not trained, and
    the second row of the type embeddings, which is not used) is left out.

    Args:
        shipped: A folder or a name, as for ``pipeline.load``.

    Returns:
        A pipeline of spacy-transformers' (or spaCy's small) encoder, cue finder and linker.

    Raises:
        AttributionError: A202 or A203 where there is no pipeline, A533 where it has no encoder of ours.
    """
    source = load(shipped)
    nlp = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "attribution.ArabicTokenizer.v1"}}})
    if ENCODERS[0] in source.pipe_names:
        add, listener = (
            _add_transformer,
            {"@architectures": "spacy-transformers.TransformerListener.v1", **LISTENER},
        )
    elif ENCODERS[1] in source.pipe_names:
        add, listener = _add_words, {"@architectures": "spacy.Tok2VecListener.v1", "upstream": "*"}
    else:
        raise AttributionError("A533", shipped)
    add(source, nlp, listener)
    for name in COMPONENTS:
        copy_head(source, nlp, name, listener)
    nlp._link_components()
    return nlp


def _add_transformer(source: Language, nlp: Language, listener: dict[str, Any]) -> None:
    """Add spacy-transformers' encoder, by way of the folder that it reads."""
    encoder: Any = source.get_pipe(ENCODERS[0])
    get_spans = {
        "@span_getters": "spacy-transformers.strided_spans.v1",
        "window": encoder.window,
        "stride": encoder.stride,
    }
    with tempfile.TemporaryDirectory() as scratch:
        try:
            write_encoder(
                onnx_to_bert(onnx.load_from_string(encoder.weights)), encoder.tokenizer, Path(scratch)
            )
        except KeyError as error:
            raise AttributionError("A533", source.meta["name"]) from error
        model = {**TRANSFORMER, "name": scratch, "get_spans": get_spans}
        transformer: Any = nlp.add_pipe("transformer", config={"max_batch_items": 4096, "model": model})
        transformer.model.initialize()
    nlp.get_pipe_config("transformer")["model"]["name"] = source.meta["name"]


def write_encoder(bert: Bert, tokenizer: Tokenizer, folder: Path) -> None:
    """Write what ``AutoModel`` and ``AutoTokenizer`` read: config, safetensors, tokenizer."""
    places, width = bert.weights["embeddings.position_embeddings.weight"].shape
    config = BertConfig(
        vocab_size=len(bert.weights["embeddings.word_embeddings.weight"]),
        hidden_size=width,
        num_hidden_layers=bert.layers,
        num_attention_heads=bert.heads,
        intermediate_size=len(bert.weights["encoder.layer.0.intermediate.dense.bias"]),
        max_position_embeddings=places,
        layer_norm_eps=bert.epsilon,
        pad_token_id=tokenizer.token_to_id("<pad>"),
    )
    pooler = {"pooler.dense.weight": torch.zeros(width, width), "pooler.dense.bias": torch.zeros(width)}
    model = BertModel(config)  # the pooler is not used; transformers warns where a folder has none
    model.load_state_dict(pooler | {name: torch.from_numpy(value) for name, value in bert.weights.items()})
    model.save_pretrained(folder)
    tokenizer.no_truncation()
    tokenizer.save(str(folder / "tokenizer.json"))
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": places,
        "model_input_names": ["input_ids", "attention_mask"],
    }
    for piece, roles in SPECIAL.items():
        if tokenizer.token_to_id(piece) is not None:
            settings |= {f"{role}_token": piece for role in roles}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")


def _add_words(source: Language, nlp: Language, listener: dict[str, Any]) -> None:
    """Add the small encoder; its listeners are told its width."""
    encoder: Any = source.get_pipe(ENCODERS[1])
    tok2vec: Any = nlp.add_pipe(
        "tok2vec", config={"model": source.config["components"][ENCODERS[1]]["model"]}
    )
    tok2vec.model.initialize()
    tok2vec.model.from_bytes(encoder.model.to_bytes())
    listener["width"] = encoder.model.get_dim("nO")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shipped", help="folder or name of a pipeline that ships")
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    unship(args.shipped).to_disk(args.out)
    sys.stdout.write(f"The pipeline is in {args.out}.\n")


if __name__ == "__main__":
    main()
