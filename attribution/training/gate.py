"""The gate: a shipped pipeline may not get worse on the committed gold, and the gold may not change unsaid.

    python -m attribution.training.gate [--pipeline NAME] [--update]

``models/metrics/NAME.json`` holds the floors with the hash of the gold that they were measured on. The gate
measures again (every pipeline that has floors, or the one that is named) and fails where a figure falls by
more than ``TOLERANCE`` below its floor. ``--update`` writes what was measured, but never lowers a floor. The
idea is that of trafilatura's ``tests/eval_gate.py``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attribution.errors import EXIT_REFUSED, AttributionError
from attribution.pipeline import extract_all, load
from attribution.pipeline.measure import measure, values
from attribution.records import Attributed
from attribution.training.corpus import select
from attribution.training.gold import read_gold

ROOT = Path(__file__).parents[2]
METRICS = ROOT / "models" / "metrics"
GOLD = ROOT / "annotations"
TOLERANCE = 0.005


def gold_sets() -> dict[str, list[Attributed]]:
    """The committed gold that no pipeline is trained on: ``dev``, a fixed part of authored articles and
    packs, and ``seeds``."""
    committed = [article for name in ("authored", "packs") for article in read_gold(GOLD / f"{name}.jsonl")]
    return {
        "dev": list(select(committed, str(GOLD / "splits.json"), "dev")),
        "seeds": list(read_gold(GOLD / "seeds.jsonl")),
    }


def digest(articles: Iterable[Attributed]) -> str:
    """SHA-256 of gold articles: texts and attributions, in their order."""
    state = hashlib.sha256()
    for article in articles:
        state.update(article.model_dump_json(include={"id", "text", "attributions"}).encode())
    return state.hexdigest()


def measured(pipeline: str, sets: dict[str, list[Attributed]]) -> dict[str, dict[str, float]]:
    """The figures of a pipeline on each set, rounded to four places."""
    nlp = load(pipeline)
    report = {}
    for name, articles in sets.items():
        pairs = zip(articles, extract_all(nlp, articles), strict=True)
        figures = values(measure((gold.text, gold.attributions, found.attributions) for gold, found in pairs))
        report[name] = {figure: round(value, 4) for figure, value in figures.items()}
    return report


def compare(
    kept: dict[str, Any], now: dict[str, dict[str, float]], digests: dict[str, str]
) -> list[AttributionError]:
    """What is wrong with ``now`` against the ``kept`` metrics: A505 for other gold, A504 for a figure below
    its floor."""
    errors = [AttributionError("A505", name) for name in digests if kept["gold"].get(name) != digests[name]]
    for name, floors in kept["floors"].items():
        for figure, floor in floors.items():
            if now[name][figure] < floor - TOLERANCE:
                errors.append(
                    AttributionError("A504", name, figure=figure, value=now[name][figure], floor=floor)
                )
    return errors


def raised(kept: dict[str, Any], now: dict[str, dict[str, float]], digests: dict[str, str]) -> dict[str, Any]:
    """The metrics with every floor at the higher of what it was and what is; floors of other gold are
    measured anew."""
    old = {
        name: floors
        for name, floors in kept.get("floors", {}).items()
        if kept["gold"].get(name) == digests[name]
    }
    floors = {
        name: {f: max(v, old.get(name, {}).get(f, 0.0)) for f, v in figures.items()}
        for name, figures in now.items()
    }
    return {"gold": digests, "floors": floors, "measured": now}


def check(pipeline: str, sets: dict[str, list[Attributed]], update: bool) -> list[AttributionError]:
    """Measure one pipeline, print its figures, and compare them with its floors or, with ``update``, raise them."""
    path = METRICS / f"{pipeline}.json"
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"gold": {}, "floors": {}}
    digests = {name: digest(articles) for name, articles in sets.items()}
    now = measured(pipeline, sets)
    for name, figures in now.items():
        shown = "  ".join(f"{figure} {value:.3f}" for figure, value in figures.items())
        sys.stdout.write(f"{pipeline} on {name}: {shown}\n")
    if update:
        path.write_text(json.dumps(raised(kept, now, digests), indent=1) + "\n", encoding="utf-8")
        return []
    return compare(kept, now, digests) if kept["floors"] else [AttributionError("A001", path)]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pipeline", help="one pipeline; default: all that have floors")
    parser.add_argument("--update", action="store_true", help="write what was measured; floors only rise")
    args = parser.parse_args()
    sets = gold_sets()
    names = [args.pipeline] if args.pipeline else sorted(path.stem for path in METRICS.glob("*.json"))
    errors = [error for name in names for error in check(name, sets, args.update)]
    for error in errors:
        sys.stderr.write(f"{error}\n")
    if errors:
        raise SystemExit(EXIT_REFUSED)


if __name__ == "__main__":
    main()
