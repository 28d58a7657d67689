"""The gate: floors hold, rise and never fall; other gold is noticed."""

from attribution.training.gate import compare, digest, gold_sets, raised

KEPT = {"gold": {"dev": "abc"}, "floors": {"dev": {"cue": 0.9, "full80": 0.7}}}


def test_a_figure_below_its_floor_is_an_error_that_names_it():
    errors = compare(KEPT, {"dev": {"cue": 0.893, "full80": 0.8}}, {"dev": "abc"})
    assert [(e.code, e.where) for e in errors] == [("A504", "dev")]
    assert "cue is 0.893" in str(errors[0])


def test_a_loss_within_the_tolerance_passes():
    assert compare(KEPT, {"dev": {"cue": 0.896, "full80": 0.7}}, {"dev": "abc"}) == []


def test_other_gold_is_an_error():
    assert [e.code for e in compare(KEPT, {"dev": {"cue": 0.95, "full80": 0.8}}, {"dev": "xyz"})] == ["A505"]


def test_floors_only_rise():
    new = raised(KEPT, {"dev": {"cue": 0.85, "full80": 0.75}}, {"dev": "abc"})
    assert new["floors"] == {"dev": {"cue": 0.9, "full80": 0.75}}


def test_the_digest_depends_on_every_attribution():
    articles = gold_sets()["dev"]
    changed = [articles[0].model_copy(update={"attributions": articles[0].attributions[1:]}), *articles[1:]]
    assert digest(articles) == digest(list(articles))
    assert digest(articles) != digest(changed)
