"""Spans that may cross, as elements that may not: where two cross, one is parted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from attribution.records import TextSpan

T = TypeVar("T")


class Marked(NamedTuple, Generic[T]):
    """A span and what it is marked as."""

    span: TextSpan
    mark: T


class Event(NamedTuple, Generic[T]):
    """What happens at a place of the text: an element opens or closes; ``again`` where it is a later part of one
    that was parted, ``parted`` where it will go on."""

    at: int
    opens: bool
    mark: T
    again: bool = False
    parted: bool = False


def events(spans: Iterable[Marked[T]]) -> Iterator[Event[T]]:
    """The openings and closings of elements, well nested, in the order of the text.

    Args:
        spans: In any order; marks must differ. The longer of two that begin together is outside.

    Yields:
        Events; between two of them the text belongs to all elements that are open.
    """
    waiting = sorted(spans, key=lambda marked: (marked.span.start, -marked.span.end))
    waiting.reverse()
    places = sorted({place for marked in waiting for place in marked.span})
    stack: list[Marked[T]] = []
    for at in places:
        yield from _close(stack, at)
        while waiting and waiting[-1].span.start == at:
            stack.append(waiting.pop())
            yield Event(at, True, stack[-1].mark)


def _close(stack: list[Marked[T]], at: int) -> Iterator[Event[T]]:
    """Close what ends at a place; what lies above it on the stack is parted, and opened again."""
    ending = [depth for depth, marked in enumerate(stack) if marked.span.end == at]
    if not ending:
        return
    above = stack[ending[0] :]
    del stack[ending[0] :]
    for marked in reversed(above):
        yield Event(at, False, marked.mark, parted=marked.span.end > at)
    for marked in above:
        if marked.span.end > at:
            stack.append(marked)
            yield Event(at, True, marked.mark, again=True)
