"""The page in a real Chromium: at 1280 and 390 pixels, with and without scripts, checked by axe-core."""

import shutil
from importlib.resources import files

import pytest
from page_reading import hostile
from stories import ledger, said, story
from test_reports_all import PAPER, STATE

from attribution.reports.html.write import page

webdriver = pytest.importorskip("selenium.webdriver")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="needs Debian's chromium and chromium-driver"
)

AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ["violations"]}).then(
  (found) => done(found.violations.map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 200))])));
"""
OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOADED = "return performance.getEntriesByType('navigation')[0].loadEventEnd"


class Browser:
    """Chromium, with pages written for it."""

    def __init__(self, driver, folder):
        self.driver, self.folder = driver, folder

    def open(self, state, language="ar", width=1280, scheme="light", fragment="", name="page"):
        path = self.folder / f"{name}-{language}.html"
        path.write_text("".join(page(state, language)), encoding="utf-8", newline="\n")
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        self.do("Emulation.setDeviceMetricsOverride", **size)
        scheme = [{"name": "prefers-color-scheme", "value": scheme}]
        self.do("Emulation.setEmulatedMedia", media="", features=scheme)
        self.driver.get("about:blank")
        self.driver.get(path.as_uri() + fragment)
        return self

    def do(self, command, **arguments):
        return self.driver.execute_cdp_cmd(command, arguments)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def log(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def one(self, selector):
        return self.driver.find_element("css selector", selector)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield Browser(driver, tmp_path_factory.mktemp("pages"))
    driver.quit()


@pytest.mark.parametrize("width", [1280, 390])
def test_sides_stand_beside_each_other_where_there_is_room(browser, width):
    browser.open(STATE, width=width)
    says, denies = (browser.one(f".claim .side.{side}").rect for side in ("says", "denies"))
    if width == 1280:
        assert says["y"] == denies["y"]
        assert says["x"] > denies["x"] + denies["width"]
    else:
        assert denies["y"] >= says["y"] + says["height"]
    assert browser.run(OVERFLOW) == 0
    assert browser.log() == []


def test_an_article_is_read_back_character_for_character(browser):
    for state in (STATE, hostile()):
        browser.open(state)
        texts = browser.run("return [...document.querySelectorAll('.text')].map(each => each.textContent)")
        assert texts == [article.text for article in state.articles]


def test_what_others_write_does_not_run(browser):
    browser.open(hostile())
    assert browser.run("return [document.scripts.length, document.images.length]") == [1, 0]
    assert browser.log() == []


@pytest.mark.parametrize(("language", "scheme"), [("ar", "light"), ("ar", "dark"), ("en", "light")])
def test_axe_finds_nothing(browser, language, scheme):
    axe = files(pytest.importorskip("axe_core_python")).joinpath("axe.min.js").read_text(encoding="utf-8")
    browser.open(STATE, language, scheme=scheme)
    browser.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    browser.run(axe)
    assert browser.driver.execute_async_script(AXE) == []


def test_without_scripts_all_is_there_but_the_filter(browser):
    browser.do("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(STATE)
        assert not browser.one("#filter").is_displayed()
        assert browser.one(".claim blockquote").is_displayed()
        browser.one(".claim .copies a").click()
        assert "#at-" in browser.driver.current_url
        assert browser.one(":target").is_displayed()
    finally:
        browser.do("Emulation.setScriptExecutionDisabled", value=False)


def test_filters_find_words_in_any_spelling(browser):
    browser.open(STATE)
    browser.one("#filter [name=text]").send_keys("ناجِي العطّار")
    seen = "return [...document.querySelectorAll('[data-item]:not([hidden])')].map(e => e.className.split(' ')[0])"
    wait(lambda: browser.one("#filter output").text)
    assert browser.run(seen) == ["claim", "article"]
    assert browser.one("#filter output").text == "يظهر الآن 2 من 4"
    browser.one("#filter button").click()
    wait(lambda: len(browser.run(seen)) == 4)


def test_a_link_to_what_is_filtered_out_shows_it(browser):
    browser.open(STATE)
    browser.one("#filter [name=text]").send_keys("لا يوجد")
    wait(lambda: browser.one("#filter output").text)
    target = browser.run("return document.querySelector('.text a.cue').id")
    browser.run("location.hash = arguments[0]", target)
    wait(lambda: browser.one(f"#{target}").is_displayed())


def test_the_keyboard_gets_everywhere_and_is_seen(browser):
    browser.open(STATE)
    tab = "return [document.activeElement.className || document.activeElement.name, "
    tab += "getComputedStyle(document.activeElement).outlineStyle]"
    reached = []
    for _ in range(12):
        browser.driver.switch_to.active_element.send_keys("\ue004")
        reached.append(browser.run(tab))
    assert reached[0][0] == "skip"
    assert {"text", "publishers", "speakers", "stances"} <= {name for name, _ in reached}
    assert {outline for _, outline in reached} == {"solid"}


def wait(condition, seconds=20):
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(None, seconds).until(lambda _: condition())


@pytest.mark.slow
def test_five_thousand_attributions_open_in_two_seconds(browser):
    """Of the processor's time, that of the page's own thread: what else the machine does is no matter."""
    told = [
        said("وزعمت", "ليلى الهاشمي", "أن السد الجديد آمن تماماً ولا خوف على القرى", stance="allege"),
        said("ونفى", "ناجي العطار", "ذلك", stance="deny"),
    ]
    stories = []
    for number in range(500):
        paragraphs = [f"{PAPER.replace('القرى', f'القرى {number}')}\n" for _ in range(5)]
        text = "".join(paragraphs)
        starts = [sum(map(len, paragraphs[:at])) for at in range(5)]
        several = [{**one, "content": (), "after": start} for start in starts for one in told]
        stories.append(story(text, *several, key=f"{number}.txt", publisher=f"صحيفة {number % 40}"))
    state = ledger(*stories)
    assert len(state.attributions) == 5000
    browser.do("Performance.enable", timeDomain="threadTicks")
    browser.open(state, name="many", fragment="#articles")
    browser.run(LOADED)
    metrics = {one["name"]: one["value"] for one in browser.do("Performance.getMetrics")["metrics"]}
    assert 0 < metrics["TaskDuration"] < 2
    assert browser.run("return document.querySelectorAll('.text a.cue').length") == 5000
