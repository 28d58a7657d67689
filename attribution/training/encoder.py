"""The encoder in training: spacy-transformers' model, in bfloat16 where that is asked for, without
gradients for word embeddings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from spacy.language import Language
from spacy.tokens import Doc
from spacy_transformers.align import get_alignment_via_offset_mapping
from spacy_transformers.data_classes import FullTransformerBatch, WordpieceBatch
from spacy_transformers.layers.transformer_model import TransformerModel, huggingface_tokenize
from spacy_transformers.truncate import truncate_oversize_splits
from thinc.api import Model
from transformers import BertModel

from attribution.training.onnx_bert import graph_of


def transformer_model(
    name: str,
    get_spans: Callable,
    tokenizer_config: dict[str, Any],
    transformer_config: dict[str, Any],
    bfloat16: bool,
) -> Model:
    """``attribution.TransformerModel.v1``: ``spacy-transformers.TransformerModel.v3`` with three changes.

    A piece belongs to the token whose letters it has; the library counts the blank before a word to the token
    before it, and with it the next word's first piece. The embeddings of word pieces keep their pretrained
    values. With ``bfloat16``
    matrix products in training run in that precision (on a processor with AVX512-BF16 in two thirds of the
    time); predictions stay in float32, but where the caller has switched on ``torch.autocast``.

    Args:
        name: Folder or hub name of the encoder.
        get_spans: The windows, ``spacy-transformers.strided_spans.v1``.
        tokenizer_config: Settings of the tokenizer.
        transformer_config: Settings of the encoder; attention dropout of 0 lets torch use its fused
            attention, twice as fast.
        bfloat16: Whether to train in bfloat16.
    """
    model = TransformerModel(name, get_spans, tokenizer_config, transformer_config)
    model._func = partial(_forward, bfloat16=bfloat16)
    return model


def use_single_precision(nlp: Language) -> None:
    """Train the encoder of a pipeline in float32, whatever its config says; a pipeline without one stays as it is."""
    if "transformer" in nlp.pipe_names:
        transformer: Any = nlp.get_pipe("transformer")
        transformer.model._func = partial(_forward, bfloat16=False)
        nlp.get_pipe_config("transformer")["model"]["bfloat16"] = False


def _forward(
    model: TransformerModel, docs: list[Doc], is_train: bool, bfloat16: bool
) -> tuple[FullTransformerBatch, Callable]:
    """Encode a batch of Docs; after spacy-transformers' function of that name."""
    bert = model.transformer
    bert.pooler = None
    bert.embeddings.word_embeddings.weight.requires_grad_(False)
    spans = model.attrs["get_spans"](docs)
    flat = [span for doc_spans in spans for span in doc_spans]
    texts = [span.text for span in flat]
    encoded = huggingface_tokenize(model.tokenizer, texts)
    align = get_alignment_via_offset_mapping(flat, letters_only(encoded["offset_mapping"], texts))
    pieces, align = truncate_oversize_splits(
        WordpieceBatch.from_batch_encoding(encoded), align, model.tokenizer.model_max_length
    )
    half = bfloat16 and (is_train or torch.is_autocast_enabled("cpu"))
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        output, backprop = model.layers[0](pieces, is_train)
    hidden = output.last_hidden_state
    output.last_hidden_state = hidden.float()
    batch = FullTransformerBatch(spans=spans, wordpieces=pieces, model_output=output, align=align)

    def backprop_batch(d_batch: FullTransformerBatch) -> list[Doc]:
        backprop(d_batch.model_output)
        return docs

    return batch, backprop_batch


def letters_only(offsets: np.ndarray, texts: list[str]) -> np.ndarray:
    """Offsets of pieces without the blank that a word-initial piece («▁قال») covers; shape (windows,
    pieces, 2)."""
    trimmed = np.array(offsets)
    for row, text in enumerate(texts):
        for column, (start, end) in enumerate(offsets[row]):
            if start < end and text[start].isspace():
                trimmed[row, column, 0] = start + 1
    return trimmed


def first_layers(folder: Path, layers: int) -> bytes:
    """An ONNX graph of the first layers of a BERT encoder, matrices in whole numbers of 8 bits.

    Args:
        folder: Hugging Face folder of the encoder.
        layers: How many.
    """
    bert = BertModel.from_pretrained(folder, add_pooling_layer=False)
    return bytes(graph_of(bert, layers, whole=True).SerializeToString())
