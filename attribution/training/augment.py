"""Annotated articles in other dress: another outlet's spelling, marks and paragraphs, character for character,
and another outlet's byline before them.

Outlets differ in how they spell (no hamza, ي for final ى, ه for ة), in their quotation marks, in whether
paragraphs survive and in how an article begins; it is shown in other dress each time, and the model learns what
stays.
"""

from __future__ import annotations

import random
import re

from attribution.records import Attributed, Attribution, TextSpan
from attribution.text.lexicon import load
from attribution.text.quotes import quotations

PAIRS = (("«", "»"), ("“", "”"), ('"', '"'), ("”", "“"), ("″", "″"))
_FINAL = re.compile(r"[ىة](?!\w)")


def no_hamza(text: str, rng: random.Random) -> str:
    """أإآ become ا."""
    return text.translate(str.maketrans("أإآ", "ااا"))


def final_letters(text: str, rng: random.Random) -> str:
    """Final ى becomes ي, and in every second text final ة becomes ه."""
    letters = {"ى": "ي", "ة": rng.choice("ةه")}
    return _FINAL.sub(lambda match: letters[match[0]], text)


def other_marks(text: str, rng: random.Random) -> str:
    """All quotation marks become those of one other pair."""
    opening, closing = rng.choice(PAIRS)
    characters = list(text)
    for quote in quotations(text).pairs:
        for mark in (quote.open, *quote.continued):
            characters[mark.start] = opening
        if quote.close:
            characters[quote.close.start] = closing
    return "".join(characters)


def one_paragraph(text: str, rng: random.Random) -> str:
    """Line breaks become blanks, as where a page was copied badly."""
    return text.replace("\n", " ")


def western_comma(text: str, rng: random.Random) -> str:
    """، becomes the Latin comma."""
    return text.replace("،", ",")


CHANGES = (
    (no_hamza, 0.5),
    (final_letters, 0.3),
    (other_marks, 0.8),
    (one_paragraph, 0.2),
    (western_comma, 0.2),
)
"""Each change and how often it is made, as a share of ``augment``'s rate."""


def augment(text: str, rate: float, rng: random.Random) -> str:
    """A text of the same length in other dress.

    Args:
        text: Raw text.
        rate: 0: never changed; 1: each change is made as often as ``CHANGES`` says.
        rng: Where chance comes from.
    """
    for change, share in CHANGES:
        if rng.random() < rate * share:
            text = change(text, rng)
    return text


BYLINES = 0.4
"""How often an article gets a byline, as a share of the rate."""


def dressed(article: Attributed, rate: float, rng: random.Random) -> Attributed:
    """The article in other dress: ``augment`` and, now and then, a byline of another outlet before it.

    Args:
        article: An annotated article.
        rate: As in ``augment``.
        rng: Where chance comes from.
    """
    article = article.model_copy(update={"text": augment(article.text, rate, rng)})
    return behind(byline(rng), article) if rng.random() < rate * BYLINES else article


def byline(rng: random.Random) -> str:
    """A byline as outlets have them, of made-up people and papers («بيروت - سمير هاني:»)."""
    capitals = [capital for country in load("countries") for capital in country["capitals"]]
    names = [entry["word"] for entry in load("given_names")]
    chosen = {
        "place": rng.choice(capitals),
        "person": " ".join(rng.sample(names, 2)),
        "paper": rng.choice(names),
        "agency": rng.choice([agency["name"] for agency in load("agencies")]),
    }
    form: str = rng.choice(load("bylines"))["form"]
    return form.format(**chosen)


def behind(words: str, article: Attributed) -> Attributed:
    """The article with some words before it; every span moves with the text."""
    moved = tuple(_moved(attribution, len(words)) for attribution in article.attributions)
    return article.model_copy(update={"text": words + article.text, "attributions": moved})


def _moved(attribution: Attribution, by: int) -> Attribution:
    def move(span: TextSpan | None) -> TextSpan | None:
        return span and TextSpan(span.start + by, span.end + by)

    return attribution.model_copy(
        update={
            "cue": move(attribution.cue),
            "speaker": move(attribution.speaker),
            "content": tuple(TextSpan(start + by, end + by) for start, end in attribution.content),
            "outlet": move(attribution.outlet),
        }
    )
