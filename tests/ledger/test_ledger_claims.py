"""Claims and contests: on the seeds and the first pack as they must come out, and on invented pairs."""

import pytest

from attribution.ledger.claims import gather
from attribution.ledger.clusters import clusters
from attribution.ledger.contests import position
from attribution.ledger.origins import origins
from attribution.ledger.sides import evidence, signs
from attribution.ledger.statements import read
from attribution.records import Attributed, Attribution, TextSpan, attribution_id


@pytest.fixture(scope="module")
def claims(seeds, by_name):
    return gather(seeds, by_name(seeds))


@pytest.fixture(scope="module")
def keys(seeds):
    return {article.sha256: article.id for article in seeds}


def telling(key, sentence, published, stance="say"):
    """An article of one report, written «cue | speaker | content»."""
    cue, speaker, content = sentence.split(" | ")
    text = f"{cue} {speaker} {content}."
    at = len(cue) + 1
    whole = TextSpan(at + len(speaker) + 1, len(text) - 1)
    report = Attribution(
        cue=TextSpan(0, len(cue)),
        speaker=TextSpan(at, at + len(speaker)),
        speaker_name=speaker,
        content=(whole,),
        stance=stance,
    )
    return Attributed(
        id=key, text=text, published=published, publisher=f"جريدة {key}", attributions=(report,)
    )


def supply(claims):
    return next(c for c in claims if c.contested and any(p.position == "states" for p in c.positions))


def test_seeds_supply_is_contested_by_accusers_denier_and_a_stating_publisher(claims, keys):
    stands = {(keys[p.article], p.position) for p in supply(claims).positions}
    assert {("000", "alleges"), ("000", "denies"), ("001", "alleges"), ("004", "states")} <= stands
    assert supply(claims).reason == "stated-as-fact"


def test_seeds_missiles_of_the_six_sources_are_kept_apart_and_related(claims, keys):
    claim = supply(claims)
    assert "003" not in {keys[p.article] for p in claim.positions}
    near = {r.claim: r.why for r in claim.related}
    beside = [c for c in claims if c.id in near and "003" in {keys[p.article] for p in c.positions}]
    assert any("missiles" in near[c.id] and "drones" in near[c.id] for c in beside)


def test_seeds_have_no_other_contest_than_the_supply_and_the_european_statement(claims):
    assert sorted(c.reason for c in claims if c.contested) == ["denial", "stated-as-fact"]


def test_first_pack_comes_out_like_the_seeds(packs, by_name):
    claim = next(c for c in gather(packs[0].articles, by_name(packs[0].articles)) if c.contested)
    assert {"alleges", "denies", "states"} <= {p.position for p in claim.positions}
    assert claim.reason == "stated-as-fact"


def test_claims_do_not_depend_on_the_order_of_articles(packs, by_name):
    there = gather(packs[5].articles, by_name(packs[5].articles))
    back = gather(packs[5].articles[::-1], by_name(packs[5].articles))
    assert sorted(c.id for c in there if c.contested) == sorted(c.id for c in back if c.contested)


def test_positions_name_attributions_of_the_articles(claims, seeds):
    known = {attribution_id(a.sha256, one.cue) for a in seeds for one in a.attributions}
    for claim in claims:
        assert {p.attribution for p in claim.positions} - {None} <= known


def test_a_denied_accusation_is_contested():
    articles = [
        telling("a", "اتهم | حاتم الوادي | بتسليم الفرقة صواريخ مجنحة في جبال الأرز", "2025-01-01", "accuse"),
        telling("b", "نفى | سامر الجبل | تسليم الفرقة صواريخ مجنحة في جبال الأرز", "2025-01-02", "deny"),
    ]
    ids = {(a.sha256, 0): a.attributions[0].speaker_name for a in articles}
    (claim,) = gather(articles, ids)
    assert (claim.contested, claim.reason) == (True, "denial")
    assert "حاتم الوادي" in claim.why
    assert "سامر الجبل" in claim.why
    assert {p.position for p in claim.positions} == {"alleges", "denies"}


def test_two_denials_of_one_thing_are_no_contest():
    articles = [
        telling("a", "نفى | حاتم الوادي | تسليم الفرقة صواريخ مجنحة في جبال الأرز", "2025-01-01", "deny"),
        telling("b", "نفى | سامر الجبل | تسليم الفرقة صواريخ مجنحة في جبال الأرز", "2025-01-02", "deny"),
    ]
    ids = {(a.sha256, 0): a.attributions[0].speaker_name for a in articles}
    assert [c.contested for c in gather(articles, ids)] == [False]


def test_a_denial_of_another_thing_is_no_contest():
    articles = [
        telling("a", "اتهم | حاتم الوادي | بتسليم الفرقة صواريخ مجنحة في جبال الأرز", "2025-01-01", "accuse"),
        telling("b", "نفى | سامر الجبل | تسليم الفرقة ذخائر في جبال الأرز", "2025-01-02", "deny"),
    ]
    ids = {(a.sha256, 0): a.attributions[0].speaker_name for a in articles}
    assert not [c for c in gather(articles, ids) if c.contested]


def test_a_question_contests_nothing():
    articles = [
        telling("a", "سأل | حاتم الوادي | هل سلمت الفرقة صواريخ مجنحة في جبال الأرز؟", "2025-01-01", "ask"),
        telling("b", "نفى | سامر الجبل | تسليم الفرقة صواريخ مجنحة في جبال الأرز", "2025-01-02", "deny"),
    ]
    ids = {(a.sha256, 0): a.attributions[0].speaker_name for a in articles}
    assert not [c for c in gather(articles, ids) if c.contested]


def test_different_numbers_for_one_thing_oppose_and_equal_ones_do_not():
    one, other, same = (
        read(
            telling(key, f"قال | {key} | إن نسبة امتلاء خزان الزيتون بلغت {number} بالمائة", "2025-01-01"), {}
        )[0]
        for key, number in (("سامر", 71), ("حاتم", 38), ("ليث", 71))
    )
    against = evidence(one, other)
    assert against.weight < 0 and against.kind == "numbers"
    assert evidence(one, same).weight > 0
    assert len(set(signs([one, other, same]))) == 2


def test_position_of_a_condition_is_a_question():
    (one,) = read(telling("a", "قال | سامر | إذا ثبت التورط ستدفع الشركة غرامة", "2025-01-01"), {})
    assert position(one, 1) == "questions"


def test_clusters_keep_apart_what_must_not_meet():
    pairs = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): -1.0}
    assert clusters(3, pairs, lambda a, b: pairs[a, b], 0.3) == [[0, 1], [2]]


def test_clusters_join_what_is_linked():
    assert clusters(2, {}, lambda a, b: 0.0, 0.3, [(1, 0)]) == [[0, 1]]


def test_origins_of_the_packs(packs):
    articles = [article for pack in packs for article in pack.articles]
    found = origins(articles)
    for pack in packs:
        groups = {frozenset(s for s in found if found[s] == found[first]) for (first, *_) in pack.origins}
        assert groups == {frozenset(group) for group in pack.origins}


def test_origin_is_the_earliest_copy():
    text = "أعلنت بلدية الزيتون افتتاح مكتبة جديدة في وسط المدينة بعد أعمال ترميم استمرت ثلاث سنوات كاملة"
    late, early = (Attributed(id=d, text=f"{text} {d}", published=d) for d in ("2025-01-02", "2025-01-01"))
    assert origins([late, early]) == {late.sha256: early.sha256, early.sha256: early.sha256}


def test_no_articles_no_claims():
    assert gather([], {}) == []
    assert origins([]) == {}
