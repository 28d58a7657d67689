"""How well speakers are told apart and put together across articles, given gold's attributions and names:

    python -m attribution.ledger.fitting.speakers_eval annotations/packs.jsonl annotations/packs_claims.jsonl \\
        --more annotations/packs_more.jsonl annotations/packs_more_claims.jsonl

B³ as in ``ledger_eval``, which measures the same from the texts. All packs are in one ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attribution.ledger.fitting.claims_gold import Pack, load_packs
from attribution.ledger.fitting.ledger_eval import speakers
from attribution.ledger.fitting.pairs import arguments_of_packs
from attribution.ledger.speakers import resolve
from attribution.records import attribution_id


def resolved(packs: Sequence[Pack]) -> dict[str, Any]:
    """The gold attributions of packs with the speakers that the ledger finds for them, as it is exported."""
    articles = [article for pack in packs for article in pack.articles]
    _, speaker_of = resolve(articles)
    return {
        "attributions": [
            {
                "id": attribution_id(article.sha256, one.cue),
                "article": article.sha256,
                "cue": one.cue,
                "speaker_id": speaker_of.get((article.sha256, index)),
            }
            for article in articles
            for index, one in enumerate(article.attributions)
        ]
    }


def main() -> None:
    """Print the figures of each pack, of those of each file, and of all."""
    arguments = arguments_of_packs(__doc__, others=False).parse_args()
    files = [(arguments.packs, arguments.claims), *arguments.more]
    loaded = {articles.stem: load_packs(articles, claims) for articles, claims in files}
    every = [pack for packs in loaded.values() for pack in packs]
    document = resolved(every)
    for name, packs in [*((pack.name, [pack]) for pack in every), *loaded.items(), ("all", every)]:
        precision, recall, f1, _ = speakers(document, packs)
        print(f"{name:12} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
