"""The mean of two pipelines in training."""

import numpy as np
import pytest
import spacy

from attribution.errors import AttributionError
from attribution.pipeline.word_forms import FORMS
from attribution.training.average import average


def pipeline(width=4):
    nlp = spacy.blank("ar")
    rows = [20] * FORMS
    settings = {"width": width, "rows": rows, "embedding": 4, "dilations": [1, 1], "dropout": 0.0}
    pipe = nlp.add_pipe(
        "tok2vec", config={"model": {"@architectures": "attribution.WordEncoder.v1", **settings}}
    )
    pipe.model.initialize()
    return nlp


def params(nlp):
    model = nlp.get_pipe("tok2vec").model
    return [layer.get_param(name).copy() for layer in model.walk() for name in layer.param_names]


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_every_weight_lies_between(share):
    first, second = pipeline(), pipeline()
    before = params(first), params(second)
    after = params(average(first, second, share))
    for a, b, mean in zip(*before, after, strict=True):
        np.testing.assert_allclose(mean, (1 - share) * a + share * b, rtol=1e-6)


def test_pipelines_of_other_shapes_are_refused():
    with pytest.raises(AttributionError, match="A508"):
        average(pipeline(4), pipeline(8))
    with pytest.raises(AttributionError, match="A508"):
        average(pipeline(), spacy.blank("ar"))
