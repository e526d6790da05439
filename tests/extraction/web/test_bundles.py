"""MHTML, WARC and WACZ files: the page inside, as text and as a page for the sandbox."""

from __future__ import annotations

import contextlib
import datetime
import random

import pytest

from annotations.extraction.document import Unreadable
from annotations.extraction.extract import extract
from annotations.extraction.kinds import MHTML, WACZ, WARC, sniff
from annotations.extraction.web.page import page
from tests.documents import SHEET, mhtml, png, wacz, warc
from tests.web import pdf

FILES = [(mhtml(), MHTML), (warc(), WARC), (warc(pack=False), WARC), (wacz(), WACZ)]


@pytest.mark.parametrize(("data", "kind"), FILES, ids=["mhtml", "warc.gz", "warc", "wacz"])
def test_the_page_inside_is_read(data: bytes, kind: str) -> None:
    document = extract(data, media_type=kind)
    assert "1,204 ships" in document.text
    assert (document.title, document.media_type) == ("Harbour bulletin", kind)


@pytest.mark.parametrize(("data", "kind"), FILES, ids=["mhtml", "warc.gz", "warc", "wacz"])
def test_the_file_says_which_page_it_was_saved_from_and_when(data: bytes, kind: str) -> None:
    document = extract(data, media_type=kind)
    assert document.saved_from == "https://harbour.example/bulletin"
    assert datetime.datetime.fromisoformat(document.saved_at).tzinfo


@pytest.mark.parametrize("told", ["yesterday", "Mon, 99 Nov 2026 10:00:00 +0000", "\x00", "Mon, 02 Nov 99999 10:00:00"])
def test_a_day_that_is_none_is_none(told: str) -> None:
    data = mhtml().replace(b"Mon, 02 Nov 2026 10:00:00 +0000", told.encode())
    assert extract(data, media_type=MHTML).saved_at == ""


@pytest.mark.parametrize(("data", "kind"), FILES, ids=["mhtml", "warc.gz", "warc", "wacz"])
def test_the_page_is_shown_with_what_lies_in_the_same_file(data: bytes, kind: str) -> None:
    shown = page(data, media_type=kind, charset="")
    assert f"<style>{SHEET}</style>" in shown
    assert 'src="data:image/png;base64,' in shown
    assert "preconnect" not in shown


@pytest.mark.parametrize(
    ("data", "declared", "name", "kind"),
    [
        (mhtml(), "", "page.mhtml", MHTML),
        (mhtml(), "message/rfc822", "", MHTML),
        (wacz(), "application/zip", "page.wacz", WACZ),
        (wacz(), "", "", WACZ),
        (warc(), "application/gzip", "copy.warc.gz", WARC),
        (warc(pack=False), "", "", WARC),
        (warc(), "application/gzip", "other.gz", "application/gzip"),
        (png(), "text/html", "", "image/png"),
        (b"<html><script>alert(1)</script>", "image/png", "a.png", "text/html"),
        (b"PK\x03\x04", "application/octet-stream", "Report.DOCX",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", "a.svg", "image/svg+xml"),
    ],
    ids=[f"kind{n}" for n in range(11)],
)  # fmt: skip
def test_the_kind_is_what_the_bytes_say(data: bytes, declared: str, name: str, kind: str) -> None:
    assert sniff(data, declared, name) == kind


def test_a_pdf_in_an_archive_is_read() -> None:
    data = warc(("https://harbour.example/report", "200 OK", "application/pdf", pdf("Mean waiting time was 27 hours.")))
    assert "27 hours" in extract(data, media_type=WARC).text


@pytest.mark.parametrize(
    "data",
    [
        warc(("https://harbour.example/", "404 Not Found", "text/html", b"no")),
        warc(("https://harbour.example/a.png", "200 OK", "image/png", png())),
        b"WARC/1.0\r\nbroken",
        warc()[:60],
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n",
    ],
    ids=["not found", "a picture", "damaged", "cut off", "empty"],
)
def test_an_archive_without_a_page_says_so(data: bytes) -> None:
    with pytest.raises(Unreadable, match="archive_"):
        extract(data, media_type=WARC if b"MIME" not in data else MHTML)


def test_bytes_cut_or_changed_anywhere_break_nothing() -> None:
    chance = random.Random(7)
    for whole, kind in FILES:
        for _ in range(60):
            data = bytearray(whole[: chance.randint(1, len(whole))])
            for _ in range(chance.randint(0, 4)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            for read in (lambda d, k: extract(d, media_type=k), lambda d, k: page(d, media_type=k, charset="")):
                with contextlib.suppress(Unreadable):
                    read(bytes(data), kind)


def test_what_reaches_out_is_taken_out_of_a_page() -> None:
    shown = page(
        b"<base href=//x><meta http-equiv=refresh content='0;url=//x'><LINK rel=prefetch href=//x><p>Words</p>"
        b"<script>go()</script><iframe src=//x></iframe><object data=//x></object><script>never ended",
        media_type="text/html",
        charset="",
    )
    assert "x" not in shown.replace("</", "")
    assert "<p>Words</p>" in shown
    assert "go()" not in shown
    assert "never ended" not in shown


def test_a_page_in_another_charset_comes_in_ours() -> None:
    data = '<meta charset="windows-1251"><p>Порт</p>'.encode("windows-1251")
    assert "Порт" in page(data, media_type="text/html", charset="")


def test_a_wacz_file_that_names_no_page_gives_its_first_one() -> None:
    assert "Another page" in extract(wacz(named="")).text
    assert "Another page" in extract(wacz(named="https://elsewhere.example/")).text


def test_a_damaged_wacz_file() -> None:
    whole = wacz()
    for cut in (whole[:-30], whole[:60] + whole[90:]):
        with contextlib.suppress(Unreadable):
            extract(cut, media_type=WACZ)
