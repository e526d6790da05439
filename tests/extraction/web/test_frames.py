"""Pages in the frames of a page that was saved with them."""

from __future__ import annotations

import time

import pytest

from annotations.extraction.extract import extract
from annotations.extraction.web.page import page

SENTENCE = "The number of late sailings was revised to 47 in May."
STORY = "<p>In the third quarter 1,204 ships called at the port, which is 73 more than a year before.</p>"


def saved(*parts: tuple[str, str]) -> bytes:
    """A saved page: (address or cid, body) of each part, the page first."""
    told = [
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; boundary="x"',
        "Snapshot-Content-Location: http://a/",
        "",
    ]
    for name, body in parts:
        place = f"Content-ID: <{name}>" if "@" in name else f"Content-Location: {name}"
        told += ["--x", "Content-Type: text/html; charset=utf-8", place, "", f"<html><body>{body}</body></html>", ""]
    return "\r\n".join([*told, "--x--"]).encode()


def read(tag: str, address: str = "f@b") -> bool:
    data = saved(("http://a/", f"{STORY}{tag}{STORY}"), (address, f"<p>{SENTENCE}</p>"))
    in_text = SENTENCE in extract(data, media_type="multipart/related").text
    in_page = SENTENCE in page(data, media_type="multipart/related", charset="")
    assert in_text == in_page
    return in_text


@pytest.mark.parametrize(
    "tag",
    ["<iframe src='cid:f@b'></iframe>", "<iframe src=cid:f@b></iframe>", "<iframe data-src='about:blank' src='cid:f@b'></iframe>",
     "<iframe style='border:none;overflow:hidden' src='cid:f@b'></iframe>", "<iframe title='The hidden costs' src='cid:f@b'></iframe>",
     "<iframe aria-hidden='false' src='cid:f@b'></iframe>", "<iframe data-width='5' height='90' src='cid:f@b'></iframe>"],
)  # fmt: skip
def test_a_frame_is_read_and_shown(tag: str) -> None:
    assert read(tag)


@pytest.mark.parametrize(
    "tag",
    ["<iframe hidden src='cid:f@b'></iframe>", "<iframe style='display: none' src='cid:f@b'></iframe>",
     "<iframe width=1 height=1 src='cid:f@b'></iframe>", "<iframe src='cid:other@b'></iframe>", "<iframe></iframe>"],
)  # fmt: skip
def test_a_frame_that_shows_nothing_is_left_out(tag: str) -> None:
    assert not read(tag)


def test_an_address_beside_the_page() -> None:
    assert read("<iframe src='/inner'></iframe>", "http://a/inner")
    assert read("<iframe src='https://ad.news.example/story'></iframe>", "https://ad.news.example/story")
    assert not read("<iframe src='https://site.example/ads/1'></iframe>", "https://site.example/ads/1")


def test_each_page_stands_once_however_often_it_is_framed() -> None:
    many = "<iframe src='cid:f@b'></iframe>" * 70
    data = saved(("http://a/", STORY + many), ("f@b", f"<p>{SENTENCE}</p>{many.replace('f@b', 'g@b')}"), ("g@b", many))
    shown = page(data, media_type="multipart/related", charset="")
    assert shown.count("late sailings") == 1
    assert len(shown) < 10_000
    assert extract(data, media_type="multipart/related").text.count("late sailings") == 1


def test_what_a_frame_holds_runs_nothing() -> None:
    inner = (
        "<script>steal()</script><img src=x onerror=steal()><iframe src='https://else.example/'></iframe>\"><p>Words"
    )
    shown = page(
        saved(("http://a/", "<iframe src='cid:f@b'></iframe>"), ("f@b", inner)),
        media_type="multipart/related",
        charset="",
    )
    assert "<script" not in shown
    assert "else.example" not in shown
    assert shown.count("<iframe") == shown.count("<iframe sandbox srcdoc=") == 1
    assert "Words" in shown


def test_a_long_list_of_loose_lines_is_read_in_good_time() -> None:
    line = "<b>Item</b> tells of a ship that called at the port.<br>"
    begun = time.process_time()
    extract(f"<html><body><div>{line * 2_000}</div></body></html>".encode(), media_type="text/html")
    short = time.process_time() - begun
    begun = time.process_time()
    extract(f"<html><body><div>{line * 8_000}</div></body></html>".encode(), media_type="text/html")
    assert time.process_time() - begun < 10 * max(short, 0.2), "four times the lines, not sixteen times the time"
