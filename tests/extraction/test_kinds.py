import gzip
import zipfile
from io import BytesIO

import pytest

from annotations.extraction.kinds import sniff


def zipped(**parts: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


WORD = zipped(word__document_xml="<w/>")
ODT = zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml="<x/>")
MAIL = b"From: a@x.example\r\nTo: b@x.example\r\nSubject: Dues\r\n\r\nWords.\r\n"


@pytest.mark.parametrize(
    ("data", "declared", "name", "kind"),
    [
        (b"%PDF-1.7", "text/html", "", "application/pdf"),
        (b"<!doctype html><p>", "", "", "text/html"),
        (b"<!doctype html><p>", "unknown/unknown", "", "text/html"),
        (b"<!doctype html><p>", "html", "", "text/html"),
        (b"<!doctype html><p>", "application/vnd.ms-excel", "", "text/html"),
        (b"words", "", "", "text/plain"),
        (b"\x00\x01", "", "", "application/octet-stream"),
        (b"\x00\x01", "text/html", "", "application/octet-stream"),
        ("Dues".encode("utf-16"), "text/plain", "", "text/plain"),
        ("<html>".encode("utf-16"), "", "", "text/html"),
        (gzip.compress(b"<p>words", mtime=0), "text/html", "", "application/gzip"),
        (b"GIF89a", "image/gif", "", "image/gif"),
        (b"no picture", "image/gif", "", "text/plain"),
        (WORD, "application/zip", "", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (WORD, "text/html", "", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (ODT, "", "", "application/vnd.oasis.opendocument.text"),
        (zipped(a_txt="x"), "application/zip", "", "application/zip"),
        (b"year,dues\n2022,1\n", "application/vnd.ms-excel", "", "text/csv"),
        (b"year\tdues\n", "text/tab-separated-values", "", "text/csv"),
        (b"year,dues\n", "application/octet-stream", "table.CSV", "text/csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword", "", "application/msword"),
        (b"{\\rtf1 words}", "application/msword", "", "application/rtf"),
        (b'{"a": 1}', "application/ld+json", "", "application/json"),
        (b'{"a": 1}', "text/plain", "data.json", "application/json"),
        (b'<?xml version="1.0"?><rss version="2.0">', "text/xml", "", "application/rss+xml"),
        (b'<?xml version="1.0"?><feed xmlns="x">', "", "", "application/atom+xml"),
        (b'<?xml version="1.0"?><html xmlns="x">', "application/xml", "", "application/xhtml+xml"),
        (b"<?xml version='1.0'?><data>", "application/xml", "", "application/xml"),
        (b"year;dues\n2022;1\n", "text/html", "/table.csv", "text/csv"),
        (b"Access denied", "text/html", "/table.csv", "text/html"),
        (b"<p>year;dues</p>", "text/html", "/table.csv", "text/html"),
        (b'{"a": 1}', "text/html", "", "application/json"),
        (b"[a note]", "text/html", "", "text/html"),
        (b'<?xml version="1.0"?><rss version="2.0">', "text/html", "", "application/rss+xml"),
        (MAIL, "", "", "message/rfc822"),
        (MAIL, "message/rfc822", "", "message/rfc822"),
        (b"Note: this is\nno mail.\n\nWords: none.", "", "", "text/plain"),
    ],
)
def test_the_kind_is_found_by_the_first_bytes(data: bytes, declared: str, name: str, kind: str) -> None:
    assert sniff(data, declared, name) == kind


@pytest.mark.parametrize(
    "data", [b"ID3,name\n1,x\n", b"GREAT DUES OF THE PORT " * 40, b"OggS and more words", b"fLaC or so"]
)
def test_words_that_begin_as_recordings_do_are_words(data: bytes) -> None:
    assert sniff(data, "text/plain") == "text/plain"


def test_nobodys_word_makes_a_file_a_recording() -> None:
    assert sniff(b"<p>Dues rose.</p>", "video/mp4") == "text/html"


def test_questions_and_answers_are_no_mail_and_take_no_time() -> None:
    text = b"".join(b"Q: why %d\r\nA: because\r\n" % n for n in range(2_000)) + b"and so on\r\n"
    assert sniff(text, "text/plain") == "text/plain"
