"""TEI as lxml reads it, with TEI P5's own grammar (the DTD that trafilatura brings along)."""

from pathlib import Path

import pytest
import trafilatura
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from attribution.exports import tei
from attribution.exports.identifiers import urn
from attribution.exports.marking import Marked, events
from attribution.records import Attribution, TextSpan

TEI = f"{{{tei.NAMESPACE}}}"
ID = f"{tei.XML}id"
LABELS = {"said": "CONTENT", "quote": "CONTENT"}


@pytest.fixture(scope="module")
def grammar():
    return etree.DTD(Path(trafilatura.__file__).parent / "data" / "tei_corpus.dtd")


@pytest.fixture(scope="module")
def corpus(state, tmp_path_factory):
    path = tmp_path_factory.mktemp("tei") / "a.xml"
    tei.export(state, path)
    return etree.parse(path).getroot()


def walk(block):
    """The text of a block, and the span and element of each element in it."""
    text, spans = "", []

    def visit(element):
        nonlocal text
        start = len(text)
        refused = element.get("type") == "character"
        text += chr(int(element.get("n")[2:], 16)) if refused else element.text or ""
        for child in element:
            visit(child)
            text += child.tail or ""
        if element is not block and not refused:
            spans.append((TextSpan(start, len(text)), element))

    visit(block)
    return text, spans


def read(block):
    """Text and attributions of an article, by what its elements say."""
    text, spans = walk(block)
    groups = {}
    for span, element in spans:
        label = LABELS.get(element.tag.removeprefix(TEI)) or element.get("type").upper()
        whole = element.get(ID).rsplit(".", 1)[0]
        groups.setdefault(element.get("corresp"), {}).setdefault((label, whole), []).append((span, element))
    found = {}
    for key, parts in groups.items():
        facts = {"content": []}
        for (label, _), pieces in sorted(parts.items(), key=lambda item: min(s for s, _ in item[1])):
            joined = TextSpan(min(s.start for s, _ in pieces), max(s.end for s, _ in pieces))
            if label == "CONTENT":
                facts["content"].append(joined)
            else:
                facts[label.lower()] = joined
            if label == "CUE":
                facts |= {"stance": pieces[0][1].get("function"), "type": pieces[0][1].get("subtype")}
            if label == "SPEAKER":
                facts["speaker_name"] = pieces[0][1].get("key")
        found[key] = Attribution(**facts)
    return text, found


def test_it_is_what_teis_grammar_says(corpus, grammar):
    assert grammar.validate(corpus), grammar.error_log


def test_the_grammar_refuses_what_it_should(corpus, grammar):
    broken = etree.fromstring(etree.tostring(corpus))
    broken.find(f".//{TEI}said").set("loud", "very")
    assert not grammar.validate(broken)


def test_articles_and_attributions_read_back(corpus, state):
    blocks = list(corpus.iter(f"{TEI}ab"))
    for article, block in zip(state.articles, blocks, strict=True):
        text, found = read(block)
        assert text == article.text
        for a in state.attributions:
            if a.article == article.id:
                kept = a.model_dump(
                    include={"cue", "speaker", "speaker_name", "content", "outlet", "stance", "type"}
                )
                again = found[urn("attribution", a.id)].model_dump(include=set(kept))
                assert again == kept


def test_who_says_it(corpus):
    people = {person.get(ID): person for person in corpus.iter(f"{TEI}person")}
    said = [element for element in corpus.iter(f"{TEI}said") if element.get("who")]
    names = {people[element.get("who")[1:]].findtext(f"{TEI}persName") for element in said}
    assert names == {"سالم الطيّب", "بلدية الميناء"}
    assert {element.get("direct") for element in said} == {"true", "false"}
    (quote,) = corpus.iter(f"{TEI}quote")
    assert quote.text == '"ذلك"'


def test_parts_of_what_was_parted_are_tied(corpus):
    elements = {element.get(ID): element for element in corpus.iter() if element.get(ID)}
    parted = [element for element in elements.values() if element.get("next")]
    assert parted
    for element in parted:
        assert elements[element.get("next")[1:]].get("prev") == f"#{element.get(ID)}"


def test_characters_that_xml_refuses_are_named(corpus):
    named = [element.get("n") for element in corpus.iter(f"{TEI}seg") if element.get("type") == "character"]
    assert named == ["U+0001", "U+000B", "U+FFFE"]


SPANS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 8)).map(lambda p: TextSpan(p[0], sum(p))), max_size=7
)


@given(SPANS)
def test_events_are_well_nested_and_cover_each_span(spans):
    stack, covered = [], {number: set() for number in range(len(spans))}
    at = 0
    for event in events(Marked(span, number) for number, span in enumerate(spans)):
        for mark in stack:
            covered[mark] |= set(range(at, event.at))
        at = event.at
        if event.opens:
            stack.append(event.mark)
        else:
            assert stack.pop() == event.mark
            assert event.parted == (spans[event.mark].end > event.at)
    assert not stack
    assert covered == {number: set(range(*span)) for number, span in enumerate(spans)}
