"""Three reports on a bridge, and what is known of any two of them."""

from attribution.ledger.contests import Facing
from attribution.ledger.sides import Evidence
from attribution.ledger.statements import read
from attribution.ledger.together import Verdict
from attribution.records import Attributed, Attribution, TextSpan

TEXT = "قال سامر إن الجسر سليم. وقالت هالة إن الحديد يتدلى في الماء. وقال ليث إن الجسر قائم."
TOLD = (
    ("قال", "سامر", "إن الجسر سليم"),
    ("وقالت", "هالة", "إن الحديد يتدلى في الماء"),
    ("وقال", "ليث", "إن الجسر قائم"),
)
EVERY = [Facing(0.5, 0, 1), Facing(0.5, 2, 1)]


def span(words):
    at = TEXT.index(words)
    return TextSpan(at, at + len(words))


OPPOSED = {(0, 1): 0.9, (0, 2): 0.1, (1, 2): 0.7}


def reports():
    """The reports as propositions."""
    found = tuple(
        Attribution(cue=span(cue), speaker=span(name), speaker_name=name, content=(span(said),), stance="say")
        for cue, name, said in TOLD
    )
    article = Attributed(id="a", text=TEXT, attributions=found)
    return [one for one in read(article, {}) if one.index is not None]


def verdict(a, b):
    """What the network would say of two of them."""
    return Verdict(0.9, OPPOSED[min(a.index, b.index), max(a.index, b.index)])


def weigh(a, b):
    return Evidence(-1.0, "numbers")
