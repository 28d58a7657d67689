"""From a trained pipeline to the one that ships: the encoder in ONNX (or the small one in half precision), the
heads copied, a resolver behind them, no torch."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from tokenizers import Tokenizer

from attribution import __version__
from attribution.training.onnx_bert import graph_of

COMPONENTS = ("attribution_cues", "attribution_links")


def ship(trained: Path, out: Path, name: str, version: str = __version__) -> Language:
    """Write the pipeline that ships.

    Args:
        trained: Folder of a pipeline of spacy-transformers' (or spaCy's small) encoder, cue finder and linker.
        out: Folder for the pipeline that needs neither torch nor the network.
        name: Its name without the language, ``attribution_trf``.
        version: Its version.

    Returns:
        The pipeline, as it was written.
    """
    nlp = assemble(load_trained(trained))
    nlp.meta.update(
        name=name,
        version=version,
        description="Cues, speakers, contents and outlets of reported speech in Arabic news",
        author="The arabic-attribution team",
        license="Apache-2.0",
        sources=[
            {"name": "intfloat/multilingual-e5-small", "license": "MIT", "author": "Liang Wang and others"}
        ],
        requirements=["arabic-attribution"],
    )
    nlp.to_disk(out)
    return nlp


def load_trained(folder: Path) -> Language:
    """Load a trained pipeline, without the library's warning that the encoder has no pooler: none of ours has."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Error loading saved torch state_dict")
        return spacy.load(folder)


def assemble(source: Language) -> Language:
    """The shipped form of a trained pipeline, in memory."""
    nlp = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "attribution.ArabicTokenizer.v1"}}})
    width = _add_transformer(source, nlp) if "transformer" in source.pipe_names else _add_words(source, nlp)
    for name in COMPONENTS:
        copy_head(source, nlp, name, {"@architectures": "attribution.DocTensor.v1", "width": width})
    nlp.add_pipe("attribution_resolver")
    return nlp


def _add_transformer(source: Language, nlp: Language) -> int:
    """Add the transformer in ONNX; gives the width of its vectors."""
    transformer: Any = source.get_pipe("transformer")
    spans = source.config["components"]["transformer"]["model"]["get_spans"]
    encoder: Any = nlp.add_pipe(
        "attribution_encoder", config={"window": spans["window"], "stride": spans["stride"]}
    )
    bert = transformer.model.transformer
    encoder.weights = graph_of(bert).SerializeToString()
    encoder.tokenizer = Tokenizer.from_str(transformer.model.tokenizer.backend_tokenizer.to_str())
    return int(bert.config.hidden_size)


def _add_words(source: Language, nlp: Language) -> int:
    """Add the small encoder; gives the width of its vectors."""
    tok2vec: Any = source.get_pipe("tok2vec")
    encoder: Any = nlp.add_pipe(
        "attribution_words", config={"model": source.config["components"]["tok2vec"]["model"]}
    )
    encoder.model.initialize()
    encoder.model.from_bytes(tok2vec.model.to_bytes())
    return int(encoder.model.get_dim("nO"))


def copy_head(source: Language, nlp: Language, name: str, tok2vec: dict[str, Any]) -> None:
    """Add a component with the weights of ``source``'s; its vectors come from the layer ``tok2vec``, as in a config."""
    settings = {key: value for key, value in source.config["components"][name].items() if key != "factory"}
    settings["model"] = {**settings["model"], "tok2vec": tok2vec}
    pipe: Any = nlp.add_pipe(name, config=settings)
    original: Any = source.get_pipe(name)
    model, trained = pipe.model, original.model
    for part in ("features", "head", "kind"):
        if model.has_ref(part):
            model.get_ref(part).from_bytes(trained.get_ref(part).to_bytes())
