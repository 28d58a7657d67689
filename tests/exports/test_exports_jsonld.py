"""JSON-LD as pyld expands it, with schema.org's own lists of properties."""

import json

import jsonschema
import msgspec_schemaorg.models as schema_org
import pytest
from pyld import jsonld as reader

from attribution.exports import jsonld
from attribution.exports.identifiers import VOCABULARY, urn

SCHEMA_ORG = "http://schema.org/"
REVIEW = {  # what Google's ClaimReview required (ecosystem: Full Fact, markup investigation, note 01)
    "type": "object",
    "required": ["claimReviewed", "reviewRating", "url"],
    "properties": {"reviewRating": {"type": "object", "required": ["alternateName"]}},
}


def no_network(url, options):
    raise AssertionError(f"the context asks for {url}")


@pytest.fixture(scope="module")
def written(state, tmp_path_factory):
    path = tmp_path_factory.mktemp("jsonld") / "a.jsonld"
    jsonld.export(state, path, drafts=True)
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def graph(written):
    expanded = reader.expand(written, {"documentLoader": no_network})
    return {node["@id"]: node for node in expanded}


def links(node, name):
    return [value["@id"] for value in node.get(name, [])]


def test_every_property_is_schema_orgs_or_ours(graph):
    for node in graph.values():
        (kind,) = (each.removeprefix(SCHEMA_ORG) for each in node["@type"])
        allowed = set(getattr(schema_org, kind).__struct_encode_fields__)
        for name in node.keys() - {"@id", "@type"}:
            assert name.startswith(VOCABULARY) or name.removeprefix(SCHEMA_ORG) in allowed, name


def test_every_link_leads_somewhere(graph):
    for node in graph.values():
        for name, values in node.items():
            if name not in ("@id", "@type"):
                assert {value["@id"] for value in values if "@id" in value} <= graph.keys()


def test_a_claim_has_all_its_appearances_and_both_sides(graph, state):
    claim = graph[urn("claim", "c1")]
    assert links(claim, f"{SCHEMA_ORG}appearance") == [urn("article", a.id) for a in state.articles[:3]]
    assert links(claim, f"{SCHEMA_ORG}firstAppearance") == [urn("article", state.articles[0].id)]
    (denial,) = links(claim, f"{VOCABULARY}contestedBy")
    assert denial == urn("attribution", state.attributions[2].id)
    assert links(graph[denial], f"{VOCABULARY}denies") == [claim["@id"]]
    assert links(claim, f"{SCHEMA_ORG}author") == [urn("speaker", "s:1")]
    assert links(graph[urn("article", state.articles[2].id)], f"{VOCABULARY}states") == [claim["@id"]]


def test_where_a_date_is_missing_no_appearance_is_the_first(graph):
    assert f"{SCHEMA_ORG}firstAppearance" not in graph[urn("claim", "c2")]


def test_quotations_are_the_articles_words(graph, state):
    texts = {article.id: article.text for article in state.articles}
    for a in state.attributions:
        node = graph[urn("attribution", a.id)]
        start, end = (
            [value["@value"] for value in node[f"{VOCABULARY}{name}"][0]["@list"]]
            for name in ("startCodePoint", "endCodePoint")
        )
        pieces = [texts[a.article][s:e] for s, e in zip(start, end, strict=True)]
        assert node[f"{SCHEMA_ORG}text"] == [{"@value": " […] ".join(pieces)}]
        assert links(node, f"{SCHEMA_ORG}isPartOf") == [urn("article", a.article)]


def test_a_draft_is_marked_and_no_valid_claim_review(written):
    (draft,) = [node for node in written["@graph"] if node["@type"] == "ClaimReview"]
    assert draft["creativeWorkStatus"] == "Draft"
    missing = {
        error.message.split("'")[1] for error in jsonschema.Draft202012Validator(REVIEW).iter_errors(draft)
    }
    assert missing == {"reviewRating", "url"}
    rated = {**draft, "reviewRating": {"alternateName": "x"}, "url": "https://example.org/"}
    jsonschema.validate(rated, REVIEW)


def test_without_being_asked_there_is_no_review(state):
    assert "ClaimReview" not in json.dumps(jsonld.document(state))
    assert "ating" not in json.dumps(jsonld.document(state))


def test_the_graph_survives_flattening_and_compaction(written):
    options = {"documentLoader": no_network}
    flat = reader.flatten(written, written["@context"], options)
    assert len(flat["@graph"]) == len(written["@graph"]) + 1  # the publisher, which has no name of its own
    compact = reader.compact(written, written["@context"], options)
    claims = {node["@id"]: node for node in compact["@graph"] if node["@type"] == "Claim"}
    original = {node["@id"]: node for node in written["@graph"] if node["@type"] == "Claim"}
    assert {key: node["text"] for key, node in claims.items()} == {k: n["text"] for k, n in original.items()}
