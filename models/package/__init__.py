"""A pipeline that ships with arabic-attribution, as a package that spaCy knows by its name.

``hatch_build.py`` puts this file into the wheel once for each folder of ``models/pipelines``, under that
folder's name.
"""

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import get_model_meta, load_model_from_path

from attribution.pipeline import SHIPPED

FOLDER: Path = SHIPPED / __name__
__version__: str = get_model_meta(FOLDER)["version"]


def load(**overrides: Any) -> Language:
    """Load the pipeline; ``overrides`` are those of ``spacy.load``."""
    return load_model_from_path(FOLDER, **overrides)
