import contextlib

import pytest

from annotations.extraction.document import Unreadable
from annotations.extraction.extract import extract
from annotations.extraction.web.html import extract_html
from tests.web import PAGE

LONG = "The harbour office counts each ship that comes in, and writes its name and the hour into the log. "


def page(body: str, head: str = "<title>Harbour</title>") -> bytes:
    return f"<!doctype html><html lang='en'><head>{head}</head><body><article>{body}</article></body></html>".encode()


def test_paragraphs_links_and_facts() -> None:
    document = extract_html(PAGE.encode(), url="https://ports.example/q3")
    assert "Mean waiting time was 27 hours" in document.text
    assert "Imprint" not in document.text
    assert "Menu" not in document.text
    assert document.title == "Harbour bulletin"
    assert document.language == "en"
    (link,) = document.spans
    assert (document.text[link.start : link.end], link.href) == (
        "log of the roads",
        "https://ports.example/log",
    )


def test_headings_lists_quotations() -> None:
    body = f"<h1>Harbour</h1><p>{LONG * 3}</p><h2>Numbers</h2><ul><li>{LONG}</li><li>{LONG}two</li></ul><blockquote>{LONG}</blockquote><p>{LONG}</p>"
    document = extract_html(page(body))
    found = [(block.kind, block.level) for block in document.blocks]
    assert ("heading", 2) in found
    assert [kind for kind, _ in found].count("item") == 2
    assert "quote" in [kind for kind, _ in found]


def test_every_span_and_block_lies_in_the_text() -> None:
    document = extract_html(PAGE.encode())
    assert all(0 <= b.start < b.end <= len(document.text) for b in [*document.blocks, *document.spans])


def test_the_declared_charset_counts() -> None:
    latin = (
        f"<html><head><meta charset='iso-8859-1'></head><body><article><p>Größe. {LONG * 4}</p></article></body></html>"
    )
    assert "Größe" in extract_html(latin.encode("latin-1")).text
    assert "Größe" in extract_html(latin.replace("iso-8859-1", "utf-8").encode("latin-1"), charset="iso-8859-1").text


def test_python_codecs_are_no_charsets() -> None:
    body = page(f"<p>{LONG * 4}</p>", "<meta charset='rot13'><title>x</title>")
    assert "harbour office" in extract_html(body, charset="rot13").text


def test_an_empty_page_is_said() -> None:
    with pytest.raises(Unreadable, match="page_without_text"):
        extract_html(b"<html><body><script>render()</script></body></html>")


def test_deep_markup_hurts_nothing() -> None:
    deep = b"<div>" * 20_000 + f"<p>{LONG * 4}</p>".encode()
    with contextlib.suppress(Unreadable):
        assert "harbour" in extract(deep, media_type="text/html").text


def linked(head: str, href: str, url: str = "") -> list[str]:
    words = "The port authority published its yearly report on grain and containers. " * 6
    page = (
        f'<html><head>{head}</head><body><article><p>{words}<a href="{href}">the report</a></p></article></body></html>'
    )
    return [span.href for span in extract_html(page.encode(), url=url).spans]


def test_a_link_is_read_from_where_the_page_lives() -> None:
    at = "https://news.example/2024/ports.html"
    assert linked("", "../report?a=1&amp;b=2", at) == ["https://news.example/report?a=1&b=2"]
    assert linked('<base href="/archive/">', "report", at) == ["https://news.example/archive/report"]


def test_an_uploaded_page_says_itself_where_it_lives() -> None:
    canonical = '<link rel="canonical" href="https://news.example/2024/ports.html">'
    assert linked(canonical, "report.html") == ["https://news.example/2024/report.html"]
    assert linked("<meta content='https://news.example/b/' property='og:url'>", "c") == ["https://news.example/b/c"]
    assert linked("", "/report.html") == [], "a link to nowhere is no link"
    assert linked('<base href="javascript:alert(1)">', "https://news.example/a") == ["https://news.example/a"]
