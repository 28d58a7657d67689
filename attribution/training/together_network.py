"""Training the network that reads reports together (``attribution.ledger.network``, which runs it without torch).

The first layers of the encoder stay as they are and are run once for each report; then come layers that are trained and
read each report by itself, layers that read all reports of a sequence, and heads that compare two reports.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from attribution.training.onnx_bert import graph_of, upper_to_onnx

Array = NDArray[np.float32]
FORGOTTEN = 0.05
"""Share of the pieces that the network does not see in training."""
ANGLE, WORDS = 48, 64
"""Width of what pieces are aligned by, and of what is compared of aligned ones."""
NOWHERE = -1e4
"""What is added to the score of what is not to be seen."""
LINEAR = ("vec", "angle", "piece", "aligned", "product", "counts")
"""Linear layers before the heads, by the names under which they ship."""
HEADS = {"about": 1, "side": 1, "headline": 3}


class Shape(NamedTuple):
    """Sizes of a network.

    Attributes:
        lower: Layers of the encoder that are left as they are: reports come with their states.
        alone: Trained layers that follow, over each report by itself.
        together: Trained layers after those, over all reports of a sequence.
        extra: Numbers of a pair beside vectors and words.
        width: Half of that of the vectors.
        dropout: In the heads.
    """

    lower: int
    alone: int
    together: int
    extra: int
    width: int
    dropout: float


class Sequences(NamedTuple):
    """Sequences of reports, and the pairs of reports to compare.

    Attributes:
        states: Of each report, (pieces, width).
        sequence: Of each report, which sequence it is in, rising.
        stances: (reports, stances).
        marks: (reports, marks).
        pairs: (pairs, 2).
        beside: What the heads are given of them beside states, (pairs, numbers).
        about: 1 where a pair is of one claim, (pairs,); ``about_counts``: what each counts.
        opposed: 1 where it is opposed; ``opposed_counts``: what each counts.
        kinds: Of two headlines how they stand; -1 for other pairs.
    """

    states: Sequence[Array]
    sequence: Sequence[int]
    stances: Array
    marks: Array
    pairs: NDArray[np.int64]
    beside: Array
    about: Array
    about_counts: Array
    opposed: Array
    opposed_counts: Array
    kinds: NDArray[np.int64]


class Places:
    """Where pieces that stand one after the other belong, in rows of their groups.

    Attributes:
        there: Where there is a piece, (groups, longest).
    """

    def __init__(self, group: Tensor) -> None:
        """Of each piece its group, rising from 0."""
        sizes = torch.bincount(group)
        self._group = group
        self._at = torch.arange(len(group)) - (torch.cumsum(sizes, 0) - sizes)[group]
        self.there = torch.arange(int(sizes.max()))[None] < sizes[:, None]

    def spread(self, flat: Tensor) -> Tensor:
        """(pieces, width) as (groups, longest, width), nought where there is no piece."""
        rows = torch.zeros(*self.there.shape, flat.shape[-1], dtype=flat.dtype)
        return rows.index_put((self._group, self._at), flat)


class TogetherNetwork(nn.Module):
    """Layers over the states of several reports, and heads over pairs of them."""

    def __init__(self, bert: BertModel, shape: Shape) -> None:
        """Take layers of ``bert`` from ``shape.lower`` on; they are trained in place."""
        super().__init__()
        self.shape = shape
        self.bert = [bert]
        size = bert.config.hidden_size
        self.attention, self.epsilon = bert.config.num_attention_heads, bert.config.layer_norm_eps
        self.layers = nn.ModuleList(
            bert.encoder.layer[shape.lower : shape.lower + shape.alone + shape.together]
        )
        self.own = nn.Parameter(torch.full((shape.together, self.attention), 2.0))
        self.vec = nn.Linear(2 * size, 2 * shape.width)
        self.angle, self.piece = nn.Linear(size, ANGLE), nn.Linear(size, WORDS)
        self.aligned, self.product = nn.Linear(size, WORDS), nn.Linear(WORDS, WORDS)
        self.counts = nn.Linear(size, 1)
        self.sharp = nn.Parameter(torch.tensor(8.0))
        self.dropout = nn.Dropout(shape.dropout)
        given = 6 * shape.width + 2 * WORDS + 2 + shape.extra
        self.heads = nn.ModuleDict(
            {name: _head(given, shape.width, classes, shape.dropout) for name, classes in HEADS.items()}
        )

    def forward(self, given: Sequences) -> dict[str, Tensor]:
        """Scores of the pairs by head: (pairs, classes)."""
        compared = self.compared(given)
        return {name: head(compared) for name, head in self.heads.items()}

    def compared(self, given: Sequences) -> Tensor:
        """What the heads are given of pairs, as ``attribution.ledger.network.compared``."""
        flat, places = self.read(given)
        states = places.spread(flat)
        pieces = places.there.clone()
        pieces[:, 0] = False
        every = pieces[..., None].to(states.dtype)
        means = (states * every).sum(1) / every.sum(1)
        vectors = torch.tanh(self.vec(self.dropout(torch.cat([states[:, 0], means], -1))))
        one, other = torch.as_tensor(given.pairs).unbind(1)
        units = functional.normalize(means.float(), dim=-1)
        stances, marks = torch.as_tensor(given.stances), torch.as_tensor(given.marks)
        parts = [
            *_both(vectors[one], vectors[other]),
            *self._words(flat, places, pieces, one, other),
            *_both(stances[one], stances[other])[1:],
            torch.as_tensor(given.beside),
            *_both(marks[one], marks[other])[1:],
            ((units[one] * units[other]).sum(-1, keepdim=True) - 0.8) * 6.0,
        ]
        return torch.cat([part.float() for part in parts], -1)

    def _words(
        self, flat: Tensor, places: Places, pieces: Tensor, one: Tensor, other: Tensor
    ) -> list[Tensor]:
        """Each report's pieces beside those of the other that they are most like, counted by their weight."""
        angles = places.spread(functional.normalize(self.angle(flat).float(), dim=-1))
        counts = places.spread(self.counts(flat).float())[..., 0].masked_fill(~pieces, NOWHERE).softmax(-1)
        piece, aligned = places.spread(self.piece(flat)), places.spread(self.aligned(flat))
        alike = angles[one] @ angles[other].transpose(1, 2)

        def seen(alike: Tensor, of: Tensor, by: Tensor) -> tuple[Tensor, Tensor]:
            nowhere = ~pieces[by][:, None, :]
            shares = (self.sharp * alike).masked_fill(nowhere, NOWHERE).softmax(-1)
            found, there = shares.to(aligned.dtype) @ aligned[by], piece[of]
            each = functional.relu(self.product(there * found) + found + there)
            nearest = alike.masked_fill(nowhere, -1.0).amax(-1)
            weighed = counts[of][:, None, :].to(each.dtype) @ each
            return weighed[:, 0], (counts[of] * nearest).sum(-1, keepdim=True)

        first, first_like = seen(alike, one, other)
        second, second_like = seen(alike.transpose(1, 2), other, one)
        likes = [(first_like + second_like - 1.0) * 3.0, (first_like - second_like).abs() * 3.0]
        return [*_both(first, second)[:2], *likes]

    def read(self, given: Sequences) -> tuple[Tensor, Places]:
        """States of all pieces after the layers, (pieces, width), and which report each is of."""
        flat = torch.from_numpy(np.concatenate(given.states).astype("f"))
        if self.training:
            flat = flat * (torch.rand(len(flat), 1) > FORGOTTEN)
        lengths = torch.tensor([len(one) for one in given.states])
        report = torch.repeat_interleave(torch.arange(len(lengths)), lengths)
        alone = Places(report)
        nothing = torch.zeros(alone.there.shape).masked_fill(~alone.there, NOWHERE)[:, None, None, :]
        for layer in self.layers[: self.shape.alone]:
            flat = self._layer(layer, flat, alone, nothing)
        every = Places(torch.as_tensor(np.asarray(given.sequence))[report])
        of = every.spread(report[:, None] + 1)[..., 0]
        own, empty = (of[:, :, None] == of[:, None, :])[:, None], (of == 0)[:, None, None, :]
        for layer, sharper in zip(self.layers[self.shape.alone :], self.own, strict=True):
            added = (own * sharper[None, :, None, None]).masked_fill(empty, NOWHERE)
            flat = self._layer(layer, flat, every, added)
        return flat, alone

    def _layer(self, layer: Any, flat: Tensor, places: Places, added: Tensor) -> Tensor:
        attention = layer.attention
        query, key, value = (
            places.spread(part(flat)).unflatten(-1, (self.attention, -1)).transpose(1, 2)
            for part in (attention.self.query, attention.self.key, attention.self.value)
        )
        scores = (query / math.sqrt(query.shape[-1])) @ key.transpose(2, 3) + added.to(query.dtype)
        seen = scores.softmax(-1).to(value.dtype) @ value
        flat = attention.output(seen.transpose(1, 2).flatten(2)[places.there], flat)
        return torch.as_tensor(layer.output(layer.intermediate(flat), flat))

    def graphs(self) -> dict[str, bytes]:
        """ONNX graphs: ``lower``, over pieces of one report, and ``upper``, over the states of all."""
        alone = self.shape.alone
        layers = {
            f"encoder.layer.{name}": value.numpy() for name, value in self.layers[alone:].state_dict().items()
        }
        upper = upper_to_onnx(layers, self.own.detach().numpy(), self.epsilon)
        lower = graph_of(self.bert[0], self.shape.lower + alone, whole=True)
        return {"lower": bytes(lower.SerializeToString()), "upper": bytes(upper.SerializeToString())}

    def weights(self) -> dict[str, Array]:
        """All but the layers, by the names of ``attribution.ledger.network``."""
        kept: dict[str, Any] = {"sharp": self.sharp}
        parts: dict[str, Any] = {name: getattr(self, name) for name in LINEAR}
        for name, head in self.heads.items():
            parts |= {f"{name}.first": head[1], f"{name}.last": head[4]}
        for name, part in parts.items():
            kept |= {f"{name}.weight": part.weight, f"{name}.bias": part.bias}
        return {name: value.detach().numpy() for name, value in kept.items()}


def over(folder: Path, shape: Shape, seed: int) -> TogetherNetwork:
    """A network over the encoder in a Hugging Face folder."""
    torch.manual_seed(seed)
    return TogetherNetwork(BertModel.from_pretrained(folder, add_pooling_layer=False), shape)


def _head(size: int, width: int, classes: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(
        nn.Dropout(dropout), nn.Linear(size, width), nn.ReLU(), nn.Dropout(dropout), nn.Linear(width, classes)
    )


def _both(x: Tensor, y: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    return x + y, (x - y).abs(), x * y
