import pytest

from attribution.text.nouns import read_words
from attribution.text.phrases import parse, parts
from attribution.text.titles import look


@pytest.mark.parametrize(
    ("word", "stem", "kind"),
    [
        ("وزير", "وزير", "office"),
        ("للوزيرة", "وزير", "office"),
        ("رئيسها", "رئيس", "office"),
        ("نظيرته", "نظير", "counterpart"),
        ("ممثلو", "ممثل", "office"),
        ("والخبراء", "خبير", "occupation"),
        ("شقيقي", "شقيق", "relation"),
        ("معاليه", "معاليه", "deference"),
    ],
)
def test_titles_are_found_under_their_inflections(word, stem, kind):
    assert (look(word).stem, look(word).title) == (stem, kind)


def test_a_plural_is_a_plural_and_a_pronoun_makes_definite():
    assert look("المتحدثون").plural
    assert look("محاميها").definite
    assert not look("محام").definite


@pytest.mark.parametrize("word", ["إيران", "طهران", "الإيرانية", "وإيران", "بطهران"])
def test_states_capitals_and_adjectives_share_a_stem(word):
    assert look(word).stem == "ايران"
    assert look(word).state


def test_spelling_tells_a_name_from_a_particle():
    assert look("علي").given
    assert not look("على").given
    assert look("على").particle == "preposition"
    assert [word.look.given for word in read_words("الدكتور على")] == [False, True]


def test_a_hamza_is_no_article():
    assert not look("ألباريس").state
    assert not look("ألباريس").definite


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("وزير الري والموارد المائية سامر الهدباني", "سامر الهدباني"),
        ("سامر الهدباني، وزير الري", "سامر الهدباني"),
        ("لمدير المركز الدكتور سامر بن فهد آل هدبان", "سامر بن فهد آل هدبان"),
        ("العميد الركن سامر الهدباني قائد المنطقة", "سامر الهدباني"),
        ("رئيس جامعة الملك فهد الدكتور سامر الهدباني", "سامر الهدباني"),
        ("الرئيس التنفيذي نوركاش دي لومبارو", "نوركاش دي لومبارو"),
        ("الدكتورة الهدبانية", "الهدبانية"),
        ("والدة سامر الهدباني", None),
        ("حليف للمستشارة الألمانية كلارا فوغلمان", None),
        ("جامعة محمد الخامس", None),
        ("المتحدث باسم الحكومة", None),
        ("وزارة الري", None),
    ],
)
def test_a_noun_phrase_gives_the_name_of_its_own_person(mention, name):
    words = read_words(mention)
    phrase = parse(words)
    found = (
        mention[words[phrase.name[0]].span.start : words[phrase.name[1] - 1].span.end]
        if phrase.name
        else None
    )
    assert found == name


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        ("وزير الري", "person"),
        ("الوزراء", "group"),
        ("6 مصادر", "anonymous"),
        ("بعض الخبراء", "group"),
        ("وزارة الري", "institution"),
        ("تقرير اللجنة", "document"),
        ("تل أبيب", "country"),
        ("إسرائيلية", "country"),
        ("نوركاش", "unknown"),
    ],
)
def test_kinds_of_sources(mention, kind):
    assert parse(read_words(mention)).kind == kind


@pytest.mark.parametrize(
    ("mention", "found"),
    [
        ("روسيا والصين", ["روسيا", "الصين"]),
        ("كل من سامر الهدباني ونظيره الصيني", ["سامر الهدباني", "نظيره الصيني"]),
        ("وزارة التربية والتعليم", ["وزارة التربية والتعليم"]),
        ("الكاتب والمخرج سامر الهدباني", ["الكاتب والمخرج سامر الهدباني"]),
        ("", []),
    ],
)
def test_joint_sources_are_taken_apart(mention, found):
    assert [" ".join(word.text for word in part) for part in parts(read_words(mention))] == found
