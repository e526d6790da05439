"""What kind of document bytes are, by their first bytes before anybody's word for it."""

from __future__ import annotations

import json
import re

from annotations.extraction.charset import marked_encoding

HTML = ("text/html", "application/xhtml+xml")
MHTML = "multipart/related"
WARC = "application/warc"
#: A ZIP of WARC files with an index (https://specs.webrecorder.net/wacz/).
WACZ = "application/wacz"
PDF = "application/pdf"
RTF = "application/rtf"
MAIL = "message/rfc822"
EPUB = "application/epub+zip"
CSV = "text/csv"
JSON = "application/json"
XML = "application/xml"
RSS, ATOM = "application/rss+xml", "application/atom+xml"
GZIP = "application/gzip"
BINARY = "application/octet-stream"
#: Files that hold a page with its parts (bundles.py), and what can be shown as a page in a sandbox.
BUNDLES = (MHTML, WARC, WACZ)
PAGES = (*HTML, *BUNDLES)
#: Pictures that every browser shows and that hold no scripts (SVG may).
IMAGES = {
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/gif": re.compile(rb"GIF8[79]a"),
    "image/webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "image/avif": re.compile(rb"....ftypavi[fs]", re.DOTALL),
}
#: A picture that browsers do not show, and one that is drawn by words and may hold scripts.
TIFF, SVG = "image/tiff", "image/svg+xml"
PICTURES = (*IMAGES, TIFF, SVG)
#: Recordings, by their first bytes; the kinds that most browsers play.
RECORDINGS = {
    "audio/mp4": re.compile(rb"....ftyp(?:M4A|M4B)", re.DOTALL),
    "video/quicktime": re.compile(rb"....ftypqt", re.DOTALL),
    "video/mp4": re.compile(rb"....ftyp(?!avi[fs]|hei[cfxs]|he[vm][cfsx]|mif1|msf1)", re.DOTALL),
    "video/mp2t": re.compile(rb"G.{187}G.{187}G", re.DOTALL),
    "video/webm": re.compile(rb"\x1aE\xdf\xa3.{0,60}webm", re.DOTALL),
    "video/ogg": re.compile(rb"OggS.{24,60}theora", re.DOTALL),
    "audio/ogg": re.compile(rb"OggS\x00"),
    "audio/wav": re.compile(rb"RIFF....WAVE", re.DOTALL),
    "audio/flac": re.compile(rb"fLaC\x00"),
    "audio/aac": re.compile(rb"\xff[\xf1\xf9][\x40-\x7f]"),
    "audio/mpeg": re.compile(rb"ID3[\x02-\x04].[\x00-\xf0]|\xff[\xfb\xf3\xf2\xfa][\x10-\xef]", re.DOTALL),
}
#: Texts with the times at which they are said (transcripts.py).
VTT, SRT = "text/vtt", "application/x-subrip"
TRANSCRIPTS = (VTT, SRT, "text/plain")
SUBRIP_HEAD = re.compile(rb"\A\d+\s*\n\d\d?:\d\d:\d\d,\d+\s*-->")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT, ODS = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
#: Kinds by the end of a file's name.
SUFFIXES = {
    "docx": DOCX,
    "xlsx": XLSX,
    "pptx": PPTX,
    "odt": ODT,
    "ods": ODS,
    "odp": ODP,
    "epub": EPUB,
    "csv": CSV,
    "json": JSON,
    "jsonl": JSON,
    "ndjson": JSON,
    "xml": XML,
    "eml": MAIL,
    "mbox": MAIL,
    "rtf": RTF,
    "zip": "application/zip",
    "vtt": VTT,
    "srt": SRT,
}
ENDINGS = {
    **{kind: ending for ending, kind in reversed(SUFFIXES.items())},
    "text/html": "html",
    "application/xhtml+xml": "html",
    PDF: "pdf",
    "text/plain": "txt",
    RSS: "xml",
    ATOM: "xml",
    MHTML: "mhtml",
    WARC: "warc.gz",
    WACZ: "wacz",
    **{kind: kind.partition("/")[2].replace("jpeg", "jpg") for kind in IMAGES},
    **{kind: kind.partition("/")[2].replace("quicktime", "mov").replace("mpeg", "mp3") for kind in RECORDINGS},
    "audio/mp4": "m4a",
}
#: Other names that servers give the same kinds.
ALIASES = {
    "application/x-pdf": PDF,
    "text/rtf": RTF,
    "application/x-rtf": RTF,
    "text/json": JSON,
    "text/xml": XML,
    "application/csv": CSV,
    "application/x-ndjson": JSON,
    "application/ndjson": JSON,
    "application/jsonl": JSON,
    "application/jsonlines": JSON,
    "application/x-jsonlines": JSON,
    "application/mbox": MAIL,
    "text/comma-separated-values": CSV,
    "text/x-csv": CSV,
    "text/tab-separated-values": CSV,
    "application/vnd.ms-excel.sheet.macroenabled.12": XLSX,
    "application/vnd.ms-word.document.macroenabled.12": DOCX,
}
#: Kinds that programs give to text files they can open.
OLD_OFFICE = {"application/vnd.ms-excel": CSV, "application/msexcel": CSV, "application/msword": "text/plain"}
HTML_STARTS = (
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<!--",
    b"<article",
    b"<div",
    b"<p>",
    b"<table",
    b"<title",
)
MHTML_HEAD = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
SAVED = re.compile(rb"^(?:snapshot-content-location:|from: *<?saved by)", re.IGNORECASE | re.MULTILINE)
LETTER = re.compile(rb"^(?:to|received|delivered-to|message-id):", re.IGNORECASE | re.MULTILINE)
MAIL_HEAD = re.compile(rb"\A(?:From [^\n]*\n)?(?:(?:[!-9;-~]{1,200}:|[ \t])[^\n]*\n)+\r?\n")
MAIL_NAMES = re.compile(rb"^(from|to|subject|date|message-id|received|mime-version):", re.IGNORECASE | re.MULTILINE)
TAG = re.compile(rb"<[a-z!/?]", re.IGNORECASE)
UNKNOWN = ("", "text/plain", BINARY, "binary/octet-stream", "application/unknown", "unknown/unknown", "*/*",
           "application/x-unknown", "content/unknown", "application/force-download", "application/download",
           "application/x-download")  # fmt: skip
#: Where a ZIP file tells what it is: its first names, and the directory at its end.
ZIP_HEAD, ZIP_TAIL = 4_096, 65_536
ZIP_PARTS = {b"word/document.xml": DOCX, b"xl/workbook.xml": XLSX, b"ppt/presentation.xml": PPTX}


def sniff(data: bytes, declared: str = "", name: str = "") -> str:
    """The media type of `data`, which came under the type `declared` or as a file called `name`."""
    declared = ALIASES.get(declared.lower(), declared.lower())
    return _by_magic(data, declared, name) or _by_words(data, declared, name)


def _by_magic(data: bytes, declared: str, name: str) -> str:
    """The kind that the first bytes can only be, "" when they may be many."""
    if b"%pdf-" in data[:1024].lower() and not MAIL_HEAD.match(data[:65_536]):  # with a PDF for an attachment
        return PDF
    for kind, magic in (IMAGES | RECORDINGS).items():
        if magic.match(data):
            return kind
    if data.startswith((b"II*\x00", b"MM\x00*")):
        return TIFF
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"warc/1.") or _is_packed_warc(data, declared, name):
        return WARC
    if data.startswith(b"\x1f\x8b"):
        return GZIP
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data, declared, name)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):  # what Office wrote before 2007
        return declared if declared in OLD_OFFICE else BINARY
    if head.startswith(b"{\\rtf"):
        return RTF
    if head.startswith(b"webvtt"):
        return VTT
    if SUBRIP_HEAD.match(head):
        return SRT
    if _is_saved_page(data[:4096], declared, name):
        return MHTML
    return ""


def _is_saved_page(head: bytes, declared: str, name: str) -> bool:
    """Whether a message of many parts is a page that a browser saved, and no letter with pictures in it."""
    if not MHTML_HEAD.search(head) or b"mime-version:" not in head.lower():
        return False
    if SAVED.search(head) or declared == MHTML or name.lower().endswith((".mht", ".mhtml")):
        return True
    return declared != MAIL and not name.lower().endswith(".eml") and not LETTER.search(head)


def _by_words(data: bytes, declared: str, name: str) -> str:
    """The kind of a text by what it was called, where its first words don't say otherwise."""
    encoding = marked_encoding(data)
    head = data[:4096].decode(encoding or "latin-1", "replace").lstrip("\ufeff \t\r\n\xef\xbb\xbf").lower().encode()
    binary = not encoding and b"\x00" in data[:4096]
    if declared in HTML:
        return BINARY if binary else _data_called_page(data, head, name) or declared
    if (
        declared in IMAGES
        or declared in RECORDINGS
        or declared in (*BUNDLES, TIFF, PDF, EPUB, RTF, DOCX, XLSX, PPTX, ODT, ODS, ODP, GZIP)
    ):
        declared = ""  # its first bytes say that it is none
    if declared in OLD_OFFICE:
        return BINARY if binary else _page_or_xml(head) or OLD_OFFICE[declared]
    if declared in UNKNOWN or "/" not in declared:
        if found := _page_or_xml(head):
            return found
        if MAIL_HEAD.match(data[:65_536]) and len(set(MAIL_NAMES.findall(data[:16_384].lower()))) > 2:
            return MAIL
        by_name = SUFFIXES.get(name.lower().rpartition(".")[2], "")
        return by_name or (BINARY if binary else "text/plain")
    if declared == XML or declared.endswith("+xml"):
        return _page_or_xml(head) or declared
    if declared.endswith("+json"):
        return JSON
    is_known = declared in ENDINGS or declared in (MAIL, PPTX, GZIP) or not declared.startswith("application/")
    return "text/plain" if not is_known and not binary and _is_utf_8(data) else declared


def _data_called_page(data: bytes, head: bytes, name: str) -> str:
    """Data that a server calls a page, as servers do that know no other type; "" for what has any markup."""
    if (found := _page_or_xml(head)) in (RSS, ATOM):
        return found
    if TAG.search(data):
        return ""
    if SUFFIXES.get(name.lower().rpartition(".")[2], "") == CSV and re.search(rb"\A[^\n]*[,;\t]", data):
        return CSV
    return JSON if head.startswith((b"{", b"[")) and _is_json(data) else ""


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _is_utf_8(data: bytes) -> bool:
    """Whether bytes are text by all that can be told: scripts and lists of data have types of their own."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x00" not in data


def _page_or_xml(head: bytes) -> str:
    """What markup at the very beginning tells, "" without any."""
    if head.startswith(HTML_STARTS):
        return "text/html"
    if not head.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:rdf", b"<svg")):
        return ""
    for mark, kind in (
        (b"<html", HTML[1]),
        (b"<rss", RSS),
        (b"<feed", ATOM),
        (b"<rdf:rdf", RSS),
        (b"<svg", SVG),
    ):
        if mark in head:
            return kind
    return XML


def _zip_kind(data: bytes, declared: str, name: str) -> str:
    first = re.match(rb"PK\x03\x04.{26}mimetype(application/[\w.+-]+?)(?:PK|\Z)", data[:200], re.DOTALL)
    if first:
        return first.group(1).decode()
    directory = data[:ZIP_HEAD] + data[-ZIP_TAIL:]
    if b"datapackage.json" in directory and b"archive/" in directory and b".warc" in directory:
        return WACZ
    for part, kind in ZIP_PARTS.items():
        if part in directory:
            return kind
    return SUFFIXES.get(name.lower().rpartition(".")[2], "application/zip")


def _is_packed_warc(data: bytes, declared: str, name: str) -> bool:
    return data.startswith(b"\x1f\x8b") and ("warc" in declared or name.lower().endswith((".warc.gz", ".warc")))
