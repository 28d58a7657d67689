"""Framing: what the word of saying does with what is said, and whether one publisher's words differ from all others'.

«قال» leaves open whether it is so, «كشف» takes it for true, «زعم» keeps away from it, «نفى» says it is not so. Which
cue does what stands in ``seeds/lexicon/framing.jsonl``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Literal, NamedTuple

from attribution.ledger.exact import fisher, holm
from attribution.ledger.stems import skeleton
from attribution.records import LedgerAttribution, LedgerState, Stance
from attribution.text import fold_word, is_word, load, words

Framing = Literal["neutral", "endorsing", "doubting", "denying"]
FRAMINGS: tuple[Framing, ...] = ("neutral", "endorsing", "doubting", "denying")
ENOUGH = 5
"""Attributions on either side from which a test is made: fewer tell nothing."""
JOINED = "وفبلك"
"""Particles written on the cue."""

Key = tuple[str | None, str | None]
"""Publisher and speaker of a group; None stands for all."""


class Case(NamedTuple):
    """What counts once: one framing of the same words, on the same cue, in one origin."""

    framing: Framing
    origin: str
    cue: str
    said: str


class Test(NamedTuple):
    """How often one framing is found here and elsewhere, and how probable so large a difference is by chance.

    Attributes:
        framing: Which.
        here: Its cases here.
        of_here: All cases here.
        there: Its cases in all the rest.
        of_there: All cases in the rest.
        p: Fisher's exact test, two-sided.
        p_holm: ``p`` corrected (Holm) for all tests of the same table.
    """

    framing: Framing
    here: int
    of_here: int
    there: int
    of_there: int
    p: float
    p_holm: float


class Framed(NamedTuple):
    """How the cues of one publisher, of one speaker, or of one publisher on one speaker divide.

    Attributes:
        publisher: The publisher; None for a speaker in all publications.
        speaker_id: The speaker; None for a publisher on all speakers.
        counts: Cases by framing; the very same words in copies of one story are one case.
        articles: In how many articles.
        cues: The most frequent cues of each framing, as words of the articles.
        tests: For each framing that occurs, this against all others; none where either side has fewer than
            ``ENOUGH`` cases.
    """

    publisher: str | None
    speaker_id: str | None
    counts: dict[Framing, int]
    articles: int
    cues: dict[Framing, tuple[str, ...]]
    tests: tuple[Test, ...]

    @property
    def total(self) -> int:
        """All cases."""
        return sum(self.counts.values())


@lru_cache(maxsize=10_000)
def framing_of(cue: str, stance: Stance) -> Framing:
    """What a cue does with what is said.

    Args:
        cue: The cue's words, in any spelling and inflection, particles and all.
        stance: Its stance: what the list has of the cue holds for some stances, and each has a default.
    """
    by_cue, by_stance = _table()
    forms = [fold_word(cue[start:end]) for start, end in words(cue) if is_word(cue[start:end])]
    keys = [tuple(map(skeleton, forms))]
    if forms and forms[0][0] in JOINED:
        keys.append((skeleton(forms[0][1:]), *keys[0][1:]))
    for key in keys:
        for length in range(len(key), 0, -1):
            if framing := by_cue.get((key[:length], stance)):
                return framing
    return by_stance[stance]


def by_publisher(state: LedgerState) -> list[Framed]:
    """Each publisher against all others, whoever speaks; those with most cases first."""
    return _table_of(state, lambda one, publisher: (publisher, None) if publisher else None)


def by_speaker(state: LedgerState) -> list[Framed]:
    """Each speaker against all others, whoever publishes; those with most cases first."""
    return _table_of(state, lambda one, publisher: (None, one.speaker_id) if one.speaker_id else None)


def on_speakers(state: LedgerState) -> list[Framed]:
    """Each publisher on one speaker against the other publishers on the same speaker.

    Only of speakers whom two publishers quote; those with most cases first, the publishers of one together.
    """
    publisher_of = {article.id: article.publisher for article in state.articles}
    quoting: dict[str | None, set[str]] = defaultdict(set)
    for one in state.attributions:
        if publisher := publisher_of[one.article]:
            quoting[one.speaker_id].add(publisher)

    def group(one: LedgerAttribution, publisher: str | None) -> Key | None:
        shared = one.speaker_id and len(quoting[one.speaker_id]) > 1
        return (publisher, one.speaker_id) if publisher and shared else None

    found = _table_of(state, group, rest_of=lambda key: key[1])
    cases = Counter[str | None]()
    for framed in found:
        cases[framed.speaker_id] += framed.total
    return sorted(found, key=lambda one: (-cases[one.speaker_id], one.speaker_id or "", -one.total))


def _table_of(
    state: LedgerState,
    group: Callable[[LedgerAttribution, str | None], Key | None],
    rest_of: Callable[[Key], Hashable] = lambda key: None,
) -> list[Framed]:
    """Divide attributions into groups, and test each against the rest of those with the same ``rest_of``."""
    articles = {article.id: article for article in state.articles}
    cases: dict[Key, set[Case]] = defaultdict(set)
    cues: dict[Key, dict[Framing, Counter[str]]] = defaultdict(dict)
    found_in: dict[Key, set[str]] = defaultdict(set)
    for one in state.attributions:
        article = articles[one.article]
        key = group(one, article.publisher)
        if key is None:
            continue
        found_in[key].add(article.id)
        cue = one.cue.of(article.text)
        said = fold_word(" ".join(piece.of(article.text) for piece in one.content)) or one.id
        case = Case(framing_of(cue, one.stance), article.origin or article.id, fold_word(cue), said)
        if case not in cases[key]:
            cases[key].add(case)
            cues[key].setdefault(case.framing, Counter())[cue] += 1
    groups_with: dict[Hashable, Counter[Case]] = defaultdict(Counter)
    for key, mine in cases.items():
        groups_with[rest_of(key)].update(mine)
    together = {rest: Counter(case.framing for case in having) for rest, having in groups_with.items()}
    rows = []
    for key, mine in cases.items():
        here = Counter(case.framing for case in mine)
        alone = Counter(case.framing for case in mine if groups_with[rest_of(key)][case] == 1)
        rows.append((key, here, _tests(here, together[rest_of(key)] - alone)))
    corrected = iter(holm([test.p for _, _, tests in rows for test in tests]))
    framed = [
        Framed(
            *key,
            {framing: here[framing] for framing in FRAMINGS},
            len(found_in[key]),
            {framing: tuple(cue for cue, _ in c.most_common(3)) for framing, c in cues[key].items()},
            tuple(test._replace(p_holm=next(corrected)) for test in tests),
        )
        for key, here, tests in rows
    ]
    return sorted(framed, key=lambda one: (-one.total, one.publisher or "", one.speaker_id or ""))


def _tests(here: Counter[Framing], there: Counter[Framing]) -> list[Test]:
    of_here, of_there = here.total(), there.total()
    if min(of_here, of_there) < ENOUGH:
        return []
    return [
        Test(
            framing,
            here[framing],
            of_here,
            there[framing],
            of_there,
            fisher(here[framing], of_here, there[framing], of_there),
            1.0,
        )
        for framing in FRAMINGS[1:]
        if here[framing] or there[framing]
    ]


@lru_cache(maxsize=1)
def _table() -> tuple[dict[tuple[tuple[str, ...], str], Framing], dict[str, Framing]]:
    by_cue: dict[tuple[tuple[str, ...], str], Framing] = {}
    by_stance: dict[str, Framing] = {}
    for row in load("framing"):
        if "stance" in row:
            by_stance[row["stance"]] = row["framing"]
            continue
        key = tuple(skeleton(fold_word(word)) for word in row["cue"].split())
        by_cue.update({(key, stance): row["framing"] for stance in row["stances"]})
    return by_cue, by_stance
