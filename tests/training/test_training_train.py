"""Training a pipeline end to end, with an encoder made in a second, and shipping it without torch."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from attribution.errors import AttributionError
from attribution.pipeline import extract_all, load
from attribution.pipeline.document import to_doc
from attribution.pipeline.links import _type_rows, gold_targets
from attribution.training.parity import differing_spans
from attribution.training.train import _settings, train

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.torch
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def trained(tmp_path_factory, tiny, gold):
    return train(tiny, tmp_path_factory.mktemp("trained") / "out", dev=gold, steps=90)


def test_the_shipped_pipeline_finds_what_the_trained_one_finds(trained, articles):
    import spacy

    source = spacy.load(trained.parent / "model-best")
    differing, spans = differing_spans(source, load(trained), articles)
    assert spans > 20, "too little was learnt for the comparison to mean anything"
    assert differing <= 0.005 * spans


def test_types_settle_whatever_the_steps_made_of_them(trained, articles):
    import spacy
    from spacy.training import Example

    source = spacy.load(trained.parent / "model-best")
    linker = source.get_pipe("attribution_links")
    kind = linker.model.get_ref("kind")
    examples = [Example(source.make_doc(a.text), to_doc(source, a)[0]) for a in articles]
    rows, kinds = _type_rows(examples, [gold_targets(eg.reference) for eg in examples])

    def right():
        return (kind.predict(rows).argmax(axis=1) == kinds).mean()

    settled = right()
    for node in kind.walk():
        for name in node.param_names:
            node.set_param(name, -node.get_param(name))
    spoilt = right()
    linker.settle_types(examples)
    assert spoilt < 0.9 <= min(settled, right())


@pytest.fixture
def without_torch(tmp_path):
    """Environment of a Python that has all that is installed here but torch and the libraries that need
    it."""
    site = Path(sysconfig.get_path("purelib"))
    hidden = ("torch", "transformers", "spacy_transformers", "functorch")
    for entry in site.iterdir():
        if not entry.name.startswith(hidden):
            (tmp_path / entry.name).symlink_to(entry)
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]),
        "PYTHONIOENCODING": "utf-8",
    }


def test_the_shipped_pipeline_needs_no_torch(trained, articles, without_torch):
    code = (
        "import sys\n"
        "from attribution.pipeline import load, extract; from attribution.records import Article\n"
        f"found = extract(load({str(trained)!r}), Article(id='x', text=sys.stdin.read()))\n"
        "assert 'torch' not in sys.modules and 'onnxruntime' in sys.modules\n"
        "print(found.model_dump_json(include={'attributions'}))"
    )
    ran = subprocess.run(
        [sys.executable, "-S", "-c", code],
        input=articles[0].text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=without_torch,
    )
    assert ran.returncode == 0, ran.stderr
    here = next(extract_all(load(trained), articles[:1]))
    assert json.loads(ran.stdout) == json.loads(here.model_dump_json(include={"attributions"}))
    failed = subprocess.run(
        [sys.executable, "-S", "-c", "import torch"], capture_output=True, env=without_torch
    )
    assert failed.returncode != 0


def test_spans_survive_docbin_and_processes(trained, articles):
    from spacy.tokens import DocBin

    from attribution.pipeline.document import read

    nlp = load(trained)
    docs = list(nlp.pipe([a.text for a in articles], n_process=2, batch_size=2))
    back = list(DocBin().from_bytes(DocBin(docs=docs).to_bytes()).get_docs(nlp.vocab))
    assert [read(doc) for doc in back] == [read(doc) for doc in docs] == [read(nlp(a.text)) for a in articles]
    assert docs[0]._.attributions == read(docs[0])


def test_every_span_that_leaves_the_pipeline_lies_in_the_text(trained):
    nlp = load(trained)
    for text in (
        "",
        " ",
        "قال",
        "قال.",
        "قال «",
        "😀 قال سامي: «نعم😀»\r\n\u2028وأضاف أن…",
        "a" * 3000,
        "قال " * 900,
    ):
        doc = nlp(text)
        for attribution in doc._.attributions:
            for _, span in attribution.spans():
                assert 0 <= span.start < span.end <= len(text)


def test_a_text_that_is_too_long_is_refused_alone(trained, articles):
    from attribution.engines.local import extract

    nlp = load(trained)
    nlp.max_length = 2000
    long = articles[0].model_copy(update={"id": "long", "text": articles[0].text * 3})
    errors = []
    found = list(extract(nlp, [articles[0], long, articles[1]], errors.append))
    assert [a.id for a in found] == [articles[0].id, articles[1].id]
    assert [(e.code, e.where) for e in errors] == [("A204", "long")]


def test_nothing_to_train_on_is_an_error():
    from attribution.training.corpus import corpus

    with pytest.raises(AttributionError, match="A506"):
        list(corpus({"more": None}, None, "train", None, 0.0, 0)(None))


def test_what_is_missing_is_named(tmp_path):
    with pytest.raises(AttributionError, match="A001"):
        train(tmp_path / "none.cfg", tmp_path / "out")
    (tmp_path / "a.cfg").write_text(
        (ROOT / "models/configs/trf.cfg").read_text().replace("models/encoder/e5-small", f"{tmp_path}/e5")
    )
    with pytest.raises(AttributionError, match=r"A503.*convert\.py"):
        train(tmp_path / "a.cfg", tmp_path / "out")


@pytest.mark.parametrize(("steps", "often"), [(40, 40), (160, 80), (300, 100), (None, 100)])
def test_the_last_step_is_measured(steps, often):
    config = Path(__file__).parents[2] / "models" / "configs" / "trf.cfg"
    assert _settings(config, (), None, steps)["training"]["eval_frequency"] == often
