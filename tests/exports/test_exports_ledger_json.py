"""The JSON of a ledger is what its schema says, and its spans are the articles' words."""

import json
from pathlib import Path

import jsonschema
import pytest

import attribution.exports.ledger_json as ledger_json
from attribution.ledger import Ledger, Pipeline
from attribution.records import Attributed, Claim, LedgerState, Mention, Position, Reason, Speaker, Stand

PACKS = Path(__file__).parents[2] / "annotations" / "packs.jsonl"
SCHEMA = json.loads((Path(ledger_json.__file__).parent / "ledger.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def state() -> LedgerState:
    with Ledger.open() as ledger:
        for line in PACKS.read_text(encoding="utf-8").splitlines()[:4]:
            ledger.add(Attributed(**json.loads(line)), pipeline=Pipeline("gold", "1"))
        found = ledger.state()
    sha256 = found.articles[0].id
    speaker = Speaker(
        id="s1", name="سالم الطيب", aliases=("الطيب",), mentions=(Mention(article=sha256, span=(0, 4)),)
    )
    stands = [
        Position(article=sha256, attribution=None, span=(0, 4), speaker_id=None, position=stand)
        for stand in Stand.__args__
    ]
    claims = tuple(
        Claim(id=f"c{n}", text="نص", contested=n > 0, reason=reason, why="w", positions=tuple(stands))
        for n, reason in enumerate((None, *Reason.__args__))
    )
    return found.model_copy(update={"speakers": (speaker,), "claims": claims})


def test_it_is_what_the_schema_says(state, tmp_path):
    path = tmp_path / "ledger.json"
    ledger_json.export(state, path)
    written = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(written)
    assert [len(written[part]) for part in ("articles", "speakers", "attributions", "claims")] == [
        4,
        1,
        38,
        6,
    ]


@pytest.mark.parametrize(
    ("part", "keys"),
    {
        "articles": "id key publisher published title origin",
        "speakers": "id name aliases mentions",
        "attributions": "id article cue speaker speaker_id speaker_name "
        "content outlet type stance confidence",
        "claims": "id text contested reason positions",
    }.items(),
)
def test_exactly_the_keys_of_the_contract(state, part, keys):
    for each in ledger_json.document(state)[part]:
        assert set(each) == set(keys.split())


def test_the_schema_refuses_what_it_should(state):
    broken = json.loads(json.dumps(ledger_json.document(state)))
    broken["attributions"][0]["stance"] = "shout"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, SCHEMA)


def test_spans_are_offsets_into_the_raw_text(state):
    gold = [json.loads(line) for line in PACKS.read_text(encoding="utf-8").splitlines()[:4]]
    texts = {article["key"]: article["id"] for article in ledger_json.document(state)["articles"]}
    found = json.loads(json.dumps(ledger_json.document(state)["attributions"]))
    for article in gold:
        cues = [a["cue"] for a in found if a["article"] == texts[article["id"]]]
        assert cues == sorted(a["cue"] for a in article["attributions"])
