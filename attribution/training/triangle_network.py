"""Training the network over all pairs of some reports (``attribution.ledger.triangles`` runs it, without torch)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

Array = NDArray[np.float32]
WIDTH, LAYERS = 32, 3
HIDDEN = 64
"""Width of what a pair is described by before the layers."""
FORGOTTEN = 0.15
"""Dropout."""
UNKNOWN, WIDEST = -7.0, 5.0
"""As ``attribution.ledger.triangles`` has them."""
PARTS = 0.3
"""How often some articles of an event are left out."""
RATE, DECAY, WARM, BATCH = 3e-3, 0.05, 0.1, 4
"""Learning rate at its highest, decay of the weights, share of the steps until then, events in a step."""
COUNTS = {"about": 1.0, "against": 0.5, "contested": 0.5, "denies": 0.5}
"""What the losses count."""
WORTH = 1.0
"""What the loss of groups counts."""
TRAITS, SIZES = 8, 3
"""What is taken of a pair where it is one of a group, and numbers of a group that are of none of its pairs."""
FEWEST = {"about": 20.0, "against": 10.0, "contested": 20.0, "denies": 10.0}
"""Positives an event counts as having, at least: a loss is told by the positive."""


class Lesson(NamedTuple):
    """An event to learn from.

    Attributes:
        pairs: Pairs of reports of which something is known, (pairs, 2); ``rows`` what, ``odds`` how likely they are
            about one thing by themselves.
        own: What is known of each report, (reports, features).
        articles: A number for the article of each.
        gold: Of each of ``COUNTS`` what is right, (reports, reports) or (reports,).
        counts: The same, what each counts: 0 where gold cannot tell, and of two sides of a pair on one.
        groups: Some of the reports together, two at least, as might be proposed; ``worth`` how much of a contested
            claim each is (Jaccard).
    """

    pairs: NDArray[np.int64]
    rows: Array
    odds: Array
    own: Array
    articles: NDArray[np.int64]
    gold: Mapping[str, Array]
    counts: Mapping[str, Array]
    groups: Sequence[Sequence[int]] = ()
    worth: Array = np.zeros(0, np.float32)


class Layer(nn.Module):
    """One update by triangles, one by all pairs of either report, and one of each pair by itself."""

    def __init__(self, width: int) -> None:
        """Take the width of a pair's description."""
        super().__init__()
        self.before, self.after, self.between = (nn.LayerNorm(width) for _ in range(3))
        self.edges, self.gate = nn.Linear(width, 2 * width), nn.Linear(width, width)
        self.out, self.every = nn.Linear(width, width), nn.Linear(width, width)
        self.inner, self.outer = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.dropout = nn.Dropout(FORGOTTEN)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, pairs: Tensor) -> Tensor:
        """(reports, reports, width), changed."""
        normed, scale = self.before(pairs), len(pairs) ** 0.5
        values, gates = self.edges(normed).chunk(2, -1)
        apart = 1.0 - torch.eye(len(pairs))[..., None]
        edges = values * torch.sigmoid(gates) * apart
        triangles = torch.einsum("ikd,jkd->ijd", edges, edges) / scale
        every = edges.sum(1) / scale
        pairs = pairs + torch.sigmoid(self.gate(normed)) * self.out(self.after(triangles))
        pairs = pairs + self.every(every[:, None] + every[None])
        inner = self.dropout(functional.silu(self.inner(self.between(pairs))))
        return pairs + self.outer(inner)


class TriangleNetwork(nn.Module):
    """What ``attribution.ledger.triangles.seen`` computes, to be trained."""

    mean: Tensor
    spread: Tensor

    def __init__(self, rows: Array, own: int) -> None:
        """Take features of pairs (with the log odds last), for their means; and how many a report has."""
        super().__init__()
        self.register_buffer("mean", torch.from_numpy(rows.mean(0)))
        self.register_buffer("spread", torch.from_numpy(rows.std(0) + 1e-3))
        self.first, self.second = nn.Linear(rows.shape[1], HIDDEN), nn.Linear(HIDDEN, WIDTH)
        self.unknown, self.here = nn.Parameter(torch.zeros(WIDTH)), nn.Parameter(torch.zeros(WIDTH))
        self.own = nn.Linear(own, WIDTH)
        self.layers = nn.ModuleList(Layer(WIDTH) for _ in range(LAYERS))
        self.last, self.told = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, 3)
        self.denies = nn.ModuleDict({"first": nn.Linear(2 * WIDTH + own, WIDTH), "last": nn.Linear(WIDTH, 1)})
        self.traits = nn.Linear(WIDTH, TRAITS)
        head = {"first": nn.Linear(5 * TRAITS + SIZES, WIDTH), "last": nn.Linear(WIDTH, 1)}
        self.worth = nn.ModuleDict(head)
        self.dropout = nn.Dropout(FORGOTTEN)
        nn.init.zeros_(self.told.weight)
        nn.init.zeros_(self.told.bias)

    def forward(self, given: Lesson) -> dict[str, Tensor]:
        """Log odds of each of ``COUNTS``, and of what groups are worth."""
        count = len(given.own)
        one, other = torch.as_tensor(given.pairs).T
        rows = torch.as_tensor(np.column_stack([given.rows, given.odds]).astype(np.float32))
        scaled = ((rows - self.mean) / self.spread).clamp(-WIDEST, WIDEST)
        known = self.second(self.dropout(functional.silu(self.first(scaled))))
        pairs = self.unknown.expand(count, count, WIDTH).clone()
        pairs[one, other] = pairs[other, one] = known
        odds = torch.full((count, count), UNKNOWN)
        odds[one, other] = odds[other, one] = rows[:, -1]
        each = torch.as_tensor(given.own)
        own, articles = self.own(each), torch.as_tensor(given.articles)
        here = (articles[:, None] == articles[None])[..., None]
        pairs = pairs + here * self.here + own[:, None] + own[None]
        for layer in self.layers:
            pairs = layer(pairs)
        last = self.last(pairs)
        about, against, contested = self.told(last).unbind(-1)
        shares = torch.sigmoid(contested) * (1.0 - torch.eye(count))
        around = torch.einsum("ij,ijd->id", shares, pairs) / (shares.sum(1)[:, None] + 0.1)
        beside = torch.cat([around, pairs.diagonal().T, each], 1)
        denies = self.denies["last"](self.dropout(functional.silu(self.denies["first"](beside))))
        return {
            "about": odds + about,
            "against": against,
            "contested": contested,
            "denies": denies[:, 0],
            "worth": self._worth(self.traits(last), given.groups),
        }

    def _worth(self, traits: Tensor, groups: Sequence[Sequence[int]]) -> Tensor:
        """What pairs within each group are like, and its pairs with others; all groups at once."""
        if not groups:
            return torch.zeros(0)
        count, sizes = len(traits), torch.tensor([len(group) for group in groups])
        inside = torch.zeros(len(groups), count)
        which = torch.repeat_interleave(torch.arange(len(groups)), sizes)
        inside[which, torch.as_tensor([number for group in groups for number in group])] = 1.0
        share, others = inside / sizes[:, None], (1.0 - inside)[..., None]
        group, one, other = torch.nonzero(torch.triu(inside[:, :, None] * inside[:, None], 1), as_tuple=True)
        pairs, at = traits[one, other], group[:, None].expand(-1, TRAITS)
        nothing, possible = torch.zeros(len(groups), TRAITS), (sizes * (sizes - 1) // 2)[:, None]
        beyond = torch.einsum("gi,ijd->gjd", share, traits)
        some = (sizes < count)[:, None]
        parts = [
            nothing.scatter_add(0, at, pairs) / possible,
            nothing.scatter_reduce(0, at, pairs, "amax", include_self=False),
            share @ traits.diagonal().T,
            (beyond * others).sum(1) / (count - sizes).clamp(min=1)[:, None],
            torch.where(some, beyond.masked_fill(others == 0.0, -math.inf).amax(1), 0.0),
            torch.stack([sizes.log(), sizes / count, torch.full(sizes.shape, math.log(count))], 1),
        ]
        inner = functional.silu(self.worth["first"](torch.cat(parts, 1)))
        return torch.as_tensor(self.worth["last"](self.dropout(inner))[:, 0])

    def weights(self) -> dict[str, Array]:
        """As ``attribution.ledger.triangles`` reads them."""
        found = {name: value.detach().numpy() for name, value in self.state_dict().items()}
        return found | {"layers": np.array(len(self.layers), np.float32)}


def train(
    lessons: Sequence[Lesson], epochs: int, seed: int, told: Callable[[str], None] = lambda _: None
) -> tuple[TriangleNetwork, float]:
    """Train a network on events; it and its loss at last.

    Args:
        lessons: The events.
        epochs: How often each is learnt from.
        seed: Of all that is drawn.
        told: Is given a line now and then.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # its matrices are too small for several
    try:
        return _train(lessons, epochs, seed, told)
    finally:
        torch.set_num_threads(threads)


def _train(
    lessons: Sequence[Lesson], epochs: int, seed: int, told: Callable[[str], None]
) -> tuple[TriangleNetwork, float]:
    torch.manual_seed(seed)
    drawn = np.random.default_rng(seed)
    rows = np.concatenate([np.column_stack([one.rows, one.odds]) for one in lessons]).astype(np.float32)
    network = TriangleNetwork(rows, lessons[0].own.shape[1])
    optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    each = len(lessons) // BATCH or 1
    rate = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=epochs * each + 1, pct_start=WARM)
    lost = 0.0
    for epoch in range(epochs):
        lost = 0.0
        for numbers in np.array_split(drawn.permutation(len(lessons)), each):
            loss = sum((_loss(network, _part(lessons[n], drawn)) for n in numbers), torch.zeros(()))
            optimizer.zero_grad()
            (loss / len(numbers)).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            rate.step()
            lost += float(loss.detach())
        told(f"epoch {epoch + 1} of {epochs}: loss {lost / len(lessons):.3f}")
    return network.eval(), lost / len(lessons)


def _loss(network: TriangleNetwork, lesson: Lesson) -> Tensor:
    said = network(lesson)
    worth = said.pop("worth")
    found: Any = torch.zeros(())
    if len(worth):
        gold = torch.as_tensor(lesson.worth)
        found = WORTH * functional.binary_cross_entropy_with_logits(worth, gold)
    for name, odds in said.items():
        gold, counts = torch.as_tensor(lesson.gold[name]), torch.as_tensor(lesson.counts[name])
        lost = functional.binary_cross_entropy_with_logits(odds, gold, counts, reduction="sum")
        found = found + COUNTS[name] * lost / max(FEWEST[name], float((gold * counts).sum()))
    return found


def _part(lesson: Lesson, drawn: np.random.Generator) -> Lesson:
    """An event as it is, or some of its articles, without groups."""
    articles = np.unique(lesson.articles)
    if drawn.random() >= PARTS or len(articles) < 3:
        return lesson
    chosen = drawn.choice(articles, drawn.integers(2, len(articles)), replace=False)
    kept = np.flatnonzero(np.isin(lesson.articles, chosen))
    at = np.full(len(lesson.articles), -1)
    at[kept] = np.arange(len(kept))
    both = (at[lesson.pairs] >= 0).all(1)
    gold, counts = (
        {name: value[np.ix_(*[kept] * value.ndim)] for name, value in every.items()}
        for every in (lesson.gold, lesson.counts)
    )
    return Lesson(
        at[lesson.pairs[both]],
        lesson.rows[both],
        lesson.odds[both],
        lesson.own[kept],
        lesson.articles[kept],
        gold,
        counts,
    )
