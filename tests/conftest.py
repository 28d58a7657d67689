"""Fixtures that more than one folder of tests needs."""

import importlib.util
import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

os.environ.setdefault("XDG_CACHE_HOME", str(ROOT / ".cache"))  # nothing is kept in the user's own

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


@pytest.fixture(scope="session")
def seeds_state():
    """The seeds with their gold attributions and their speakers, as a ledger has them; without claims."""
    from attribution.ledger.speakers import resolve
    from attribution.records import Attributed, LedgerArticle, LedgerAttribution, LedgerState, attribution_id

    lines = (ROOT / "annotations" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [Attributed.model_validate_json(line) for line in lines]
    speakers, speaker_of = resolve(articles)
    return LedgerState(
        articles=tuple(LedgerArticle(id=each.sha256, key=each.id, text=each.text) for each in articles),
        speakers=tuple(speakers),
        attributions=tuple(
            LedgerAttribution(
                **{
                    **one.model_dump(),
                    "id": attribution_id(each.sha256, one.cue),
                    "article": each.sha256,
                    "speaker_id": speaker_of.get((each.sha256, number)),
                }
            )
            for each in articles
            for number, one in enumerate(each.attributions)
        ),
    )
