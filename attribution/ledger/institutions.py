"""What tells one institution from another: the stems of its name, the names in it, and where it belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from attribution.text import fold_word, load
from attribution.text.nouns import Word, read_words
from attribution.text.titles import Look, look
from attribution.text.vocabulary import belongs, proper

OFTEN = 3
"""Times an article names a state at least, and twice as often as any other, for it to be the article's own."""


class Body(NamedTuple):
    """What distinguishes an institution.

    Attributes:
        stems: Word stems of its name, states left out; empty where it says nothing (الشركة).
        proper: Those of the stems that are a name of its own (ريماكورا).
        states: Folded states, or the part of the world, that its name says it belongs to.
        home: The folded state that its article is about, if it is about one.
        order: Stems of its name in their order with their proclitics, states left out, «و» a word by itself; empty
            where the first has the article, so that the rest describes it (المحكمة العليا) and is not what it is of.
    """

    stems: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    home: str | None = None
    order: tuple[str, ...] = ()

    @property
    def places(self) -> frozenset[str]:
        """Where it belongs as far as anything tells: by its name, else by its article."""
        return self.states or (frozenset([self.home]) if self.home else frozenset())


def home_of(words: Iterable[Word]) -> str | None:
    """The state that an article speaks of far more than of any other, folded: its ministries are that state's."""
    named = Counter(word.look.stem for word in words if word.look and word.look.state)
    (state, most), (_, second) = [*named.most_common(2), ("", 0), ("", 0)][:2]
    return state if most >= OFTEN and most >= 2 * second else None


def body_of(name: str, home: str | None) -> Body:
    """What distinguishes the institution of a name, named in an article at home in a state."""
    canonical = _canonical().get(fold_word(name))
    if canonical:
        whole = frozenset(fold_word(canonical).split())
        return Body(whole, whole)
    looks = [this for word in read_words(name) if (this := _joined(word)) and not this.particle]
    states = frozenset(this.stem for this in looks if this.state)
    own = frozenset(this.key for this in looks if _is_name(this))
    stems = frozenset(this.stem for this in looks) | {head for this in looks if (head := belongs(this.key))}
    if len(stems) == 1 and not own:
        return Body()
    regions = frozenset(this.key.removesuffix("ه") for this in looks) & _regions()
    return Body(stems - states, own, states or regions, home, _order(looks))


def shortens(short: Body, full: Body) -> bool:
    """Whether a name may be another one made shorter, in one report or in several of one matter.

    Returns:
        True where only the state is left out (وزارة الدفاع), or words inside («وزارة التعليم» for «وزارة التربية
        والتعليم»), or what «و» joins at the end (وزارة التربية).
    """
    if short.states and short.states != full.states:
        return False
    if short.stems == full.stems:
        return bool(full.states) and not short.states
    if len(short.order) < 2 or short.order[:1] != full.order[:1] or len(short.order) >= len(full.order):
        return False
    rest = iter(full.order)
    inside = short.order[-1] == full.order[-1] and all(word in rest for word in short.order)
    end = len(short.order)
    return inside or (full.order[:end] == short.order and full.order[end] == "و")


def _order(looks: list[Look]) -> tuple[str, ...]:
    first = looks[0] if looks else None
    head = belongs(first.key) if first and first.definite else None
    if first is None or (first.definite and not head):
        return ()
    found = [head] if head else []
    for this in looks:
        if not this.state:
            joined = found and this.proclitic.startswith("و")
            found += ["و", this.stem] if joined else [this.proclitic + this.stem if found else this.stem]
    return tuple(found)


def _joined(word: Word) -> Look | None:
    """What a word of a name is; «والطاقة», though it is frequent as a whole, is «الطاقة» after «و»."""
    this = word.look
    if this and this.plain and not this.proclitic and word.text.startswith("وال"):
        return look(word.text[1:])._replace(proclitic="و")
    return this


def _is_name(this: Look) -> bool:
    return proper(this.key) or not (this.known or this.given or this.definite or this.proclitic)


@cache
def _regions() -> frozenset[str]:
    return frozenset(fold_word(entry["adjective"]) for entry in load("regions"))


@cache
def _canonical() -> dict[str, str]:
    """Every name of a well-known institution, folded → the name that stands for all of them."""
    names = {}
    for entry in load("aliases"):
        names.update({fold_word(name): entry["name"] for name in (entry["name"], *entry["aliases"])})
    for entry in load("agencies"):
        for name in (entry["name"], *entry["aliases"]):
            names[fold_word(name)] = names[fold_word(f"{entry['noun']} {name}")] = entry["name"]
    return names
