"""The packs and the seeds with their gold attributions."""

from pathlib import Path

import pytest

from attribution.ledger.fitting.claims_gold import load_packs
from attribution.records import Attributed
from attribution.text import fold_word

ANNOTATIONS = Path(__file__).parents[2] / "annotations"


@pytest.fixture(scope="session")
def packs():
    return load_packs(ANNOTATIONS / "packs.jsonl", ANNOTATIONS / "packs_claims.jsonl")


@pytest.fixture(scope="session")
def seeds():
    lines = (ANNOTATIONS / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    return [Attributed.model_validate_json(line) for line in lines]


@pytest.fixture(scope="session")
def by_name():
    """Speaker ids from names alone: the function that tests of claims give for a resolver."""

    def ids(articles):
        return {
            (article.sha256, number): fold_word(one.speaker_name)
            for article in articles
            for number, one in enumerate(article.attributions)
            if one.speaker_name
        }

    return ids
