"""Articles out to annotators: what is new goes, what is there stays as it is."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from attribution.doccano.client import Client
from attribution.doccano.documents import Place, content_hash, to_line
from attribution.doccano.inventory import mark_whole, mend, take
from attribution.doccano.projects import Project, ensure, full_name, guideline
from attribution.errors import AttributionError
from attribution.records import Attributed

CHUNK = 200
"""Documents that go in one piece."""

OnError = Callable[[AttributionError], None]


class Pushed(NamedTuple):
    """What became of the articles in one project.

    Attributes:
        project: Where.
        new: How many were sent.
        same: How many were there already.
        refused: How many were not sent because another version is there, or they were deleted there.
    """

    project: Project
    new: int
    same: int
    refused: int


def validated(articles: Iterable[Attributed], on_error: OnError) -> list[Attributed]:
    """The articles that can be sent; Doccano would drop or garble the others without a word.

    Args:
        articles: With spans in their texts, as ``Attributed`` holds them to.
        on_error: Takes A710 for an id that comes again, A711 for a text that cannot be sent.
    """
    seen: set[str] = set()
    good = []
    for article in articles:
        if article.id in seen:
            on_error(AttributionError("A710", article.id, id=article.id))
        elif why := _unfit(article.text):
            on_error(AttributionError("A711", article.id, why=why))
        else:
            good.append(article)
        seen.add(article.id)
    return good


def push(
    client: Client,
    name: str,
    articles: Sequence[Attributed],
    annotator: str | None,
    on_error: OnError,
    *,
    again: bool = False,
    progress: Callable[[int], None] = lambda sent: None,
) -> Pushed:
    """Send articles to a project, or to an annotator's part of it; what is there is never changed.

    A push that was stopped is put right by the next one: nothing is there twice, nothing without its annotations.

    Args:
        client: Logged in as an administrator.
        name: The project; it is made where there is none.
        articles: From ``validated``.
        annotator: An account that gets a project of its own; None for one project for all.
        on_error: Takes A712 for an article that is there in another version, A713 for one that somebody has
            deleted, A714 for one that is there twice.
        again: Whether to send what was deleted once more.
        progress: Is given the number of articles sent with each part.

    Raises:
        AttributionError: A700 to A709; parts that were sent before are there, and not sent again next time.
    """
    client.health()
    project = ensure(client, name, annotator)
    worked_on = mend(client, project, take(client, project))
    for document in worked_on:
        where = f"{full_name(name, annotator)}: {document.id}"
        on_error(AttributionError("A714", where, count=2))
    found = take(client, project)
    new, same, refused = [], 0, 0
    for article in articles:
        there = found.documents.get(article.id)
        if there is None and (again or article.id not in found.deleted):
            new.append(article)
        elif there is not None and there.meta["sha256"] == content_hash(article):
            same += 1
        else:
            refused += 1
            on_error(
                AttributionError("A712" if there else "A713", f"{full_name(name, annotator)}: {article.id}")
            )
    _, version = guideline()
    for number, chunk in enumerate(_chunks(new)):
        _send(client, project, f"{secrets.token_hex(4)}-{number}", chunk, version)
        progress(len(chunk))
    if new:
        mend(client, project, take(client, project))
    return Pushed(project, len(new), same, refused)


def _send(client: Client, project: Project, key: str, chunk: Sequence[Attributed], version: str) -> None:
    """Send one part; where Doccano fails on it, whatever it left behind is deleted."""
    ids = [None, *(article.id for article in chunk), None]
    lines = [
        to_line(article, Place(key, number, ids[number], ids[number + 2]), version)
        for number, article in enumerate(chunk)
    ]
    try:
        client.upload(project.id, lines)
    except AttributionError as error:
        if error.code == "A705":
            found = take(client, project)
            spoiled = [d for d in (*found.documents.values(), *found.again) if d.place.chunk == key]
            client.delete(project.id, [d.example for d in spoiled])
        raise
    mark_whole(client, project, key, len(chunk))


def _chunks(articles: Iterable[Attributed]) -> Iterator[list[Attributed]]:
    remaining = iter(articles)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def _unfit(text: str) -> str | None:
    if not text.strip():
        return "it is empty"
    lone = next((place for place, c in enumerate(text) if "\ud800" <= c <= "\udfff"), None)
    return None if lone is None else f"character {lone} is half of a surrogate pair"
