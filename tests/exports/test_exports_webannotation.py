"""Web Annotations, anchored again in the articles as another program would."""

import json

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from attribution.exports import webannotation
from attribution.exports.identifiers import urn
from attribution.records import Attribution, TextSpan

ANNOTATION = {  # the parts of the Web Annotation Data Model that we use, 3.1 to 4.2.5
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["tagging"]},
        "body": {
            "type": "array",
            "items": {
                "oneOf": [
                    {"required": ["type", "value"], "properties": {"type": {"const": "TextualBody"}}},
                    {"required": ["type", "source"], "properties": {"type": {"const": "SpecificResource"}}},
                ]
            },
        },
        "target": {
            "required": ["source", "selector"],
            "properties": {
                "selector": {
                    "prefixItems": [
                        {
                            "required": ["type", "exact"],
                            "properties": {"type": {"const": "TextQuoteSelector"}},
                        },
                        {
                            "properties": {
                                "type": {"const": "TextPositionSelector"},
                                "start": {"type": "integer", "minimum": 0},
                                "end": {"type": "integer", "minimum": 1},
                            },
                            "required": ["type", "start", "end"],
                        },
                    ],
                    "minItems": 2,
                    "maxItems": 2,
                }
            },
        },
    },
}


def anchored(text, quote, position):
    """Where the words with their surroundings stand in ``text``; the place decides between several."""
    needle = quote["prefix"] + quote["exact"] + quote["suffix"]
    at, found = text.find(needle), []
    while at >= 0:
        found.append(at + len(quote["prefix"]))
        at = text.find(needle, at + 1)
    assert position["start"] in found
    return position["start"], position["start"] + len(quote["exact"])


def test_annotations_anchor_again_and_give_back_the_attributions(state, tmp_path):
    webannotation.export(state, tmp_path / "a.json")
    collection = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == sum(len(a.spans()) for a in state.attributions)
    articles = {urn("article", article.id): article for article in state.articles}
    spans = {}
    for item in items:
        jsonschema.validate(item, ANNOTATION)
        article = articles[item["target"]["source"]["id"]]
        assert item["target"]["source"].get("via") == article.url
        quote, position = item["target"]["selector"]
        assert article.text[position["start"] : position["end"]] == quote["exact"]
        assert anchored(article.text, quote, position) == (position["start"], position["end"])
        link = next(body["source"] for body in item["body"] if body.get("purpose") == "linking")
        tags = [body["value"] for body in item["body"] if body["type"] == "TextualBody"]
        spans.setdefault(link, []).append((tags, TextSpan(position["start"], position["end"])))
    for a in state.attributions:
        found = spans[urn("attribution", a.id)]
        by_label = {label: [s for tags, s in found if tags[0] == label] for label in ("SPEAKER", "OUTLET")}
        ((cue_tags, cue),) = [each for each in found if each[0][0] == "CUE"]
        again = Attribution(
            cue=cue,
            speaker=next(iter(by_label["SPEAKER"]), None),
            content=tuple(s for tags, s in found if tags[0] == "CONTENT"),
            outlet=next(iter(by_label["OUTLET"]), None),
            stance=cue_tags[1].removeprefix("stance:"),
            type=cue_tags[2].removeprefix("type:"),
        )
        assert again.spans() == a.spans()
        assert (again.stance, again.type) == (a.stance, a.type)


@given(st.text(st.sampled_from("اب \u064b\u0651😀\r\n"), min_size=1, max_size=90), st.data())
def test_what_stands_around_is_next_to_it_and_begins_with_no_mark_of_a_letter_before(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote, position = webannotation.selectors(text, TextSpan(start, end))
    assert anchored(text, quote, position) == (start, end)
    assert len(quote["prefix"]) <= webannotation.AROUND and len(quote["suffix"]) <= webannotation.AROUND
    if start > webannotation.AROUND:
        assert quote["prefix"][:1] not in ("\u064b", "\u0651")
