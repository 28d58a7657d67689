"""The packs are whole: what their claims name is there, and no event stands in two files."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from attribution.ledger.fitting.claims_gold import load_packs

ANNOTATIONS = Path(__file__).parents[2] / "annotations"
FILES = sorted(ANNOTATIONS.glob("packs*_claims.jsonl"))


@cache
def packs_of(claims):
    return load_packs(claims.with_name(claims.name.replace("_claims", "")), claims)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def file(request):
    return packs_of(request.param)


def test_what_claims_and_traps_name_is_there(file):
    for pack in file:
        articles = {article.sha256: article for article in pack.articles}
        cues = {(sha256, *one.cue) for sha256, a in articles.items() for one in a.attributions}
        named = [place for claim in pack.claims for place in claim.positions]
        named += [place for first, second, _ in pack.traps for place in (first, second)]
        for sha256, kind, start, end in named:
            if kind == "cue":
                assert (sha256, start, end) in cues, pack.name
            else:
                assert articles[sha256].text[start:end].strip(), pack.name


def test_a_contested_claim_has_a_reason_and_two_positions(file):
    for pack in file:
        for claim in pack.claims:
            assert claim.contested == (claim.reason is not None), (pack.name, claim.id)
            assert len(claim.positions) > 1 or not claim.contested, (pack.name, claim.id)


def test_no_event_and_no_article_stands_twice():
    packs = [pack for claims in FILES for pack in packs_of(claims)]
    names = Counter(pack.name for pack in packs)
    articles = Counter(article.sha256 for pack in packs for article in pack.articles)
    assert names.most_common(1)[0][1] == articles.most_common(1)[0][1] == 1
