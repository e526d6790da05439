"""Numbers and words are read as their author wrote them, whatever kind of file they stand in."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from openpyxl.styles import Font

from annotations.extraction.extract import extract
from annotations.extraction.kinds import DOCX, ODS, XLSX
from tests.extraction.office.test_office import packed

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("<mfrac><mn>3</mn><mn>4</mn></mfrac>", "3/4"),
        ("<mn>1</mn><mfrac><mn>1</mn><mn>2</mn></mfrac>", "1 1/2"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a+b)/2"),
        ("<msqrt><mn>16</mn></msqrt>", "√16"),
        ("<msup><mn>10</mn><mn>6</mn></msup>", "10⁶"),
    ],
)
def test_formulas_of_a_page(formula: str, words: str) -> None:
    page = f"<html><body><h1>Dues</h1><p>They take <math>{formula}</math> of the sum, says the port.</p></body></html>"
    assert f"They take {words} of the sum" in extract(page.encode(), media_type="text/html").text


def test_fractions_of_a_word_document() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("They take ")
    fraction = "<m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f>"
    root = "<m:rad><m:deg/><m:e><m:r><m:t>16</m:t></m:r></m:e></m:rad>"
    paragraph._p.append(parse_xml(f"<m:oMath {MATH}>{fraction}</m:oMath>"))
    paragraph.add_run(" of ")
    paragraph._p.append(parse_xml(f"<m:oMath {MATH}>{root}</m:oMath>"))
    out = BytesIO()
    made.save(out)
    assert extract(out.getvalue(), media_type=DOCX).text == "They take 3/4 of √16"


def test_numbers_in_json() -> None:
    data = b'{"share": 0.10, "rise": 1.50, "sum": 12345678901234567890, "name": "Dues", "low": -2e-7}'
    document = extract(data, media_type="application/json")
    assert document.text.split("\n") == [
        "share: 0.10",
        "rise: 1.50",
        "sum: 12345678901234567890",
        "name: Dues",
        "low: -2e-7",
    ]


def test_a_struck_value_of_a_workbook_is_none() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["dues", 41, 42])
    sheet["B1"].font = Font(strike=True)
    out = BytesIO()
    book.save(out)
    assert extract(out.getvalue(), media_type=XLSX).text.split() == ["Sheet", "dues", "42"]


def test_hidden_parts_of_an_open_workbook() -> None:
    names = {
        "office": "office", "text": "text", "table": "table", "style": "style",
    }  # fmt: skip
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)

    def cell(words: str) -> str:
        return f"<table:table-cell><text:p>{words}</text:p></table:table-cell>"

    def row(*cells: str, more: str = "") -> str:
        return f"<table:table-row{more}>{''.join(map(cell, cells))}</table:table-row>"

    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    shown = (
        columns
        + row("year", "draft", "dues")
        + row("2022", "7", "12", more=' table:visibility="filter"')
        + row("2023", "9", "14")
    )
    styles = (
        '<office:automatic-styles><style:style style:name="off" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    content = (
        f"<office:document-content {spaces}>{styles}<office:body><office:spreadsheet>"
        f'<table:table table:name="Dues">{shown}</table:table>'
        f'<table:table table:name="Notes" table:style-name="off">{row("secret")}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    document = extract(packed(mimetype=ODS, content_xml=content), media_type=ODS)
    assert document.text.split() == ["Dues", "year", "dues", "2023", "14"]
    assert [block.where for block in document.blocks[1:]] == ["Dues!A1", "Dues!C1", "Dues!A3", "Dues!C3"]


def test_where_a_player_puts_captions_is_no_word() -> None:
    data = b"1\n00:00:01,000 --> 00:00:02,000\n{\\an8}- Really?\n"
    assert extract(data, media_type="application/x-subrip").text == "- Really?"


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "words", ["Die Gebühren für Fähren steigen.", "<html><p>Die Gebühren für Fähren steigen.</p></html>"]
)
def test_utf_16_without_a_mark(charset: str, words: str) -> None:
    kind = "text/html" if words.startswith("<") else "text/plain"
    assert extract(words.encode(charset), media_type=kind).text == "Die Gebühren für Fähren steigen."
