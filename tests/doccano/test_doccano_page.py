"""A correction by mouse in Doccano's real page: it counts UTF-16 units, an emoji stands before the spans."""

import shutil

import pytest

from attribution.doccano.projects import find
from attribution.doccano.pull import pull
from attribution.doccano.push import push
from attribution.records import Attributed, Attribution, TextSpan

pytestmark = pytest.mark.server
webdriver = pytest.importorskip("selenium.webdriver")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
TEXT = "😀😀 قَالَ الوزير سامي الرفاعي أمس إن الماء يكفي."
LIST = ".menuable__content__active .v-list-item"
CORNERS = """
const words = arguments[0];
const node = [...document.querySelectorAll("svg text")].find(n => n.textContent.includes(words));
const first = node.textContent.indexOf(words), matrix = node.getScreenCTM();
return [first, first + words.length - 1].map(i => {
  const box = node.getExtentOfChar(i);
  const p = new DOMPoint(box.x, box.y + box.height / 2).matrixTransform(matrix);
  return [p.x, p.x + box.width * matrix.a, p.y];
});
"""
"""Where the first and last letter of some words stand on the screen: left, right, middle."""


def span(words):
    at = TEXT.index(words)
    return TextSpan(at, at + len(words))


class Page:
    """What an annotator does with mouse and keyboard."""

    def __init__(self, browser):
        self.browser = browser

    def wait(self, condition, seconds=60):
        """Wait until something holds; the page draws anew after each change, so what was there may be gone again."""
        from selenium.common.exceptions import JavascriptException, StaleElementReferenceException
        from selenium.webdriver.support.ui import WebDriverWait

        passing = (IndexError, StopIteration, StaleElementReferenceException, JavascriptException)
        return WebDriverWait(self.browser, seconds, ignored_exceptions=passing).until(
            lambda browser: condition()
        )

    def all(self, selector):
        return self.browser.find_elements("css selector", selector)

    def log_in(self, url, user, password):
        self.browser.get(f"{url}/auth/")
        self.wait(lambda: self.all("input[name=password]"))[0].send_keys(password)
        self.all("input[name=username]")[0].send_keys(user, "\n")
        self.wait(lambda: "/projects" in self.browser.current_url)

    def click(self, label):
        """Click a label under the text."""
        self.wait(lambda: next(n for n in self.all("svg text") if n.text == label).click() or True)

    def mark(self, words, label):
        """Draw the mouse over some words, from right to left, and choose a label."""

        def draw():
            (_, right, y), (left, _, _) = self.browser.execute_script(CORNERS, words)
            actions = webdriver.ActionChains(self.browser)
            mouse = actions.w3c_actions.pointer_action
            mouse.move_to_location(int(right) - 1, int(y))
            mouse.pointer_down()
            mouse.move_to_location(int((left + right) / 2), int(y))
            mouse.move_to_location(int(left) + 1, int(y))
            mouse.pointer_up()
            actions.perform()
            return self.wait(lambda: self.all(LIST), seconds=8)

        self.wait(draw)
        self.choose(label)

    def choose(self, label):
        """Choose a label in the list that is open."""
        self.wait(lambda: next(i for i in self.all(LIST) if i.text.split("\n")[-1] == label).click() or True)


@pytest.fixture
def page():
    if not (CHROMIUM and DRIVER):
        pytest.skip("Debian's packages chromium and chromium-driver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1600,1200"):
        options.add_argument(argument)
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield Page(browser)
    browser.quit()


def test_a_correction_by_mouse_comes_back_right(server, client, name, desk, page):
    server.annotator("salma")
    wrong = Attribution(
        cue=span("قَالَ"),
        speaker=span("سامي الرفاعي"),
        speaker_name="سامي الرفاعي",
        content=(span("إن الماء"),),
    )
    project = push(
        client, name, [Attributed(id="w", text=TEXT, attributions=(wrong,))], "salma", pytest.fail
    ).project
    at = desk(server.client("salma"), project)

    def there(*labels):
        page.wait(lambda: sorted(s["label"] for s in at.spans("w")) == sorted(labels))

    page.log_in(server.state.url, "salma", server.password)
    page.browser.get(f"{server.state.url}/projects/{project.id}/sequence-labeling?page=1")
    page.click("CONTENT")
    page.wait(lambda: page.all(".menuable__content__active .v-chip__close")[0].click() or True)
    there("CUE", "SPEAKER")
    page.mark("إن الماء يكفي", "CONTENT «»")
    there("CUE", "SPEAKER", "CONTENT «»")
    page.click("CUE")
    page.choose("CUE deny")
    there("CUE deny", "SPEAKER", "CONTENT «»")
    page.all(".v-input--switch .v-input--selection-controls__ripple")[0].click()
    page.click("CUE deny")
    page.click("CONTENT «»")
    page.choose("content")
    page.wait(lambda: len(at.relations("w")) == 2)
    at.confirm("w")
    back = pull(client, find(client, name)[0])
    (found,) = back.articles[0].attributions
    assert found.content == (span("إن الماء يكفي"),) and found.content[0].of(TEXT) == "إن الماء يكفي"
    assert (found.cue, found.speaker, found.speaker_name) == (wrong.cue, wrong.speaker, wrong.speaker_name)
    assert (found.stance, found.type) == ("deny", "direct")
    assert back.errors == [] and back.counts["spans"] == {"kept": 1, "relabelled": 1, "moved": 1}
