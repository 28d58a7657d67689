"""Training a small network that compares two sequences of word vectors: decomposable attention.

After Parikh, Täckström, Das and Uszkoreit (2016): each word is aligned softly with the words of the other side,
compared with what it is aligned with, and the comparisons are gathered. The same for (a, b) and (b, a). What comes
out is a dict of arrays; whoever uses the network needs numpy alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

Array = NDArray[np.float32]


class Couple(NamedTuple):
    """Two sequences of words, how the words of one relate to those of the other, and what is known of both.

    ``one``: (words, features); ``other``: (other words, features); ``relations``: (words, other words, kinds);
    ``between``: (numbers,).
    """

    one: Array
    other: Array
    relations: Array
    between: Array


Example = tuple[Couple, Sequence[float]]
"""A pair, and 1 for each class that it can be of."""


class PairNetwork(nn.Module):
    """Decomposable attention with relations between words, and numbers of a pair, that are known beforehand."""

    def __init__(self, like: Couple, classes: int, width: int, dropout: float) -> None:
        """Make the layers for pairs that have the shape of ``like``, and ``classes`` of them."""
        super().__init__()
        features, kinds = like.one.shape[1], like.relations.shape[2]
        self.project = nn.Linear(features, width)
        self.align = nn.Linear(features, 48)
        self.compare = nn.Linear(4 * width + kinds, width)
        self.gather = nn.Linear(4 * width + len(like.between), width)
        self.decide = nn.Linear(width, classes)
        self.sharpness = nn.Parameter(torch.tensor([6.0, 2.0] + [1.0] * (kinds - 1)))
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, one: Tensor, other: Tensor, relations: Tensor, here: Tensor, there: Tensor, between: Tensor
    ) -> Tensor:
        """Scores of a batch, shape (pairs, classes); ``here`` and ``there`` are 1 where there is a word."""
        px = torch.tanh(self.project(self.dropout(one)))
        py = torch.tanh(self.project(self.dropout(other)))
        ax = nn.functional.normalize(self.align(self.dropout(one)), dim=-1)
        ay = nn.functional.normalize(self.align(self.dropout(other)), dim=-1)
        score = ax @ ay.transpose(1, 2) * self.sharpness[0] + relations @ self.sharpness[1:]
        to_y = torch.softmax(score.masked_fill(there[:, None, :] == 0, -1e9), 2)
        to_x = torch.softmax(score.masked_fill(here[:, :, None] == 0, -1e9), 1).transpose(1, 2)
        mean_x, most_x = self._side(px, to_y @ py, relations.max(2).values, here)
        mean_y, most_y = self._side(py, to_x @ px, relations.max(1).values, there)
        gathered = [mean_x + mean_y, (mean_x - mean_y).abs()]
        gathered += [torch.maximum(most_x, most_y), torch.minimum(most_x, most_y), between]
        hidden = torch.relu(self.gather(self.dropout(torch.cat(gathered, -1))))
        return torch.as_tensor(self.decide(self.dropout(hidden)))

    def _side(self, own: Tensor, aligned: Tensor, related: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        compared = self.dropout(torch.cat([own, aligned, (own - aligned).abs(), own * aligned], -1))
        found = self.dropout(torch.relu(self.compare(torch.cat([compared, related], -1)))) * mask[..., None]
        return found.sum(1) / mask.sum(1, keepdim=True), found.max(1).values


def train(
    epochs: Callable[[np.random.Generator], Iterable[Sequence[Example]]],
    classes: int,
    steps: int,
    *,
    seed: int,
    width: int = 96,
    dropout: float = 0.3,
    rate: float = 2e-3,
    told: Callable[[str], None] = lambda line: None,
) -> dict[str, Array]:
    """Train one network.

    Args:
        epochs: Gives the batches of all epochs, one after the other.
        classes: How many there are.
        steps: Number of batches.
        seed: Of everything that is drawn.
        width: Of the hidden layers.
        dropout: Share of numbers left out.
        rate: Learning rate at its highest.
        told: Takes a line every 100 steps.

    Returns:
        Weights by name, as ``PairNetwork`` names them.
    """
    torch.manual_seed(seed)
    network, losses, begun = None, [], time.monotonic()
    for step, batch in enumerate(epochs(np.random.default_rng(seed)), start=1):
        if network is None:
            network = PairNetwork(batch[0][0], classes, width, dropout)
            optimizer = torch.optim.AdamW(network.parameters(), weight_decay=0.05)
            schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, steps + 1)
        scores = network(*_padded([couple for couple, _ in batch]))
        possible = torch.tensor([one for _, one in batch], dtype=torch.float32).clamp(min=1e-9).log()
        loss = -torch.logsumexp(torch.log_softmax(scores, -1) + possible, -1).mean()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        losses.append(float(loss.detach()))
        if step % 100 == 0:
            told(f"{step}/{steps} loss {np.mean(losses[-100:]):.3f} {time.monotonic() - begun:.0f} s")
    if network is None:
        return {}
    return {name: value.numpy().astype(np.float32) for name, value in network.state_dict().items()}


def _padded(couples: Sequence[Couple]) -> list[Tensor]:
    rows, columns = max(len(c.one) for c in couples), max(len(c.other) for c in couples)
    features, kinds = couples[0].one.shape[1], couples[0].relations.shape[2]
    one, other = (
        np.zeros((len(couples), rows, features), "f"),
        np.zeros((len(couples), columns, features), "f"),
    )
    relations = np.zeros((len(couples), rows, columns, kinds), "f")
    here, there = np.zeros((len(couples), rows), "f"), np.zeros((len(couples), columns), "f")
    for n, couple in enumerate(couples):
        one[n, : len(couple.one)], other[n, : len(couple.other)] = couple.one, couple.other
        relations[n, : len(couple.one), : len(couple.other)] = couple.relations
        here[n, : len(couple.one)] = there[n, : len(couple.other)] = 1.0
    between = np.stack([couple.between for couple in couples])
    return [torch.from_numpy(each) for each in (one, other, relations, here, there, between)]
