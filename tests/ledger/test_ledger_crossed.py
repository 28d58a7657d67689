"""Packs that the network was trained on are read by another, the others by the one that ships."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from attribution.ledger import states
from attribution.ledger.fitting.claims_gold import load_packs
from attribution.ledger.fitting.crossed import read_by
from attribution.ledger.fitting.forest import Crossed, Forest
from attribution.ledger.together import Reading, verdicts
from attribution.ledger.wording import wording

ANNOTATIONS = Path(__file__).parents[2] / "annotations"
READING = Reading(
    (
        wording("سامر الدهان", "قال", "إن أسعار الشعير ارتفعت", "say", "s1"),
        wording("اتحاد التجار", "أكد", "أن أسعار الشعير انخفضت", "affirm", "s2"),
    ),
    ((0, 1),),
)


@pytest.fixture(scope="module")
def contrary(tmp_path_factory):
    """The folder of a network that says the contrary of the one that ships."""
    folder = tmp_path_factory.mktemp("contrary")
    for file in states.FOLDER.iterdir():
        shutil.copy(file, folder)
    with np.load(folder / "heads.npz") as heads:
        kept = {name: -heads[name] if name.startswith("about.last") else heads[name] for name in heads.files}
    np.savez(folder / "heads.npz", **kept)
    return folder


def test_another_network_reads_until_it_is_done_whatever_happens(contrary):
    first = verdicts([READING])[READING][0]
    with pytest.raises(ZeroDivisionError), read_by(contrary):
        other = verdicts([READING])[READING][0]
        1 / 0  # noqa: B018
    assert other.about == pytest.approx(1.0 - first.about, abs=1e-3)
    assert verdicts([READING])[READING][0] == first
    with read_by(None):
        assert verdicts([READING])[READING][0] == first


def test_each_pack_is_read_by_the_network_that_has_not_seen_it(contrary):
    one, two = load_packs(ANNOTATIONS / "packs.jsonl", ANNOTATIONS / "packs_claims.jsonl")[:2]
    plain, crossed = Forest([one, two]), Forest([one], crossed=Crossed([two], contrary))
    assert [pack.name for pack in crossed.packs] == [one.name, two.name]
    assert np.array_equal(plain._alone[0], crossed._alone[0])
    assert not np.allclose(plain._alone[1], crossed._alone[1])
