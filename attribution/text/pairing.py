"""Pairing of the quotation marks of one paragraph: which mark closes which, and which are left over."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from attribution.text.marks import Facing, Mark


class Pairing(NamedTuple):
    """How the marks of one paragraph go together; all lists run parallel to the marks.

    Attributes:
        roles: Whether each mark opens or closes.
        partners: The index of the mark that each is paired with; None for those left over.
        limits: The index of the mark that an unclosed opening mark cannot reach beyond: where the next
            quotation of its family opens, else where the quotation around it closes; None where there is
            neither.
        outermost: Whether each mark lies in no pair of others.
        mended: The closing marks, by index, that found their opening mark only among the leftovers.
    """

    roles: list[Facing]
    partners: list[int | None]
    limits: list[int | None]
    outermost: list[bool]
    mended: set[int]


def pair(marks: list[Mark]) -> Pairing:
    """Pair the marks of one paragraph: each family first, then what is left over, never across a pair."""
    roles, partners = _pair_families(marks)
    mended = _pair_leftovers(marks, roles, partners)
    limits, outermost = _limits(marks, roles, partners)
    return Pairing(roles, partners, limits, outermost, mended)


def _pair_families(marks: list[Mark]) -> tuple[list[Facing], list[int | None]]:
    roles: list[Facing] = []
    partners: list[int | None] = [None] * len(marks)
    stack: list[int] = []
    opened: dict[str, list[int]] = defaultdict(list)
    for index, mark in enumerate(marks):
        own = opened[mark.family]
        opener = marks[own[-1]] if own else None
        role = _role(mark, opener)
        if role == "open":
            stack.append(index)
            own.append(index)
        elif opener is not None and not _is_inch_inside(mark, opener):
            while stack[-1] != own[-1]:
                opened[marks[stack.pop()].family].pop()
            partners[index] = stack.pop()
            partners[own.pop()] = index
        roles.append(role)
    for index, mark in enumerate(marks):
        if partners[index] is None and mark.printed is not None and not mark.sure:
            roles[index] = mark.printed
    return roles, partners


def _role(mark: Mark, opener: Mark | None) -> Facing:
    """What a mark does while ``opener`` is open: what it looks like, unless its place denies that."""
    if mark.inch and mark.glyph == "″":
        return "close"
    if mark.printed is None:
        return mark.facing or ("close" if opener else "open")
    if mark.facing in (mark.printed, None):
        return mark.printed
    return "close" if opener and not mark.sure else "open"


def _is_inch_inside(mark: Mark, opener: Mark) -> bool:
    return mark.inch and mark.glyph == "″" and opener.glyph != "″"


def _pair_leftovers(marks: list[Mark], roles: list[Facing], partners: list[int | None]) -> set[int]:
    """Pair neighbouring leftovers of one level, one opening and one closing; changes both lists."""
    mended = set()
    waiting: list[int | None] = [None]
    for index, mark in enumerate(marks):
        partner = partners[index]
        if partner is not None:
            if partner > index:
                waiting.append(None)
            else:
                waiting.pop()
            continue
        first = waiting[-1]
        if first is not None and _mends(marks[first], roles[first], mark, roles[index]):
            partners[first], partners[index] = index, first
            roles[first], roles[index] = "open", "close"
            mended.add(index)
            waiting[-1] = None
        else:
            waiting[-1] = index
    return mended


def _mends(first: Mark, first_role: Facing, second: Mark, second_role: Facing) -> bool:
    if first_role == "open" and second_role == "close":
        return True
    if first.family != second.family or first.inch:
        return False
    if first_role == "close":
        return second_role == "close" and (first.family == "straight" or first.facing != "close")
    return second.facing != "open"


def _limits(
    marks: list[Mark], roles: list[Facing], partners: list[int | None]
) -> tuple[list[int | None], list[bool]]:
    limits: list[int | None] = [None] * len(marks)
    outermost = [True] * len(marks)
    closing: list[int] = []
    following: list[dict[str, int]] = [{}]
    for index in range(len(marks) - 1, -1, -1):
        mark, partner = marks[index], partners[index]
        if partner is not None and partner < index:
            closing.append(index)
            following.append({})
        elif partner is not None:
            closing.pop()
            following.pop()
        outermost[index] = not closing if partner is None or partner > index else len(closing) == 1
        limits[index] = following[-1].get(mark.family, closing[-1] if closing else None)
        if roles[index] == "open":
            following[-1][mark.family] = index
    return limits, outermost
