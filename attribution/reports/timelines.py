"""A claim's life, and a speaker's words over time."""

from __future__ import annotations

from itertools import groupby

from attribution.ledger.timeline import Event, Life, Utterance, lives, utterances
from attribution.records import LedgerAttribution, LedgerState
from attribution.reports.evidence import Library
from attribution.reports.page import Page
from attribution.reports.report import Report, Row, shown
from attribution.reports.words import NOBODY, UNKNOWN, count

CLAIMS_SHOWN = 5
WORDS_SHOWN = 30
UNDATED = "date unknown"
CLAIM_COLUMNS = (
    *("claim", "text", "contested", "first", "last", "articles", "origins"),
    *("event_date", "event_kind", "event_copy", "event_before", "event_position", "event_speaker"),
    *("event_publisher", "event_key", "event_cue", "event_outlet", "event_text", "event_attribution"),
)
SPEAKER_COLUMNS = (
    *("speaker", "speaker_id", "date", "publishers", "keys", "cue", "stance", "outlet"),
    *("text", "attributions"),
)
STYLES = {"denied": "magenta", "reversed": "magenta", "retracted": "magenta", "stated as fact": "yellow"}


def claim_rows(state: LedgerState) -> list[Row]:
    """One row a claim, with its ``events`` in order of date; those without a date come last."""
    library = Library(state)
    return [_claim_row(life, library) for life in lives(state)]


def speaker_rows(state: LedgerState) -> list[Row]:
    """One row for each thing that a speaker said, in order of speaker and date."""
    library = Library(state)
    said = _said(state, library)
    return [
        _speaker_row(speaker.id, utterance, library)
        for speaker in state.speakers
        for utterance in said[speaker.id]
    ]


def show_claims(state: LedgerState, page: Page, limit: int | None = None) -> None:
    """The life of each claim that more than one position is taken on; contested ones first."""
    library = Library(state)
    page.heading("Claims over time")
    found = lives(state)
    if not found:
        page.text(
            "None: no claim is met with twice. Add articles on the same events with 'attribution run PATH "
            "--ledger FILE'."
        )
        return
    page.text(
        "By the date of each article, which is not always that of the words. Articles without a date come "
        "last, and may be older than what is first seen.",
        style="dim",
    )
    several, more = shown(found, limit, CLAIMS_SHOWN)
    for number, life in enumerate(several, start=1):
        _life(number, life, library, page)
    if more:
        page.gap()
        page.text(f"… and {count(more, 'more claim')}; --limit 0 shows all, --claim ID one.", style="dim")


def show_speaker(state: LedgerState, page: Page, limit: int | None = None) -> None:
    """What each speaker of ``state`` said, day by day."""
    library = Library(state)
    said = _said(state, library)
    for speaker in state.speakers:
        page.heading("Said over time")
        page.field("", speaker.name, room=0, style="bold")
        found = said[speaker.id]
        several, more = shown(found, limit, WORDS_SHOWN)
        for date, same_day in groupby(several, key=lambda one: one.date):
            page.gap()
            page.text(date or UNDATED, style="bold")
            for utterance in same_day:
                _utterance(utterance, library, page)
        if more:
            page.gap()
            page.text(f"… and {count(more, 'more statement')}; --limit 0 shows all.", style="dim")
    if not state.speakers:
        page.heading("Said over time")
        page.text("Nothing: no attribution of this ledger has this speaker and these words.")


def _life(number: int, life: Life, library: Library, page: Page) -> None:
    row = _claim_row(life, library)
    page.gap()
    page.field(f"{number:>2}", life.claim.text, room=4, style="bold", label_style="bold")
    undated = len({event["article"] for event in row["events"] if not event["date"]})
    facts = [" to ".join(dict.fromkeys((life.dates[0], life.dates[-1])))] if life.dates else []
    facts += [count(row["articles"], "article"), count(row["origins"], "origin")]
    facts += [f"{undated} without a date"] if undated else []
    facts += ["contested"] if life.claim.contested else []
    page.text(" · ".join([f"id {life.claim.id}", *facts]), indent=4, style="dim")
    for date, events in groupby(row["events"], key=lambda event: event["date"]):
        page.gap()
        page.text(date or UNDATED, indent=4, style="bold")
        same: dict[tuple[str | None, ...], list[Row]] = {}
        for event in events:
            same.setdefault((event["kind"], event["speaker"], event["cue"], event["text"]), []).append(event)
        for told in same.values():
            _event(told, page)


def _event(told: list[Row], page: Page) -> None:
    event = told[0]
    style = STYLES.get(event["kind"], "")
    own_voice = event["publisher"] or event["key"] if event["attribution"] is None else NOBODY
    page.field(
        event["kind"],
        event["speaker"] or own_voice,
        indent=4,
        room=16,
        style="bold",
        label_style=style or "dim",
    )
    if event["before"]:
        page.text(f"stood on the other side on {event['before']}", indent=20, style="dim")
    if event["cue"]:
        page.field("", event["cue"], indent=4, room=16, style=style)
    page.field("", event["text"], indent=4, room=16)
    for one in told:
        copy = " · a copy of an earlier story" if one["copy"] else ""
        page.field(
            "in", f"{one['key']} · {one['publisher'] or UNKNOWN}{copy}", indent=16, room=4, style="dim"
        )


def _utterance(utterance: Utterance, library: Library, page: Page) -> None:
    one = utterance.attributions[0]
    article = library.articles[one.article]
    page.field(one.stance, one.cue.of(article.text), indent=2, style="cyan")
    if one.outlet:
        page.field("through", one.outlet.of(article.text), indent=2)
    page.field("", "\n".join(piece.of(article.text) for piece in one.content), indent=2)
    for each in utterance.attributions:
        source = library.articles[each.article]
        page.field("in", f"{source.key} · {source.publisher or UNKNOWN}", indent=2, style="dim")


def _said(state: LedgerState, library: Library) -> dict[str, list[Utterance]]:
    of_speaker: dict[str, list[LedgerAttribution]] = {speaker.id: [] for speaker in state.speakers}
    for one in state.attributions:
        if one.speaker_id in of_speaker:
            of_speaker[one.speaker_id].append(one)
    return {speaker: utterances(said, library.articles) for speaker, said in of_speaker.items()}


def _claim_row(life: Life, library: Library) -> Row:
    articles = [library.articles[event.position.article] for event in life.events]
    return {
        "claim": life.claim.id,
        "text": life.claim.text,
        "contested": life.claim.contested,
        "reason": life.claim.reason,
        "first": life.dates[0] if life.dates else None,
        "last": life.dates[-1] if life.dates else None,
        "articles": len({article.id for article in articles}),
        "origins": len({article.origin or article.id for article in articles}),
        "events": [_event_row(event, library) for event in life.events],
    }


def _event_row(event: Event, library: Library) -> Row:
    evidence = library.evidence(event.position)
    return {
        "date": event.date,
        "kind": event.kind,
        "copy": event.copy,
        "before": event.before,
        **event.position.model_dump(),
        "speaker": evidence.speaker_name,
        "publisher": evidence.article.publisher,
        "key": evidence.article.key,
        "cue": evidence.cue,
        "outlet": evidence.outlet,
        "text": evidence.text,
    }


def _speaker_row(speaker: str, utterance: Utterance, library: Library) -> Row:
    one = utterance.attributions[0]
    articles = [library.articles[each.article] for each in utterance.attributions]
    text = articles[0].text
    return {
        "speaker_id": speaker,
        "speaker": library.name(speaker),
        "date": utterance.date,
        "stance": one.stance,
        "type": one.type,
        "cue": one.cue.of(text),
        "outlet": one.outlet.of(text) if one.outlet else None,
        "text": [piece.of(text) for piece in one.content],
        "attributions": [each.id for each in utterance.attributions],
        "keys": [article.key for article in articles],
        "publishers": [article.publisher or article.key for article in articles],
    }


CLAIMS = Report("timeline", claim_rows, show_claims, CLAIM_COLUMNS, each="events")
SPEAKER = Report("timeline", speaker_rows, show_speaker, SPEAKER_COLUMNS)
