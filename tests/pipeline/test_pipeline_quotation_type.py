"""The classifier of quotation types: it is fitted where it is initialised."""

import numpy as np

from attribution.pipeline.quotation_type import FEATURES, fit_types, type_model


def test_a_fitted_classifier_knows_what_it_was_shown():
    rng = np.random.default_rng(0)
    kinds = rng.integers(0, 3, size=300)
    rows = rng.normal(scale=0.1, size=(300, FEATURES)).astype("f")
    rows[np.arange(300), kinds] += 1
    model = type_model()
    model.initialize(X=rows[:3])
    fit_types(model, rows, kinds)
    assert (model.predict(rows).argmax(axis=1) == kinds).mean() > 0.97
