"""What the network that reads reports together learns from: events written in short, packs of articles, headlines."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np

from attribution.ledger.fitting.claims_gold import Pack, names
from attribution.ledger.fitting.labelled import memberships, place
from attribution.ledger.statements import read
from attribution.ledger.wording import Wording, wording

STANCE = ("agree", "disagree", "other")


class Item(NamedTuple):
    """A wording of an event, and how it stands to each claim of that."""

    wording: Wording
    claims: dict[str, str]


class Stand(NamedTuple):
    """How two wordings stand: whether a claim has both, and whether they are opposed; None if that is not known."""

    about: bool
    opposed: bool | None


Event = Sequence[Item]


def load_events(path: Path) -> list[list[Item]]:
    """Read the events of ``wordings.jsonl``."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        rows = json.loads(line)["items"]
        keys = ("speaker", "cue", "content", "stance", "speaker")
        found.append([Item(wording(*(row[key] for key in keys)), row["claims"]) for row in rows])
    return found


def of_pack(pack: Pack) -> list[list[Item]]:
    """What any two articles of a pack say, as the ledger compares it, each two an event."""
    known = names(*pack.articles)
    found = [
        one
        for article in pack.articles
        for one in read(article, known)
        if one.stance not in ("demand", "warn")
    ]
    of = memberships(found, pack)
    positions = {claim.id: claim.positions for claim in pack.claims}
    stands = {"denies": "denies", "questions": "questions"}
    items = [
        Item(one.wording, {c: stands.get(positions[c][place(one, pack)], "asserts") for c in sorted(claims)})
        for one, claims in zip(found, of, strict=True)
    ]
    return [
        [item for one, item in zip(found, items, strict=True) if one.article in (a.sha256, b.sha256)]
        for a, b in combinations(pack.articles, 2)
    ]


def load_headlines(path: Path) -> tuple[list[tuple[Wording, Wording]], np.ndarray]:
    """Read pairs of headlines, and which of ``STANCE`` each is."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = [tuple(wording(None, None, row[key], None, None) for key in ("s1", "s2")) for row in rows]
    return [(one, other) for one, other in texts], np.array([STANCE.index(row["stance"]) for row in rows])


def stand(a: Item, b: Item) -> Stand:
    """How two wordings of one event stand: opposed where a claim that both bear on is asserted by one and denied by
    the other; not known, where one of them asks.
    """
    shared = a.claims.keys() & b.claims.keys()
    if not shared:
        return Stand(False, None)
    if any("questions" in (a.claims[claim], b.claims[claim]) for claim in shared):
        return Stand(True, None)
    return Stand(True, any(a.claims[claim] != b.claims[claim] for claim in shared))
