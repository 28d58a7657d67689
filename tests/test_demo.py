"""The main job with the shipped pipeline: the five articles in, a claim ledger out, and what users do wrong."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "seeds" / "articles"
pytestmark = pytest.mark.model


def attribution(*arguments):
    command = [sys.executable, "-m", "attribution", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The ledger of the five articles, the report that was printed, and the export."""
    folder = tmp_path_factory.mktemp("demo")
    ran = attribution("run", ARTICLES, "--ledger", folder / "seeds.sqlite3")
    assert ran.returncode == 0, ran.stderr
    out = folder / "seeds.json"
    exported = attribution("export", "--ledger", folder / "seeds.sqlite3", "--format", "json", "-o", out)
    assert exported.returncode == 0, exported.stderr
    return folder / "seeds.sqlite3", ran.stdout, json.loads(out.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def supply(demo):
    """The contested claim on the supply of drones, as ``report contested`` has it."""
    ran = attribution("report", "contested", "--ledger", demo[0], "--format", "json")
    assert ran.returncode == 0, ran.stderr
    found = [
        c
        for c in json.loads(ran.stdout)["claims"]
        if any("تنفي" in (p.get("cue") or "") for p in c["positions"])
    ]
    assert len(found) == 1
    return found[0]


def by_article(claim):
    return {(p["key"][:3], p["position"]) for p in claim["positions"]}


def test_the_supply_is_contested(supply):
    assert ("000", "denies") in by_article(supply)
    assert ("000", "alleges") in by_article(supply)
    assert ("004", "states") in by_article(supply)
    assert supply["reason"] in ("denial", "stated-as-fact")


def test_the_fingers_pointed_are_on_the_accusing_side(supply):
    accusing = [p for p in supply["positions"] if p["position"] in ("alleges", "asserts")]
    assert any("بمسيرات" in p["text"] for p in accusing if p["key"].startswith("001"))


def test_the_missiles_are_kept_apart_with_a_reason(supply):
    assert not any("صواريخ أرض-أرض" in p["text"] for p in supply["positions"])
    assert any("صواريخ أرض-أرض" in r["text"] and r["why"] for r in supply["related"])


def test_the_denier_is_iran_and_the_denial_is_shown_word_for_word(supply):
    denials = [p for p in supply["positions"] if p["position"] == "denies"]
    assert {p["speaker_name"] for p in denials} == {"إيران"}
    text = next(ARTICLES.glob("000*")).read_text(encoding="utf-8")
    assert all(p["text"] in text for p in denials)


def test_one_speech_in_two_outlets(demo):
    _, printed, ledger = demo
    section = printed.split("One statement in several articles")[1].split("Contested claims")[0]
    assert "شتياني" in section
    assert "ودليل واضح" in section.partition("without")[2]
    assert "العالم" in section and "موقع المنار" in section
    keys = {a["id"]: a["key"][:3] for a in ledger["articles"]}
    both = [{keys[p["article"]] for p in claim["positions"]} >= {"001", "002"} for claim in ledger["claims"]]
    assert sum(both) >= 3


def test_two_men_of_one_family_name_stay_two(demo):
    _, _, ledger = demo
    names = {speaker["name"]: speaker["aliases"] for speaker in ledger["speakers"]}
    minister = next(name for name in names if "شتياني" in name or "شتیانی" in name)
    assert not any("باقري" in alias for alias in [minister, *names[minister]])
    assert all(
        not ("محمد" in alias and "كني" in " ".join(aliases))
        for aliases in names.values()
        for alias in aliases
    )


def test_what_is_exported_is_verbatim(demo):
    ledger, _, exported = demo
    texts = {a["id"]: a["key"] for a in exported["articles"]}
    assert len(texts) == 6
    again = attribution("run", ARTICLES, "--ledger", ledger)
    assert again.returncode == 0
    assert "0 articles" not in again.stdout


def test_the_example_of_the_readme_runs():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    code = readme.split("```python\n")[1].split("```")[0]
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", cwd=ROOT
    )
    assert ran.returncode == 0, ran.stderr
    assert "قال | سامي الرفاعي" in ran.stdout


def test_bad_input_costs_itself_alone(tmp_path):
    good = tmp_path / "good.txt"
    good.write_text("قال الوزير سامي الرفاعي إن السد آمن تماماً.", encoding="utf-8")
    (tmp_path / "word.txt").write_text("قال", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "latin.txt").write_bytes(
        "Le ministre a déclaré que l'été sera très chaud à Genève.".encode("latin-1")
    )
    (tmp_path / "long.txt").write_text("قال الوزير إن السد آمن. " * 120_000, encoding="utf-8")
    assert (tmp_path / "long.txt").stat().st_size > 5_000_000
    ledger = tmp_path / "out.sqlite3"
    ran = attribution("run", tmp_path, tmp_path / "none.txt", "--ledger", ledger)
    assert ran.returncode == 3
    for name, code in {
        "empty": "A110",
        "binary": "A11",
        "latin": "A112",
        "long": "A204",
        "none": "A001",
    }.items():
        assert any(name in line and code in line for line in ran.stderr.splitlines()), (name, ran.stderr)
    assert "Traceback" not in ran.stderr
    exported = json.loads(attribution("export", "--ledger", ledger, "--format", "json", "-o", "-").stdout)
    assert {a["key"] for a in exported["articles"]} == {"good", "word"}
    assert [a["speaker_name"] for a in exported["attributions"] if a["speaker"]] == ["سامي الرفاعي"]


def test_a_ledger_that_is_none_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("لا شيء هنا يشبه قاعدة بيانات", encoding="utf-8")
    ran = attribution("run", ARTICLES, "--ledger", path)
    assert (ran.returncode, "A302" in ran.stderr, "Traceback" in ran.stderr) == (3, True, False)
    assert path.read_text(encoding="utf-8") == "لا شيء هنا يشبه قاعدة بيانات"
