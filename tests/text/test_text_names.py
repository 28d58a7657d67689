import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.records import TextSpan
from attribution.text.names import resolve_names


def spans(text, *mentions):
    """Spans of mentions, each searched for after the one before it."""
    found, at = [], 0
    for mention in mentions:
        at = text.index(mention, at)
        found.append(TextSpan(at, at + len(mention)))
    return found


def names(text, *mentions):
    return resolve_names(text, spans(text, *mentions))


def test_surname_finds_the_full_name_wherever_it_stands():
    text = "التقى الوفد وزير الري سامر الهدباني في تيبازة. وقال الهدباني إن السد امتلأ. وأكد الهدبانى ذلك."
    second, third = spans(text, "الهدباني إن", "الهدبانى")
    assert resolve_names(text, [TextSpan(second.start, second.start + 8), third]) == ["سامر الهدباني"] * 2


def test_a_title_finds_who_bears_it_in_that_state():
    text = (
        "بحث وزير الدفاع التشادي آدم قرفي مع نظيره النيجري عثمان باري أمن الحدود. وقال وزير الدفاع النيجري إن "
        "الدوريات بدأت. وأضاف وزير الدفاع التشادي أنها مشتركة. وشدد نظيره النيجري على ذلك."
    )
    found = names(text, "وزير الدفاع النيجري إن"[:19], "وزير الدفاع التشادي أنها"[:19], "نظيره النيجري")
    assert found == ["عثمان باري", "آدم قرفي", "عثمان باري"]


def test_two_who_share_a_surname_stay_two():
    text = (
        "قال سامر كوزي إن المناورة انتهت. ورد مازن كوزي هدباني بأن الحوار مستمر. وأضاف كوزي هدباني أن وفدا سيصل. "
        "وتابع سامر كوزي حديثه."
    )
    found = names(text, "سامر كوزي", "مازن كوزي هدباني", "كوزي هدباني", "سامر كوزي")
    assert found == ["سامر كوزي", "مازن كوزي هدباني", "مازن كوزي هدباني", "سامر كوزي"]


def test_father_and_son_stay_two():
    text = "هنأ سامر بن فهد الهدباني نجله مازن بن سامر الهدباني. وقال سامر بن فهد الهدباني إنه فخور."
    assert names(text, "سامر بن فهد الهدباني", "سامر بن فهد الهدباني") == ["سامر بن فهد الهدباني"] * 2


def test_a_noun_that_only_points_takes_the_last_speaker_of_its_gender():
    text = (
        "قالت لينا القاضوني إن العدد زاد. وقال سامر الهدباني إنه نقص. وأضافت المتحدثة ذاتها أن الأرقام رسمية."
    )
    found = names(text, "لينا القاضوني", "سامر الهدباني", "المتحدثة ذاتها")
    assert found == ["لينا القاضوني", "سامر الهدباني", "لينا القاضوني"]


def test_another_office_is_another_person():
    text = (
        "قال المدير العام للشركة سامر الهدباني إن الإنتاج زاد. ونفى نقيب الصحفيين ذلك، كما نفاه وزير العدل."
    )
    found = names(text, "المدير العام للشركة سامر الهدباني", "نقيب الصحفيين", "وزير العدل")
    assert found == ["سامر الهدباني", "نقيب الصحفيين", "وزير العدل"]


def test_institutions_find_their_full_form():
    text = (
        "أعلنت وزارة الري الجزائرية تأجيل المشروع. وأضافت الوزارة أن السبب فني. وقال مصدر قضائي إن الملف أغلق. "
        "وأكد المصدر ذلك."
    )
    found = names(text, "وزارة الري الجزائرية", "الوزارة", "مصدر قضائي", "المصدر")
    assert found == ["وزارة الري الجزائرية", "وزارة الري الجزائرية", "مصدر قضائي", "مصدر قضائي"]


def test_a_shorthand_grows_only_where_the_text_says_so():
    assert names("قالت الخارجية التركية ذلك بعد بيان وزارة الخارجية التركية", "الخارجية التركية") == [
        "وزارة الخارجية التركية"
    ]
    assert names("قالت الخارجية التركية ذلك", "الخارجية التركية") == ["الخارجية التركية"]


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("نفت طهران الأمر وقالت إيران إنه كذب", "طهران", "إيران"),
        ("نفت طهران الأمر", "طهران", "إيران"),
        ("اتهامات إسرائيلية جديدة", "إسرائيلية", "إسرائيل"),
        ("رأت اتهامات غربية", "غربية", "غربية"),
        ("قال البيت الأبيض", "البيت الأبيض", "البيت الأبيض"),
        ("بحسب 6 مصادر", "6 مصادر", "6 مصادر"),
        ("قالت شركة «نوركاش» للأدوية", "شركة «نوركاش» للأدوية", "شركة نوركاش للأدوية"),
        ("أكدت كل من روسيا والصين", "كل من روسيا والصين", "روسيا والصين"),
        ("ونقلت عن مسؤولاً حكومياً", "مسؤولاً حكومياً", "مسؤول حكومي"),
    ],
)
def test_names_of_sources_that_are_no_persons(text, mention, name):
    assert names(text, mention) == [name]


def test_the_latter_is_who_was_named_last():
    text = "بعد لقاء سامر الهدباني وآدم قرفي شدد الأخير على الحل. وردت إيران على فرنسا، وحذرت الأخيرة من التصعيد."
    assert names(text, "الأخير", "الأخيرة") == ["آدم قرفي", "فرنسا"]


def test_a_given_name_tells_more_of_gender_than_a_title():
    text = "قالت لينا القاضوني، عضو اللجنة، إن العدد زاد. وأضافت المتحدثة أن الأرقام رسمية."
    assert names(text, "لينا القاضوني، عضو اللجنة", "المتحدثة") == ["لينا القاضوني"] * 2


def test_a_form_of_respect_finds_who_was_named_last_even_where_he_has_not_spoken():
    text = "ألقى الشيخ سامر الهدباني محاضرة عن الوقف. وقال فضيلته إن الوقف عبادة."
    assert names(text, "فضيلته") == ["سامر الهدباني"]


def test_a_verb_before_a_surname_makes_no_second_person():
    text = "وصف الخبير التشادي سامر كوزيفسكي الرحلة. ووصل سعر الآن لميدالية كوزيفسكي إلى ألف. وقال كوزيفسكي إنه باعها."
    found = names(text, "الخبير التشادي سامر كوزيفسكي", "كوزيفسكي إلى", "كوزيفسكي إنه")
    assert found == ["سامر كوزيفسكي"] * 3


def test_the_same_source_is_another_such_source_or_else_who_spoke_last():
    text = "قال مصدر قضائي إن الملف أغلق. وقالت لينا القاضوني إنه مفتوح. وأضاف المصدر نفسه أن القاضي وقع."
    assert names(text, "مصدر قضائي", "لينا القاضوني", "المصدر نفسه")[-1] == "مصدر قضائي"
    text = "طالبت جمعية المرفأ الأزرق بالتحقيق. وأضاف المصدر ذاته أن الوثائق جاهزة. وقال مصدر أمني إن الملف أغلق."
    assert names(text, "جمعية المرفأ الأزرق", "المصدر ذاته")[-1] == "جمعية المرفأ الأزرق"


def test_several_are_not_one_and_one_is_not_several():
    text = "أصيب جندي تشادي في الاشتباك. وقال الجنود إنهم ردوا على النار."
    assert names(text, "الجنود") == ["الجنود"]


def test_a_relative_clause_without_pronoun_is_no_part_of_a_document():
    text = "نفى الحزب الأمر في بلاغ توصلت الجريدة بنسخة منه. وأكد البلاغ أن المؤتمر قائم."
    assert names(text, "البلاغ") == ["البلاغ"]


def test_a_demonstrative_inside_a_description_points_to_nobody_else():
    text = "قال موظف في البنك إن الطابور طال. وأكد أحد هؤلاء الباعة ذلك."
    assert names(text, "موظف في البنك", "أحد هؤلاء الباعة")[-1] == "أحد هؤلاء الباعة"


def test_an_office_said_in_other_words_is_the_same_office():
    text = (
        "التقى وزير الخارجية التشادي آدم قرفي ووزير الدفاع التشادي سامر الهدباني. "
        "وقال رئيس الدبلوماسية التشادية إن اللقاء مثمر."
    )
    assert names(text, "رئيس الدبلوماسية التشادية") == ["آدم قرفي"]


def test_the_head_of_a_state_is_not_the_head_of_a_company():
    text = (
        "التقى الوفد الرئيس التشادي آدم قرفي. وقال رئيس مجلس الإدارة إن المصنع جاهز. ورحب رئيس الدولة بذلك."
    )
    assert names(text, "رئيس مجلس الإدارة", "رئيس الدولة") == ["رئيس مجلس الإدارة", "آدم قرفي"]


def test_of_two_with_one_title_the_one_of_whom_the_text_says_the_rest():
    text = (
        "وصف الناطق باسم حركة المرفأ الأزرق آدم قرفي الحادث. وقال القيادي في الحركة بالجنوب سامر الهدباني إنه خطير. "
        "وأكد القيادي في حركة المرفأ الأزرق أن التحقيق بدأ. وشدد القيادي قرفي على ذلك."
    )
    assert names(text, "القيادي في حركة المرفأ الأزرق", "القيادي قرفي") == ["آدم قرفي"] * 2


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("كل من الطالبين عبد الله قرفي، وعبد الله هدباني", "عبد الله قرفي وعبد الله هدباني"),
        ("والد إحدى التلميذات، سامر الهدباني", "سامر الهدباني"),
        ("لينا السويدي مديرة الاتحاد العام", "لينا السويدي"),
        ("سامر الأمين ولد الهدبان، مرشح الائتلاف", "سامر الأمين ولد الهدبان"),
        ("ضيفة سامر الهدباني", "ضيفة سامر الهدباني"),
        ("رئيس الدولة لنظيره التشادي", "رئيس الدولة"),
        ("مصادر (المرصاد)", "مصادر المرصاد"),
    ],
)
def test_names_inside_a_mention(mention, name):
    assert names(f"قال {mention} إن الأمر صحيح", mention) == [name]


def test_a_short_name_in_brackets_stands_for_what_is_before_it():
    text = "أدانت حركة المرفأ الأزرق (همر) الحادث. وطالبت همر بالتحقيق."
    assert names(text, "همر بالتحقيق"[:3])[0] == "حركة المرفأ الأزرق"


def test_a_source_is_one_of_the_sources_before_it():
    text = "قالت مصادر تشادية رسمية إن الحملة مستمرة. وشدد المصدر على ذلك."
    assert names(text, "مصادر تشادية رسمية", "المصدر") == ["مصادر تشادية رسمية"] * 2


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        (
            "راجعت الهيئة الساحلية لسلامة القوارب سجلات السفن. وأكدت الهيئة ذلك",
            "الهيئة ذلك"[:6],
            "الهيئة الساحلية لسلامة القوارب",
        ),
        ("انتقد المكتب الوطني للقياس بالأمس. وزعم المكتب ذلك", "المكتب ذلك"[:6], "المكتب الوطني للقياس"),
        ("هاجم المكتب السابق للوزير. وزعم المكتب ذلك", "المكتب ذلك"[:6], "المكتب"),
        (
            "رفضت وزارة البيئة والتعليم التعليق. وقالت الوزارة إنها تدرس",
            "الوزارة إنها"[:7],
            "وزارة البيئة والتعليم",
        ),
    ],
)
def test_a_noun_finds_the_institution_that_the_text_describes(text, mention, name):
    start = text.rindex(mention)
    assert resolve_names(text, [TextSpan(start, start + len(mention))]) == [name]


def test_an_institution_that_is_described_is_not_another_kind_of_institution():
    text = "قالت الهيئة الساحلية لسلامة القوارب إن السجلات ناقصة. ووصفت الشركة القرار بالمتسرع."
    assert names(text, "الهيئة الساحلية لسلامة القوارب", "الشركة")[1] == "الشركة"


def test_what_only_describes_an_institution_is_no_part_of_its_name():
    text = "طالبت رابطة الصيادين المستقلين المقربة من المعارضة بالتحقيق"
    assert names(text, "رابطة الصيادين المستقلين المقربة من المعارضة") == ["رابطة الصيادين المستقلين"]


@pytest.mark.parametrize(
    ("headline", "story", "name"),
    [
        (
            "باحثون: الدواء بلا أثر",
            "وقال باحثون في جامعة الهضبة إنهم أعادوا التجربة.",
            "باحثون في جامعة الهضبة",
        ),
        ("باحثون: الدواء بلا أثر", "وقال باحثون إن باحثين أعادوا التجربة.", "باحثون"),
        ("الوالي وباحثون: بلا أثر", "وقال باحثون في جامعة الهضبة إنهم أعادوا التجربة.", "باحثون"),
    ],
)
def test_a_headline_names_the_sources_of_its_story_in_short(headline, story, name):
    text = f"{headline}\n{story}"
    first, second = text.index("باحثون"), text.rindex("باحثون")
    end = story.find("إن") - 1 + len(headline) + 1
    start = first - 1 if text[first - 1] == "و" and first else first
    found = resolve_names(text, [TextSpan(start, first + 6), TextSpan(second, end)])
    assert found[0] == name


def test_a_title_after_a_family_name_is_the_object_of_the_verb():
    text = "مثل المدعي آدم قرفيان الحق العام. واتهم قرفيان المتهم بالتزوير."
    assert names(text, "قرفيان المتهم") == ["آدم قرفيان"]


def test_a_province_is_nobodys_title():
    mention = "وكيل الوزارة بالمحافظة سامر عبد الهادي"
    assert names(f"وقال {mention} إن العينات سليمة", mention) == ["سامر عبد الهادي"]


def test_no_mention_has_no_name_and_costs_the_others_nothing():
    text = "قيل إن السد امتلأ، وأكد سامر الهدباني ذلك"
    assert resolve_names(text, [None, *spans(text, "سامر الهدباني")]) == [None, "سامر الهدباني"]
    assert resolve_names("", []) == []


PIECES = [
    "وزير",
    "الوزير",
    "سامر",
    "الهدباني",
    "و",
    "والصين",
    "إيران",
    "«",
    "»",
    "،",
    "ذاته",
    "المصدر",
    "ـ",
    "كل من",
    "-",
    " ",
    "د.",
]


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1).map(" ".join).filter(bool), st.data()
)
def test_any_span_of_any_text_gets_some_name(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    span = TextSpan(start, data.draw(st.integers(start + 1, len(text))))
    (name,) = resolve_names(text, [span], [TextSpan(0, 1)])
    assert isinstance(name, str)
    assert name
