"""Bytes of any kind to a Document."""

from __future__ import annotations

from annotations.extraction.charset import decode
from annotations.extraction.document import Document, Unreadable
from annotations.extraction.html import extract_html
from annotations.extraction.pdf import extract_pdf
from annotations.extraction.plain import extract_plain

HTML_STARTS = (
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<?xml",
    b"<!--",
    b"<article",
    b"<div",
    b"<p>",
)


def sniff(data: bytes, declared: str = "") -> str:
    """The media type: PDF and HTML by their first bytes, text when it is text, else what was declared."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%pdf-" in data[:1024].lower():
        return "application/pdf"
    if declared in ("text/html", "application/xhtml+xml"):
        return declared
    if head.startswith(HTML_STARTS) and declared in ("", "text/plain", "application/octet-stream"):
        return "text/html"
    if declared and declared != "application/octet-stream":
        return declared
    return "text/plain" if b"\x00" not in data[:4096] else "application/octet-stream"


def extract(data: bytes, *, media_type: str = "", charset: str = "", url: str = "") -> Document:
    """The Document in `data`. Raises Unreadable, with words for a person, when there is no text to be had."""
    kind = sniff(data, media_type)
    if kind == "application/pdf":
        return extract_pdf(data)
    if kind in ("text/html", "application/xhtml+xml"):
        return extract_html(data, charset=charset, url=url)
    if kind.startswith("text/"):
        return extract_plain(decode(data, charset)[0])
    raise Unreadable(f"There is no text to be read in a file of this kind ({kind}).")
