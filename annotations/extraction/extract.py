"""Bytes of any kind to a Document."""

from __future__ import annotations

from annotations.extraction.bounds import bounded
from annotations.extraction.bundles import unpack
from annotations.extraction.charset import decode
from annotations.extraction.document import Document, Unreadable
from annotations.extraction.html import extract_html
from annotations.extraction.kinds import HTML, IMAGES, MHTML, PDF, WARC, sniff
from annotations.extraction.pdf import extract_pdf
from annotations.extraction.plain import extract_plain


def extract(data: bytes, *, media_type: str = "", charset: str = "", url: str = "") -> Document:
    """The Document in `data`. Raises Unreadable, with words for a person, when there is no text to be had."""
    return bounded(_extract(data, media_type, charset, url))


def _extract(data: bytes, media_type: str, charset: str, url: str) -> Document:
    kind = sniff(data, media_type)
    if kind in (MHTML, WARC):
        main = unpack(data, kind).main
        document = extract(main.body, media_type=main.media_type, charset=main.charset, url=main.url or url)
        document.media_type = kind
        return document
    if kind == PDF:
        return extract_pdf(data)
    if kind in HTML:
        return extract_html(data, charset=charset, url=url)
    if kind in IMAGES:
        raise Unreadable("This is a picture: there is no text to be read in it.")
    if kind.startswith("text/"):
        return extract_plain(decode(data, charset)[0])
    raise Unreadable(f"There is no text to be read in a file of this kind ({kind}).")
