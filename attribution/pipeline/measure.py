"""How well predicted attributions agree with gold ones: the measure of the annotation guidelines, word by
word.

The unit is the word. Punctuation at the edges of a span never counts, nor does a bare complementizer that
opens a content. A predicted
attribution matches the gold one whose cue shares most words with its own, one to one.

========  ====================================================================================================
cue       F1 of matched cues
content   words of the content, micro-averaged; those of an unmatched attribution are missed or spurious
speaker   F1: right if the mention shares a word other than a title with gold's, or the resolved names agree
name      F1 of the resolved name alone
outlet    F1, right on a shared word
type      accuracy over matched attributions; so is stance
full50    F1 of whole attributions: cue matched, speaker right, content intersection over union at least .5
full80    the same at .8
========  ====================================================================================================
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from attribution.records import Attribution, TextSpan
from attribution.text.lexicon import load
from attribution.text.words import WORD, is_word, words

FIGURES = ("cue", "content", "speaker", "name", "outlet", "type", "stance", "full50", "full80")
_FOLD = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "گ": "ك", "ة": "ه"}
)
_MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640]")


@lru_cache(maxsize=200_000)
def norm(word: str) -> str:
    """The measure's own folding of a word; it is part of the measure and does not follow ``text.folding``."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", word)).translate(_FOLD)


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    rows = load("measure")
    return tuple(
        frozenset(norm(r["word"]) for r in rows if r["role"] == role) for role in ("title", "complementizer")
    )  # type: ignore[return-value]


class MeasuredText:
    """A text as the measure sees it: spans become sets of word numbers."""

    def __init__(self, text: str) -> None:
        """Split the text into words once."""
        self.text = text
        self.words = words(text)

    def norm(self, index: int) -> str:
        """The folded word of that number."""
        return norm(self.words[index].of(self.text))

    def cover(self, span: TextSpan | None) -> frozenset[int]:
        """Words that a span touches; punctuation is left out unless there is nothing else."""
        if span is None:
            return frozenset()
        touched = [i for i, word in enumerate(self.words) if word.start < span[1] and word.end > span[0]]
        return frozenset([i for i in touched if is_word(self.words[i].of(self.text))] or touched)

    def content(self, spans: Sequence[TextSpan]) -> frozenset[int]:
        """Words of a content; a bare complementizer at its head does not count."""
        covered: set[int] = set()
        for number, span in enumerate(spans):
            got = sorted(self.cover(span))
            if number == 0 and got and self.norm(got[0]) in _lists()[1]:
                got = got[1:]
            covered.update(got)
        return frozenset(covered)

    def lexical(self, covered: frozenset[int]) -> frozenset[int]:
        """Words of a mention that are no titles; all of them where nothing else is left."""
        return frozenset(i for i in covered if self.norm(i) not in _lists()[0]) or covered


def name_key(name: str | None) -> frozenset[str]:
    """The folded words of a name that are no titles; all of them where nothing else is left."""
    keys = frozenset(norm(match.group()) for match in WORD.finditer(name or "") if is_word(match.group()))
    return frozenset(k for k in keys if k not in _lists()[0]) or keys


def same_name(a: str | None, b: str | None) -> bool:
    """Whether the words of one name are all in the other."""
    first, second = name_key(a), name_key(b)
    return bool(first and second) and (first <= second or second <= first)


def match(
    text: MeasuredText, gold: Sequence[Attribution], predicted: Sequence[Attribution]
) -> list[tuple[int, int]]:
    """Pairs (gold, predicted) of attributions whose cues share words; of several the one with the most
    shared content."""
    pairs = []
    predicted_cues = [text.cover(p.cue) for p in predicted]
    for i, g in enumerate(gold):
        cue = text.cover(g.cue)
        for j, p in enumerate(predicted):
            if shared := len(cue & predicted_cues[j]):
                pairs.append((-shared, -len(text.content(g.content) & text.content(p.content)), i, j))
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    matched = []
    for _, _, i, j in sorted(pairs):
        if i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            matched.append((i, j))
    return matched


def count(text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> Counter[str]:
    """What one document adds to the figures; sums of counts go into ``figures``."""
    measured = MeasuredText(text)
    c: Counter[str] = Counter(gold=len(gold), predicted=len(predicted))
    c["content_gold"] = sum(len(measured.content(g.content)) for g in gold)
    c["content_predicted"] = sum(len(measured.content(p.content)) for p in predicted)
    for figure, field in (("speaker", "speaker"), ("name", "speaker_name"), ("outlet", "outlet")):
        c[figure + "_gold"] = sum(bool(getattr(g, field)) for g in gold)
        c[figure + "_predicted"] = sum(bool(getattr(p, field)) for p in predicted)
    for i, j in match(measured, gold, predicted):
        c.update(agreement(measured, gold[i], predicted[j]))
    return c


def agreement(text: MeasuredText, g: Attribution, p: Attribution) -> Counter[str]:
    """What one matched pair adds to the counts of ``count``; ``…_agrees`` is 1 also where both sides have none."""
    both, either = (
        text.content(g.content) & text.content(p.content),
        text.content(g.content) | text.content(p.content),
    )
    overlap = len(both) / len(either) if either else 1.0
    named = same_name(g.speaker_name, p.speaker_name)
    c: Counter[str] = Counter(cue=1, content=len(both), name=int(named))
    if g.speaker:
        shared = text.lexical(text.cover(g.speaker)) & text.cover(p.speaker)
        right = bool(shared) or (bool(p.speaker) and named)
        c["speaker"] += right
    else:
        right = not p.speaker
    c["outlet"] += bool(g.outlet and text.cover(g.outlet) & text.cover(p.outlet))
    c["speaker_agrees"] += right
    c["content_agrees"] += overlap >= 0.8
    c["outlet_agrees"] += bool(c["outlet"]) if g.outlet else not p.outlet
    c["type"] += g.type == p.type
    c["stance"] += g.stance == p.stance
    c["full50"] += right and overlap >= 0.5
    c["full80"] += right and overlap >= 0.8
    return c


def prf(right: int, predicted: int, gold: int) -> dict[str, float]:
    """Precision ``p``, recall ``r``, F1 ``f`` and the counts they come from."""
    p = right / predicted if predicted else float(not gold)
    r = right / gold if gold else float(not predicted)
    return {"p": p, "r": r, "f": 2 * p * r / (p + r) if p + r else 0.0, "gold": gold, "pred": predicted}


def figures(c: Counter[str]) -> dict[str, dict[str, float] | float]:
    """The figures of the table above from summed counts."""
    whole = ("predicted", "gold")
    own = {f: (f"{f}_predicted", f"{f}_gold") for f in ("content", "speaker", "name", "outlet")}
    out: dict[str, dict[str, float] | float] = {}
    for figure in FIGURES:
        if figure in ("type", "stance"):
            out[figure] = c[figure] / (c["cue"] or 1)
        else:
            predicted, gold = own.get(figure, whole)
            out[figure] = prf(c[figure], c[predicted], c[gold])
    return out


def measure(
    documents: Iterable[tuple[str, Sequence[Attribution], Sequence[Attribution]]],
) -> dict[str, dict[str, float] | float]:
    """Figures of many documents, each a text with its gold and its predicted attributions."""
    total: Counter[str] = Counter()
    for text, gold, predicted in documents:
        total.update(count(text, gold, predicted))
    return figures(total)


def values(report: dict[str, dict[str, float] | float]) -> dict[str, float]:
    """One number a figure: F1 or accuracy."""
    return {name: value["f"] if isinstance(value, dict) else value for name, value in report.items()}
