"""The workbook as openpyxl reads it."""

import json

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from attribution.errors import AttributionError
from attribution.exports import workbook
from attribution.exports.tables import TABLES, table


@pytest.fixture
def book(state, tmp_path, refused):
    workbook.export(state, tmp_path / "a.xlsx", on_error=refused)
    return openpyxl.load_workbook(tmp_path / "a.xlsx")


def cells(sheet):
    """The rows as text; openpyxl leaves Excel's escapes of control characters as they are."""
    return [tuple(unescape(cell or "") for cell in row) for row in sheet.iter_rows(values_only=True)]


def test_every_table_is_a_sheet_and_reads_back(book, state):
    assert book.sheetnames == [*TABLES, "read me"]
    for name in TABLES:
        head, *rows = cells(book[name])
        assert head == TABLES[name].columns
        assert rows == [tuple(workbook.fitted(c) for c in row) for row in table(state, name).rows]


def test_it_reads_from_right_to_left_and_every_cell_is_text(book):
    for sheet in book:
        assert sheet.sheet_view.rightToLeft
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    assert cell.data_type == "s"
                    assert cell.alignment.readingOrder == 2


def test_a_text_too_long_for_a_cell_is_cut_and_said_so(book, state, refused):
    assert refused.codes == ["A411"]
    notes = cells(book["read me"])
    sheet, cell = next(line for line in notes if line[0] == "attributions")[:2]
    row = book[sheet][cell].row
    shown = book[sheet][cell].value
    assert shown.endswith("[…]")
    assert len(shown.encode("utf-16-le")) // 2 <= workbook.LONGEST
    columns = dict(zip(TABLES[sheet].columns, cells(book[sheet])[row - 1], strict=True))
    (start, end), article = json.loads(columns["content_spans"])[0], columns["article_id"]
    whole = next(a.text for a in state.articles if a.id == article)[start:end]
    assert len(whole) > workbook.LONGEST and whole.startswith(shown.removesuffix(workbook.CUT))


@pytest.mark.parametrize(
    ("text", "cut"),
    [("ن" * 32_767, False), ("ن" * 32_768, True), ("😀" * 16_383, False), ("😀" * 16_384, True)],
)
def test_a_cell_is_measured_as_excel_does(text, cut):
    shown = workbook.fitted(text)
    assert (shown != text) == cut
    assert len(shown.encode("utf-16-le")) <= 2 * workbook.LONGEST


def test_arabic_sheets(state, tmp_path, refused):
    workbook.export(state, tmp_path / "a.xlsx", language="ar", on_error=refused)
    found = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert found.sheetnames == ["ادعاءات متنازَع عليها", "الأقوال", "القائلون", "المقالات", "اقرأني"]
    assert found["الأقوال"]["B1"].value == "القائل"


def test_more_rows_than_a_sheet_has_are_refused(state, tmp_path, monkeypatch, refused):
    monkeypatch.setattr(workbook, "MOST_ROWS", 7)
    with pytest.raises(AttributionError, match="A412"):
        workbook.export(state, tmp_path / "a.xlsx", on_error=refused)
    assert list(tmp_path.iterdir()) == []
