"""Labelled claims of real news: labels without texts, put together with a corpus; here with an invented one."""

import gzip
import json
from pathlib import Path

import pytest

from attribution.ledger.fitting.labelled import SPARED, contradicting, memberships, opposed, propositions
from attribution.ledger.fitting.news import load_news
from attribution.ledger.fitting.news_eval import main

LABELS = Path(__file__).parents[2] / "annotations" / "news_claims.jsonl"
TEXT = (
    "قال سامر الجبل إن الجسر القديم انهار صباح الأحد وإن الحراس ناموا طوال الليلة الماضية. "
    "ونفى حاتم الوادي انهيار الجسر. "
    "وقالت هالة الرفاعي إن السوق مغلق. وانهار الجسر فجرا."
)


def span(words, text=TEXT):
    at = text.index(words)
    return [at, at + len(words)]


@pytest.fixture
def files(tmp_path):
    said = [
        ("قال", "سامر الجبل", "إن الجسر القديم انهار صباح الأحد وإن الحراس ناموا طوال الليلة الماضية", "say"),
        ("ونفى", "حاتم الوادي", "انهيار الجسر", "deny"),
        ("وقالت", "هالة الرفاعي", "إن السوق مغلق", "say"),
    ]
    found = [
        {"cue": span(c), "speaker": span(s), "speaker_name": s, "content": [span(w)], "stance": stance}
        for c, s, w, stance in said
    ]
    first = {"doc": "n1", "attribution": 0, "span": span("إن الجسر القديم انهار صباح الأحد"), "side": "+"}
    second = {"doc": "n1", "attribution": 1, "span": span("انهيار الجسر"), "side": "-"}
    third = {"doc": "n1", "attribution": 2, "span": span("إن السوق مغلق")}
    voice = {"doc": "n1", "attribution": None, "span": span("وانهار الجسر فجرا."), "side": "+"}
    row = {
        "event": "n-00",
        "half": 0,
        "articles": [{"id": "n1", "attributions": found}],
        "claims": [{"contested": True, "reason": "denial", "positions": [first, second, voice]}],
        "near": [[first, third]],
        "unsure": [[second, third]],
    }
    claims, corpus = tmp_path / "claims.jsonl", tmp_path / "corpus.jsonl.gz"
    claims.write_text(json.dumps(row) + "\n" + json.dumps({**row, "half": 1}) + "\n", encoding="utf-8")
    with gzip.open(corpus, "wt", encoding="utf-8") as file:
        for key, text in (("other", "نص آخر."), ("n1", TEXT)):
            file.write(json.dumps({"id": key, "text": text, "publisher": None}) + "\n")
    return claims, corpus


def test_labels_meet_their_texts(files):
    (pack, again) = load_news(*files)
    assert [load_news(*files, half)[0].name for half in (0, 1)] == [pack.name, again.name]
    article = pack.articles[0]
    (claim,) = pack.claims
    assert {(at[1], article.text[at[2] : at[3]], stand) for at, stand in claim.positions.items()} == {
        ("cue", "قال", "asserts"),
        ("cue", "ونفى", "denies"),
        ("span", "وانهار الجسر فجرا", "states"),
    }
    assert len(pack.traps) == len(pack.unsure) == 1


def test_of_a_content_that_says_two_things_the_labelled_one_is_of_the_claim(files):
    pack = load_news(*files, 0)[0]
    found = propositions(pack)
    meant = [one.span.of(TEXT) for one, of in zip(found, memberships(found, pack), strict=True) if of]
    assert meant == ["إن الجسر القديم انهار صباح الأحد", "انهيار الجسر", "وانهار الجسر فجرا."]


def test_pairs_that_contradict_each_other_are_all_kept_and_unsure_ones_are_not(files):
    pack = load_news(*files, 0)[0]
    _, targets, counts = contradicting(pack)
    assert sorted(targets)[-2:] == [1.0, 1.0]
    assert set(counts[targets == 0.0]) <= {float(SPARED)}
    assert opposed(pack)[1].tolist() == [1.0, 0.0, 1.0]


def test_the_claims_that_ship_are_measured_on_them(files, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["news", *map(str, files)])
    main()
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" {")[0] for line in lines] == ["half 0", "half 1", "all"]
    assert "'contested F1': 1.0" in lines[2]


def test_no_text_is_among_the_labels():
    keys = {"doc", "attribution", "span", "side", "contested", "reason", "positions"}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert all(
            claim.keys() | position.keys() <= keys
            for claim in row["claims"]
            for position in claim["positions"]
        )
        assert all(article.keys() == {"id", "sha256", "attributions"} for article in row["articles"])
