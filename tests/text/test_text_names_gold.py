"""The names of the committed gold, given its speaker mentions: floors that were reached, by the annotators' measure."""

import importlib.util
import json
from pathlib import Path

import pytest

from attribution.records import TextSpan
from attribution.text.names import resolve_names

ANNOTATIONS = Path(__file__).parents[2] / "annotations"


def documents(name):
    with (ANNOTATIONS / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def same_name():
    spec = importlib.util.spec_from_file_location("annotation_names", ANNOTATIONS / "score.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script.same_name


@pytest.mark.parametrize(("gold", "floor"), [("authored", 0.93), ("packs", 0.965), ("seeds", 0.98)])
def test_accuracy_of_names_given_the_mentions(gold, floor, same_name):
    right = total = 0
    for document in documents(gold):
        found = [a for a in document["attributions"] if a["speaker"]]
        speakers = [TextSpan(*a["speaker"]) for a in found]
        names = resolve_names(document["text"], speakers, [TextSpan(*a["cue"]) for a in found])
        right += sum(same_name(name, a["speaker_name"]) for name, a in zip(names, found, strict=True))
        total += len(found)
    assert right / total >= floor
