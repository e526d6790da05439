"""Files of office programs, tables, mail, books and data: what their reader sees is in the text, and where it stands."""

from __future__ import annotations

import datetime
import zipfile
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml

from annotations.anchoring.quotes import find_quote
from annotations.extraction import zipped
from annotations.extraction.document import Document, Unreadable
from annotations.extraction.extract import extract
from annotations.extraction.kinds import DOCX, ODS, ODT, XLSX
from annotations.extraction.office import tables

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def packed(**parts: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content, how)
    return out.getvalue()


# Word


def word(change: Any = None) -> bytes:
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = "Report on dues", "A. Rowan"
    made.add_heading("Dues", 2)
    paragraph = made.add_paragraph("They rose by 14")
    paragraph.add_run("3").font.superscript = True
    paragraph.add_run(" per cent,")
    paragraph.add_run(" struck").font.strike = True
    paragraph.add_run(" hidden").font.hidden = True
    paragraph.add_run(" said the board.")
    made.add_paragraph("Ferries", "List Bullet")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "2023", "14.2"
    if change:
        change(made)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_word_document() -> None:
    document = extract(word(), media_type=DOCX)
    assert (document.title, document.author, document.media_type) == ("Report on dues", "A. Rowan", DOCX)
    assert blocks(document) == [
        ("heading", "Dues"),
        ("paragraph", "They rose by 14³ per cent, said the board."),
        ("item", "Ferries"),
        ("cell", "2023"),
        ("cell", "14.2"),
    ]
    assert document.blocks[0].level == 2
    assert find_quote(document.text, "by 14 per cent, said the board")


def test_a_word_document_reads_as_with_all_changes_accepted() -> None:
    def change(made: Any) -> None:
        made.add_paragraph()._p.append(
            parse_xml(f'<w:ins {W} w:id="1" w:author="A"><w:r><w:t>what stands </w:t></w:r></w:ins>')
        )
        last = made.paragraphs[-1]._p
        last.append(parse_xml(f'<w:del {W} w:id="2" w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del>'))
        last.append(parse_xml(f"<w:sdt {W}><w:sdtContent><w:r><w:t>in a box</w:t></w:r></w:sdtContent></w:sdt>"))

    text = extract(word(change), media_type=DOCX).text
    assert "what stands in a box" in text
    assert "gone" not in text


def test_what_stands_in_content_controls_and_boxes_is_there_once() -> None:
    def change(made: Any) -> None:
        body = made.element.body
        body.insert(
            0,
            parse_xml(
                f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            ),
        )
        box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
        made.add_paragraph("Main words.")._p.append(
            parse_xml(
                f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
                f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
            )
        )
        table = made.add_table(2, 1)
        table.cell(0, 0).text = "merged"
        table.cell(0, 0).merge(table.cell(1, 0))

    words = [words for _, words in blocks(extract(word(change), media_type=DOCX))]
    assert words[0] == "In a control."
    assert words[-3:] == ["Main words.", "In a box.", "merged"]


# OpenDocument

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def open_document(kind: str, body: str) -> bytes:
    content = f"<office:document-content {NAMES}><office:body>{body}</office:body></office:document-content>"
    return packed(mimetype=kind, content_xml=content)


def test_an_open_text() -> None:
    body = """<office:text><text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
    <text:h text:outline-level="2">Dues</text:h>
    <text:p>They <text:a xlink:href="https://port.example/">rose</text:a><text:s/>by 14<text:note><text:note-citation>3
    </text:note-citation><text:note-body><text:p>Of the year before.</text:p></text:note-body></text:note> per cent<office:annotation><text:p>remark</text:p></office:annotation>.</text:p>
    <text:list><text:list-item><text:p>Ferries</text:p></text:list-item></text:list></office:text>"""
    document = extract(open_document(ODT, body))
    assert [words for _, words in blocks(document)][:1] == ["Dues"]
    assert "remark" not in document.text
    assert "gone" not in document.text
    assert "Of the year before." in document.text
    assert ("item", "Ferries") in blocks(document)
    assert [span.href for span in document.spans] == ["https://port.example/"]
    assert find_quote(document.text, "rose by 14 per cent.")


def test_where_words_are_left_out_one_blank_is_left() -> None:
    def change(made: Any) -> None:
        paragraph = made.add_paragraph("Fares rise to ")
        paragraph.add_run("4").font.strike = True
        paragraph.add_run(" 5 euros.")

    assert "Fares rise to 5 euros." in extract(word(change)).text
    body = """<office:text><text:p>Fares rise to <office:annotation><text:p>4</text:p></office:annotation> 5 euros on<text:s
    text:c="2"/>Monday.</text:p></office:text>"""
    assert "Fares rise to 5 euros on  Monday." in extract(open_document(ODT, body)).text
    assert extract(rb"{\rtf1 Fares rise to {\strike 4} 5 euros.}").text == "Fares rise to 5 euros."


def test_a_file_of_facts_without_any_keeps_nothing_from_being_read() -> None:
    body = "<office:body><office:text><text:p>Dues</text:p></office:text></office:body>"
    content = f"<office:document-content {NAMES}>{body}</office:document-content>"
    assert extract(packed(mimetype=ODT, content_xml=content, meta_xml="")).text == "Dues"


def test_an_open_workbook() -> None:
    body = """<office:spreadsheet><table:table table:name="Dues"><table:table-row>
    <table:table-cell><text:p>year</text:p></table:table-cell>
    <table:table-cell table:number-columns-repeated="16000"/></table:table-row><table:table-row table:number-rows-repeated="2">
    <table:table-cell><text:p>2023</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>"""
    document = extract(open_document(ODS, body))
    assert [block.where for block in document.blocks] == [None, "Dues!A1", "Dues!A2", "Dues!A3"]


def test_remarks_and_empty_rows_of_an_open_workbook() -> None:
    body = """<office:spreadsheet><table:table table:name="Dues"><table:table-row table:number-rows-repeated="500">
    <table:table-cell/></table:table-row><table:table-row><table:table-cell><office:annotation><text:p>check this!</text:p>
    </office:annotation><text:p>14.<text:s text:c="x"/>2</text:p></table:table-cell></table:table-row></table:table>
    </office:spreadsheet>"""
    document = extract(open_document(ODS, body))
    assert [(block.where, document.text[block.start : block.end]) for block in document.blocks] == [
        (None, "Dues"), ("Dues!A501", "14. 2"),
    ]  # fmt: skip


# Tables


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Dues"
    sheet.append(["year", "share", "sum", "day"])
    sheet.append([2023, 0.142, 1842000, datetime.date(2024, 3, 5)])
    sheet["B2"].number_format, sheet["C2"].number_format = "0.0%", "#,##0"
    hidden = book.create_sheet("Secret")
    hidden.append(["unseen"])
    hidden.sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_reads_as_its_cells_show() -> None:
    document = extract(workbook(), media_type=XLSX)
    assert [(block.where, words) for block, (_, words) in zip(document.blocks, blocks(document), strict=True)] == [
        (None, "Dues"),
        ("Dues!A1", "year"), ("Dues!B1", "share"), ("Dues!C1", "sum"), ("Dues!D1", "day"),
        ("Dues!A2", "2023"), ("Dues!B2", "14.2%"), ("Dues!C2", "1,842,000"), ("Dues!D2", "2024-03-05"),
    ]  # fmt: skip
    assert "unseen" not in document.text
    assert find_quote(document.text, "2023 14.2% 1,842,000")


def test_hidden_rows_and_columns_are_left_out() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (["ships", "draft", "dues"], [1204, 7, 12], [1131, 9, 14]):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[2].hidden = True
    out = BytesIO()
    book.save(out)
    document = extract(out.getvalue(), media_type=XLSX)
    assert [block.where for block in document.blocks[1:]] == ["Sheet!A1", "Sheet!C1", "Sheet!A3", "Sheet!C3"]
    assert find_quote(document.text, "1131 14")


def test_a_table_longer_than_we_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_CELLS", 3)
    document = extract(b"a,b\nc,d\n", media_type="text/csv")
    assert (document.text, document.doubt) == ("a\nb\nc", "beyond")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separated_values(separator: str) -> None:
    lines = [separator.join(row) for row in (("year", "dues"), ("2022", "12.5"), ("2023", '"14.2"'))]
    document = extract("\n".join(lines).encode(), media_type="text/csv")
    assert [words for _, words in blocks(document)] == ["year", "dues", "2022", "12.5", "2023", "14.2"]
    assert document.blocks[-1].where == "B3"
    assert find_quote(document.text, f"2022{separator}12.5")


def test_values_in_another_charset() -> None:
    assert "señaló" in extract("año;quién\n2023;señaló la niña\n".encode("cp1252"), media_type="text/csv").text


# Hostile and damaged files


@pytest.mark.parametrize("kind", [DOCX, XLSX, ODT, ODS, "application/epub+zip"])
def test_a_damaged_file_is_said(kind: str) -> None:
    first = {DOCX: "word__document_xml", XLSX: "xl__workbook_xml"}.get(kind, "content_xml")
    for data in (packed(mimetype=kind, **{first: "<a"}), packed(mimetype=kind, **{first: "<a/>"})):
        with pytest.raises(Unreadable):
            extract(data, media_type=kind)


def test_a_file_that_holds_more_than_we_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MOST_BYTES", 1_000)
    for data, kind in ((word(), DOCX), (workbook(), XLSX), (open_document(ODT, " " * 2_000), ODT)):
        with pytest.raises(Unreadable, match="too_much"):
            extract(data, media_type=kind)


@pytest.mark.parametrize(
    ("level", "named", "expected"), [(0, "", "Port figures"), (1, "", "Port figures"), (1, "Minutes", "Minutes")]
)
def test_a_document_without_a_title_is_called_by_its_first_heading(level: int, named: str, expected: str) -> None:
    made = docx.Document()
    made.core_properties.title = named
    made.add_heading("Port figures", level)
    made.add_paragraph("1,204 ships called.")
    out = BytesIO()
    made.save(out)
    assert extract(out.getvalue(), media_type=DOCX).title == expected


def test_a_paragraph_is_no_title() -> None:
    made = docx.Document()
    made.add_paragraph("1,204 ships called.")
    made.add_heading("Later", 1)
    out = BytesIO()
    made.save(out)
    assert extract(out.getvalue(), media_type=DOCX).title == ""
