"""Bytes of any kind to a Document."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from annotations.extraction.bounds import bounded
from annotations.extraction.charset import decode
from annotations.extraction.document import Document, Unreadable, given_title
from annotations.extraction.kinds import (
    ATOM,
    BUNDLES,
    CSV,
    DOCX,
    EPUB,
    HTML,
    IMAGES,
    JSON,
    MAIL,
    ODP,
    ODS,
    ODT,
    PDF,
    PPTX,
    RECORDINGS,
    RSS,
    RTF,
    SRT,
    SVG,
    TIFF,
    VTT,
    XLSX,
    XML,
    sniff,
)
from annotations.extraction.media.drawings import extract_svg
from annotations.extraction.media.transcripts import extract_transcript
from annotations.extraction.office.books import extract_book
from annotations.extraction.office.open_document import extract_open_document
from annotations.extraction.office.rich_text import extract_rtf
from annotations.extraction.office.slides import extract_slides
from annotations.extraction.office.tables import extract_csv, extract_workbook
from annotations.extraction.office.word import extract_word
from annotations.extraction.pdf.pages import extract_pdf
from annotations.extraction.texts.data import extract_feed, extract_json, extract_xml
from annotations.extraction.texts.messages import extract_mail
from annotations.extraction.texts.plain import extract_plain
from annotations.extraction.web.bundles import Frames, unpack
from annotations.extraction.web.html import extract_html

#: Readers of (bytes, charset that was declared, address), by kind.
READERS: dict[str, Callable[[bytes, str, str], Document]] = {
    PDF: lambda data, charset, url: extract_pdf(data),
    DOCX: lambda data, charset, url: extract_word(data),
    XLSX: lambda data, charset, url: extract_workbook(data),
    ODT: lambda data, charset, url: extract_open_document(data),
    ODS: lambda data, charset, url: extract_open_document(data),
    ODP: lambda data, charset, url: extract_open_document(data),
    PPTX: lambda data, charset, url: extract_slides(data),
    EPUB: lambda data, charset, url: extract_book(data),
    RTF: lambda data, charset, url: extract_rtf(data),
    MAIL: lambda data, charset, url: extract_mail(data),
    CSV: lambda data, charset, url: extract_csv(decode(data, charset)[0]),
    **dict.fromkeys((VTT, SRT), lambda data, charset, url: extract_transcript(decode(data, charset)[0])),
    JSON: lambda data, charset, url: extract_json(decode(data, charset)[0]),
    XML: lambda data, charset, url: extract_xml(data),
    SVG: lambda data, charset, url: extract_svg(data),
    RSS: lambda data, charset, url: extract_feed(data, url),
    ATOM: lambda data, charset, url: extract_feed(data, url),
    **dict.fromkeys(HTML, lambda data, charset, url: extract_html(data, charset=charset, url=url)),
}


def extract(data: bytes, *, media_type: str = "", charset: str = "", url: str = "", name: str = "") -> Document:
    """The Document in `data`, which may be a file called `name`. Raises Unreadable, with words for a person."""
    return bounded(_extract(data, media_type, charset, url, name or urlsplit(url).path))


def _extract(data: bytes, media_type: str, charset: str, url: str, name: str) -> Document:
    kind = sniff(data, media_type, name)
    if kind in BUNDLES:
        bundle = unpack(data, kind)
        main = bundle.main
        if main.media_type in HTML:
            document = extract_html(main.body, charset=main.charset, url=main.url or url, frames=Frames(bundle))
        else:
            document = extract(main.body, media_type=main.media_type, charset=main.charset, url=main.url or url)
        document.media_type = kind
        if main.url.startswith(("http://", "https://")):
            document.saved_from, document.saved_at = main.url, main.saved_at
        return document
    if kind in IMAGES or kind == TIFF:
        raise Unreadable("is_picture")
    if kind in RECORDINGS:
        raise Unreadable("is_recording")
    reader = READERS.get(kind)
    if reader is None and kind.endswith("+xml"):
        reader = READERS[XML]
    if reader is not None:
        document = reader(data, charset, url)
        document.media_type = kind
        if kind in (DOCX, ODT, ODP, PPTX) and not document.title and document.blocks[0].kind == "heading":
            first = document.blocks[0]
            document.title = given_title(document.text[first.start : first.end])  # what it calls itself at its top
        return document
    if kind.startswith("text/"):
        return extract_plain(decode(data, charset)[0])
    raise Unreadable("kind_without_text", kind=kind)
