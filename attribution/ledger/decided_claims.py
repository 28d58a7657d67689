"""Claims as people have decided that they are: what belongs together, what does not, and what is no contest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from attribution.ledger.places import Places, of_attribution, of_position
from attribution.ledger.propositions import Proposition
from attribution.ledger.reviews import signed
from attribution.records import Attributed, Claim, Place, Review

Groups = list[list[int]]


class Decided:
    """What people have decided about claims, in the order in which they did.

    A decision is about pieces of evidence, wherever they are found now. What it joined stays joined and what it
    parted apart, with whatever has come to them since.

    Args:
        reviews: Those that are in force; only those of claims, positions and contests count.
    """

    def __init__(self, reviews: Sequence[Review] = ()) -> None:
        """Nothing is decided unless there are reviews."""
        self._moving = [review for review in reviews if review.of in ("claim", "position")]
        self._judging = [review for review in reviews if review.of == "contest"]

    def groups(
        self, groups: Groups, found: Sequence[Proposition], articles: Mapping[str, Attributed]
    ) -> Groups:
        """Rearrange the groups of propositions that become claims.

        Args:
            groups: Indexes into ``found``; a sentence in the publisher's own voice may be in several.
            found: All propositions.
            articles: By SHA-256.
        """
        if not self._moving:
            return groups
        places = Places((_place(one, articles), number) for number, one in enumerate(found))
        told = {number for number, one in enumerate(found) if one.index is not None}
        sets = [set(group) for group in groups]
        for review in self._moving:
            sides = [set(places.all(side)) for side in review.sides]
            if sides and sides[0]:
                sets = _rearranged(sets, review, sides, told)
        return sorted(sorted(group) for group in sets)

    def judged(self, claims: Sequence[Claim]) -> list[Claim]:
        """Claims with contests as they were last reviewed, and the reviews that each is about."""
        judged = list(claims)
        if not (self._moving or self._judging):
            return judged
        places = Places((of_position(p), n) for n, claim in enumerate(claims) for p in claim.positions)
        for review in [*self._moving, *self._judging]:
            for number in _meant(review, places, claims):
                claim = judged[number]
                changes = _verdict(review, claims[number]) if review.of == "contest" else {}
                judged[number] = claim.model_copy(update={**changes, "reviews": (*claim.reviews, review)})
        return judged

    def names(self, claim: Claim) -> bool:
        """Whether a claim is to be kept though it has but one position: somebody has parted it from another."""
        return any(review.verdict == "split" for review in claim.reviews)


NOTHING = Decided()


def _place(one: Proposition, articles: Mapping[str, Attributed]) -> Place:
    if one.index is None:
        return Place(article=one.article, span=one.span)
    told = of_attribution(articles[one.article], one.index)
    return told.model_copy(update={"span": one.span})


def _rearranged(
    groups: list[set[int]], review: Review, sides: list[set[int]], told: set[int]
) -> list[set[int]]:
    together = set().union(*sides)
    if review.of == "position" and review.verdict == "right":
        return _move(groups, sides[0], together - sides[0], told)
    if review.verdict in ("right", "merged"):
        return _join(groups, together, told)
    whole = review.of == "position" or review.verdict == "split"
    parted = [sides[0]] if whole else [{number} for number in sorted(sides[0])]
    return _part(groups, parted, together, told)


def _join(groups: list[set[int]], members: set[int], told: set[int]) -> list[set[int]]:
    """One group of all that has a report among ``members``, and of the sentences among them."""
    joined = [group for group in groups if group & members & told]
    rest = [group for group in groups if not group & members & told]
    return [*rest, set().union(members, *joined)] if joined else groups


def _part(
    groups: list[set[int]], parted: list[set[int]], together: set[int], told: set[int]
) -> list[set[int]]:
    """Each of ``parted`` on its own, out of the groups that have two of those that were ``together``.

    What is left without a report is no group any more.
    """
    away = set().union(*parted)
    held = [group for group in groups if group & away and len(group & together) > 1]
    out = away & set().union(*held)
    anew = [*(group - away for group in held), *(one & out for one in parted)]
    return [*(group for group in groups if group not in held), *(group for group in anew if group & told)]


def _move(groups: list[set[int]], moved: set[int], others: set[int], told: set[int]) -> list[set[int]]:
    """``moved`` into the group that has most of ``others``; reports leave the one they were in."""
    home = max(groups, key=lambda group: len(group & others))
    if not home & others:
        return groups
    left = [group - (moved & told) for group in groups if group is not home]
    return [*(group for group in left if group & told or group in groups), home | moved]


def _meant(review: Review, places: Places, claims: Sequence[Claim]) -> list[int]:
    """The claims that a review is about now: of each of its sides the one that has most of it.

    Of a claim that was found wrong nothing is left; of a link it is the claim that it led to.
    """
    if review.of == "claim" and review.verdict == "wrong":
        return []
    found: dict[int, None] = {}
    for side in review.sides[1:] if review.of == "position" else review.sides:
        counts = Counter(number for place in side for number in places.find(place))
        if counts:
            found[min(counts, key=lambda number: (-counts[number], claims[number].id))] = None
    return list(found)


def _verdict(review: Review, claim: Claim) -> dict[str, object]:
    """What a contest's review changes in the claim as it was worked out."""
    if review.verdict == "right":
        if claim.contested:
            return {"contested": True, "reason": claim.reason, "why": claim.why}
        why = f"contested, according to {signed(review)}"
        return {"contested": True, "reason": review.value, "why": why}
    known = {place for side in review.sides for place in side}
    since = sum(of_position(position) not in known for position in claim.positions)
    later = f"; {since} of its positions came after that" if since else ""
    verdict = "not comparable" if review.verdict == "not comparable" else "no contest"
    return {"contested": False, "reason": None, "why": f"{verdict}, according to {signed(review)}{later}"}
