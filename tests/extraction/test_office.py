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
from annotations.extraction import tables, zipped
from annotations.extraction.document import Document, Unreadable
from annotations.extraction.extract import extract
from annotations.extraction.kinds import DOCX, ODS, ODT, XLSX

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


def test_an_open_workbook() -> None:
    body = """<office:spreadsheet><table:table table:name="Dues"><table:table-row>
    <table:table-cell><text:p>year</text:p></table:table-cell>
    <table:table-cell table:number-columns-repeated="16000"/></table:table-row><table:table-row table:number-rows-repeated="2">
    <table:table-cell><text:p>2023</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>"""
    document = extract(open_document(ODS, body))
    assert [block.where for block in document.blocks] == [None, "Dues!A1", "Dues!A2", "Dues!A3"]


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


# Data


def test_json_tells_where_each_value_stands() -> None:
    data = b'{"title": "Dues", "rows": [{"name": "Ferries", "sum": 2.1, "none": null}], "said": "He said \\"so\\"."}'
    document = extract(data, media_type="application/json")
    assert document.title == "Dues"
    assert [block.where for block in document.blocks] == ["$.title", "$.rows[0].name", "$.rows[0].sum", "$.said"]
    assert find_quote(document.text, "He said “so”.")


@pytest.mark.parametrize("data", [b'{"a": 1}\n{"a": 2}\n', b'{"a": "cut o', b"[" * 100_000])
def test_what_is_no_json_is_read_as_text(data: bytes) -> None:
    assert extract(data, media_type="application/json").text.strip() == data.decode().strip()


def test_xml_keeps_sentences_whole() -> None:
    document = extract(b"<?xml version='1.0'?><a><b>Dues <i>rose</i> by 14.</b><c>x</c></a>", media_type="text/xml")
    assert document.text == "Dues rose by 14.\nx"


def test_xml_opens_nothing_else() -> None:
    data = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a><b>words &e;</b></a>'
    assert "root:" not in extract(data, media_type="application/xml").text


FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Port news</title><item><title>Dues &amp;amp; more</title>
<description>&lt;p&gt;They &lt;a href="https://port.example/"&gt;rose&lt;/a&gt;.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description>
</item></channel></rss>"""


def test_a_feed() -> None:
    document = extract(FEED, media_type="application/xml")
    assert document.title == "Port news"
    assert blocks(document) == [("heading", "Dues & more"), ("paragraph", "They rose.")]
    assert [span.href for span in document.spans] == ["https://port.example/"]


# Messages and books

MAIL = (
    b"From: Board <board@harbour.example>\r\nTo: x@y.example\r\nSubject: =?utf-8?q?D=C3=BCes?=\r\n"
    b"Date: Mon, 4 Mar 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n<p>Port dues rose, se\xf1or, by 14 per cent.</p>\r\n"
    b'--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="table.pdf"\r\n\r\n%PDF-\r\n--b--\r\n'
)


def test_a_message() -> None:
    document = extract(MAIL, media_type="message/rfc822")
    assert (document.title, document.date) == ("Dües", "2024-03-04")
    assert "board@harbour.example" in document.author
    assert find_quote(document.text, "señor, by 14 per cent")
    assert "table.pdf" in document.text


def test_rich_text() -> None:
    document = extract(rb"{\rtf1\ansi Port dues rose by {\b 14} per cent, se\'f1or.\par Next.}", media_type="text/rtf")
    assert document.text.split("\n")[0] == "Port dues rose by 14 per cent, señor."


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>{0}</h1><p>Words of {0}.</p></body></html>'
    package = """<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:title>On dues</dc:title><dc:creator>A. Rowan</dc:creator></metadata><manifest><item id="a" href="two.xml"/>
    <item id="b" href="one.xml"/></manifest><spine><itemref idref="b"/><itemref idref="a"/><itemref idref="c"/></spine></package>"""
    data = packed(
        mimetype="application/epub+zip",
        **{"META-INF__container_xml": '<c><rootfile full-path="book/p.opf"/></c>', "book__p.opf": package},
        book__one_xml=page.format("one"),
        book__two_xml=page.format("two"),
    )
    document = extract(data)
    assert (document.title, document.author) == ("On dues", "A. Rowan")
    assert [words for _, words in blocks(document)] == ["one", "Words of one.", "two", "Words of two."]


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
        with pytest.raises(Unreadable, match="more than we read"):
            extract(data, media_type=kind)
