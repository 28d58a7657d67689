"""How often the resolver's names agree with gold ones where the mentions are gold too: the ceiling of ``name``.

``python -m attribution.training.names GOLD.jsonl …`` prints one figure a file and the names that differ.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from attribution.pipeline.measure import same_name
from attribution.records import Attributed
from attribution.text.folding import fold_word
from attribution.text.names import resolve_names
from attribution.training.gold import read_gold


class Compared(NamedTuple):
    """One speaker mention with both names of its source, and its article's id."""

    article: str
    mention: str
    gold: str
    found: str | None

    @property
    def agree(self) -> bool:
        """Whether the measure takes the two names for one."""
        return same_name(self.gold, self.found)

    @property
    def equal(self) -> bool:
        """Whether they are the same words, spelling folded."""
        return fold_word(self.gold) == fold_word(self.found or "")


def compare_names(article: Attributed) -> Iterator[Compared]:
    """Resolve the gold mentions of one article and put each beside its gold name."""
    said = [a for a in article.attributions if a.speaker and a.speaker_name]
    found = resolve_names(article.text, [a.speaker for a in said], [a.cue for a in said])
    for attribution, name in zip(said, found, strict=True):
        mention = attribution.speaker.of(article.text) if attribution.speaker else ""
        yield Compared(article.id, mention, attribution.speaker_name or "", name)


def main() -> None:
    """Print the names that differ, and how many agree."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--quiet", action="store_true", help="no list of the names that differ")
    args = parser.parse_args()
    for path in args.gold:
        compared = [row for article in read_gold(path) for row in compare_names(article)]
        for row in compared:
            if not row.agree and not args.quiet:
                sys.stdout.write(f"{row.article} | {row.mention} | gold {row.gold} | found {row.found}\n")
        agree = sum(row.agree for row in compared)
        share = agree / max(1, len(compared))
        equal = sum(row.equal for row in compared)
        sys.stdout.write(f"{path}: {agree} of {len(compared)} names agree, {share:.4f}; {equal} are equal\n")


if __name__ == "__main__":
    main()
