"""What a word is in the name of a source: a title, a given name, the head of an institution, a state, or none of these.

Proclitics, the article and pronouns are split off only as far as a word list then knows what is left.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from attribution.text import vocabulary
from attribution.text.folding import MARKS, fold_word

PROCLITICS = "وفبلك"
PRONOUNS = ("هما", "هم", "ها", "نا", "ه")
POSSESSIVES = ("تهما", "تهم", "تها", "ته", "هما", "هم", "ها")
MINE = "ي"
CONSTRUCT = ("و", MINE)
PLURALS = ("ون", "ين", "ان", "تين", "تان", *CONSTRUCT)
ACCUSATIVE = "ا"

_TANWIN = re.compile("\u064b\u0627?$|\u0627\u064b$")
_MARKS = re.compile(f"[{MARKS}]")


class Look(NamedTuple):
    """One word, looked up in every list.

    Attributes:
        key: The folded word without proclitic, article and pronoun.
        title: Kind of title, if it is one: ``office``, ``honorific``, ``rank``, ``occupation``, ``relation``,
            ``counterpart`` (نظيره) or ``deference`` (معاليه).
        stem: A title's masculine singular; the folded name of a state that the word names; else ``key``.
        gender: ``m`` or ``f`` where a title or a given name tells.
        plural: Whether it is a title's plural or dual.
        source: Kind of source that it heads: ``institution``, ``document``, ``group`` or ``anonymous``.
        given: Whether it is a given name.
        particle: Kind of particle (``preposition``, …; ``name`` for بن، أبو، آل and the like).
        state: Whether it is a state, its capital or its adjective.
        plain: Whether it is a frequent word of the language and nothing of the above.
        definite: Whether it has the article, or a pronoun.
        proclitic: The letters و ف ب ل ك before it.
        pronoun: Whether a pronoun is attached (رئيسها).
    """

    key: str
    title: str | None = None
    stem: str = ""
    gender: str | None = None
    plural: bool = False
    source: str | None = None
    given: bool = False
    particle: str | None = None
    state: bool = False
    plain: bool = False
    definite: bool = False
    proclitic: str = ""
    pronoun: bool = False

    @property
    def known(self) -> bool:
        """Whether any list has the word, given names left aside."""
        return bool(self.title or self.source or self.particle or self.state or self.plain)

    @property
    def address(self) -> bool:
        """Whether it is a form of address that can stand before a name: الدكتور، العميد."""
        return self.title in ("honorific", "rank")

    @property
    def nationality(self) -> bool:
        """Whether it is a state's adjective, or another name for it."""
        return self.state and self.key != self.stem

    @property
    def points(self) -> bool:
        """Whether it says no more than that something is known: هذا، ذاته، المذكور."""
        return self.particle in ("demonstrative", "same")

    @property
    def counts(self) -> bool:
        """Whether it says how many there are: 6، بعض، عشرات."""
        return self.particle == "quantifier" or self.key[:1].isdigit()


class _Reading(NamedTuple):
    """One way to split a folded word."""

    proclitic: str
    definite: bool
    rest: str

    @property
    def whole(self) -> str:
        return "ال" + self.rest if self.definite else self.rest


@lru_cache(maxsize=1 << 15)
def look(word: str) -> Look:
    """Look a word up, with as few of its letters taken for proclitic, article or pronoun as makes it known.

    Args:
        word: One word as it stands in the text.

    Returns:
        What the lists say; a word that none has comes back with its article split off and nothing else.
    """
    key = fold_word(word)
    if _TANWIN.search(word):
        key = key.removesuffix(ACCUSATIVE)
    readings = _readings(key, hamza=word[:1] in "أإآ")
    plain = key in vocabulary.plain_words()
    for reading in readings:
        found = _listed(reading, word)
        if found and not (reading.proclitic and plain and not (found.title or found.source or found.state)):
            return found
    for reading in readings:
        if found := _inflected(reading):
            return found
    return _plain(readings) or _possessed(readings, word) or Look(key, stem=key)


def _readings(key: str, *, hamza: bool) -> list[_Reading]:
    """The ways to split a word, the fewest letters split off first; a hamza is no part of the article."""
    readings = [_Reading("", False, key)]
    if key.startswith("ال") and len(key) > 4 and not hamza:
        readings.append(_Reading("", True, key[2:]))
    if key.startswith("لل") and len(key) > 4:
        readings.append(_Reading("ل", True, key[2:]))
    if key[:1] in PROCLITICS and len(key) > 3:
        joins = key[0] in "وف"
        for proclitic, definite, rest in _readings(key[1:], hamza=False):
            long_enough = len(rest) > 2 or (joins and rest in vocabulary.particles())
            if long_enough and (joins or not proclitic):
                readings.append(_Reading(key[0] + proclitic, definite, rest))
    return readings


def _listed(reading: _Reading, word: str) -> Look | None:
    proclitic, definite, rest = reading
    title, source = vocabulary.titles().get(rest), vocabulary.sources().get(rest)
    attachable = proclitic in ("", "و") or (proclitic == "ل" and len(rest) > 3)
    given = vocabulary.given_names().get(reading.whole) if attachable else None
    particle = None if definite else vocabulary.particles().get(rest)
    spelt = _MARKS.sub("", word)
    if given and particle and spelt not in vocabulary.spelt("given_names"):
        given = None
    elif given and particle and spelt not in vocabulary.spelt("particles"):
        particle = None
    if title and particle and spelt not in vocabulary.spelt("titles"):
        title = None
    state = vocabulary.states().get(reading.whole) or vocabulary.nationalities().get(rest)
    if not (title or source or given or particle or state):
        return None
    kind, stem, gender, plural = title or (None, fold_word(state) if state else rest, None, False)
    if given in ("m", "f") and not title:
        gender = given
    if gender == "f" and word.endswith("ه") and not definite:
        gender = None
    return Look(
        rest,
        title=kind,
        stem=stem,
        gender=gender,
        plural=plural,
        source=source,
        given=bool(given),
        particle=particle,
        state=bool(state),
        definite=definite,
        proclitic=proclitic,
    )


def _inflected(reading: _Reading) -> Look | None:
    """A title or source with a pronoun (رئيسها، نظيرته); a title in the plural, dual or accusative (ممثلو)."""
    proclitic, definite, rest = reading
    for ending in (*PLURALS, *PRONOUNS, ACCUSATIVE):
        base = rest.removesuffix(ending)
        if base == rest or len(base) < 2 or (definite and ending in (*PRONOUNS, *CONSTRUCT)):
            continue
        for form in (base, base[:-1] + "ه" if base.endswith("ت") else base):
            title = vocabulary.titles().get(form, vocabulary.Title(None, form))
            kin = title.kind == "relation"
            pronoun = ending in PRONOUNS or (kin and ending == MINE)
            source = vocabulary.sources().get(form) if pronoun or ending == ACCUSATIVE else None
            if (title.kind and (kin or len(base) > 2)) or (source and len(base) > 2):
                return Look(
                    form,
                    title=title.kind,
                    stem=title.stem,
                    gender=title.gender,
                    plural=title.plural or (ending in PLURALS and not pronoun),
                    source=source,
                    definite=definite or pronoun,
                    proclitic=proclitic,
                    pronoun=pronoun,
                )
    return None


def _possessed(readings: list[_Reading], word: str) -> Look | None:
    """A frequent word with a pronoun (ثقته، وشريكها); a final ه alone may be a misspelt ة."""
    for proclitic, definite, rest in readings:
        for ending in POSSESSIVES if not definite else ():
            base = rest.removesuffix(ending)
            noun = base + "ه" if ending.startswith("ت") else base
            spelt = base != rest and len(base) > 2 and word.endswith(ending[-1])
            if spelt and noun in vocabulary.plain_words():
                return Look(rest, stem=noun, plain=True, definite=True, proclitic=proclitic, pronoun=True)
    return None


def _plain(readings: list[_Reading]) -> Look | None:
    """A frequent word, or at least one with the article; a verb may be frequent only after و or ف."""
    frequent = vocabulary.plain_words()
    for reading in sorted(readings, key=lambda reading: (len(reading.proclitic), not reading.definite)):
        proclitic, definite, rest = reading
        plain = reading.whole in frequent and (not proclitic or len(rest) > (4 if proclitic == "ف" else 3))
        if not proclitic and not definite:
            plain = plain or not frequent.isdisjoint({"و" + rest, "ف" + rest})
        if definite or plain:
            known = plain or reading.whole in frequent
            return Look(rest, stem=rest, plain=known, definite=definite, proclitic=proclitic)
    return None
