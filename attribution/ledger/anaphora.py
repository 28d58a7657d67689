"""Contents that stand for something said elsewhere: «هذه الاتهامات», «المنسوب إليه», «صحة ما تردد», and
answers (رد بأن).
"""

from __future__ import annotations

from collections.abc import Sequence

from attribution.ledger import wordlists
from attribution.ledger.grammar import rejects
from attribution.records import Attributed, Attribution, TextSpan
from attribution.text import fold_word, is_word, words

WITHIN = 40
"""Reports before and after a content in which what it points to is looked for."""
REPORTS = ("say", "affirm", "accuse", "allege", "judge")
"""Stances of a report that can be what «الأنباء» or «ذلك» points to."""


def folded_content(article: Attributed, attribution: Attribution) -> list[str]:
    """The words of an attribution's content, folded, pieces joined."""
    text = article.text
    pieces = [text[start:end] for start, end in attribution.content]
    return [fold_word(piece[start:end]) for piece in pieces for start, end in words(piece)]


def own_words(folded: Sequence[str]) -> list[str]:
    """What a content says besides its anaphoric head: empty for «هذه الاتهامات», the rest for «الأنباء عن
    استقالتها».
    """
    heads, beside = wordlists.anaphora()
    return [
        word
        for word in folded
        if is_word(word) and word not in beside and not _head(word, heads) and len(word) > 2
    ]


def points_elsewhere(folded: Sequence[str]) -> bool:
    """Whether a content points to something said elsewhere: nothing of its own («هذه الاتهامات»), or a
    rejection of it first
    («هذه الاتهامات لا أساس لها …»)."""
    heads, _ = wordlists.anaphora()
    if not any(_head(word, heads) for word in folded):
        return False
    if not own_words(folded):
        return True
    start = [word for word in folded if is_word(word)][:4]
    return rejects(folded) and any(_head(word, heads) for word in start)


def antecedent(article: Attributed, index: int) -> int | None:
    """Which attribution of the article an anaphoric content, or one that rejects or answers, points to.

    One nested in the content first («البيان … بزعم … كذبة»); then the nearest earlier one by another speaker
    whose stance the head asks for (accuse or allege for «الاتهامات») or whose
    content is itself denied; then the nearest earlier report by another speaker; then the nearest later one
    of that stance.

    Args:
        article: The article.
        index: The attribution whose content points elsewhere.

    Returns:
        An index into ``article.attributions``, or None.
    """
    heads, _ = wordlists.anaphora()
    this = article.attributions[index]
    wanted: set[str] = set()
    for word in folded_content(article, this):
        wanted.update(_head(word, heads) or ())
    full = [
        (number, other.stance, _other_speaker(this, other))
        for number, other in [*enumerate(article.attributions)][max(0, index - WITHIN) : index + WITHIN + 1]
        if number != index and own_words(folded_content(article, other))
    ]
    nested = [
        n for n, _, other in full if other and any(_within(article.attributions[n], c) for c in this.content)
    ]
    earlier = [entry for entry in full if entry[0] < index][::-1]
    for found in (
        [n for n in nested if article.attributions[n].stance in ("accuse", "allege")],
        [n for n, stance, other in earlier if (stance in wanted and other) or (wanted and stance == "deny")],
        [n for n, stance, other in full if n > index and stance in wanted and other],
        [n for n, stance, other in earlier if stance in REPORTS and other],
    ):
        if found:
            return found[0]
    return None


def _within(other: Attribution, content: TextSpan) -> bool:
    return content.start <= other.cue.start and other.cue.end <= content.end


def _head(word: str, heads: dict[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    for form in (word, word[1:], word[2:]):
        if form in heads:
            return heads[form]
    return None


def _other_speaker(this: Attribution, other: Attribution) -> bool:
    if this.speaker_name is None or other.speaker_name is None:
        return this.speaker != other.speaker
    return fold_word(this.speaker_name) != fold_word(other.speaker_name)
