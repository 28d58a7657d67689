"""Fixtures that more than one folder of tests needs."""

import importlib.util
import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

# Every run tries the same examples; HYPOTHESIS_PROFILE=search tries others, and more of them.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="session")
def annotation_script():
    """``annotations/score.py``, the measure as the annotators have it: a function from gold and predicted
    records to figures."""
    spec = importlib.util.spec_from_file_location("annotation_score", ROOT / "annotations" / "score.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)

    def score(gold, predicted):
        counts = [
            script.count(script.Doc(g["text"]), g["attributions"], p["attributions"])
            for g, p in zip(gold, predicted, strict=True)
        ]
        return script.report({key: sum(c[key] for c in counts) for key in counts[0]})

    return score
