"""A BERT encoder as an ONNX graph, written out operator by operator; weights are stored in half precision, or
matrices in whole numbers of 8 bits, and used in single.

torch's own exporters either fix the attention mask of the example that they trace or want packages of their
own; the
network is small enough to say in full. onnxruntime turns the stored weights into float32 once, when it
opens the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from transformers import BertModel

OPSET = 17
FAR = -1e9
"""What is added to the attention score of a padding token."""


WORDS, PLACES = "words", "places"
"""Names of the stored word embeddings, and of the position embeddings that the type's row was added to."""


class Bert(NamedTuple):
    """What ``bert_to_onnx`` was made of: its arguments, by the same names."""

    weights: dict[str, NDArray[np.float32]]
    heads: int
    layers: int
    epsilon: float


class _Graph:
    """Collects nodes and weights; each method adds one operation and returns the name of its output."""

    def __init__(self, weights: Mapping[str, NDArray[np.float32]], whole: bool = False) -> None:
        self.weights = weights
        self.whole = whole
        self.nodes: list[onnx.NodeProto] = []
        self.stored: dict[str, onnx.TensorProto] = {}

    def add(self, operator: str, *inputs: str, **attributes: object) -> str:
        output = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [output], **attributes))
        return output

    def constant(self, value: object, dtype: type = np.float32) -> str:
        name = f"c{len(self.stored)}"
        self.stored[name] = numpy_helper.from_array(np.asarray(value, dtype=dtype), name)
        return name

    def half(self, name: str, value: NDArray[np.float32]) -> str:
        self.stored[name] = numpy_helper.from_array(value.astype(np.float16), name)
        return name

    def weight(self, name: str, transposed: bool = False) -> str:
        value = self.weights[name]
        if f"{name}.f32" not in {node.output[0] for node in self.nodes}:
            value = np.ascontiguousarray(value.T) if transposed else value
            if self.whole and value.ndim == 2:
                kept, scale = self.scaled(name, value, axis=0)
                single = self.add("Cast", kept, to=TensorProto.FLOAT)
                self.nodes.append(helper.make_node("Mul", [single, scale], [f"{name}.f32"]))
            else:
                kept = self.half(name, value)
                self.nodes.append(helper.make_node("Cast", [kept], [f"{name}.f32"], to=TensorProto.FLOAT))
        return f"{name}.f32"

    def scaled(self, name: str, value: NDArray[np.float32], axis: int) -> tuple[str, str]:
        """Store a matrix in whole numbers of 8 bits, and what to multiply them by, one number along ``axis``."""
        scale = np.maximum(np.abs(value).max(axis=axis, keepdims=True), 1e-9) / 127.0
        whole = np.round(value / scale).astype(np.int8)
        for key, kept in ((name, whole), (f"{name}.scale", scale.astype(np.float32))):
            self.stored[key] = numpy_helper.from_array(kept, key)
        return name, f"{name}.scale"

    def linear(self, x: str, name: str) -> str:
        return self.add(
            "Add",
            self.add("MatMul", x, self.weight(f"{name}.weight", transposed=True)),
            self.weight(f"{name}.bias"),
        )

    def norm(self, x: str, name: str, epsilon: float) -> str:
        return self.add(
            "LayerNormalization",
            x,
            self.weight(f"{name}.weight"),
            self.weight(f"{name}.bias"),
            axis=-1,
            epsilon=epsilon,
        )

    def gelu(self, x: str) -> str:
        erf = self.add("Erf", self.add("Div", x, self.constant(2**0.5)))
        return self.add(
            "Mul", self.add("Mul", x, self.add("Add", erf, self.constant(1.0))), self.constant(0.5)
        )


def bert_to_onnx(
    weights: Mapping[str, NDArray[np.float32]],
    heads: int,
    layers: int,
    epsilon: float,
    *,
    whole: bool = False,
) -> onnx.ModelProto:
    """The graph of a BERT encoder.

    Args:
        weights: The state of a ``transformers.BertModel``, by name, as float32 arrays.
        heads: Attention heads of a layer.
        layers: Number of layers.
        epsilon: Of the layer norms.
        whole: Whether to store matrices in whole numbers of 8 bits.

    Returns:
        A model with inputs ``input_ids`` and ``attention_mask``, int64 of shape (batch, pieces), and output
        ``last_hidden_state``, float32 of shape (batch, pieces, width).
    """
    graph = _Graph(weights, whole)
    width = weights["embeddings.word_embeddings.weight"].shape[1]
    x = graph.norm(_embed(graph), "embeddings.LayerNorm", epsilon)
    mask = graph.add("Cast", "attention_mask", to=TensorProto.FLOAT)
    mask = graph.add("Mul", graph.add("Sub", graph.constant(1.0), mask), graph.constant(FAR))
    mask = graph.add("Unsqueeze", mask, graph.constant([1, 2], np.int64))
    for layer in range(layers):
        x = _layer(graph, f"encoder.layer.{layer}", x, mask, heads, width, epsilon)
    axes = ["batch", "pieces"]
    given = dict.fromkeys(("input_ids", "attention_mask"), axes)
    return _model(graph, x, given, [*axes, width], TensorProto.INT64)


def _model(
    graph: _Graph,
    x: str,
    given: Mapping[str, Sequence[object]],
    shape: Sequence[object],
    dtype: int = TensorProto.FLOAT,
) -> onnx.ModelProto:
    """The model that gives ``x``, of ``shape``, for inputs of given shapes and type."""
    graph.nodes.append(helper.make_node("Identity", [x], ["last_hidden_state"]))
    whole = helper.make_graph(
        graph.nodes,
        "encoder",
        [helper.make_tensor_value_info(name, dtype, axes) for name, axes in given.items()],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, shape)],
        list(graph.stored.values()),
    )
    model = helper.make_model(
        whole, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="arabic-attribution"
    )
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model


def upper_to_onnx(
    weights: Mapping[str, NDArray[np.float32]], own: NDArray[np.float32], epsilon: float
) -> onnx.ModelProto:
    """The graph of layers over the states of several texts, in which a piece sees its own text more sharply.

    Args:
        weights: Of layers, by name as in a ``transformers.BertModel``, numbered from 0.
        own: What is added to the scores of pieces of one text, (layers, heads).
        epsilon: Of the layer norms.

    Returns:
        A model with inputs ``states``, float32 of shape (batch, pieces, width), and ``own``, 1.0 where two pieces
        are of one text, (batch, pieces, pieces); output ``last_hidden_state``. Matrices in whole numbers of 8 bits.
    """
    graph = _Graph(weights, whole=True)
    layers, heads = own.shape
    width = weights["encoder.layer.0.output.dense.bias"].shape[0]
    x, same = "states", graph.add("Unsqueeze", "own", graph.constant([1], np.int64))
    for layer in range(layers):
        mask = graph.add("Mul", same, graph.constant(own[layer].reshape(1, heads, 1, 1)))
        x = _layer(graph, f"encoder.layer.{layer}", x, mask, heads, width, epsilon)
    axes = ["batch", "pieces"]
    return _model(graph, x, {"states": [*axes, width], "own": [*axes, "pieces"]}, [*axes, width])


def graph_of(bert: BertModel, layers: int | None = None, *, whole: bool = False) -> onnx.ModelProto:
    """The graph of a model in torch.

    Args:
        bert: The model.
        layers: How many of its first layers; all by default.
        whole: As in ``bert_to_onnx``.
    """
    weights = {name: value.detach().cpu().float().numpy() for name, value in bert.state_dict().items()}
    config = bert.config
    layers = config.num_hidden_layers if layers is None else layers
    return bert_to_onnx(weights, config.num_attention_heads, layers, config.layer_norm_eps, whole=whole)


def onnx_to_bert(model: onnx.ModelProto) -> Bert:
    """The way back from ``bert_to_onnx``: weights by name, as stored (rounded to half precision).

    Positions come with the type's row added, so that row is nought; ``bert_to_onnx`` of what is returned is the same
    graph again.

    Raises:
        KeyError: The graph is not one of ``bert_to_onnx``.
    """
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    words, places = (stored.pop(name).astype(np.float32) for name in (WORDS, PLACES))
    weights = {
        "embeddings.word_embeddings.weight": words,
        "embeddings.position_embeddings.weight": places,
        "embeddings.token_type_embeddings.weight": np.zeros((2, words.shape[1]), dtype=np.float32),
    }
    for name, value in stored.items():
        if name.endswith((".weight", ".bias")):
            weights[name] = np.ascontiguousarray(value.T if value.ndim == 2 else value, dtype=np.float32)
    split = next(node.input[1] for node in model.graph.node if node.op_type == "Reshape")
    norms = [node for node in model.graph.node if node.op_type == "LayerNormalization"]
    epsilon = next(part.f for part in norms[0].attribute if part.name == "epsilon")
    return Bert(weights, heads=int(stored[split][2]), layers=len(norms) // 2, epsilon=epsilon)


def _embed(graph: _Graph) -> str:
    """Word and position embeddings; all tokens are of type 0, so its row is added to the positions
    beforehand."""
    weights = graph.weights
    table = weights["embeddings.word_embeddings.weight"]
    kept, scale = graph.scaled(WORDS, table, axis=1) if graph.whole else (graph.half(WORDS, table), "")
    places = (
        weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    length = graph.add("Gather", graph.add("Shape", "input_ids"), graph.constant(1, np.int64), axis=0)
    position = graph.add("Range", graph.constant(0, np.int64), length, graph.constant(1, np.int64))
    placed = graph.add(
        "Cast", graph.add("Gather", graph.half(PLACES, places), position), to=TensorProto.FLOAT
    )
    words = graph.add("Cast", graph.add("Gather", kept, "input_ids"), to=TensorProto.FLOAT)
    if scale:
        words = graph.add("Mul", words, graph.add("Gather", scale, "input_ids"))
    return graph.add("Add", words, placed)


def _layer(graph: _Graph, name: str, x: str, mask: str, heads: int, width: int, epsilon: float) -> str:
    """Self-attention and feed-forward network, each with its residual and layer norm behind it."""
    parts = {}
    for part in ("query", "key", "value"):
        split = graph.add(
            "Reshape",
            graph.linear(x, f"{name}.attention.self.{part}"),
            graph.constant([0, 0, heads, width // heads], np.int64),
        )
        parts[part] = graph.add("Transpose", split, perm=[0, 2, 3, 1] if part == "key" else [0, 2, 1, 3])
    scores = graph.add(
        "Div", graph.add("MatMul", parts["query"], parts["key"]), graph.constant((width // heads) ** 0.5)
    )
    likely = graph.add("Softmax", graph.add("Add", scores, mask), axis=-1)
    seen = graph.add("Transpose", graph.add("MatMul", likely, parts["value"]), perm=[0, 2, 1, 3])
    seen = graph.linear(
        graph.add("Reshape", seen, graph.constant([0, 0, width], np.int64)), f"{name}.attention.output.dense"
    )
    x = graph.norm(graph.add("Add", seen, x), f"{name}.attention.output.LayerNorm", epsilon)
    inner = graph.linear(graph.gelu(graph.linear(x, f"{name}.intermediate.dense")), f"{name}.output.dense")
    return graph.norm(graph.add("Add", inner, x), f"{name}.output.LayerNorm", epsilon)
