"""Figures of an evaluation as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from attribution.training.coverage import Point
    from attribution.training.intervals import Interval
    from attribution.training.slices import Slice


def whole(figures: Mapping[str, Any], intervals: Mapping[str, Interval]) -> list[str]:
    """A line a figure, with its 95 % interval where there is one."""
    lines = []
    for name, value in figures.items():
        ends = f"  [{intervals[name].low:.3f}–{intervals[name].high:.3f}]" if name in intervals else ""
        if isinstance(value, dict):
            p, r, f, gold, pred = (value[key] for key in ("p", "r", "f", "gold", "pred"))
            lines.append(f"{name:8} P {p:.3f}  R {r:.3f}  F1 {f:.3f}{ends}  gold {gold}  predicted {pred}")
        else:
            lines.append(f"{name:8} accuracy {value:.3f}{ends}")
    return lines


def parts(slices: Iterable[Slice]) -> list[str]:
    """A table a dimension; under the F1 of each part its 95 % interval where there is one."""
    lines = []
    for dimension, group in groupby(slices, key=lambda s: s.dimension):
        rows = list(group)
        lines += ["", f"{dimension:12}{'gold':>5}{'found':>6}" + "".join(f"{f:>10}" for f in rows[0].figures)]
        for row in rows:
            whole = row.figures["cue"]
            counts = f"  {row.part:10}{whole['gold']:5.0f}{whole['predicted']:6.0f}"
            lines.append(counts + "".join(f"{_short(value['f']):>10}" for value in row.figures.values()))
            if row.intervals:
                lines.append(" " * 23 + "".join(f"{_ends(row.intervals.get(f)):>10}" for f in row.figures))
    return lines


def curve(points: Sequence[Point]) -> list[str]:
    """The accuracy–coverage curve, a line a point."""
    head = "coverage   kept  confidence from  right, half  right, 4/5  F1 full80"
    return [
        "",
        head,
        *(
            f"{p.coverage:8.0%}{p.kept:7}{p.threshold:17.3f}{p.full50:13.3f}{p.full80:12.3f}{p.full80_f:11.3f}"
            for p in points
        ),
    ]


def _short(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _ends(interval: Interval | None) -> str:
    """«.83–.97»: the ends in two places."""
    if interval is None:
        return ""
    return "–".join(f"{end:.2f}".removeprefix("0") for end in interval)
