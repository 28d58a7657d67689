"""Corrections back from annotators: their annotations as articles, and what they changed."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from attribution.doccano.changes import Change, compare
from attribution.doccano.client import Client
from attribution.doccano.documents import OWN, Returned, from_line
from attribution.doccano.inventory import take
from attribution.doccano.projects import Project, full_name
from attribution.errors import AttributionError
from attribution.records import Attributed


class Pulled(NamedTuple):
    """What came back from one project.

    Attributes:
        project: Where from.
        articles: In the order of their push; under ``doccano`` each says from whom it comes and what was changed.
        documents: How many documents the project has.
        confirmed: How many of them are confirmed.
        counts: How many spans and relations were kept, moved, relabelled, added, deleted.
        comments: Article id and comment.
        errors: What could not be taken over, document by document: A713, A714, A720 to A728.
    """

    project: Project
    articles: list[Attributed]
    documents: int
    confirmed: int
    counts: dict[str, Counter[str]]
    comments: list[tuple[str, str]]
    errors: list[AttributionError]


def pull(client: Client, project: Project, *, everything: bool = False) -> Pulled:
    """Fetch the documents of a project.

    Args:
        client: Logged in as a member who may export.
        project: From ``projects.find``.
        everything: Whether to fetch documents that nobody has confirmed as well.

    Raises:
        AttributionError: A700 to A705.
    """
    client.health()
    found = take(client, project)
    where = full_name(project.name, project.annotator)
    listed = {d.example: d for d in (*found.documents.values(), *found.foreign)}
    result = Pulled(project, [], len(listed), 0, {"spans": Counter(), "relations": Counter()}, [], [])
    confirmed = 0
    for line in client.export(project.id):
        document = listed.get(line["id"])
        if document is None:
            continue
        confirmed += document.confirmed
        if document.confirmed or everything:
            _add(result, from_line(line), where, document.confirmed)
    errors = result.errors
    errors += [AttributionError("A713", f"{where}: {key}") for key in sorted(found.deleted)]
    errors += [AttributionError("A713", where)] * found.unnamed
    twice = Counter(d.id for d in found.again)
    errors += [AttributionError("A714", f"{where}: {key}", count=n + 1) for key, n in twice.items()]
    if not result.articles:
        errors.append(AttributionError("A728", where))
    return result._replace(confirmed=confirmed)


def _add(result: Pulled, returned: Returned, where: str, confirmed: bool) -> None:
    article = returned.article
    place = f"line {len(result.articles) + 1}, {where}: {article.id}"
    errors = [AttributionError(f.code, place, **f.facts) for f in returned.findings]
    own: dict[str, Any] = {"project": where, "annotator": result.project.annotator, "confirmed": confirmed}
    if returned.pushed is not None:
        changes = compare(returned.pushed, returned.now)
        for kind, counted in changes.counts().items():
            result.counts[kind].update(counted)
        own["changes"] = {
            k: [_shown(c) for c in getattr(changes, k) if c.what != "kept"] for k in changes._fields
        }
    own["comments"] = list(returned.comments)
    own["left_out"] = [str(error) for error in errors if error.code != "A721"]
    result.errors.extend(errors)
    result.comments.extend((article.id, comment) for comment in returned.comments)
    result.articles.append(Attributed(**{**dict(article), OWN: own}))


def _shown(change: Change) -> dict[str, Any]:
    sides = {"before": change.before, "after": change.after}
    return {"what": change.what, **{k: [v[0], *v[1]] for k, v in sides.items() if v}}
