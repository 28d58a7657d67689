"""What the network reads of a proposition: its words, verbatim, with who says them and how."""

from __future__ import annotations

from typing import NamedTuple

from attribution import records

STANCES = ("states", *records.STANCES)
"""What words are said with; ``states`` for a sentence in a publisher's own voice."""


class Wording(NamedTuple):
    """Words with what stands before them.

    Attributes:
        before: Speaker and cue («وزارة الصحة نفت»), empty for a sentence in a publisher's own voice.
        content: The words of the content, or the sentence.
        stance: One of ``STANCES``.
        speaker: Who says it, the same for the same speaker; None where that is not known.
    """

    before: str
    content: str
    stance: str
    speaker: str | None

    @property
    def said(self) -> str:
        """All of it: «وزارة الصحة نفت: وجود إصابات»."""
        return f"{self.before}: {self.content}" if self.before else self.content


def wording(
    speaker: str | None, cue: str | None, content: str, stance: str | None, name: str | None
) -> Wording:
    """A wording.

    Args:
        speaker: The speaker's name or mention.
        cue: The cue.
        content: The words.
        stance: The cue's stance; None for a sentence in a publisher's own voice.
        name: What identifies the speaker.
    """
    before = " ".join(part for part in (speaker, cue) if part)
    return Wording(before, content, stance or "states", name)
