"""Pages of a PDF as pictures."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from annotations.extraction.document import Unreadable
from annotations.extraction.pdf.picture import picture
from tests.web import pdf

WORDS = "Mean waiting time was 27 hours in the third quarter."


def drawn(words: str = "") -> tuple[Image.Image, int]:
    data, pages = picture(pdf(WORDS), number=1, words=words)
    return Image.open(BytesIO(data)).convert("RGB"), pages


def yellow(image: Image.Image) -> list[tuple[int, int]]:
    """Where the picture is marked."""
    wide = image.size[0]
    colours = image.get_flattened_data() if hasattr(image, "get_flattened_data") else image.getdata()
    return [
        (n % wide, n // wide)
        for n, (red, green, blue) in enumerate(colours)
        if red > 240 and green > 220 and blue < 190
    ]


def test_the_quoted_words_are_marked_where_they_stand() -> None:
    image, pages = drawn("27 hours")
    assert pages == 1
    places = yellow(image)
    left, right = min(x for x, _ in places), max(x for x, _ in places)
    top, bottom = min(y for _, y in places), max(y for _, y in places)
    scale = image.size[0] / 612
    assert 700 * scale - 60 < image.size[1] - bottom < 700 * scale + 60
    assert bottom - top < 20 * scale
    whole = yellow(drawn(WORDS)[0])
    assert min(x for x, _ in whole) < left < right < max(x for x, _ in whole)


@pytest.mark.parametrize("words", ["", "words that are not on it", "  "])
def test_without_words_nothing_is_marked(words: str) -> None:
    assert yellow(drawn(words)[0]) == []


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_page_that_is_not_there(number: int) -> None:
    with pytest.raises(Unreadable, match="no_such_page"):
        picture(pdf(WORDS), number=number)


def test_a_broken_file() -> None:
    with pytest.raises(Unreadable, match="pdf_damaged"):
        picture(b"%PDF-1.4 broken", number=1)


def test_an_odd_page_size_stays_a_picture_of_ours() -> None:
    data, _ = picture(pdf(WORDS).replace(b"0 0 612 792", b"0 0 10 9992"), number=1)
    assert max(Image.open(BytesIO(data)).size) <= 4000
