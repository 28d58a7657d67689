"""Where a personal name lies among the words of a text, or of the noun phrase of a source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attribution.text.nouns import Word
from attribution.text.titles import Look

LONGEST_NAME = 7
"""Words in the longest personal name."""

_NAME_LETTER = re.compile(r"(?![وفبلك][أإآ])[^\W\d_A-Za-z]")
"""What a name in Arabic letters can begin with; an alef with hamza after و or ل begins no name."""


def starts_name(words: Sequence[Word], at: int) -> bool:
    """Whether a personal name can start at a word: a given name, or a word that no list has."""
    this, following = words[at].look, _look(words, at + 1)
    if this is None or this.proclitic or this.definite or not _NAME_LETTER.match(words[at].text):
        return False
    if following and following.particle == "suffix" and not this.particle:
        return True
    if this.particle == "name":
        return _follows_particle(following)
    if this.given and this.known:
        return following is not None and joins_name(words, at + 1)
    return not this.known


def _follows_particle(this: Look | None) -> bool:
    return this is not None and not this.proclitic and this.particle in (None, "name", "suffix")


def joins_name(words: Sequence[Word], at: int) -> bool:
    """Whether a word can go on with the name that the word before it is part of."""
    before, this, following = words[at - 1].look, words[at].look, _look(words, at + 1)
    if this is None or before is None or this.proclitic or this.pronoun:
        return False
    if before.particle == "name":
        return _follows_particle(this)
    if this.particle == "suffix":
        return True
    if this.particle == "name":
        return _follows_particle(following)
    if following and following.particle == "suffix":
        return not this.particle
    if this.definite and following is None and (this.title or (this.plain and this.key.endswith("ي"))):
        return before.given or not before.known
    if this.given and this.known:
        return not this.definite and (following is None or not following.known)
    if this.state and not this.definite:
        return this.nationality and before.given
    if this.nationality and before.given and not before.known:
        return not _named(_look(words, at - 2) if at > 1 else None)
    return not this.known and words[at].text[0].isalpha()


def _named(this: Look | None) -> bool:
    """Whether a word can be the name before a name: سامر of «سامر كريم التشادي», where the last is no name."""
    return this is not None and (this.given or this.particle == "name" or not (this.known or this.definite))


def end_of_name(words: Sequence[Word], at: int, *, closed: bool = False) -> int:
    """Where a personal name ends.

    Args:
        words: Words of a text.
        at: Where the name starts.
        closed: Whether the words are one noun phrase, so that a plain word after a given name, at the end or before
            more of the name, can only be a name too (خديجة حق).

    Returns:
        The position after its last word; ``at`` itself where no name starts.
    """
    if not starts_name(words, at):
        return at
    end = at + 1
    while end < min(len(words), at + LONGEST_NAME):
        if _hyphen(words, end):
            end += 2
        elif joins_name(words, end) or (closed and _goes_on(words, at, end)):
            end += 1
        else:
            break
    return end


def find_name(phrase: Sequence[Word]) -> tuple[int, int] | None:
    """Where the personal name of a source's noun phrase stands: before its titles or after them.

    Args:
        phrase: Words of the noun phrase.

    Returns:
        Its first word and the one after its last; None where nobody is named («والدة ياسين» names no mother).
    """
    at = next((n for n, word in enumerate(phrase) if not _leads(word.look)), len(phrase))
    first = _look(phrase, at)
    if first and first.title and not first.plural and (apposed := _apposed(phrase)):
        return apposed
    if first is None or (first.title == "relation" and not first.pronoun and not first.particle):
        return None
    end = max(end_of_name(phrase, at, closed=True), _up_to_comma(phrase, at))
    runs = [(at, end)] if end > at and (end - at > 1 or first.given or _closes(_look(phrase, end))) else []
    if runs or first.title or at:
        runs += _runs_after(phrase, at + 1)
    for start, end in runs:
        this = phrase[start].look
        if end - start > 1 and (start == at or (this and this.given)):
            return start, end
    return runs[0] if runs else _surname(phrase, at)


def _up_to_comma(phrase: Sequence[Word], at: int) -> int:
    """Where a name ends that a given name opens and a comma closes, whatever words are in it; ``at`` if none does."""
    first = phrase[at].look
    if first is None or not first.given or first.title:
        return at
    for end in range(at + 1, min(len(phrase), at + LONGEST_NAME)):
        this = phrase[end].look
        if this is None:
            return end if phrase[end].text in ("،", ",") else at
        if this.proclitic or this.source or this.particle not in (None, "name", "suffix"):
            return at
    return at


def _apposed(phrase: Sequence[Word]) -> tuple[int, int] | None:
    """A name that stands by itself after the comma of a description: «والد أحد التلاميذ، سامر الهدباني»."""
    for at, word in enumerate(phrase):
        if word.text in ("،", ",") and at + 2 < len(phrase):
            end = end_of_name(phrase, at + 1, closed=True)
            if end > at + 2 and end == len(phrase):
                return at + 1, end
    return None


def _runs_after(phrase: Sequence[Word], at: int) -> list[tuple[int, int]]:
    """Names that titles lead up to."""
    runs = []
    while at < len(phrase):
        end = end_of_name(phrase, at, closed=True)
        if end > at and _introduced(phrase, at, end):
            runs.append((at, end))
        at = max(end, at + 1)
    return runs


def _surname(phrase: Sequence[Word], at: int) -> tuple[int, int] | None:
    """A family name with article, alone or after a form of address: الورغلي، الدكتورة العنزي، رئيسها النعواشي."""
    first, last, before = _look(phrase, at), phrase[-1].look, phrase[-2].look if len(phrase) > 1 else None
    if first and first.definite and not first.known and _look(phrase, at + 1) is None:
        return at, at + 1
    addressed = before and (before.pronoun or (before.address and not before.source))
    if addressed and last and last.definite and not last.known:
        return len(phrase) - 1, len(phrase)
    return None


def _look(words: Sequence[Word], at: int) -> Look | None:
    return words[at].look if at < len(words) else None


def _leads(this: Look | None) -> bool:
    """Whether a word can stand before a name at the head of its phrase: a bracket, الدكتور، الألماني."""
    if this is None:
        return True
    return bool((this.address and not this.given) or (this.nationality and this.definite))


def _closes(this: Look | None) -> bool:
    """Whether a single word before this one can have been a name: nothing follows, or titles do."""
    return this is None or bool(this.title)


def _goes_on(phrase: Sequence[Word], start: int, at: int) -> bool:
    """Whether a plain word inside a noun phrase is part of a name: a given name leads it, and more of it follows."""
    first, this, following = phrase[start].look, phrase[at].look, _look(phrase, at + 1)
    if not first or not first.given or not this or this.particle or this.proclitic or this.source:
        return False
    if this.title and not (following is None if this.definite else this.plural or this.address):
        return False
    return following is None or following.particle == "name" or (following.given and not following.definite)


def _hyphen(words: Sequence[Word], at: int) -> bool:
    """Whether a hyphen stands inside a name (وي-سيون), no white space around it."""
    if words[at].text != "-" or at + 1 == len(words) or words[at + 1].breaks:
        return False
    before, this, following = words[at - 1 : at + 2]
    return before.span.end == this.span.start and this.span.end == following.span.start


def _introduced(phrase: Sequence[Word], start: int, end: int) -> bool:
    """Whether the words before a name lead up to it: a title or a definite word, and nothing else that bears it."""
    this, before = phrase[start].look, phrase[start - 1].look
    owner = phrase[start - 2].look if start > 1 else None
    if this is None or (this.particle and this.particle != "name"):
        return False
    if before is None:
        return True
    if before.source and not before.definite and not before.title:
        return False
    if before.address and owner and (owner.plain or owner.source) and not owner.definite:
        return False
    if _another_s(phrase, start):
        return False
    return bool((this.given and end - start > 1) or before.definite or before.state or before.address)


def _another_s(phrase: Sequence[Word], at: int) -> bool:
    """Whether the title right before a name belongs to somebody else: «حليف للمستشارة الألمانية …»."""
    for word in reversed(phrase[1:at]):
        this = word.look
        if this is None or not (this.title or this.definite):
            return False
        if this.title and not this.address:
            return this.proclitic == "ل" or (this.proclitic == "ب" and not this.source)
    return False
