"""Articles to Doccano's lines and back, without a server: nothing changed, each correction, each slip."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.doccano.changes import compare
from attribution.doccano.codec import Annotations, Entity, Relation, annotate, attribute
from attribution.doccano.documents import META, Place, from_line, to_line
from attribution.doccano.labels import KIND_OF, SAME_AS, configured, types
from attribution.doccano.utf16 import Units
from attribution.records import Attributed, Attribution, TextSpan

ROOT = Path(__file__).parents[2]
PLACE = Place("abc-0", 0, None, None)
TEXT = "😀😀 قال الوزير سامي الرفاعي إن «السدّ آمن»\r\n وأضاف أن می‌رود\u200f\u2028 كذا، ونفى الرفاعي ذلك وفق بيان."


def span(words, text=TEXT, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return TextSpan(at, at + len(words))


def article():
    minister, name = span("الوزير سامي الرفاعي"), "سامي الرفاعي"
    return Attributed(
        id="a",
        text=TEXT,
        publisher="وكالة الرافد",
        newsroom={"big": 9007199254740993, "x": 0.1 + 0.2, "none": None},
        attributions=(
            Attribution(
                cue=span("قال"),
                speaker=minister,
                speaker_name=name,
                content=(span("إن «السدّ آمن»"),),
                type="direct",
                confidence={"cue": 0.1 + 0.2},
                id="x:1-2",
            ),
            Attribution(
                cue=span("وأضاف"),
                speaker=minister,
                speaker_name=name,
                content=(span("أن می‌رود"), span("كذا")),
            ),
            Attribution(
                cue=span("ونفى"),
                speaker=span("الرفاعي", nth=1),
                speaker_name=name,
                content=(span("ذلك"),),
                outlet=span("بيان"),
                stance="deny",
            ),
        ),
    )


def line_of(a):
    """A line as an export gives it."""
    return {"id": 7, **json.loads(json.dumps(to_line(a, PLACE, "1.2"))), "Comments": []}


def edit(line, of, **changes):
    next(e for e in line["entities"] if e["label"] == of).update(changes)


def codes(returned):
    return [finding.code for finding in returned.findings]


def test_gold_comes_back_as_it_went():
    for name in ("seeds", "authored", "packs"):
        for line in (ROOT / "annotations" / f"{name}.jsonl").read_text(encoding="utf-8").split("\n"):
            if line:
                gold = Attributed.model_validate_json(line)
                returned = from_line(line_of(gold))
                assert returned.article == gold and returned.findings == []


def test_all_that_doccano_does_not_show_comes_back():
    returned = from_line(line_of(article()))
    assert returned.article == article() and codes(returned) == []
    assert returned.article.model_extra == article().model_extra


def test_spans_go_in_utf16_units():
    line = to_line(article(), PLACE, "1.2")
    cue = next(e for e in line["entities"] if e["label"] == "CUE")
    as_page = TEXT.encode("utf-16-le")[2 * cue["start_offset"] : 2 * cue["end_offset"]].decode("utf-16-le")
    assert as_page == "قال" and cue["start_offset"] == TEXT.index("قال") + 2


def test_a_name_that_stands_elsewhere_is_a_relation():
    line = to_line(article(), PLACE, "1.2")
    place = {e["id"]: e for e in line["entities"]}
    (same,) = [r for r in line["relations"] if r["type"] == SAME_AS]
    assert place[same["to_id"]]["start_offset"] < place[same["from_id"]]["start_offset"]


def test_speakers_of_several_cues_are_one_span():
    found = annotate(TEXT, article().attributions)
    assert [e.label for e in found.entities].count("SPEAKER") == 2
    assert [r.type for r in found.relations].count("speaker") == 3


def test_a_click_on_a_label_changes_stance_and_type():
    line = line_of(article())
    edit(line, "CUE deny", label="CUE judge")
    edit(line, "CONTENT «»", label="CONTENT «»+")
    found = from_line(line)
    assert [a.stance for a in found.article.attributions] == ["say", "say", "judge"]
    assert found.article.attributions[0].type == "mixed"
    assert found.article.attributions[0].confidence is None and found.article.attributions[0].id == "x:1-2"
    assert found.article.attributions[1] == article().attributions[1]


def test_another_name_follows_from_another_speaker():
    line = line_of(article())
    line["relations"] = [r for r in line["relations"] if r["type"] != SAME_AS]
    names = [a.speaker_name for a in from_line(line).article.attributions]
    assert names[:2] == ["سامي الرفاعي"] * 2 and names[2]


def test_relations_may_be_drawn_the_other_way_round():
    line = line_of(article())
    for relation in line["relations"]:
        if relation["type"] != SAME_AS:
            relation.update(from_id=relation["to_id"], to_id=relation["from_id"])
    assert from_line(line).article == article()


@pytest.mark.parametrize(
    ("label", "changes", "code"),
    [
        ("CUE deny", {"start_offset": 900, "end_offset": 903}, "A720"),
        ("CUE deny", {"start_offset": 1, "end_offset": 4}, "A720"),
        ("CUE deny", {"start_offset": 9, "end_offset": 9}, "A720"),
        ("CUE deny", {"label": "WHO"}, "A723"),
        ("OUTLET", {"label": "CONTENT"}, "A725"),
    ],
)
def test_what_cannot_be_taken_over_is_named(label, changes, code):
    line = line_of(article())
    edit(line, label, **changes)
    found = from_line(line)
    assert code in codes(found)
    assert found.article.attributions[:2] == article().attributions[:2]


def test_blanks_that_a_mouse_takes_along_are_taken_off_and_named():
    line = line_of(article())
    cue = next(e for e in line["entities"] if e["label"] == "CUE deny")
    cue.update(start_offset=cue["start_offset"] - 1, end_offset=cue["end_offset"] + 1)
    found = from_line(line)
    assert codes(found) == ["A721"] and found.article == article()


def test_loose_ends_are_named():
    line = line_of(article())
    cut = next(r for r in line["relations"] if r["type"] == "via")
    line["relations"].remove(cut)
    line["relations"].append({"id": 99, "from_id": 1, "to_id": 12345, "type": "content"})
    found = from_line(line)
    assert sorted(codes(found)) == ["A724", "A727"] and found.article.attributions[2].outlet is None


def test_two_speakers_of_one_cue_are_named():
    line = line_of(article())
    speakers = [e["id"] for e in line["entities"] if e["label"] == "SPEAKER"]
    cue = next(e["id"] for e in line["entities"] if e["label"] == "CUE deny")
    line["relations"].append({"id": 99, "from_id": cue, "to_id": speakers[0], "type": "speaker"})
    assert codes(from_line(line)) == ["A726"]


def test_another_text_is_named():
    line = line_of(article())
    line["text"] += " وأضيف هذا في الصفحة."
    assert codes(from_line(line)) == ["A722"]
    line["text"] = "قصير"
    assert "A722" in codes(from_line(line))


def test_a_document_from_elsewhere_is_read_too():
    line = {"id": 3, "text": "قال سامي نعم", "Comments": [{"id": 1, "comment": "؟"}]}
    line["entities"] = [{"id": 1, "label": "CUE", "start_offset": 0, "end_offset": 3}]
    found = from_line(line)
    assert found.pushed is None and found.article.id == "doccano-3" and len(found.article.attributions) == 1
    assert found.comments == ("؟",)


def test_agreed_attributions_join_the_adjudicated_ones():
    whole = article()
    open_question = Attributed(
        **{
            **whole.model_dump(),
            "attributions": whole.attributions[1:],
            "agreed": [whole.attributions[0].model_dump(mode="json")],
        }
    )
    found = from_line(line_of(open_question)).article
    assert found.attributions == whole.attributions and "agreed" not in found.model_extra


def test_metadata_lies_under_one_key():
    assert set(to_line(article(), PLACE, "1.2")) == {"text", "doc_id", META, "entities", "relations"}


def test_changes_are_told_apart():
    before = annotate(TEXT, article().attributions)
    kept, moved, labelled, deleted = (before.entities[i] for i in (0, 1, 2, 3))
    now = Annotations(
        (
            kept,
            moved._replace(span=TextSpan(moved.span.start + 7, moved.span.end)),
            labelled._replace(label="CONTENT"),
            *before.entities[4:],
            Entity(99, "OUTLET", TextSpan(4, 6)),
        ),
        (*(r for r in before.relations if deleted.id not in r[:2]), Relation(1, 99, "via")),
    )
    counted = compare(before, now).counts()
    assert counted["spans"] == {
        "kept": len(before.entities) - 3,
        "moved": 1,
        "relabelled": 1,
        "deleted": 1,
        "added": 1,
    }
    lost = sum(deleted.id in r[:2] for r in before.relations)
    assert counted["relations"] == {"kept": len(before.relations) - lost, "deleted": lost, "added": 1}


def test_the_label_configuration_holds_every_label_once_with_a_key_of_its_own():
    for name, labels in (
        ("span_types", set(KIND_OF)),
        ("relation_types", {"speaker", "content", "via", "same_as"}),
    ):
        found = types(name)
        assert {t["text"] for t in found} == labels and len(found) == len(labels)
        assert (
            len({t["suffix_key"] for t in found})
            == len({t["background_color"] for t in found})
            == len(labels)
        )
        assert all(len(t["text"]) <= 12 for t in found), "Doccano's page shows no more"
    assert "v1.2" in configured("annotators.ar.md").split("\n")[0]


texts = st.text(alphabet="اب😀é\u200c\u200f\r\n\u2028 «»ی🇵🇸", min_size=1, max_size=30)


@given(texts, st.data())
def test_units_and_points_are_each_other_s_way_back(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    points = TextSpan(start, data.draw(st.integers(start + 1, len(text))))
    units = Units(text)
    there = units.to_units(points)
    assert text.encode("utf-16-le")[2 * there[0] : 2 * there[1]].decode("utf-16-le") == points.of(text)
    assert units.to_points(*there) == points


@given(texts, st.integers(-3, 40), st.integers(-3, 40))
def test_only_spans_of_the_text_have_points(text, start, end):
    found = Units(text).to_points(start, end)
    try:
        cut = text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") if 0 <= start < end else ""
    except UnicodeDecodeError:
        cut = ""
    real = cut if end <= len(text.encode("utf-16-le")) // 2 else ""
    assert (found.of(text) if found else "") == real


@given(st.data())
def test_any_attributions_come_back(data):
    spans = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 20)).map(
        lambda s: TextSpan(s[0], min(s[0] + s[1], len(TEXT)))
    )
    stances, kinds = st.sampled_from(["say", "deny", "ask"]), st.sampled_from(["direct", "indirect", "mixed"])
    drawn = data.draw(
        st.lists(
            st.builds(
                Attribution,
                cue=spans,
                speaker=st.none() | spans,
                speaker_name=st.none() | st.just("الرفاعي"),
                content=st.lists(spans, max_size=3, unique=True).map(lambda s: tuple(sorted(s))),
                outlet=st.none() | spans,
                type=kinds,
                stance=stances,
            ),
            max_size=5,
            unique_by=lambda a: a.cue,
        )
    )
    gold = tuple(sorted(drawn, key=lambda a: a.cue))
    found, findings = attribute(TEXT, annotate(TEXT, gold), gold)
    assert tuple(found) == gold and findings == []
