"""The DocBin as spaCy reads it."""

from spacy.tokens import DocBin
from spacy.vocab import Vocab

from attribution.exports import docbin
from attribution.pipeline.document import read
from attribution.records import TextSpan


def test_docs_give_back_the_attributions(state, tmp_path, refused):
    docbin.export(state, tmp_path / "a.spacy", refused)
    docs = list(DocBin().from_disk(tmp_path / "a.spacy").get_docs(Vocab()))
    assert [doc.text for doc in docs] == [article.text for article in state.articles]
    for doc, article in zip(docs, state.articles, strict=True):
        assert doc.user_data["article"] == article.model_dump(include=docbin.ARTICLE)
        expected = sorted((a for a in state.attributions if a.article == article.id), key=lambda a: a.cue)
        for number, (found, a) in enumerate(zip(read(doc), expected, strict=True)):
            assert doc.user_data["ledger"][str(number)]["id"] == a.id
            kept = a.model_dump(exclude={"id", "article", "speaker_id", "pipeline"})
            assert found.model_dump(exclude={"id"}) == kept
    assert refused.codes == []


def test_spans_that_do_not_fall_on_words_are_told(state, tmp_path, refused):
    (first, *others), article = state.attributions, state.articles[0].key
    halved = first.model_copy(update={"speaker": TextSpan(first.speaker.start, first.speaker.end - 1)})
    broken = state.model_copy(update={"attributions": (halved, *others)})
    docbin.export(broken, tmp_path / "a.spacy", refused)
    assert refused.codes == ["A410"]
    assert refused[0].where == article
    (doc, *_) = DocBin().from_disk(tmp_path / "a.spacy").get_docs(Vocab())
    assert read(doc)[0].speaker is None
    assert read(doc)[0].content == first.content
