"""The encoder in training: spacy-transformers' model, in bfloat16 where that is asked for, without gradients for word embeddings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from spacy_transformers.data_classes import HFObjects
from spacy_transformers.layers.transformer_model import TransformerModel, set_pytorch_transformer
from thinc.api import Model


def transformer_model(
    name: str, get_spans: Callable, tokenizer_config: dict[str, Any], transformer_config: dict[str, Any], bfloat16: bool
) -> Model:
    """``attribution.TransformerModel.v1``: ``spacy-transformers.TransformerModel.v3`` with two savings for processors.

    The embeddings of word pieces keep their pretrained values, and with ``bfloat16`` matrix products in training run in
    that precision (on a processor with AVX512-BF16 it halves the time; predictions stay in float32).

    Args:
        name: Folder or hub name of the encoder.
        get_spans: The windows, ``spacy-transformers.strided_spans.v1``.
        tokenizer_config: Settings of the tokenizer.
        transformer_config: Settings of the encoder; attention dropout of 0 lets torch use its fused attention, three times as fast.
        bfloat16: Whether to train in bfloat16.
    """
    model = TransformerModel(name, get_spans, tokenizer_config, transformer_config)
    model.attrs["set_transformer"] = set_in_bfloat16 if bfloat16 else set_frozen_embeddings
    return model


def set_frozen_embeddings(model: Model, objects: HFObjects) -> None:
    """Put an encoder into the model, its word embeddings frozen, without the pooling layer that nothing here uses."""
    objects.transformer.pooler = None
    objects.transformer.embeddings.word_embeddings.weight.requires_grad_(False)
    set_pytorch_transformer(model, objects)


def set_in_bfloat16(model: Model, objects: HFObjects) -> None:
    """The same, with training passes under autocast."""
    forward = objects.transformer.forward

    def autocast(*args: Any, **kwargs: Any) -> Any:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=objects.transformer.training):
            output = forward(*args, **kwargs)
        output.last_hidden_state = output.last_hidden_state.float()
        return output

    objects.transformer.forward = autocast
    set_frozen_embeddings(model, objects)
