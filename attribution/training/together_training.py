"""How the network that reads reports together is trained (``attribution.training.together_network``)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from attribution.training.together_network import Sequences, TogetherNetwork

WARM = 0.04
"""Share of the steps in which the learning rates rise."""
LAST = 0.03
"""What is left of them at the end."""
KEPT = 0.995
"""Of the running mean of the weights, which is what is given back."""
HEAD_RATE = 8e-4
"""Learning rate of all that is not of the encoder."""
HEADLINE = 0.5
"""What the loss of headlines counts."""
TOLD, CHECKED = 50, 200
"""Steps between two lines of what is told, and between two checkpoints."""


def train(
    network: TogetherNetwork,
    batches: Callable[[int], Iterable[Sequence[Sequences]]],
    steps: int,
    *,
    rate: float,
    told: Callable[[str], None],
    checkpoint: Path | None = None,
) -> None:
    """Train a network; what it holds afterwards is the running mean of its weights.

    Args:
        network: The network.
        batches: Gives what is read in each step from one of them on; the losses of all parts of a step are added.
        steps: How many there are.
        rate: Learning rate of the layers.
        told: Is given a line now and then.
        checkpoint: Where all is kept now and then; what lies there is gone on with.
    """
    layers = [*network.layers.parameters()]
    known = {id(one) for one in layers}
    rest = [one for one in network.parameters() if id(one) not in known]
    groups = [{"params": layers, "top": rate}, {"params": rest, "top": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, lr=rate, weight_decay=0.01)
    mean = [one.detach().clone() for one in network.parameters()]
    done, lost = 0, torch.zeros(3)
    if checkpoint and checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(kept["network"])
        optimizer.load_state_dict(kept["optimizer"])
        done, mean, lost = kept["step"], kept["mean"], kept["lost"]
        torch.manual_seed(done)
    began = time.monotonic()
    network.train()
    for step, batch in enumerate(batches(done), done + 1):
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * min(1.0, step / (WARM * steps)) * max(LAST, 1.0 - (step - 1) / steps)
        optimizer.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            losses = torch.stack([_losses(network(part), part) for part in batch]).sum(0)
        losses.sum().backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        share = min(KEPT, step / (step + 20.0))
        with torch.no_grad():
            for one, averaged in zip(network.parameters(), mean, strict=True):
                averaged.mul_(share).add_(one, alpha=1.0 - share)
            lost = 0.98 * lost + 0.02 * losses
        if step % TOLD == 0:
            shown = " ".join(f"{value:.3f}" for value in lost / (1.0 - 0.98**step))
            told(f"{step}/{steps} {shown} {time.monotonic() - began:.0f} s")
        if checkpoint and step % CHECKED == 0:
            state = {"network": network.state_dict(), "optimizer": optimizer.state_dict()}
            torch.save(state | {"step": step, "mean": mean, "lost": lost}, checkpoint)
    with torch.no_grad():
        for one, averaged in zip(network.parameters(), mean, strict=True):
            one.copy_(averaged)
    network.eval()


def _losses(scores: dict[str, Tensor], batch: Sequences) -> Tensor:
    """Of «about one thing», of «opposed» and of headlines."""
    about, about_counts, opposed, opposed_counts = (
        torch.as_tensor(one) for one in (batch.about, batch.about_counts, batch.opposed, batch.opposed_counts)
    )
    kinds = torch.as_tensor(batch.kinds)
    headlines = functional.cross_entropy(
        scores["headline"].float(), kinds, ignore_index=-1, reduction="sum"
    ) / max(1.0, float((kinds >= 0).sum()))
    return torch.stack(
        [
            _loss(scores["about"][:, 0], about, about_counts * (1.0 + about)),
            _loss(scores["side"][:, 0], opposed, opposed_counts),
            HEADLINE * headlines,
        ]
    )


def _loss(score: Tensor, wanted: Tensor, counts: Tensor) -> Tensor:
    each = functional.binary_cross_entropy_with_logits(score.float(), wanted, weight=counts, reduction="sum")
    return each / max(1.0, float(counts.sum()))
