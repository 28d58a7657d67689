"""A ledger as a spaCy DocBin: a Doc an article, its attributions in ``doc.spans["attributions"]``.

What spans cannot hold lies in ``doc.user_data``: ``article`` (its id, key, publisher, date, title, address, origin) and
``ledger``, a mapping from the ``id_`` of an attribution's spans to its id and speaker in the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from attribution.errors import AttributionError
from attribution.exports.files import written_bytes
from attribution.records import LedgerArticle, LedgerAttribution, LedgerState

ARTICLE = {"id", "key", "publisher", "published", "title", "url", "origin"}


def export(state: LedgerState, path: str | Path, on_error: Callable[[AttributionError], None]) -> None:
    """Write ``state`` to ``path`` (``-``: standard output).

    Args:
        state: What is current in the ledger.
        path: Where to; spaCy's own name for such files is ``.spacy``.
        on_error: Takes A410 for an article with spans that do not fall on words, which are left out.

    Raises:
        AttributionError: A401 if it cannot be written.
    """
    from spacy.lang.ar import Arabic
    from spacy.tokens import DocBin
    from spacy.vocab import create_vocab

    from attribution.pipeline.document import write
    from attribution.pipeline.tokenizer import ArabicTokenizer

    said: defaultdict[str, list[LedgerAttribution]] = defaultdict(list)
    for attribution in state.attributions:
        said[attribution.article].append(attribution)
    tokenize = ArabicTokenizer(create_vocab("ar", Arabic.Defaults))  # a pipeline would load every plugin
    docs = DocBin(store_user_data=True)
    for article in state.articles:
        doc = tokenize(article.text)
        misaligned = write(doc, said[article.id])
        if misaligned:
            on_error(AttributionError("A410", article.key, count=len(misaligned)))
        doc.user_data = _user_data(article, said[article.id])
        docs.add(doc)
    with written_bytes(path) as file:
        file.write(docs.to_bytes())


def _user_data(article: LedgerArticle, attributions: list[LedgerAttribution]) -> dict[str, object]:
    ordered = sorted(attributions, key=lambda a: a.cue)
    return {
        "article": article.model_dump(include=ARTICLE),
        "ledger": {
            str(number): {"id": a.id, "speaker_id": a.speaker_id, "pipeline": a.pipeline}
            for number, a in enumerate(ordered)
        },
    }
