"""One statement as different articles gave it: what each leaves out, adds, rewords; its verb; its quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from attribution.ledger.drift import Change, Statement, Version, drift
from attribution.ledger.framing import framing_of
from attribution.records import LedgerState, TextSpan
from attribution.reports.evidence import Library
from attribution.reports.page import Page
from attribution.reports.report import Report, Row, shown
from attribution.reports.words import NOBODY, TYPES, UNKNOWN, count

STATEMENTS_SHOWN = 10
FACTS = {
    "words": "words",
    "framing": "what the verb does with them",
    "type": "direct or indirect speech",
    "outlet": "outlet",
}
COLUMNS = (
    *("speaker", "speaker_id", "differs", "version_key", "version_publisher", "version_published"),
    *("version_cue", "version_framing", "version_type", "version_outlet", "version_text"),
    *("version_cut", "version_moved", "version_added", "version_reworded", "version_attribution"),
)


def rows(state: LedgerState) -> list[Row]:
    """One row a statement: its ``versions``, the fullest first, each with its ``changes`` and ``steps``.

    ``differs`` lists in what: ``words``, ``framing``, ``type``, ``outlet``. ``first`` and ``second`` of a
    step are spans of the fullest version's article and of the version's own.
    """
    return [row for _, row in _ranked(state)]


def show(state: LedgerState, page: Page, limit: int | None = None) -> None:
    """The statements that differ, those first whose words differ most; how many are alike."""
    page.heading("One statement in several articles")
    found = _ranked(state)
    if not found:
        page.text(
            "None: no two articles have the same statement of one speaker. Add articles of other publishers "
            "on the same events with 'attribution run PATH --ledger FILE'."
        )
        return
    differing = [each for each in found if each[1]["differs"]]
    page.text(
        f"{count(len(found), 'statement')}, {len(differing)} of them not alike. What was really said is not "
        "known: each version is compared with the fullest.",
        style="dim",
    )
    several, more = shown(differing, limit, STATEMENTS_SHOWN)
    _statements(several, page)
    if more:
        page.gap()
        page.text(f"… and {count(more, 'more statement')}; --limit 0 shows all.", style="dim")


def show_differing(state: LedgerState, page: Page, limit: int) -> None:
    """The few statements that differ most, as a part of another report; nothing where there is none."""
    differing = [each for each in _ranked(state) if each[1]["differs"]]
    if not differing:
        return
    page.heading("One statement in several articles")
    _statements(differing[:limit], page)
    if (more := len(differing) - limit) > 0:
        page.gap()
        page.text(f"… and {count(more, 'more statement')}: 'attribution report drift'.", style="dim")


def _ranked(state: LedgerState) -> list[tuple[Statement, Row]]:
    """Statements with their rows: those whose words differ most first, then those in most other things."""
    library = Library(state)
    found = [(statement, _row(statement, library)) for statement in drift(state)]
    return sorted(found, key=lambda each: (-each[0].weight, -len(each[1]["differs"])))


def _statements(several: Sequence[tuple[Statement, Row]], page: Page) -> None:
    for number, (statement, row) in enumerate(several, start=1):
        page.gap()
        page.field(f"{number:>2}", row["speaker"] or NOBODY, room=4, style="bold", label_style="bold")
        page.text(f"differs in {', '.join(FACTS[name] for name in row['differs'])}", indent=4, style="dim")
        for version, told in zip(statement.versions, row["versions"], strict=True):
            _version(version, told, page)


def _version(version: Version, told: Row, page: Page) -> None:
    page.field("in", told["publisher"] or f"{told['key']} ({UNKNOWN})", indent=4, style="bold")
    page.field("cue", told["cue"], indent=6, room=9, style="cyan")
    page.text(f"{told['framing']} · {TYPES[told['type']]}", indent=15, style="dim")
    if told["outlet"]:
        page.field("through", told["outlet"], indent=6, room=9)
    page.field("", "\n".join(told["text"]), indent=6, room=9)
    for change in told["changes"]:
        if change["kind"] in ("cut", "moved"):
            label = "without" if change["kind"] == "cut" else "moved"
            page.field(label, "\n".join(change["first_text"]), indent=6, room=9, style="magenta")
        elif change["kind"] == "added":
            page.field("adds", "\n".join(change["second_text"]), indent=6, room=9, style="yellow")
        elif change["kind"] == "reworded":
            page.field("for", "\n".join(change["first_text"]), indent=6, room=9, style="magenta")
            page.field("has", "\n".join(change["second_text"]), indent=6, room=9, style="yellow")
    if forms := sum(change.step.kind == "inflected" for change in version.changes):
        page.text(f"{count(forms, 'word')} in another form", indent=15, style="dim")


def _row(statement: Statement, library: Library) -> Row:
    versions = [_told(version, statement.versions[0], library) for version in statement.versions]
    facts = {name: len({version[name] for version in versions}) > 1 for name in ("framing", "type", "outlet")}
    words = any(change["kind"] != "inflected" for version in versions for change in version["changes"])
    return {
        "speaker_id": statement.speaker_id,
        "speaker": library.name(statement.speaker_id),
        "differs": [name for name, differs in {"words": words, **facts}.items() if differs],
        "versions": versions,
    }


def _told(version: Version, fullest: Version, library: Library) -> Row:
    one = library.attributions[version.attribution]
    article, full = library.articles[version.article], library.articles[fullest.article]
    changes = [_change(change, full.text, article.text) for change in version.changes]
    return {
        "attribution": one.id,
        "article": article.id,
        "key": article.key,
        "publisher": article.publisher,
        "published": article.published,
        "origin": article.origin,
        "speaker_text": one.speaker.of(article.text) if one.speaker else None,
        "cue": one.cue.of(article.text),
        "stance": one.stance,
        "framing": framing_of(one.cue.of(article.text), one.stance),
        "type": one.type,
        "outlet": one.outlet.of(article.text) if one.outlet else None,
        "text": _texts(one.content, article.text),
        "spans": list(one.content),
        "cut": _of_kind(changes, "cut", "first_text"),
        "moved": _of_kind(changes, "moved", "first_text"),
        "added": _of_kind(changes, "added", "second_text"),
        "reworded": _of_kind(changes, "reworded", "second_text"),
        "changes": changes,
        "steps": [step._asdict() for step in version.steps],
    }


def _change(change: Change, full: str, this: str) -> Row:
    step = change.step
    return {
        "kind": "moved" if change.elsewhere else step.kind,
        "first": list(step.first),
        "first_text": _texts(step.first, full),
        "second": list(step.second),
        "second_text": _texts(step.second, this),
    }


def _texts(spans: tuple[TextSpan, ...], text: str) -> list[str]:
    return [span.of(text) for span in spans]


def _of_kind(changes: list[Row], kind: str, side: str) -> list[str]:
    return [text for change in changes if change["kind"] == kind for text in change[side]]


REPORT = Report("drift", rows, show, COLUMNS, each="versions")
