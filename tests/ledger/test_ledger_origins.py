"""What makes two articles one origin: what they share, how they open, when, where, and by which agency."""

from datetime import date, timedelta

import pytest

from attribution.ledger.copies import DAYS, contained, formulas, needed, same_story, story
from attribution.ledger.origins import origins
from attribution.records import Article

OPENING = (
    "أعلنت بلدية الزيتون صباح أمس افتتاح مكتبة عامة جديدة في حي المطحنة القديم بعد ترميم استمر ثلاث سنوات "
    "وكلف خمسة ملايين دينار، وقالت مديرة المكتبة هناء السروجي إن القاعة الكبرى تتسع لمئتي قارئ وإن المخطوطات "
    "النادرة نقلت إليها من مخزن الميناء في صناديق مبردة."
)
MIDDLE = (
    "وأوضحت السروجي أن فريقا من المرممين فهرس أربعين ألف كتاب خلال الشتاء، وأن الأطفال سيجدون ركنا للحكايات "
    "يديره متطوعون كل خميس، بينما تبقى قاعة الصحف مفتوحة حتى منتصف الليل."
)
ELSEWHERE = (
    "ترأس محافظ الجسر طارق النحاس اجتماعا لمجلس الموازنة ناقش فيه أسعار القمح ورسوم المرفأ وتأخر شحنات السماد، "
    "وتعهد أمام التجار الغاضبين بصرف التعويضات قبل عيد الحصاد، في حين طالب نقيب الصيادين بوقف الغرامات على "
    "القوارب الصغيرة وبتوسيع رصيف الشباك المتهالك في الجهة الشرقية من الخليج قبل موسم العواصف المقبل."
)

PERIOD = DAYS + 1
LONG = "".join(f" سطر{number}" for number in range(300))


def article(text, day="2025-03-01", publisher=None):
    return Article(id="x", text=text, published=day, publisher=publisher)


def at(text, day="2025-03-01", publisher=None):
    return story(article(text, day, publisher))


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        (("", "2025-03-01", "أ"), ("", "2025-03-02", "ب"), 0.35),
        (("", "2025-03-01", None), ("", "2025-03-02", None), 0.35),
        (("", "2025-03-01", "أ"), ("", "2025-03-02", "أ"), 0.55),
        (("", "2025-03-01", "أ"), ("", "2025-03-03", "ب"), 0.55),
        (("", "2025-03-01", "أ"), ("", "2025-03-05", "ب"), 0.9),
        (("", "2025-03-01T08:00:00Z", "أ"), ("", None, "ب"), 0.6),
        (("", "الأحد", "أ"), ("", "2025-03-01", "ب"), 0.6),
        (("\n(رويترز)", "2025-03-01", "أ"), ("\n– رويترز", "2025-03-01", "ب"), 0.3),
        (("\n(رويترز)", "2025-03-01", "أ"), ("\n(أ ف ب)", "2025-03-01", "ب"), 0.55),
        (("\n(رويترز)", "2025-03-01", "أ"), ("\n– وكالات", "2025-03-01", "ب"), 0.35),
        (("\n(رويترز)", "2025-03-01", "أ"), ("\n– رويترز", "2025-03-05", "ب"), 0.9),
        (("", "2025-03-01", "أ"), (LONG, "2025-03-01", "ب"), 0.55),
    ],
)
def test_how_much_is_needed(one, other, share):
    (ending, day, publisher), (another, later, elsewhere) = one, other
    first, second = at(OPENING + ending, day, publisher), at(OPENING + another, later, elsewhere)
    assert needed(first, second) == needed(second, first) == share


def test_a_report_that_opens_with_something_else_is_no_copy_of_what_it_quotes():
    statement, report = article(MIDDLE), article(f"{ELSEWHERE} {OPENING} {MIDDLE}")
    shorter, longer = story(statement), story(report)
    assert contained(shorter.shingles, longer.shingles) == 1.0
    assert needed(shorter, longer) == 0.9
    cut = story(article(MIDDLE.replace("أربعين ألف كتاب", "آلاف الكتب")))
    assert 0.55 < contained(cut.shingles, longer.shingles) < 0.9
    assert not same_story(cut, longer)
    assert same_story(cut, shorter)


def test_an_edit_is_a_copy_at_another_publisher_s_not_days_later():
    edited = OPENING.replace("صباح أمس", "يوم الأحد").replace("وكلف", "وبلغت كلفته").replace("وإن", "كما أن")
    edited = edited.replace("عامة جديدة", "جديدة عامة").replace("نقلت إليها من", "أحضرت إليها من")
    one, other = at(OPENING, publisher="أ"), at(edited, publisher="ب")
    assert 0.35 <= contained(one.shingles, other.shingles) < 0.55
    assert same_story(one, other)
    assert not same_story(one, at(edited, "2025-03-03", "ب"))
    assert not same_story(at(f"{OPENING} (رويترز)", publisher="أ"), at(f"{edited} (واس)", publisher="ب"))


def form(number, cargo):
    return (
        f"وصلت القافلة الطبية {number} إلى ميناء الزيتون تحمل {cargo}، يرافقها فريق من هيئة الإسعاف البحري. "
        "وأوضح الناطق باسم هيئة الإسعاف البحري أن هذه القوافل تأتي ضمن خطة الهيئة لدعم المستشفيات الصغيرة على "
        "الساحل الشمالي، وأنها مستمرة حتى نهاية العام بإذن الله، مثمنا جهود المتطوعين في الميناء والمخازن."
    )


CARGOES = [
    ("الأولى", "أجهزة غسيل الكلى ومولدات كهرباء صغيرة للعيادات النائية في جزر المحار الثلاث"),
    ("الثانية", "لقاحات للأطفال وثلاجات شمسية تبرعت بها نقابة الصيادلة في مدينة الجسر القديمة"),
    ("الثالثة", "سماعات وأسرة متحركة وخياما للعزل صنعها نزلاء معهد التدريب المهني بالقنطرة"),
    ("الرابعة", "أدوية القلب والسكري وعربتين للإسعاف مجهزتين بأجهزة تنفس من جامعة التلال"),
]


def test_a_form_filled_in_anew_is_known_by_its_return():
    first = date(2025, 3, 2)
    arrived = [
        article(form(*cargo), (first + timedelta(days=3 * number)).isoformat(), "أ")
        for number, cargo in enumerate(CARGOES)
    ]
    copy = article(form(*CARGOES[1]).replace("مثمنا", "مقدرا"), "2025-03-06", "ب")
    assert len(set(origins(arrived[:2]).values())) == 1, "two are too few to know a form by"
    found = origins([*arrived, copy])
    assert len(set(found.values())) == 4
    assert found[copy.sha256] == arrived[1].sha256


def test_formulas_are_what_stands_in_three_periods():
    days = [
        date.fromordinal(PERIOD * 184800 + day).isoformat() for day in (0, PERIOD - 1, PERIOD, 9 * PERIOD)
    ]
    two, three = ([at(MIDDLE, day) for day in chosen] for chosen in (days[:3], days[1:]))
    assert formulas(two) == frozenset()
    assert formulas(three) == at(MIDDLE).shingles
    assert formulas([at(MIDDLE, None)] * 9) == frozenset()


def test_what_is_nothing_but_formulas_has_to_be_the_same_word_for_word():
    one = at(MIDDLE)
    assert same_story(one, one, one.shingles)
    assert not same_story(one, at(MIDDLE.replace("خلال الشتاء", "في عام")), one.shingles)


def test_a_round_up_does_not_join_what_it_gathers():
    roundup = article(f"{ELSEWHERE}\n{OPENING}\n{MIDDLE}", publisher="ج")
    first = article(OPENING.replace("صباح أمس", "اليوم").replace("النادرة", "القديمة"), publisher="أ")
    second = article(MIDDLE.replace("السروجي", "المديرة").replace("يديره متطوعون", "يديرونه"), publisher="ب")
    assert all(contained(story(one).shingles, story(roundup).shingles) > 0.7 for one in (first, second))
    assert len(set(origins([roundup, first, second]).values())) == 3


def test_the_origin_is_the_same_in_whatever_order_they_come():
    articles = [
        article(f"{OPENING} {MIDDLE}", f"2025-03-0{day}", publisher)
        for day, publisher in ((2, "أ"), (1, "ب"))
    ]
    articles[1] = articles[1].model_copy(update={"text": articles[1].text + " انتهى"})
    assert origins(articles) == origins(articles[::-1])
    assert set(origins(articles).values()) == {articles[1].sha256}
