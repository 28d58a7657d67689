"""What is in a project: which documents came from which push, which are missing, which are there twice.

A push goes in parts; a part that arrived whole leaves a tag «push ID: N documents» at the project. Each document says
which of its part it is, and what stood before and after it. So any machine can tell, without a note of its own, what
a stopped push left behind and what somebody deleted later.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from attribution.doccano.client import Client
from attribution.doccano.codec import annotate
from attribution.doccano.documents import META, Place
from attribution.doccano.projects import Project, tag, tags
from attribution.doccano.utf16 import Units
from attribution.records import Attributed

_TAG = re.compile(r"push (\S+): (\d+) documents")


class Document(NamedTuple):
    """A document of a project, without its annotations.

    Attributes:
        example: Doccano's number for it.
        id: The article's id; None for a document that this tool did not push.
        confirmed: Whether an annotator has confirmed it.
        comments: How many comments it has.
        meta: As ``documents.to_line`` made it.
        text: Its text.
    """

    example: int
    id: str | None
    confirmed: bool
    comments: int
    meta: dict[str, Any]
    text: str

    @property
    def place(self) -> Place:
        """Where it was in its push."""
        return Place(**self.meta["push"])


class Inventory(NamedTuple):
    """What is in a project.

    Attributes:
        documents: One a ``doc_id``; of several the one that was worked on, else the first.
        foreign: Documents that this tool did not push.
        again: The other documents of the same ``doc_id``.
        unfinished: Parts of a push of which it is not known whether they arrived whole.
        deleted: Ids of documents that arrived and are there no more, as far as their neighbours name them.
        unnamed: How many more are gone.
    """

    documents: dict[str, Document]
    foreign: list[Document]
    again: list[Document]
    unfinished: set[str]
    deleted: set[str]
    unnamed: int


def take(client: Client, project: Project) -> Inventory:
    """List a project's documents."""
    listed = [_document(example) for example in client.pages(f"projects/{project.id}/examples")]
    pushed = sorted(
        (d for d in listed if d.id is not None), key=lambda d: (not d.confirmed, not d.comments, d.example)
    )
    documents: dict[str, Document] = {}
    for document in pushed:
        documents.setdefault(str(document.id), document)
    kept = {d.example for d in documents.values()}
    whole = {m[1]: int(m[2]) for text in tags(client, project) if (m := _TAG.fullmatch(text))}
    deleted, unnamed = _deleted(pushed, whole, documents)
    return Inventory(
        dict(sorted(documents.items(), key=lambda item: item[1].example)),
        [d for d in listed if d.id is None],
        [d for d in pushed if d.example not in kept],
        {d.place.chunk for d in pushed} - set(whole),
        deleted,
        unnamed,
    )


def mark_whole(client: Client, project: Project, chunk: str, count: int) -> None:
    """Note that a part of a push arrived."""
    tag(client, project, f"push {chunk}: {count} documents")


def mend(client: Client, project: Project, found: Inventory) -> list[Document]:
    """Put right what a push left behind that was stopped, or that came late.

    Copies that nobody has worked on are deleted, and so are documents that arrived without their annotations, to be
    sent again.

    Returns:
        Documents that are there several times and were worked on.
    """
    worked_on: list[Document] = []
    spoiled: list[Document] = []
    for document in found.again:
        (spoiled if is_untouched(client, project, document) else worked_on).append(document)
    for chunk in sorted(found.unfinished):
        bare = [
            d
            for d in found.documents.values()
            if d.place.chunk == chunk and not d.confirmed and not d.comments and _is_bare(client, project, d)
        ]
        spoiled += bare
        if not bare:
            mark_whole(client, project, chunk, 0)
    client.delete(project.id, [d.example for d in spoiled])
    return worked_on


def is_untouched(client: Client, project: Project, document: Document) -> bool:
    """Whether a document is as it was pushed: not confirmed, no comment, the same spans, as many relations."""
    if document.confirmed or document.comments:
        return False
    units, wanted = Units(document.text), _pushed(document)
    names = {t["id"]: t["text"] for t in client.ask("GET", f"projects/{project.id}/span-types")}
    spans, relations = _annotated(client, project, document)
    there = sorted((names.get(s["label"], ""), s["start_offset"], s["end_offset"]) for s in spans)
    pushed = sorted((e.label, *units.to_units(e.span)) for e in wanted.entities)
    return there == pushed and len(relations) == len(wanted.relations)


def _is_bare(client: Client, project: Project, document: Document) -> bool:
    wanted = _pushed(document)
    spans, relations = _annotated(client, project, document)
    return bool((wanted.entities and not spans) or (wanted.relations and not relations))


def _annotated(client: Client, project: Project, document: Document) -> tuple[list[Any], list[Any]]:
    base = f"projects/{project.id}/examples/{document.example}"
    return client.ask("GET", f"{base}/spans"), client.ask("GET", f"{base}/relations")


def _pushed(document: Document) -> Any:
    record = {**json.loads(document.meta["record"]), "text": document.text}
    return annotate(document.text, Attributed.model_validate(record).attributions)


def _document(example: dict[str, Any]) -> Document:
    meta = example["meta"].get(META)
    key = example["meta"].get("doc_id") if meta else None
    return Document(
        example["id"], key, example["is_confirmed"], example["comment_count"], meta or {}, example["text"]
    )


def _deleted(
    pushed: Iterable[Document], whole: dict[str, int], documents: dict[str, Document]
) -> tuple[set[str], int]:
    by_chunk: dict[str, dict[int, Place]] = defaultdict(dict)
    for document in pushed:
        by_chunk[document.place.chunk][document.place.number] = document.place
    named, gone = set(), 0
    for chunk, count in whole.items():
        there = by_chunk.get(chunk, {})
        for number in set(range(count)) - set(there):
            after, before = there.get(number - 1), there.get(number + 1)
            name = after.after if after else before.before if before else None
            if name is None:
                gone += 1
            elif name not in documents:
                named.add(name)
    return named, gone
