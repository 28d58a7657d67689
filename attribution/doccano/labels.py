"""The labels of a project: their names, colours and keys, and the stances and types that they stand for.

The stance of a report is the label of its CUE, the type the label of its CONTENT: in Doccano's page a label is
changed by a click on the span and one on the new label (or its key), and a new span gets it in the same step that
marks it. An attribute of its own Doccano does not have; document categories, which it has, would not say which of an
article's reports they are about. The commonest values, say and indirect, are plain CUE and CONTENT.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from attribution.errors import AttributionError
from attribution.records import STANCES, TYPES

CUE, SPEAKER, CONTENT, OUTLET = "CUE", "SPEAKER", "CONTENT", "OUTLET"
SPEAKS, CONTAINS, VIA, SAME_AS = "speaker", "content", "via", "same_as"
RELATION_TO = {SPEAKER: SPEAKS, CONTENT: CONTAINS, OUTLET: VIA}

PACKAGE = Path(__file__).parents[1]
FOLDERS = (PACKAGE / "annotation", PACKAGE.parent / "annotations" / "doccano")
"""Where label configuration and guidelines lie: in a wheel, and in a checkout."""


def cue_label(stance: str) -> str:
    """``CUE`` for say, else ``CUE deny`` and so on."""
    return CUE if stance == "say" else f"{CUE} {stance}"


def content_label(type_: str) -> str:
    """``CONTENT`` for indirect, else with the quotation marks that it stands in; Doccano shows 12 characters."""
    return CONTENT + {"direct": " «»", "mixed": " «»+"}.get(type_, "")


STANCE_OF = {cue_label(stance): stance for stance in STANCES}
TYPE_OF = {content_label(type_): type_ for type_ in TYPES}
KIND_OF = {
    **dict.fromkeys(STANCE_OF, CUE),
    SPEAKER: SPEAKER,
    **dict.fromkeys(TYPE_OF, CONTENT),
    OUTLET: OUTLET,
}
"""All labels of spans, and which of the four kinds each is."""


def configured(name: str) -> str:
    """The text of a file of the annotation configuration, such as ``span_types.json``.

    Raises:
        AttributionError: A001 where the installation lacks it.
    """
    for folder in FOLDERS:
        if (path := folder / name).is_file():
            return path.read_text(encoding="utf-8")
    raise AttributionError("A001", FOLDERS[0] / name)


@cache
def types(name: str) -> list[dict[str, Any]]:
    """Labels with colour and key, as Doccano imports them; ``name`` is ``span_types`` or ``relation_types``."""
    found: list[dict[str, Any]] = json.loads(configured(f"{name}.json"))
    return found
