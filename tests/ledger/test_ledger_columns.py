"""Text of any characters comes back from the database as it went in."""

from hypothesis import given
from hypothesis import strategies as st

from attribution.ledger.columns import Json, from_stored, to_stored

ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from("\x00\ud800\udfff\ufdd0س«")))


@given(ANY_TEXT)
def test_what_is_read_is_what_was_written(text):
    stored = to_stored(text)
    assert from_stored(stored) == text
    assert "\x00" not in stored
    stored.encode("utf-8")


@given(st.text(st.characters(exclude_characters="\x00\ufdd0", exclude_categories=["Cs"])))
def test_ordinary_text_is_stored_as_it_is(text):
    assert to_stored(text) == text


@given(
    st.recursive(
        st.none() | st.integers() | ANY_TEXT, lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner)
    )
)
def test_json_comes_back(value):
    column = Json()
    assert column.process_result_value(column.process_bind_param(value, None), None) == value


def test_json_is_readable_in_arabic():
    assert Json().process_bind_param(["قال"], None) == '["قال"]'
