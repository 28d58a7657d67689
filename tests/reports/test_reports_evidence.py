"""The contested claims as data."""

from attribution.reports.evidence import contested


def test_contested_claims_alone_with_their_words(state):
    data = contested(state)
    (claim,) = data["claims"]
    assert (claim["id"], claim["reason"], claim["contested"]) == ("c1", "stated-as-fact", True)
    (related,) = claim["related"]
    assert (related["claim"], related["why"]) == ("c2", "another station")
    assert related["text"] == next(c.text for c in state.claims if c.id == "c2")
    texts = {article.id: article.text for article in state.articles}
    for position in claim["positions"]:
        start, end = position["span"]
        assert position["text"] == texts[position["article"]][start:end]
    by_stand = {position["position"]: position for position in claim["positions"]}
    assert set(by_stand["denies"]) == {
        *("article", "attribution", "span", "speaker_id", "position"),
        *("text", "cue", "speaker_name", "outlet", "publisher", "published", "key"),
    }
    denial = by_stand["denies"]
    assert (denial["cue"], denial["speaker_name"], denial["publisher"], denial["key"]) == (
        *("نفت", "بلدية الميناء", "موقع النورس"),
        "b.txt",
    )
    voice = by_stand["states"]
    assert (voice["cue"], voice["speaker_name"], voice["publisher"]) == (None, None, None)
