"""What the ledger reads out of a content: negation, numbers, times, what is pointed to."""

import pytest

from attribution.ledger.grammar import denied, folded_words, modality, rejects, states
from attribution.ledger.measures import agree, apart, measures, one_unit, times
from attribution.ledger.numbers import numbers
from attribution.ledger.statements import read
from attribution.ledger.stems import skeleton, stem
from attribution.records import Attributed, Attribution, TextSpan


def article(text, *attributions, **facts):
    """An article; its attributions are (cue, speaker, content, stance), each a piece of ``text``."""

    def span(piece):
        start = text.index(piece)
        return TextSpan(start, start + len(piece))

    made = [
        Attribution(cue=span(cue), speaker=span(who), speaker_name=who, content=(span(said),), stance=stance)
        for cue, who, said, stance in attributions
    ]
    return Attributed(id="x", text=text, attributions=tuple(made), **facts)


def speakers(one):
    return {(one.sha256, n): a.speaker_name for n, a in enumerate(one.attributions)}


@pytest.mark.parametrize(
    "forms", [["سلمت", "تسليم", "يسلم"], ["قتلي", "قتيلين", "مقتل"], ["عقود", "العقود", "عقدا"]]
)
def test_skeleton_joins_forms_of_one_root(forms):
    assert len({skeleton(form) for form in forms}) == 1


def test_stem_drops_article_and_pronoun():
    assert stem("واستقالتها") == stem("الاستقاله")


def test_negation_ends_at_punctuation_and_turns():
    found = denied(folded_words("لم توقع الوزارة عقدا، وسلمت الشركة تقريرا بل زودتهم بالوقود"))
    assert skeleton("توقع") in found
    assert skeleton("تقريرا") not in found


def test_at_least_is_no_negation():
    assert denied(folded_words("سلمت ما لا يقل عن 14 شاحنة")) == frozenset()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("بنسبة 71 بالمائة", 71.0, "%"),
        ("بلغ 4.1% في أيار", 4.1, "%"),
        ("تسعة ملايين درهم", 9e6, skeleton("درهم")),
        ("قتيلان في الحادث", 2.0, "kill"),
        ("52 في المائة نهاية فبراير", 52.0, "%"),
        ("ستة وعشرين قتيلا", 26.0, "kill"),
        ("مئتين وعشرة ملايين دولار", 210e6, skeleton("دولار")),
        ("بمئة وخمسة وسبعين مليونا", 175e6, ""),
        ("مليونا ونصف مليون دينار", 1.5e6, skeleton("دينار")),
        ("الظرف فيه مليون ونصف، عددناها", 1.5e6, ""),
        ("نصف مليون دولار", 0.5e6, skeleton("دولار")),
        ("ثلاثة آلاف وخمسمئة جندي", 3500.0, "person"),
        ("مليونين و300 ألف دولار", 2.3e6, skeleton("دولار")),
        ("أحد عشر شخصا", 11.0, "person"),
        ("واحد وعشرون رجلا", 21.0, "person"),
        ("البالغ عددهم 2,1 مليون", 2.1e6, ""),
        ("قتل 1,200 شخص", 1200.0, "person"),
        ("الحشد بـ180 متجمعا", 180.0, "person"),
        ("٦٫٨ في المئة", 6.8, "%"),
        ("عقوبة العداء سنتان فقط", 2.0, "year"),
        ("من يحصي ستمئة فقط", 600.0, ""),
        ("القتلى ستة بعد وفاة جريح", 6.0, "kill"),
    ],
)
def test_measures_have_value_and_unit(text, value, unit):
    assert [(m.value, m.unit) for m in measures(folded_words(text))] == [(value, unit)]


def test_years_and_days_of_months_are_times_not_measures():
    folded = folded_words("يوم 20 أبريل 2024")
    assert measures(folded) == []
    assert times(folded) == {"month:4", "year:2024"}


@pytest.mark.parametrize(
    "text",
    [
        "قال أحد الشهود إن أحدا لم يصب",
        "لست أدري",
        "ربع المسجلين",
        "الساعة الثانية عشرة",
        "شارك آلاف",
        "كم م² ½ ①",
    ],
)
def test_words_that_only_look_like_numbers_are_none(text):
    assert measures(folded_words(text)) == []


def test_signs_that_are_digits_only_in_shape_are_no_numbers():
    folded = ["م", "²", "①"]
    assert (measures(folded), times(folded)) == ([], frozenset())


def test_two_numbers_side_by_side_stay_two():
    assert [n.value for n in numbers(folded_words("بين 20 و30 قتيلا وثلاثة وأربعة"))] == [20, 30, 3, 4]


def test_persons_are_counted_with_those_to_whom_something_happens():
    assert one_unit("person", "kill")
    assert one_unit("day", "day")
    assert not one_unit("kill", "wound")
    assert not one_unit("person", "day")
    assert not one_unit("", "")


def test_compound_month_is_one_month():
    assert times(folded_words("في كانون الثاني/يناير")) == {"month:1"}


def test_numbers_agree_within_rounding_only():
    assert agree(48.0, 48.5)
    assert not agree(38.0, 71.0)


def test_times_are_apart_only_where_both_name_one_kind():
    assert apart(frozenset({"month:5"}), frozenset({"month:6"}))
    assert not apart(frozenset({"month:5"}), frozenset({"weekday:1"}))


def test_states_by_adjective_and_capital():
    assert states(folded_words("الخارجية المغربية في الرباط")) == {"المغرب"}


def test_particle_and_preposition_are_no_states():
    assert states(folded_words("بين ما قاله بأنه أحد")) == frozenset()


def test_question_condition_and_plan_are_no_assertions():
    assert modality(folded_words("هل وقع العقد؟"), "say", "هل وقع العقد؟") == "question"
    assert modality(folded_words("إذا ثبت ذلك"), "say", "إذا ثبت ذلك") == "conditional"
    assert modality(folded_words("أن الوفد وصل"), "say", "أن الوفد وصل") == "assertion"


def test_rebuttal_is_known_by_its_words():
    assert rejects(folded_words("إن هذه الأنباء لا أساس لها"))
    assert not rejects(folded_words("إن هذه الأنباء تستند إلى وثائق"))


def test_anaphoric_content_takes_the_words_it_points_to():
    one = article(
        "اتهم حاتم الوادي الشركة بتلويث نهر الزيتون. ونفت الإدارة هذه الاتهامات.",
        ("اتهم", "حاتم الوادي", "بتلويث نهر الزيتون", "accuse"),
        ("ونفت", "الإدارة", "هذه الاتهامات", "deny"),
    )
    accusation, denial = read(one, speakers(one))
    assert denial.answers == accusation.order
    assert skeleton("نهر") in denial.denied
    assert skeleton("نهر") not in accusation.denied


def test_what_is_said_beside_something_else_is_a_proposition_of_its_own():
    said = "قلقه من تلوث نهر الزيتون، إلى جانب اتهام الشركة برشوة مفتشي البيئة"
    one = article(f"أبدى حاتم الوادي {said}.", ("أبدى", "حاتم الوادي", said, "say"))
    found = [part.span.of(one.text) for part in read(one, speakers(one)) if part.index == 0]
    assert found == ["قلقه من تلوث نهر الزيتون،", "إلى جانب اتهام الشركة برشوة مفتشي البيئة"]


def test_numbers_of_two_months_are_two_propositions():
    one = article(
        "قالت الهيئة إن مخزون القمح بلغ 52 في المائة في فبراير، "
        "ثم انخفض مخزون القمح إلى 38 في المائة في مارس.",
        (
            "قالت",
            "الهيئة",
            "إن مخزون القمح بلغ 52 في المائة في فبراير، ثم انخفض مخزون القمح إلى 38 في المائة في مارس",
            "say",
        ),
        published="2025-04-01",
    )
    found = [one for one in read(one, speakers(one)) if one.index == 0]
    assert [[m.value for m in part.measures] for part in found] == [[52.0], [38.0]]
    assert found[0].times != found[1].times


def test_every_span_lies_in_the_text(packs):
    for pack in packs:
        for one in pack.articles:
            for proposition in read(one, {}):
                assert 0 <= proposition.span.start < proposition.span.end <= len(one.text)


def test_article_without_text_has_no_propositions():
    assert read(Attributed(id="empty", text=" "), {}) == []
