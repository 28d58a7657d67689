"""From the shipped pipeline back to one in torch, and forth again, nothing is lost."""

from pathlib import Path

import pytest

from attribution.errors import AttributionError
from attribution.pipeline import load
from attribution.training.gold import read_gold
from attribution.training.parity import differing_spans

pytest.importorskip("torch")
pytestmark = [pytest.mark.torch, pytest.mark.model]
ROOT = Path(__file__).parents[2]
HEADS = ("attribution_cues", "attribution_links")


@pytest.fixture(scope="module")
def shipped():
    return load(ROOT / "models" / "pipelines" / "ar_attribution_trf")


@pytest.fixture(scope="module")
def trainable():
    from attribution.training.unship import unship

    return unship("ar_attribution_trf")


def test_shipping_it_again_gives_the_same_weights(shipped, trainable):
    from attribution.training.ship import assemble

    again = assemble(trainable)
    encoder, before = (nlp.get_pipe("attribution_encoder") for nlp in (again, shipped))
    assert encoder.weights == before.weights
    assert encoder.tokenizer.to_str() == before.tokenizer.to_str()
    assert (encoder.window, encoder.stride) == (before.window, before.stride)
    for name in HEADS:
        assert again.get_pipe(name).model.to_bytes() == shipped.get_pipe(name).model.to_bytes()
        assert again.get_pipe(name).cfg == shipped.get_pipe(name).cfg


def test_both_find_the_same(shipped, trainable):
    articles = sorted(read_gold(ROOT / "annotations" / "seeds.jsonl"), key=lambda a: len(a.text))[:2]
    differing, spans = differing_spans(trainable, shipped, articles)
    assert spans > 50
    assert differing == 0


def test_it_is_read_from_disk_as_it_was(trainable, tmp_path):
    import spacy
    import torch

    trainable.to_disk(tmp_path / "start")
    back = spacy.load(tmp_path / "start")
    states = [nlp.get_pipe("transformer").model.transformer.state_dict() for nlp in (trainable, back)]
    encoder = [name for name in states[0] if not name.startswith("pooler")]
    assert len(encoder) == 197
    assert all(torch.equal(states[0][name], states[1][name]) for name in encoder)
    assert [len(nlp.get_pipe("transformer").listeners) for nlp in (trainable, back)] == [2, 2]


def test_the_small_encoder_too(tmp_path):
    import spacy
    from spacy.training import Example

    from attribution.training.ship import assemble
    from attribution.training.unship import unship

    sizes = {"width": 16, "rows": [50] * 6, "embedding": 8, "dilations": [1, 2], "dropout": 0.1}
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 16, "upstream": "*"}
    nlp = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "attribution.ArabicTokenizer.v1"}}})
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "attribution.WordEncoder.v1", **sizes}})
    for name in HEADS:
        nlp.add_pipe(name, config={"model": {"tok2vec": listener}})
    doc = nlp.make_doc("قال سامي إن السد آمن.")
    nlp.initialize(lambda: [Example(doc, doc.copy())])
    assemble(nlp).to_disk(tmp_path / "shipped")
    back = unship(tmp_path / "shipped")
    assemble(back).to_disk(tmp_path / "again")
    for name in ("attribution_words/weights.npz", "attribution_cues/model", "attribution_links/model"):
        first, second = ((tmp_path / folder / name).read_bytes() for folder in ("shipped", "again"))
        assert first == second
    assert len(back.get_pipe("tok2vec").listeners) == 2


def test_other_pipelines_are_refused(tmp_path):
    import spacy

    from attribution.training.unship import unship

    spacy.blank("ar").to_disk(tmp_path / "blank")
    with pytest.raises(AttributionError, match="A533"):
        unship(tmp_path / "blank")
    with pytest.raises(AttributionError, match="A202"):
        unship(tmp_path / "none")
