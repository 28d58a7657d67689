"""spaCy components that find attributions, and how to load and run a trained pipeline of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING

from attribution.errors import AttributionError
from attribution.records import Article, Attributed

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT = "ar_attribution_trf"
PACKAGE = Path(__file__).parents[1]
FOLDERS = (PACKAGE / "models", PACKAGE.parent / "models" / "pipelines")
"""Where the pipelines lie that come along: in a wheel, in a checkout."""

SHIPPED = next((folder for folder in FOLDERS if folder.is_dir()), FOLDERS[-1])


def load(name: str | Path | None = None) -> Language:
    """Load a trained pipeline.

    Args:
        name: A folder, the name of a pipeline that came along (``SHIPPED``), or of an installed package; None:
            ``DEFAULT``.

    Raises:
        AttributionError: A202 where there is no such pipeline, A203 where the folder holds none that can be
            loaded.
    """
    import spacy

    name = str(name or DEFAULT)
    folder = next((f for f in (Path(name), SHIPPED / name) if f.is_dir()), None)
    try:
        return spacy.load(folder or name)
    except OSError as error:
        if folder is None:
            raise AttributionError("A202", name) from error
        raise AttributionError("A203", folder, why=str(error).split("\n")[0]) from error
    except ValueError as error:
        raise AttributionError("A203", folder or name, why=str(error).split("\n")[0]) from error


def extract(nlp: Language, article: Article) -> Attributed:
    """Find the attributions of one article.

    Raises:
        AttributionError: A204 where the text is longer than ``nlp.max_length`` characters.
    """
    return next(extract_all(nlp, [article]))


def extract_all(nlp: Language, articles: Iterable[Article], batch_size: int = 8) -> Iterator[Attributed]:
    """Find the attributions of many articles, in their order; keys of the input that nobody knows are kept.

    Args:
        nlp: A loaded pipeline.
        articles: Articles; attributions that they have already are replaced.
        batch_size: Articles that go through the network together.

    Raises:
        AttributionError: A204 for a text that is longer than ``nlp.max_length`` characters.
    """
    from attribution.pipeline.document import read

    kept, given = tee(articles)
    texts = (_checked(article, nlp.max_length) for article in given)
    for article, doc in zip(kept, nlp.pipe(texts, batch_size=batch_size), strict=True):
        fields = {**dict(article), **(article.model_extra or {}), "attributions": read(doc)}
        yield Attributed(**fields)


def _checked(article: Article, longest: int) -> str:
    if len(article.text) > longest:
        raise AttributionError("A204", article.id, length=len(article.text), longest=longest)
    return article.text
