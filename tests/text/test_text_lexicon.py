import pytest

from attribution.errors import AttributionError
from attribution.text import lexicon


def test_every_list_of_the_checkout_loads():
    names = [path.stem for path in lexicon.FOLDERS[1].glob("*.jsonl")]
    assert "months" in names
    assert all(lexicon.load(name) for name in names)


def test_an_installed_package_has_its_lists_inside(tmp_path, monkeypatch):
    inside, beside = tmp_path / "attribution" / "lexicon", tmp_path / "seeds" / "lexicon"
    for folder, value in ((beside, 2), (inside, 1)):
        folder.mkdir(parents=True)
        (folder / "invented.jsonl").write_text(f'{{"value": {value}}}\n', encoding="utf-8")
    monkeypatch.setattr(lexicon, "FOLDERS", (inside, beside))
    assert lexicon.load("invented") == [{"value": 1}]
    lexicon.load.cache_clear()


def test_an_unknown_list_is_a_coded_error():
    with pytest.raises(AttributionError, match=r"A101.*no_such_list"):
        lexicon.load("no_such_list")


@pytest.mark.parametrize("line", ["{", "[1]", "3"])
def test_a_broken_line_is_a_coded_error_with_its_number(tmp_path, line):
    path = tmp_path / "broken.jsonl"
    path.write_text(f'{{"value": 1}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(AttributionError, match=r"A002.*line 3"):
        lexicon.read(path)
