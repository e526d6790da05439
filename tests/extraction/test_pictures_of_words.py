"""Pictures that are no photographs: drawings made of words, and scans in a kind that browsers do not show."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from annotations.extraction.document import Unreadable
from annotations.extraction.extract import extract
from annotations.extraction.kinds import SVG, TIFF, sniff
from annotations.extraction.picture import redrawn

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
    shown = Image.open(BytesIO(redrawn(scan(), colours=True)))
    assert (shown.format, shown.mode, shown.getpixel((3, 3))) == ("PNG", "RGB", (255, 0, 0))
    assert Image.open(BytesIO(redrawn(scan()))).mode == "L"
