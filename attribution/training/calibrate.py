"""Calibrating the confidence of a pipeline on annotated articles that it has not seen.

    python -m attribution.training.calibrate PIPELINE GOLD.jsonl … [--committed] [--folds 10] [--into FOLDER]
        [--report FILE]

The articles should be of publishers that are not in its training files either, as a user's will be. What is
reported is cross-validated by article; what ``--into`` writes is fitted on all of them. FOLDER can be another
pipeline: one that was trained like PIPELINE, but on these articles and publishers as well.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from attribution.errors import EXIT_REFUSED, AttributionError
from attribution.pipeline import extract_all, load
from attribution.pipeline.confidence import INPUTS, WHOLE, Weights
from attribution.records import Attributed
from attribution.training.calibration import Row, chance, cross_validated, errors, fit, rows
from attribution.training.coverage import coverage
from attribution.training.gate import gold_sets
from attribution.training.gold import read_gold
from attribution.training.outcomes import Judged, judge

COMPONENT = "attribution_confidence"


def raw_pipeline(name: str | Path) -> Language:
    """A pipeline without its calibration; one from training is given the form that ships."""
    nlp = load(name)
    if "attribution_resolver" not in nlp.pipe_names:
        from attribution.training.ship import assemble

        nlp = assemble(nlp)
    if COMPONENT in nlp.pipe_names:
        nlp.remove_pipe(COMPONENT)
    return nlp


def judged_by(nlp: Language, articles: Sequence[Attributed]) -> list[Judged]:
    """What a pipeline finds in annotated articles, attribution by attribution."""
    pairs = zip(articles, extract_all(nlp, articles), strict=True)
    return [judge(gold, found.attributions) for gold, found in pairs]


def calibrate(folder: Path, weights: Weights) -> None:
    """Put a confidence component with these weights into a pipeline's folder; only its config and meta change.

    Raises:
        AttributionError: A202 or A203 if the pipeline cannot be loaded.
    """
    nlp = load(folder)
    if COMPONENT in nlp.pipe_names:
        nlp.remove_pipe(COMPONENT)
    kept = [*nlp.pipe_names, "vocab", "tokenizer"]
    nlp.add_pipe(COMPONENT, config={"weights": weights})
    nlp.to_disk(folder, exclude=kept)


def report(articles: Sequence[Judged], folds: int) -> dict[str, Any]:
    """How well confidences hold on articles that they were not fitted on.

    Args:
        articles: What a pipeline without calibration found.
        folds: Parts of the cross-validation.

    Returns:
        ``attributions``, ``articles``, ``folds``, ``weights`` (fitted on all); for each confidence under
        ``parts``: the share that is ``right``, the expected calibration errors ``raw`` and ``calibrated``, and by
        ``chance``, each with ``mass`` and ``width``; and under ``coverage`` the accuracy–coverage curve of the
        cross-validated confidences.

    Raises:
        AttributionError: A521 for too few attributions.
    """
    found = rows(articles)
    weights = fit(found)
    confidences = cross_validated(found, folds)
    parts = {}
    for part in INPUTS:
        right = [row.right[part] for row in found]
        sure = [confidence[part] for confidence in confidences]
        parts[part] = {
            "right": sum(right) / len(right),
            "raw": errors([_raw(row, part) for row in found], right)._asdict(),
            "calibrated": errors(sure, right)._asdict(),
            "chance": chance(sure)._asdict(),
        }
    return {
        "attributions": len(found),
        "articles": len(articles),
        "folds": folds,
        "parts": parts,
        "coverage": [point._asdict() for point in coverage(_with(articles, confidences))],
        "weights": weights,
    }


def _raw(row: Row, part: str) -> float:
    """The models' own probability; of the whole the product of its parts."""
    product = 1.0
    for name in INPUTS[WHOLE] if part == WHOLE else (part,):
        product *= row.raw.get(name, 0.0)
    return product


def _with(articles: Sequence[Judged], confidences: Sequence[dict[str, float]]) -> list[Judged]:
    """The same articles, their predicted attributions with these confidences."""
    remaining = iter(confidences)
    return [
        judged._replace(
            predicted=[
                outcome._replace(
                    attribution=outcome.attribution.model_copy(update={"confidence": next(remaining)})
                )
                for outcome in judged.predicted
            ]
        )
        for judged in articles
    ]


def lines(report: dict[str, Any]) -> list[str]:
    """A report for people."""
    shown = [
        f"{report['attributions']} attributions in {report['articles']} articles, {report['folds']} folds by article",
        "expected calibration error, ten bins of equal mass / of equal width",
        f"{'':12}{'right':>7}{'as the models say':>20}{'calibrated':>16}{'by chance':>16}",
    ]
    for part, row in report["parts"].items():
        cells = [
            f"{row[key]['mass']:.3f} / {row[key]['width']:.3f}" for key in ("raw", "calibrated", "chance")
        ]
        shown.append(f"{part:12}{row['right']:7.3f}{cells[0]:>20}{cells[1]:>16}{cells[2]:>16}")
    shown += ["", "coverage  confidence from  right (full80)  F1 full80"]
    for p in report["coverage"]:
        shown.append(f"{p['coverage']:8.0%}{p['threshold']:17.3f}{p['full80']:16.3f}{p['full80_f']:11.3f}")
    return shown


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pipeline", help="trained or shipped, a name or folder")
    parser.add_argument("gold", type=Path, nargs="*", help="annotated articles, .jsonl")
    parser.add_argument(
        "--committed", action="store_true", help="also those that annotations/splits.json holds out"
    )
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument(
        "--into", type=Path, help="a shipped pipeline's folder, to write the calibration into"
    )
    parser.add_argument("--report", type=Path, help="write all figures and the weights there, as JSON")
    args = parser.parse_args()
    try:
        articles = [article for path in args.gold for article in read_gold(path)]
        articles += gold_sets()["dev"] if args.committed else []
        measured = report(judged_by(raw_pipeline(args.pipeline), articles), args.folds)
        sys.stdout.write("\n".join(lines(measured)) + "\n")
        if args.report:
            args.report.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
        if args.into:
            calibrate(args.into, measured["weights"])
    except AttributionError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(EXIT_REFUSED) from None


if __name__ == "__main__":
    main()
