"""Pictures that are no photographs: drawings made of words, and scans in a kind that browsers do not show."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from annotations.extraction.document import Unreadable
from annotations.extraction.extract import extract
from annotations.extraction.kinds import SVG, TIFF, sniff
from annotations.extraction.pdf.picture import redrawn, shown_whole

DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><title>Ships by quarter</title>
<desc>A chart of two bars</desc><style>.a{fill:red}</style><script>say("words of a script")</script>
<rect x="20" width="120" fill="#36a"/><g><text x="20" y="60">First <tspan>quarter</tspan></text><text>1,131</text></g></svg>"""


def scan() -> bytes:
    out = BytesIO()
    Image.new("RGB", (20, 10), "red").save(out, "TIFF")
    return out.getvalue()


@pytest.mark.parametrize("head", [b"", b'<?xml version="1.0"?>\n'])
def test_of_a_drawing_its_words_are_read(head: bytes) -> None:
    assert sniff(head + DRAWING, "") == SVG
    document = extract(head + DRAWING, media_type=SVG)
    assert (document.title, document.media_type) == ("Ships by quarter", SVG)
    assert document.text.split("\n") == ["A chart of two bars", "First quarter", "1,131"]


def test_a_scan_is_a_picture_whatever_it_is_called() -> None:
    for declared in ("image/tiff", "application/octet-stream", "image/png"):
        assert sniff(scan(), declared) == TIFF
    with pytest.raises(Unreadable, match="is_picture"):
        extract(scan(), media_type=TIFF)


def test_a_scan_is_shown_in_its_colours() -> None:
    shown = Image.open(BytesIO(shown_whole(scan())))
    assert (shown.format, shown.mode, shown.getpixel((3, 3))) == ("PNG", "RGB", (255, 0, 0))
    drawn, pages = redrawn(scan())
    assert (Image.open(BytesIO(drawn)).mode, pages) == ("L", 1)


def test_each_page_of_a_scan_is_shown_and_read() -> None:
    out = BytesIO()
    more = [Image.new("RGB", (30, 10), "blue"), Image.new("RGB", (20, 40), "lime")]
    Image.new("RGB", (20, 10), "red").save(out, "TIFF", save_all=True, append_images=more)
    whole = Image.open(BytesIO(shown_whole(out.getvalue())))
    assert whole.size == (30, 60)
    assert [whole.getpixel((3, at)) for at in (3, 13, 33)] == [(255, 0, 0), (0, 0, 255), (0, 255, 0)]
    drawn, pages = redrawn(out.getvalue(), number=3)
    assert (Image.open(BytesIO(drawn)).size, pages) == ((20, 40), 3)
    with pytest.raises(Unreadable, match="no_such_page"):
        redrawn(out.getvalue(), number=4)
