"""How far annotators of the same articles agree, and where they do not.

Two figures: the measure of the guidelines for every pair (``pipeline.measure``, one annotator taken as gold of the
other), and Krippendorff's alpha on words, which allows for agreement by chance and for articles that not everybody
has annotated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from attribution.doccano.documents import AGREED
from attribution.doccano.labels import CONTENT, CUE, OUTLET, SPEAKER
from attribution.errors import AttributionError
from attribution.pipeline.measure import MeasuredText, match, measure, same_name
from attribution.records import Attributed, Attribution
from attribution.text.words import is_word

LABELS = (CUE, SPEAKER, CONTENT, OUTLET, "stance", "all")
Annotators = Mapping[str, Mapping[str, Attributed]]
"""For each annotator their articles by id."""


class Dispute(NamedTuple):
    """One report on which annotators differ.

    Attributes:
        article: The article's id.
        severity: 0 to 1; 1 where somebody does not have the report at all.
        versions: Each annotator's, None for one who does not have it.
    """

    article: str
    severity: float
    versions: dict[str, Attribution | None]


class Agreement(NamedTuple):
    """How far annotators agree.

    Attributes:
        articles: How many articles at least two have annotated.
        pairs: For each two annotators the figures of the guidelines' measure.
        alpha: Krippendorff's alpha on words for each of ``LABELS``; None where nobody has used the label.
        disputes: The worst first.
    """

    articles: int
    pairs: dict[tuple[str, str], dict[str, Any]]
    alpha: dict[str, float | None]
    disputes: list[Dispute]


def agreement(annotators: Annotators) -> Agreement:
    """Compare annotators of the same articles.

    Raises:
        AttributionError: A740 where two texts of one id differ, A741 where no article has two annotators.
    """
    shared = _shared(annotators)
    pairs = {}
    for first, second in combinations(annotators, 2):
        both = [key for key in shared if key in annotators[first] and key in annotators[second]]
        pairs[first, second] = measure(
            (annotators[first][k].text, annotators[first][k].attributions, annotators[second][k].attributions)
            for k in both
        )
    units: dict[str, list[list[Hashable]]] = {label: [] for label in LABELS}
    disputes: list[Dispute] = []
    for key in shared:
        versions = {name: own[key] for name, own in annotators.items() if key in own}
        for label, found in _units(versions).items():
            units[label] += found
        disputes += _disputes(key, versions)[0]
    disputes.sort(key=lambda d: -d.severity)
    return Agreement(len(shared), pairs, {label: alpha(units[label]) for label in LABELS}, disputes)


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal values.

    Args:
        units: For each unit the values that annotators gave it, as many as there are; units with fewer than two do
            not count. After K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C.

    Returns:
        1 for perfect agreement, 0 for what chance would give; None where all values are the same, or none are.
    """
    observed, totals = 0.0, Counter[Hashable]()
    for values in units:
        if len(values) >= 2:
            counted = Counter(values)
            totals.update(counted)
            observed += sum(n * (len(values) - n) for n in counted.values()) / (len(values) - 1)
    n = totals.total()
    expected = n * n - sum(count * count for count in totals.values())
    return 1 - (n - 1) * observed / expected if expected else None


def adjudicate(annotators: Annotators) -> list[Attributed]:
    """Articles with the disputed reports only, every version of each, for a third person to choose from.

    What is agreed upon goes along under ``agreed`` and joins what was chosen when the articles are pulled.
    """
    articles = []
    for key in _shared(annotators):
        versions = {name: own[key] for name, own in annotators.items() if key in own}
        disputes, agreed = _disputes(key, versions)
        if disputes:
            given = [a for d in disputes for a in d.versions.values() if a is not None]
            distinct = {a.model_dump_json(exclude={"confidence"}): a for a in given}.values()
            first = next(iter(versions.values()))
            extra = {AGREED: [a.model_dump(mode="json") for a in agreed]}
            kept = {k: v for k, v in dict(first).items() if k != "doccano"}
            attributions = sorted(distinct, key=lambda a: (a.cue, a.content))
            articles.append(Attributed(**{**kept, **extra, "attributions": tuple(attributions)}))
    return articles


def _shared(annotators: Annotators) -> list[str]:
    """Ids of the articles that at least two have annotated."""
    times = Counter(key for own in annotators.values() for key in own)
    shared = [key for key, count in times.items() if count > 1]
    if not shared:
        raise AttributionError("A741", ", ".join(annotators))
    for key in shared:
        if len({own[key].text for own in annotators.values() if key in own}) > 1:
            raise AttributionError("A740", ", ".join(annotators), id=key)
    return shared


def _units(versions: Mapping[str, Attributed]) -> dict[str, list[list[Hashable]]]:
    """For each label the values of every word of an article."""
    text = MeasuredText(next(iter(versions.values())).text)
    lexical = [number for number, word in enumerate(text.words) if is_word(word.of(text.text))]
    labelled = []
    for article in versions.values():
        on: dict[int, set[str]] = {number: set() for number in lexical}
        stance: dict[int, str] = {}
        for a in article.attributions:
            for label, span in a.spans():
                for number in text.cover(span) & on.keys():
                    on[number].add(label)
                    if label == CUE:
                        stance[number] = a.stance
        labelled.append((on, stance))
    units: dict[str, list[list[Hashable]]] = {
        label: [[label in on[number] for on, _ in labelled] for number in lexical] for label in LABELS[:4]
    }
    units["stance"] = [[stance.get(number, "") for _, stance in labelled] for number in lexical]
    units["all"] = [[frozenset(on[number]) for on, _ in labelled] for number in lexical]
    return units


def _disputes(key: str, versions: Mapping[str, Attributed]) -> tuple[list[Dispute], list[Attribution]]:
    """The reports of an article on which annotators differ, and those that all have alike."""
    text = MeasuredText(next(iter(versions.values())).text)
    groups: list[dict[str, Attribution]] = []
    for name, article in versions.items():
        heads = [next(iter(group.values())) for group in groups]
        matched = {j: i for i, j in match(text, heads, article.attributions)}
        for number, a in enumerate(article.attributions):
            if number in matched:
                groups[matched[number]][name] = a
            else:
                groups.append({name: a})
    disputes, agreed = [], []
    for group in groups:
        severity = max(
            [
                float(len(group) < len(versions)),
                *(_apart(text, a, b) for a, b in combinations(group.values(), 2)),
            ]
        )
        if severity:
            disputes.append(Dispute(key, severity, {name: group.get(name) for name in versions}))
        else:
            agreed.append(next(iter(group.values())))
    return disputes, agreed


def _apart(text: MeasuredText, a: Attribution, b: Attribution) -> float:
    """How far two versions of one report differ, 0 to 1: the mean over content, speaker, outlet, cue, type, stance."""
    either = text.content(a.content) | text.content(b.content)
    both = text.content(a.content) & text.content(b.content)
    speakers = text.cover(a.speaker) != text.cover(b.speaker) or not (
        a.speaker_name == b.speaker_name or same_name(a.speaker_name, b.speaker_name)
    )
    parts = (
        1 - len(both) / len(either) if either else 0.0,
        speakers,
        text.cover(a.outlet) != text.cover(b.outlet),
        text.cover(a.cue) != text.cover(b.cue),
        a.type != b.type,
        a.stance != b.stance,
    )
    return sum(map(float, parts)) / len(parts)
