"""The word lists that tell what a word can be in the name of a source, by folded word.

They are ``titles``, ``sources``, ``given_names``, ``particles``, ``countries``, ``agencies`` and ``plain_words``
of ``seeds/lexicon``; each is read once.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from attribution.text.folding import fold_word
from attribution.text.lexicon import load


class Title(NamedTuple):
    """A form of a title: its kind, its masculine singular (folded), its gender, whether it is a plural."""

    kind: str | None
    stem: str
    gender: str | None = None
    plural: bool = False


@cache
def titles() -> dict[str, Title]:
    """Folded form of a title, feminine and broken plurals included → the title."""
    forms: dict[str, Title] = {}
    for entry in load("titles"):
        stem, kind = fold_word(entry["word"]), entry["kind"]
        forms.setdefault(stem, Title(kind, stem, "m"))
        if feminine := entry.get("feminine"):
            forms.setdefault(fold_word(feminine), Title(kind, stem, "f"))
        for plural in entry.get("plural", ()):
            forms.setdefault(fold_word(plural), Title(kind, stem, "m", plural=True))
    return forms


@cache
def sources() -> dict[str, str]:
    """Folded head noun of a source → its kind."""
    return {fold_word(entry["word"]): entry["kind"] for entry in load("sources")}


@cache
def given_names() -> dict[str, str]:
    """Folded given name → ``m``, ``f`` or ``either``."""
    return {fold_word(entry["word"]): entry["gender"] for entry in load("given_names")}


@cache
def particles() -> dict[str, str]:
    """Folded particle → its kind."""
    return {fold_word(entry["word"]): entry["kind"] for entry in load("particles")}


@cache
def clause_openers() -> frozenset[str]:
    """Conjunctions, as they are spelt, that open a clause of their own (أن، بينما), unlike و and أو."""
    return frozenset(entry["word"] for entry in load("particles") if entry.get("clause"))


@cache
def name_particles() -> dict[str, str | None]:
    """Folded particle of names → what it is joined to the next word as (أبي: ابو), or None where it is left out."""
    entries = [entry for entry in load("particles") if entry["kind"] == "name"]
    return {fold_word(e["word"]): fold_word(e["joins"]) if "joins" in e else None for e in entries}


@cache
def plain_words() -> frozenset[str]:
    """Frequent words of the language that are hardly ever a part of a name."""
    return frozenset(fold_word(entry["word"]) for entry in load("plain_words"))


@cache
def spelt(name: str) -> frozenset[str]:
    """The words of a list as they are spelt, to tell على from علي."""
    return frozenset(entry["word"] for entry in load(name))


@cache
def states() -> dict[str, str]:
    """Folded name of a state, other names and capitals → its usual name; names go before capitals (تونس)."""
    forms: dict[str, str] = {}
    for entry in load("countries"):
        forms.setdefault(fold_word(entry["name"]), entry["name"])
    for field in ("aliases", "capitals"):
        for entry in load("countries"):
            for name in entry[field]:
                forms.setdefault(fold_word(name), entry["name"])
    return forms


@cache
def nationalities() -> dict[str, str]:
    """Folded adjective of a state, masculine and feminine → the state's usual name."""
    forms: dict[str, str] = {}
    for entry in load("countries"):
        for adjective in entry["adjectives"]:
            forms.setdefault(fold_word(adjective), entry["name"])
            forms.setdefault(fold_word(adjective + "ة"), entry["name"])
    return forms


def state_of(phrase: str) -> str | None:
    """The state that a name, another name or a capital stands for: طهران → إيران; None for anything else."""
    return states().get(" ".join(fold_word(phrase).split()))


def names_of_state(state: str) -> list[str]:
    """All names of a state, the usual one first; none where there is no such state."""
    key = fold_word(state)
    return next(([e["name"], *e["aliases"]] for e in load("countries") if fold_word(e["name"]) == key), [])


def belongs(key: str) -> str | None:
    """The head noun that a shorthand leaves out, folded: «الخارجية» is a وزارة; None for any other word."""
    return _heads_left_out().get(key)


def generic(key: str) -> bool:
    """Whether a folded head noun could be anybody (الشركة، المسؤول) and does not stand alone (الشرطة، الوزير)."""
    return key in _flagged("sources", "generic") or key in _flagged("titles", "generic")


def anybody(key: str) -> bool:
    """Whether a folded noun stands for whoever spoke before, of whatever kind (المصدر ذاته)."""
    return key in _flagged("sources", "anybody")


def of_state(key: str) -> bool:
    """Whether a folded title is a state's own where nothing else is said of it (الرئيس، unlike رئيس النادي)."""
    return key in _flagged("titles", "state")


def proper(key: str) -> bool:
    """Whether a folded head noun is a name by itself (الكرملين)."""
    return key in _flagged("sources", "proper")


def foreign(key: str) -> bool:
    """Whether a folded word is no Arabic given name, so that it may be spelt in more than one way."""
    return key not in given_names() or key in _flagged("given_names", "foreign")


def agency_noun(name: str) -> str | None:
    """Folded noun that an agency, paper, channel, site or platform goes by (رويترز: وكاله); None for others."""
    return _agencies().get(fold_word(name))


@cache
def _heads_left_out() -> dict[str, str]:
    return {fold_word(entry["word"]): fold_word(entry["of"]) for entry in load("sources") if "of" in entry}


@cache
def _flagged(name: str, flag: str) -> frozenset[str]:
    return frozenset(fold_word(entry["word"]) for entry in load(name) if entry.get(flag))


@cache
def _agencies() -> dict[str, str]:
    return {
        fold_word(name): fold_word(entry["noun"])
        for entry in load("agencies")
        for name in (entry["name"], *entry["aliases"])
    }
