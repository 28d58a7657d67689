"""A ledger as TEI P5: a ``teiCorpus`` with a ``TEI`` for each article, its words marked where they stand.

What a speaker is reported to have said is ``<said who="#…" direct="true|false">``, what has an outlet but no
speaker is ``<quote>`` (TEI P5 Guidelines, 3.3.3). A cue is ``<seg type="cue" subtype="mixed" function="deny">``,
with its type and stance; mentions of speakers and outlets are ``<rs type="speaker">`` and ``<rs type="outlet">``.
What belongs to one attribution shares ``corresp``; an element that would cross another is parted, its parts tied
with ``next`` and ``prev``.

The text of ``<ab>`` is the article's raw text, character by character, so that offsets hold in it. Characters
that XML cannot hold stand as ``<seg type="character" n="U+0001">`` with U+FFFD in it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree
from lxml.builder import ElementMaker

from attribution import __version__
from attribution.exports.files import written_bytes
from attribution.exports.identifiers import urn
from attribution.exports.marking import Marked, events
from attribution.records import LedgerArticle, LedgerAttribution, LedgerState, Speaker

NAMESPACE = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"
REPLACEMENT = "\ufffd"
_REFUSED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no ``Char`` of XML 1.0 (production 2)."""

E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})


class Mark(NamedTuple):
    """One span of one attribution; ``piece`` tells the pieces of a content apart."""

    label: str
    piece: int
    attribution: LedgerAttribution

    @property
    def name(self) -> str:
        """The beginning of an ``xml:id``: no colon, and no digit first."""
        return f"a.{self.attribution.id.replace(':', '.')}.{self.piece}"


def export(state: LedgerState, path: str | Path) -> None:
    """Write ``state`` to ``path`` (``-``: standard output).

    Raises:
        AttributionError: A401 if it cannot be written.
    """
    data = etree.tostring(document(state), encoding="utf-8", xml_declaration=True)
    with written_bytes(path) as file:
        file.write(data + b"\n")


def document(state: LedgerState) -> Any:
    """The corpus as an lxml element."""
    said: defaultdict[str, list[LedgerAttribution]] = defaultdict(list)
    for attribution in state.attributions:
        said[attribution.article].append(attribution)
    return E.teiCorpus(
        _header("arabic-attribution", [E.p("Ledger of attributions.")], _encoding(), _speakers(state)),
        *(_article(article, said[article.id]) for article in state.articles),
    )


def marked_text(article: LedgerArticle, attributions: list[LedgerAttribution]) -> Any:
    """The article's raw text as ``<ab>``, its spans as elements."""
    block = E.ab({f"{XML}space": "preserve"})
    spans = []
    for attribution in attributions:
        for piece, (label, span) in enumerate(attribution.spans()):
            spans.append(Marked(span, Mark(label, piece, attribution)))
    parts: Counter[str] = Counter()
    inside, at = [block], 0
    for event in events(spans):
        _append(inside[-1], article.text[at : event.at])
        at = event.at
        if event.opens:
            parts[event.mark.name] += 1
            inside.append(_element(event.mark, parts[event.mark.name]))
            inside[-2].append(inside[-1])
        else:
            closed = inside.pop()
            if event.parted:
                closed.set("next", f"#{event.mark.name}.{parts[event.mark.name] + 1}")
    _append(block, article.text[at:])
    return block


def _element(mark: Mark, part: int) -> Any:
    a = mark.attribution
    facts = {f"{XML}id": f"{mark.name}.{part}", "corresp": urn("attribution", a.id)}
    if part > 1:
        facts["prev"] = f"#{mark.name}.{part - 1}"
    who = f"#{_speaker_name(a.speaker_id)}" if a.speaker_id else None
    if mark.label == "CUE":
        return E.seg({"type": "cue", "subtype": a.type, "function": a.stance, **facts})
    if mark.label != "CONTENT":
        key = {"key": a.speaker_name} if mark.label == "SPEAKER" and a.speaker_name else {}
        ref = {"ref": who} if mark.label == "SPEAKER" and who else {}
        return E.rs({"type": mark.label.lower(), **_clean(key), **ref, **facts})
    if who or a.speaker or not a.outlet:
        return E.said({**({"who": who} if who else {}), "direct": str(a.type != "indirect").lower(), **facts})
    return E.quote(facts)


def _append(parent: Any, text: str) -> None:
    """Add text after all that ``parent`` holds."""
    pieces = _REFUSED.split(text)
    for number, piece in enumerate(pieces):
        if piece:
            if len(parent):
                parent[-1].tail = (parent[-1].tail or "") + piece
            else:
                parent.text = (parent.text or "") + piece
        if number < len(pieces) - 1:
            refused = text[sum(map(len, pieces[: number + 1])) + number]
            parent.append(E.seg({"type": "character", "n": f"U+{ord(refused):04X}"}, REPLACEMENT))


def _article(article: LedgerArticle, attributions: list[LedgerAttribution]) -> Any:
    known = [
        E.title(_plain(article.title)) if article.title else None,
        E.publisher(_plain(article.publisher)) if article.publisher else None,
        E.date(_plain(article.published)) if article.published else None,
        E.idno({"type": "key"}, _plain(article.key)),
        E.idno({"type": "sha256"}, article.id),
        E.idno({"type": "url"}, _plain(article.url)) if article.url else None,
    ]
    source = E.bibl(*(each for each in known if each is not None))
    return E.TEI(
        {f"{XML}id": f"article.{article.id}", f"{XML}lang": "ar"},
        _header(article.title or article.key, [source]),
        E.text(E.body(marked_text(article, attributions))),
    )


def _header(title: str, sources: list[Any], *more: Any) -> Any:
    return E.teiHeader(
        E.fileDesc(
            E.titleStmt(E.title(_plain(title))),
            E.publicationStmt(E.p(f"arabic-attribution {__version__}")),
            E.sourceDesc(*sources),
        ),
        *more,
    )


def _encoding() -> Any:
    notes = (
        "The text of each ab is the raw text of an article, character by character.",
        'seg type="character": a character that XML cannot hold, named by n; U+FFFD stands in its place.',
        'seg type="cue": a word that signals a report; function is its stance, subtype the form of the report.',
    )
    return E.encodingDesc(E.editorialDecl(*(E.p(note) for note in notes)))


def _speakers(state: LedgerState) -> Any:
    people = [_speaker(each) for each in state.speakers]
    return E.profileDesc(E.particDesc(E.listPerson(*people) if people else E.p("Nobody is quoted.")))


def _speaker(speaker: Speaker) -> Any:
    names = [E.persName(_plain(name)) for name in (speaker.name, *speaker.aliases)]
    return E.person({f"{XML}id": _speaker_name(speaker.id), "role": speaker.kind}, *names)


def _speaker_name(key: str) -> str:
    return "speaker." + re.sub(r"[^\w.-]", lambda letter: f"_{ord(letter[0]):x}_", key, flags=re.ASCII)


def _plain(text: str) -> str:
    """Metadata without the characters that XML refuses."""
    return _REFUSED.sub(REPLACEMENT, text)


def _clean(facts: dict[str, str]) -> dict[str, str]:
    return {name: _plain(value) for name, value in facts.items()}
