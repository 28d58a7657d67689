"""Neighbours of a contested claim: claims about the same states and the same act that are not the same, and
why not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

from attribution.ledger import wordlists
from attribution.ledger.propositions import Proposition, other_things, things
from attribution.records import Claim, Related

MOST = 5
"""Neighbours shown for one claim."""


def neighbours(groups: Sequence[Sequence[Proposition]], claims: Sequence[Claim]) -> dict[str, list[Related]]:
    """Find what was kept apart from each contested claim.

    Args:
        groups: Propositions of each claim.
        claims: The claims, in the order of their groups.

    Returns:
        Neighbours by the id of the contested claim; blocked by state and act, never all pairs of claims.
    """
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    keys = [
        {(state, act) for one in group for state in one.states for act in one.events - things(one)}
        for group in groups
    ]
    for number, mine in enumerate(keys):
        for key in mine:
            blocks[key].append(number)
    found: dict[str, list[Related]] = {}
    for number, claim in enumerate(claims):
        if not claim.contested:
            continue
        near = {other for key in keys[number] for other in blocks[key]} - {number}
        reasons = [(other, _apart(groups[other], groups[number])) for other in sorted(near)]
        found[claim.id] = [Related(claim=claims[n].id, why=why) for n, why in reasons if why][:MOST]
    return found


def _apart(others: Sequence[Proposition], group: Sequence[Proposition]) -> str | None:
    """Why two claims on one act are not one; None where they have nothing plain that tells them apart."""
    for other in others:
        for one in group:
            if (
                (other.events & one.events) - things(one)
                and other.states & one.states
                and (why := _why(other, one))
            ):
                return why
    return None


def _why(other: Proposition, one: Proposition) -> str | None:
    english = wordlists.things()
    if other_things(other, one):
        here, there = (" and ".join(english[name] for name in sorted(things(x))) for x in (other, one))
        return f"about {here}, not {there}"
    for kind in ("year", "month"):
        now, then = (sorted(t.split(":")[1] for t in x.times if t.startswith(kind)) for x in (other, one))
        if now and then and not set(now) & set(then):
            return f"another {kind}: {', '.join(now)}, not {', '.join(then)}"
    return None
