"""Adam with a rate of its own for each layer: fast for the heads, slower the deeper a layer of the encoder
lies."""

from __future__ import annotations

import re
from typing import Any

from thinc.api import Optimizer
from thinc.types import FloatsXd

_LAYER = re.compile(r"(?:^|\.)layer\.(\d+)\.")


class LayeredAdam(Optimizer):
    """The scheduled rate is that of the encoder's last layer; layer *l* of *n* learns at ``decay ** (n - 1
    - l)`` of it, heads at ``head`` times it.

    Layer-wise decay is that of Howard & Ruder 2018; values for sentence encoders from Zhang et al. 2021.
    """

    __slots__ = ("decay", "head", "layers")

    def __init__(self, learn_rate: Any, *, head: float, decay: float, layers: int, **kwargs: Any) -> None:
        """Keep the factors; the other arguments are those of ``thinc.api.Optimizer``."""
        super().__init__(learn_rate, use_averages=False, **kwargs)
        self.head, self.decay, self.layers = head, decay, layers

    def __call__(
        self, key: tuple[int, str], weights: FloatsXd, gradient: FloatsXd, *, lr_scale: float = 1.0
    ) -> tuple[FloatsXd, FloatsXd]:
        """Update one parameter."""
        return super().__call__(key, weights, gradient, lr_scale=lr_scale * self.scale(key[1]))

    def scale(self, name: str) -> float:
        """Factor on the scheduled rate for the parameter of that name."""
        if layer := _LAYER.search(name):
            return self.decay ** (self.layers - 1 - int(layer[1]))
        if name.startswith("embeddings."):
            return self.decay**self.layers
        return self.head


def layered_adam(
    learn_rate: Any, head: float, decay: float, layers: int, L2: float, grad_clip: float
) -> LayeredAdam:
    """``attribution.LayeredAdam.v1``, see ``LayeredAdam``; ``L2`` is weight decay."""
    return LayeredAdam(
        learn_rate, head=head, decay=decay, layers=layers, L2=L2, L2_is_weight_decay=True, grad_clip=grad_clip
    )
