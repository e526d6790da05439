"""What stands in the frames of a page, and what lies over its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from annotations.capture.capture import capture
from annotations.capture.captured import Captured, CaptureLimits
from annotations.capture.chromium import find
from annotations.extraction.extract import extract
from annotations.fetching.addresses import networks
from tests.capture import pages
from tests.capture.pages import HEAD, TEXT, Web
from tests.capture.sandbox import is_usable

#: Another host is another process of the browser; another port is another origin in the same one.
OTHER = "http://localhost:{port}"
SENTENCE = "The number of late sailings was revised to 47 in May."
COVER = "position:fixed;inset:0"
FRAME = "<iframe style='width:100%;height:100%;border:0;background:#fff'"
PAGES = {
    "/inner": f"{HEAD}<body style='margin:0'><p>{SENTENCE}</p><p style='margin-top:900px'>Beneath the fold.</p>",
    "/inner-twice": f"{HEAD}<body><iframe src='{OTHER}/inner' width=500 height=150></iframe>",
    "/framed": f"{HEAD}<body><p>{TEXT}</p><iframe src='{OTHER}/inner' width=600 height=200></iframe><p>After it.</p>",
    "/same": f"{HEAD}<body><p>{TEXT}</p><iframe src='/inner' width=600 height=200></iframe>",
    "/nested": f"{HEAD}<body><p>{TEXT}</p><iframe src='/inner-twice' width=600 height=300></iframe>",
    "/ad": f"{HEAD}<body><p>{TEXT}</p><iframe src='{OTHER}/ads/inner' width=600 height=200></iframe>",
    "/ghost": f"{HEAD}<body><p>{TEXT}</p><div style='opacity:0'><iframe src='/inner' width=600 height=100></iframe></div>"
    f"<div style='visibility:hidden'><iframe src='{OTHER}/inner' width=600 height=100></iframe></div>"
    "<div style='height:0;overflow:hidden'><iframe src='/inner' width=600 height=100></iframe></div>",
    "/under": f"{HEAD}<body><p>{TEXT}</p><iframe src='{OTHER}/inner' width=600 height=100></iframe>"
    f"<div style='{COVER};background:#fff'>Over it all</div>",
    "/consent": f"{HEAD}<body><p>Our partners use cookies.</p>"
    "<button onclick=\"parent.postMessage('gone', '*')\">Reject all</button>",
    "/consent-framed": f"{HEAD}<body><p>{TEXT}</p><div id=c style='{COVER}'>{FRAME} src='{OTHER}/consent'></iframe></div>"
    "<script>onmessage = () => c.remove()</script>",
    "/consent-in-text": f"{HEAD}<body><p>{TEXT}</p><iframe src='{OTHER}/consent'></iframe>",
    "/covered": f"{HEAD}<body><p>{TEXT}</p><div style='{COVER}'>{FRAME} src='{OTHER}/inner'></iframe></div>",
    "/bar": HEAD
    + "<body>"
    + "".join(f"<p>Line {n} of the log</p>" for n in range(40))
    + "<div style='position:fixed;bottom:0;left:0;right:0;height:90px;background:gold'>Give today</div>",
    "/unseen": f"{HEAD}<body><p>{TEXT}</p><details><summary>More</summary><p>In closed details</p></details>"
    "<div style='overflow:hidden;height:20px'><p style='margin:0;line-height:20px'>Shown line</p><p>Beneath</p></div>"
    "<div style='opacity:0'>Transparent</div><p style='position:relative'>Lidded<b style='position:absolute;left:0;"
    "top:0;width:99%;height:99%;background:#eee'></b></p>",
    "/seen": f"{HEAD}<body><div style='position:relative'><p>Stretched</p><a href='#' style='position:absolute;inset:0'>"
    "</a></div><p style='pointer-events:none'>Untouched</p><div style='height:3000px'></div><p>Deep</p>"
    "<header style='position:sticky;top:0;background:#eee'>Stuck</header>",
}  # fmt: skip


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    with Web() as web:
        port = web.url("").rpartition(":")[2]
        made = {path: html.replace("{port}", port) for path, html in PAGES.items()}
        for path, html in {**made, "/ads/inner": made["/inner"]}.items():
            monkeypatch.setitem(pages.PAGES, path, html)
        yield web


def seen(web: Web, path: str) -> Captured:
    opened = networks(["127.0.0.0/8", "::1/128"])
    found = capture(web.url(path), find() or "", CaptureLimits(opened=opened, seconds=40, sandbox=is_usable()))
    assert found.error is None
    return found


def words(found: Captured) -> dict[str, Any]:
    return {word: box for word, *box in found.words}


@pytest.mark.parametrize("path", ["/framed", "/same", "/nested"])
def test_words_in_frames_are_read_and_have_their_place(web: Web, path: str) -> None:
    found = seen(web, path)
    x, y, *_ = words(found)["sailings"]
    assert 100 < x < 250
    assert 60 < y < 160, "beneath the text, inside the frame"
    assert "fold." not in words(found), "the frame cuts it off"
    assert SENTENCE in extract(found.page, media_type="multipart/related").text


def test_frames_of_advertisers_are_no_words_of_the_page(web: Web) -> None:
    text = extract(seen(web, "/ad").page, media_type="multipart/related").text
    assert "1,204 ships" in text
    assert "sailings" not in text


def test_a_consent_frame_over_the_page_is_refused(web: Web) -> None:
    found = seen(web, "/consent-framed")
    assert found.pressed == "Reject all"
    assert found.unpressed
    assert "1,204" in words(found)
    assert "partners" not in words(found)


def test_a_frame_in_the_text_is_not_pressed(web: Web) -> None:
    assert seen(web, "/consent-in-text").pressed == ""


def test_what_lies_under_something_is_not_seen(web: Web) -> None:
    found = words(seen(web, "/covered"))
    assert "sailings" in found
    assert "1,204" not in found


@pytest.mark.parametrize("path", ["/ghost", "/under"])
def test_a_frame_that_nobody_sees_has_no_marks(web: Web, path: str) -> None:
    assert "sailings" not in words(seen(web, path))


def test_a_bar_at_the_foot_covers_no_line_of_a_whole_picture(web: Web) -> None:
    found = seen(web, "/bar")
    lines = [box[1] for word, *box in found.words if word == "Line"]
    assert len(lines) == 40
    assert words(found)["Give"][1] >= max(lines)
    assert found.height > max(lines) + 90
    assert b"data-kept-style" not in found.page, "the page itself is kept as it was"


def test_what_cannot_be_seen_has_no_place(web: Web) -> None:
    found = words(seen(web, "/unseen"))
    assert "Shown" in found
    assert {"closed", "Beneath", "Transparent", "Lidded"} & set(found) == set()


def test_what_is_seen_has_its_place(web: Web) -> None:
    found = words(seen(web, "/seen"))
    assert {"Stretched", "Untouched", "Deep", "Stuck"} <= set(found)
    assert found["Deep"][1] > 3000


def test_a_page_of_boxes_that_stay_in_view_costs_no_more_time(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    boxes = "".join(f"<div style='position:fixed;top:{n}px'>{n}</div>" for n in range(4000))
    monkeypatch.setitem(pages.PAGES, "/boxes", f"{HEAD}<body><p>{TEXT}</p>{boxes}")
    found = seen(web, "/boxes")
    assert found.picture
    assert b"data-kept-style" not in found.page
