"""``attribution report --format html``: the page, and the pages of single reports."""

import pytest

from attribution.ledger import Ledger, Pipeline
from attribution.records import Attributed, Attribution

TEXT = "قال سالم الطيب إن البلدية باعت المحطة."


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("ledger") / "news.sqlite"
    told = Attribution(cue=(0, 3), speaker=(4, 14), speaker_name="سالم الطيب", content=((15, 37),))
    with Ledger.open(path) as opened:
        opened.add(Attributed(id="a.txt", text=TEXT, attributions=(told,)), pipeline=Pipeline("gold", "1"))
        opened.derive()
    return path


@pytest.mark.parametrize("named", [(), ("claims",), ("contested",), ("article", "a.txt")])
def test_a_page_in_both_languages(attribution, ledger, tmp_path, named):
    path = tmp_path / "report.html"
    for options, opening in (
        ((), '<html lang="ar" dir="rtl">'),
        (("--lang", "en"), '<html lang="en" dir="ltr">'),
    ):
        result = attribution("report", *named, "--format", "html", *options, "--ledger", ledger, "-o", path)
        assert result.exit_code == 0, result.output
        assert result.stdout == ""
        assert opening in path.read_text(encoding="utf-8")


def test_filters_cut_the_page(attribution, ledger):
    shown = attribution("report", "--format", "html", "--ledger", ledger).stdout
    cut = attribution("report", "--format", "html", "--ledger", ledger, "--speaker", "غيره").stdout
    assert "باعت المحطة" in shown
    assert "باعت المحطة" not in cut


@pytest.mark.parametrize(
    "arguments",
    [
        ("--ledger", "x"),
        ("--format", "csv", "--ledger", "x"),
        ("--format", "html"),
        ("--ledger", "x", "claims"),
    ],
)
def test_what_is_no_page_is_wrong_usage(attribution, arguments):
    result = attribution("report", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_a_language_is_for_the_page_alone(attribution, ledger):
    result = attribution("report", "claims", "--lang", "en", "--ledger", ledger)
    assert result.exit_code == 3
    assert result.stderr.startswith("[A440]")
