"""Things that are found to be one, pair by pair."""

from __future__ import annotations


class Groups:
    """A union-find over numbers from 0."""

    def __init__(self, size: int) -> None:
        """Every number on its own."""
        self._parent = list(range(size))

    def of(self, number: int) -> int:
        """The number that stands for its group."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make two groups one; the smaller number stands for it."""
        low, high = sorted((self.of(one), self.of(other)))
        self._parent[high] = low
