"""What users of spaCy expect: loading by name, processes, DocBin, evaluation, packaging, displaCy."""

import json
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.cli.evaluate import evaluate
from spacy.cli.package import package
from spacy.tokens import DocBin

from attribution.pipeline.colors import COLORS
from attribution.pipeline.document import KEY, to_doc
from attribution.records import Attributed, Attribution

TEXT = "قال الوزير سامي الرفاعي إن السد «آمن تماماً»."
GOLD = Attributed(
    id="g",
    text=TEXT,
    attributions=(
        Attribution(
            cue=(0, 3),
            speaker=(4, 23),
            content=((24, 44),),
            type="mixed",
            speaker_name="سامي الرفاعي",
            confidence={"cue": 0.5},
        ),
    ),
)
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 8, "upstream": "*"}
SMALL = {"hidden": 8, "feature_width": 4, "dropout": 0.0, "tok2vec": LISTENER}
ENCODER = {"width": 8, "rows": [50] * 6, "embedding": 4, "dilations": [1, 2], "dropout": 0.0}
TINY = {
    "nlp": {
        "lang": "ar",
        "pipeline": ["tok2vec", "cues", "links", "resolver"],
        "tokenizer": {"@tokenizers": "attribution.ArabicTokenizer.v1"},
    },
    "components": {
        "tok2vec": {
            "factory": "tok2vec",
            "model": {"@architectures": "attribution.WordEncoder.v1", **ENCODER},
        },
        "cues": {
            "factory": "attribution_cues",
            "threshold": 0.0,
            "model": {"@architectures": "attribution.CueModel.v1", **SMALL},
        },
        "links": {
            "factory": "attribution_links",
            "model": {"@architectures": "attribution.LinkModel.v1", "projection": 4, **SMALL},
        },
        "resolver": {"factory": "attribution_resolver"},
    },
}


@pytest.fixture(scope="module")
def nlp():
    """A pipeline of the small encoder that has learnt nothing."""
    from spacy.training import Example
    from spacy.util import load_model_from_config

    nlp = load_model_from_config(TINY, auto_fill=True)
    nlp.initialize(lambda: [Example(nlp.make_doc(TEXT), to_doc(nlp, GOLD)[0])])
    nlp.meta.update(
        name="tiny", version="0.0.1", requirements=["arabic-attribution"]
    )  # as training.ship does
    return nlp


@pytest.fixture(scope="module")
def folder(nlp, tmp_path_factory):
    path = tmp_path_factory.mktemp("pipeline") / "tiny"
    nlp.to_disk(path)
    return path


@pytest.fixture(scope="module")
def gold(nlp, tmp_path_factory):
    path = tmp_path_factory.mktemp("gold") / "gold.spacy"
    DocBin(docs=[to_doc(nlp, GOLD)[0]]).to_disk(path)
    return path


def test_docbin_without_user_data_keeps_attributions(nlp, gold):
    (doc,) = DocBin().from_disk(gold).get_docs(nlp.vocab)
    assert doc._.attributions == GOLD.attributions
    assert {span.label_ for span in doc.spans["attributions"]} == {"CUE", "SPEAKER", "CONTENT"}


def test_two_processes_give_what_one_gives(folder):
    nlp = spacy.load(folder)
    texts = [TEXT, "نفى ذلك أحد.", TEXT]
    one = [doc._.attributions for doc in nlp.pipe(texts)]
    two = [doc._.attributions for doc in nlp.pipe(texts, n_process=2, batch_size=1)]
    assert one == two
    assert all(one)


def test_spacy_evaluate_shows_spans_and_the_scorer_our_figures(folder, gold, nlp):
    figures = evaluate(str(folder), gold, spans_key=KEY)
    assert {"spans_attributions_f", "speed"} <= figures.keys()
    found = to_doc(nlp, GOLD)[0]
    scores = nlp.get_pipe("links").score([spacy.training.Example(found, to_doc(nlp, GOLD)[0])])
    assert (scores["spans_attributions_f"], scores["attribution_full80"]) == (1.0, 1.0)
    assert set(scores["spans_attributions_per_type"]) == {"CUE", "SPEAKER", "CONTENT"}


def test_spacy_package_keeps_the_requirement_and_makes_what_loads(folder, tmp_path):
    package(folder, tmp_path, create_sdist=False, create_wheel=False, silent=True)
    made = tmp_path / "ar_tiny-0.0.1" / "meta.json"
    needed = json.loads(made.read_text(encoding="utf-8"))["requirements"]
    assert any(each.startswith("arabic-attribution") for each in needed)
    shutil.copy(made, made.parent / "ar_tiny")  # as its setup.py does
    code = f"import sys; sys.path.insert(0, {str(made.parent)!r}); import ar_tiny; print(ar_tiny.load().pipe_names)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "['tok2vec', 'cues', 'links', 'resolver']\n", done.stderr


def test_displacy_has_the_colours_by_entry_point(nlp):
    page = displacy.render(to_doc(nlp, GOLD)[0], style="span", options={"spans_key": KEY}, jupyter=False)
    assert "direction: rtl" in page
    for label in ("CUE", "SPEAKER", "CONTENT"):
        assert COLORS[label] in page


@pytest.mark.model
def test_spacy_load_by_name_after_installation():
    found = distribution("ar_attribution_trf")
    nlp = spacy.load("ar_attribution_trf", exclude=["attribution_confidence"])
    assert nlp.meta["version"] == found.version
    assert "attribution_confidence" not in nlp.pipe_names
    doc = nlp(TEXT)
    assert [a.cue.of(TEXT) for a in doc._.attributions] == ["قال"]
    assert Path(nlp.path).name == "ar_attribution_trf"
