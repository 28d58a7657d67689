"""Projects as this tool sets them up: one for each annotator, shared, with relations and overlapping spans.

In a project that is not shared Doccano hides what was pushed from its annotators, so each annotator has a shared one
of their own with the same documents.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from attribution.doccano.client import Client
from attribution.doccano.labels import KIND_OF, RELATION_TO, SAME_AS, configured, types
from attribution.errors import AttributionError

KIND = "SequenceLabeling"
SETTINGS = {
    "allow_overlapping": True,
    "use_relation": True,
    "collaborative_annotation": True,
    "grapheme_mode": False,
}
GUIDELINE = "annotators.ar.md"
_VERSION = re.compile(r"\bv?(\d+\.\d+(?:\.\d+)?)\b")


class Project(NamedTuple):
    """A project on a server."""

    id: int
    name: str
    annotator: str | None


def full_name(name: str, annotator: str | None) -> str:
    """What an annotator's project is called on the server: ``round-1 @sara``."""
    return f"{name} @{annotator}" if annotator else name


def guideline() -> tuple[str, str]:
    """The guidelines for annotators in Markdown, Arabic first, and their version."""
    text = configured(GUIDELINE)
    version = _VERSION.search(text.split("\n", 1)[0])
    return f"{text}\n\n---\n\n{configured('annotators.en.md')}", version[1] if version else "unversioned"


def find(client: Client, name: str) -> list[Project]:
    """The project of that name and those of its annotators.

    Raises:
        AttributionError: A706 for a project of another kind, A708 where there is none.
    """
    found = []
    for project in client.pages("projects"):
        base, _, annotator = project["name"].partition(" @")
        if base == name:
            _refuse_other_kinds(project)
            found.append(Project(project["id"], name, annotator or None))
    if not found:
        raise AttributionError("A708", name)
    return sorted(found, key=lambda p: p.annotator or "")


def ensure(client: Client, name: str, annotator: str | None) -> Project:
    """The project with its labels, guidelines and annotator; it is made where there is none.

    Raises:
        AttributionError: A706 for a project of another kind, A707 for one that lacks a label, A709 without the
            annotator's account.
    """
    account = _account(client, annotator) if annotator else None
    title = full_name(name, annotator)
    known = next((p for p in client.pages("projects") if p["name"] == title), None)
    text, version = guideline()
    if known is None:
        found = Project(_create(client, title, text, version), name, annotator)
    else:
        found = Project(known["id"], name, annotator)
        _refuse_other_kinds(known)
        _refuse_missing_labels(client, found)
        if known.get("guideline") != text:
            body = {"guideline": text, "resourcetype": known["resourcetype"]}
            client.ask("PATCH", f"projects/{found.id}", body)
            tag(client, found, f"guidelines {version}")
    if account is not None:
        _join(client, found, account)
    return found


def tags(client: Client, project: Project) -> list[str]:
    """The project's tags, oldest first."""
    return [tag["text"] for tag in client.ask("GET", f"projects/{project.id}/tags")]


def tag(client: Client, project: Project, text: str) -> None:
    """Give the project a tag."""
    client.ask("POST", f"projects/{project.id}/tags", {"text": text})


def add_account(client: Client, user: str, password: str) -> None:
    """Make an account for an annotator.

    Raises:
        AttributionError: A715 if there is one, A716 if Doccano refuses name or password.
    """
    if any(account["username"] == user for account in client.ask("GET", "users")):
        raise AttributionError("A715", client.url, user=user)
    try:
        client.ask("POST", "users/create", {"username": user, "password1": password, "password2": password})
    except AttributionError as error:
        if error.code != "A702":
            raise
        raise AttributionError("A716", user, why=error.what.partition("400 ")[2] or error.what) from None


def _create(client: Client, title: str, text: str, version: str) -> int:
    from doccano_client.beta.models import Project as Settings
    from doccano_client.beta.models import RelationType, SpanType

    if len(title) > 100:
        raise AttributionError("A706", title, why="its name has more than 100 characters")
    with client.of_beta():
        made = client.beta.projects.create(
            Settings(title, f"arabic-attribution, guidelines {version}", KIND, guideline=text, **SETTINGS)
        )
        for span_type in types("span_types"):
            made.span_types.create(SpanType(**span_type))
        for relation_type in types("relation_types"):
            made.relation_types.create(RelationType(**relation_type))
    client.ask("POST", f"projects/{made.id}/tags", {"text": f"guidelines {version}"})
    return int(made.id)


def _refuse_other_kinds(known: dict[str, Any]) -> None:
    wrong = [
        f"{k} is {known.get(k)}" for k, v in {"project_type": KIND, **SETTINGS}.items() if known.get(k) != v
    ]
    if wrong:
        raise AttributionError("A706", known["name"], why=", ".join(wrong))


def _refuse_missing_labels(client: Client, project: Project) -> None:
    for route, needed in (
        ("span-types", set(KIND_OF)),
        ("relation-types", {*RELATION_TO.values(), SAME_AS}),
    ):
        missing = needed - {label["text"] for label in client.ask("GET", f"projects/{project.id}/{route}")}
        if missing:
            file = f"annotations/doccano/{route.replace('-', '_')}.json"
            where = full_name(project.name, project.annotator)
            raise AttributionError("A707", where, labels=", ".join(sorted(missing)), file=file)


def _account(client: Client, user: str) -> int:
    for account in client.ask("GET", "users"):
        if account["username"] == user:
            return int(account["id"])
    raise AttributionError("A709", client.url, user=user)


def _join(client: Client, project: Project, account: int) -> None:
    """Make an account the project's annotator, unless it is a member already."""
    if any(member["user"] == account for member in client.ask("GET", f"projects/{project.id}/members")):
        return
    role = next(r["id"] for r in client.ask("GET", "roles") if r["name"] == "annotator")
    client.ask("POST", f"projects/{project.id}/members", {"user": account, "role": role})


def progress(client: Client) -> list[tuple[str, int, int]]:
    """Of every project its name, how many of its documents are confirmed, and how many it has."""
    found = []
    for project in client.pages("projects"):
        counted = client.ask("GET", f"projects/{project['id']}/metrics/progress")
        found.append((project["name"], counted["complete"], counted["total"]))
    return found
