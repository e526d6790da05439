"""Data, feeds, mail, rich text and books: their words in order, and where each stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.anchoring.quotes import find_quote
from annotations.extraction.document import Unreadable
from annotations.extraction.extract import extract
from tests.extraction.office.test_office import blocks, packed

# Data


def test_json_tells_where_each_value_stands() -> None:
    data = b'{"title": "Dues", "rows": [{"name": "Ferries", "sum": 2.1, "none": null}], "said": "He said \\"so\\"."}'
    document = extract(data, media_type="application/json")
    assert document.title == "Dues"
    assert [block.where for block in document.blocks] == ["$.title", "$.rows[0].name", "$.rows[0].sum", "$.said"]
    assert find_quote(document.text, "He said “so”.")


@pytest.mark.parametrize("data", [b'{"a": "cut o', b"[" * 100_000])
def test_what_is_no_json_is_read_as_text(data: bytes) -> None:
    assert extract(data, media_type="application/json").text.strip() == data.decode().strip()


def test_json_lines_are_a_list() -> None:
    document = extract(b'{"a": 1}\n{"a": 2}\n', media_type="application/x-ndjson")
    assert [(block.where, document.text[block.start : block.end]) for block in document.blocks] == [
        ("$[0].a", "a: 1"),
        ("$[1].a", "a: 2"),
    ]


@pytest.mark.parametrize("kind", ["application/yaml", "application/javascript", "application/x-something"])
def test_text_of_an_unknown_type_is_text(kind: str) -> None:
    assert extract(b"dues: 14 per cent\n", media_type=kind).text.strip() == "dues: 14 per cent"


def test_what_attributes_say() -> None:
    data = b"<?xml version='1.0'?><rates xmlns='urn:x'><day time='2024-03-04'><rate currency='USD' rate='1.09'/></day></rates>"
    assert extract(data, media_type="text/xml").text == "time: 2024-03-04\ncurrency: USD, rate: 1.09"


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


def test_days_of_a_feed_and_the_title_of_other_xml() -> None:
    dated = FEED.replace(b"<item>", b"<item><pubDate>Mon, 04 May 2026 08:00:00 GMT</pubDate>")
    assert "Mon, 04 May 2026 08:00:00 GMT" in extract(dated, media_type="application/xml").text
    law = extract(b"<act><title>Harbour Act</title><section>No ship may pass.</section></act>", media_type="text/xml")
    assert law.title == "Harbour Act"


def test_a_feed_that_names_a_file_opens_none(tmp_path: Path) -> None:
    kept = tmp_path / "feed.xml"
    kept.write_bytes(FEED)
    with pytest.raises(Unreadable):
        extract(str(kept).encode(), media_type="application/rss+xml")


def test_a_lone_surrogate_is_no_end() -> None:
    assert extract(b'{"a": "x\\ud800y"}', media_type="application/json").text == "a: x\ufffdy"


def test_a_control_character_in_the_name_of_an_attachment() -> None:
    data = MAIL.replace(b'filename="table.pdf"', b"filename*=utf-8''a%00b.pdf")
    assert "\x00" not in extract(data, media_type="message/rfc822").text


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
    assert document.author == "Board"
    assert find_quote(document.text, "señor, by 14 per cent")
    assert "table.pdf" in document.text
    assert "To: x@y.example" in document.other_text.split("\n")


def test_lines_that_flow_are_one_line_again() -> None:
    head = b"From: a@x.example\r\nSubject: Dues\r\nContent-Type: text/plain; format=flowed%s\r\n\r\n"
    body = b"Dues rose by \r\n14 per cent.\r\n\r\n-- \r\nThe board\r\n"
    text = extract(head % b"" + body, media_type="message/rfc822").text
    assert "Dues rose by 14 per cent." in text
    assert "cent. --" not in text
    assert "-- The board" not in text
    assert "14per" in extract(head % b"; delsp=yes" + b"of 14 \r\nper cent.\r\n", media_type="message/rfc822").text


def test_a_message_whose_plain_part_says_nothing() -> None:
    data = (
        b"Subject: Dues\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: text/plain\r\n\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Port dues rose.</p>\r\n--b--\r\n"
    )
    assert extract(data, media_type="message/rfc822").text == "Port dues rose."


def test_rich_text() -> None:
    document = extract(rb"{\rtf1\ansi Port dues rose by {\b 14} per cent, se\'f1or.\par Next.}", media_type="text/rtf")
    assert document.text.split("\n")[0] == "Port dues rose by 14 per cent, señor."


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>{0}</h1><p>Words of {0}.</p></body></html>'
    package = """<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:title>On dues</dc:title><dc:creator>A. Rowan</dc:creator><dc:date>2021-06-01T00:00:00Z</dc:date>
    </metadata><manifest><item id="a" href="two.xml"/>
    <item id="b" href="one.xml"/></manifest><spine><itemref idref="b"/><itemref idref="a"/><itemref idref="c"/></spine></package>"""
    data = packed(
        mimetype="application/epub+zip",
        **{"META-INF__container_xml": '<c><rootfile full-path="book/p.opf"/></c>', "book__p.opf": package},
        book__one_xml=page.format("one"),
        book__two_xml=page.format("two"),
    )
    document = extract(data)
    assert (document.title, document.author, document.date) == ("On dues", "A. Rowan", "2021-06-01")
    assert [words for _, words in blocks(document)] == ["one", "Words of one.", "two", "Words of two."]
