"""What kind of document bytes are, by their first bytes before anybody's word for it."""

from __future__ import annotations

import re

HTML = ("text/html", "application/xhtml+xml")
MHTML = "multipart/related"
WARC = "application/warc"
PDF = "application/pdf"
#: What can be shown as a page in a sandbox.
PAGES = (*HTML, MHTML, WARC)
#: Pictures that every browser shows and that hold no scripts (SVG may).
IMAGES = {
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/gif": re.compile(rb"GIF8[79]a"),
    "image/webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "image/avif": re.compile(rb"....ftypavi[fs]", re.DOTALL),
}
#: Files of office programs, kept as they are; by the end of their names.
SUFFIXES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "csv": "text/csv",
    "zip": "application/zip",
}
ENDINGS = {
    **{kind: ending for ending, kind in SUFFIXES.items()},
    "text/html": "html",
    "application/xhtml+xml": "html",
    PDF: "pdf",
    "text/plain": "txt",
    MHTML: "mhtml",
    WARC: "warc.gz",
    **{kind: kind.partition("/")[2].replace("jpeg", "jpg") for kind in IMAGES},
}
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
MHTML_HEAD = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
UNKNOWN = ("", "text/plain", "application/octet-stream")


def sniff(data: bytes, declared: str = "", name: str = "") -> str:
    """The media type of `data`, which came under the type `declared` or as a file called `name`."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%pdf-" in data[:1024].lower():
        return PDF
    for kind, magic in IMAGES.items():
        if magic.match(data):
            return kind
    if head.startswith(b"warc/1.") or _is_packed_warc(data, declared, name):
        return WARC
    if MHTML_HEAD.search(data[:4096]) and b"mime-version:" in data[:4096].lower():
        return MHTML
    if declared in HTML:
        return declared
    if declared in IMAGES or declared in (MHTML, WARC, PDF):
        declared = ""  # its first bytes say that it is none
    if head.startswith(HTML_STARTS) and declared in UNKNOWN:
        return "text/html"
    if declared not in UNKNOWN:
        return declared
    by_name = SUFFIXES.get(name.lower().rpartition(".")[2], "")
    if by_name:
        return by_name
    return "text/plain" if b"\x00" not in data[:4096] else "application/octet-stream"


def _is_packed_warc(data: bytes, declared: str, name: str) -> bool:
    return data.startswith(b"\x1f\x8b") and ("warc" in declared or name.lower().endswith((".warc.gz", ".warc")))
