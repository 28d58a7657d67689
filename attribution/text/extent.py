"""How far the noun phrase of a source reaches in the span that a model gives for it.

A span may run on into the verb or its object («الوزارة استدعت»), or begin with the word before the source («وقال
الوزير»). What is cut off can be no part of a source's noun phrase, whoever the source is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from attribution.text.nouns import Word
from attribution.text.personal import find_name
from attribution.text.titles import PROCLITICS, PRONOUNS, Look
from attribution.text.vocabulary import clause_openers, particles

_OBJECT = re.compile("الت\\w\\wي[^\\Wةهاى]")
"""A verbal noun such as التعليق: no adjective looks like it."""

_LEADING = ("preposition", "conjunction")
_PLURAL = ("ين", "ون")
_TRAILING = ("preposition", "conjunction", "relative", "demonstrative")


def noun_phrase(words: Sequence[Word], stops: Collection[int]) -> list[Word]:
    """The words of a mention that can be its source's noun phrase.

    Args:
        words: Words of the mention, from ``read_words``.
        stops: Offsets of the article's cues, which are no part of a source.

    Returns:
        A run of the words, at least one of them where there are any.
    """
    start = 0
    while start + 1 < len(words) and (words[start].span.start in stops or _leads(words[start])):
        start += 1
    end = start + 1
    while end < len(words) and not (words[end].span.start in stops or _opens_clause(words[end])):
        end += 1
    phrase = list(words[start:end])
    named = find_name(phrase) if phrase else None
    end = named[1] if named else 1
    while end < len(phrase) and not _past(phrase, end):
        end += 1
    bracketed = any(word.text in "([" for word in phrase)
    while end > 1 and _trails(phrase, end, bracketed=bracketed):
        end -= 1
    return phrase[:end]


def _leads(word: Word) -> bool:
    """Whether a word only leads up to a source: a mark, a particle."""
    this = word.look
    return this is None or (this.particle in _LEADING and not (this.given or this.title or this.source))


def _opens_clause(word: Word) -> bool:
    """Whether a word opens a clause that says what the source does or says: أن، بينما."""
    if word.look is None:
        return word.text in ":؛"
    return word.look.particle == "conjunction" and word.text in clause_openers()


def _trails(phrase: Sequence[Word], end: int, *, bracketed: bool) -> bool:
    """Whether the last word opens something that is no longer there: a mark, إلى، الذي."""
    this, before = phrase[end - 1].look, phrase[end - 2].look
    if this is None:
        return not bracketed or phrase[end - 1].text not in ")]"
    if this.given or this.title or (before and before.particle == "name"):
        return False
    return this.particle in _TRAILING


def _past(phrase: Sequence[Word], at: int) -> bool:
    """Whether a word can only come after a source's noun phrase: a verb, or an object, after a definite noun."""
    word, this, before = phrase[at], phrase[at].look, phrase[at - 1].look
    if this is None or before is None or word.span.start > phrase[at - 1].span.end + 1:
        return False
    if this.title == "counterpart" and this.proclitic:
        return True
    if this.given or this.title:
        return False
    alone = at == 1 and not before.known and not before.given
    if alone and (this.particle == "relative" or this.proclitic in ("ب", "ل")):
        return True
    if starts_object(phrase[at - 1], word):
        return True
    if word.text.startswith("ال"):
        singular = before.definite and not before.plural and phrase[at - 1].text.endswith("ة")
        return singular and word.text.endswith(_PLURAL)
    if this.particle or word.text[0] in PROCLITICS or _with_pronoun(this):
        return False
    if this.plain:
        return alone or before.definite
    return before.definite and bool(this.source or (this.state and not this.nationality))


def starts_object(before: Word, word: Word) -> bool:
    """Whether a word with the article can be no adjective of the word with the article before it.

    Then it is the object of the verb before both: «رفضت الوزارة التعليق», «نفت الخارجية الاتهامات», «دعا البنك المركزي
    العملاء».
    """
    if not before.look or not before.look.definite or not word.look or not word.text.startswith("ال"):
        return False
    if _OBJECT.fullmatch(word.text):
        return True
    if word.look.state or before.look.plural:
        return False
    many = word.text.endswith("ات") and len(word.text) > 5 and before.text.endswith(("ة", "ي"))
    return many or (word.text.endswith("اء") and before.text.endswith("ي"))


def _with_pronoun(this: Look) -> bool:
    """Whether a word is a preposition with a pronoun: عليه، عنها."""
    return any(particles().get(this.key.removesuffix(ending)) == "preposition" for ending in PRONOUNS)
