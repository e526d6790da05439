"""Words in pictures, as tesseract gives them: which are taken, and what bounds it."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from annotations.capture import ocr
from annotations.extraction.document import Document, Unreadable
from tests.capture import fake_tesseract
from tests.documents import saved

PLAIN = saved(Image.new("L", (60, 40), 255))
#: What this machine has, before a test puts another one in its place.
OWN = ocr.find()


def installed(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str = "") -> None:
    """Put a program in the place of tesseract, by default the one that stands for it."""
    path = folder / "tesseract"
    path.write_text(body or f"#!{sys.executable}\n{Path(fake_tesseract.__file__).read_text()}")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    for remembered in (ocr.version, ocr.installed):
        remembered.cache_clear()
    monkeypatch.setattr(ocr, "find", lambda: str(path))


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    installed(tmp_path, monkeypatch)
    yield
    for remembered in (ocr.version, ocr.installed):
        remembered.cache_clear()


def written(words: str = "Words", size: int = 40) -> bytes:
    picture = Image.new("L", (1_000, 60 + 60 * (words.count("\n") + 1)), 255)
    ImageDraw.Draw(picture).multiline_text((20, 20), words, fill=0, font=ImageFont.load_default(size), spacing=16)
    return saved(picture)


def read(*pages: bytes, seconds: float = 30) -> Document:
    return ocr.read_pages(iter(pages), languages="eng", seconds=seconds)


@pytest.mark.usefixtures("fake")
def test_words_of_which_it_is_sure_in_paragraphs_with_their_page() -> None:
    document = read(written(), PLAIN, written())
    assert document.text.split("\n")[:2] == ["Harbour bulletin", "Mean waiting time was 27 hours, COVID-19"]
    assert [block.page for block in document.blocks] == [1, 1, 3, 3]


@pytest.mark.usefixtures("fake")
def test_a_picture_without_words() -> None:
    with pytest.raises(Unreadable, match="no_words"):
        read(PLAIN)


@pytest.mark.usefixtures("fake")
def test_a_guess_is_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "SURE", 99.0)
    with pytest.raises(Unreadable):
        read(written())


@pytest.mark.usefixtures("fake")
def test_version_and_languages() -> None:
    assert (ocr.version(), ocr.installed()) == ("tesseract 5.3.0", ("deu", "eng"))
    assert (ocr.languages(""), ocr.languages("eng"), ocr.languages("fra+deu"), ocr.languages("fra")) == (
        "deu+eng", "eng", "deu", "deu+eng",
    )  # fmt: skip


@pytest.mark.parametrize("body", [
    "#!/bin/sh\nsleep 60\n", "#!/bin/sh\nexit 1\n", "#!/bin/sh\nhead -c 1000000 /dev/urandom\n", "#!/bin/sh\nkill -9 $$\n",
])  # fmt: skip
def test_a_program_that_breaks_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    installed(tmp_path, monkeypatch, body)
    with pytest.raises(Unreadable):
        read(written(), seconds=1)


@pytest.mark.skipif(OWN is None, reason="tesseract is not installed on this machine")
def test_tesseract_itself() -> None:
    document = read(written("Mean waiting time was 27 hours.\nThe office tells more in spring."))
    assert document.text == "Mean waiting time was 27 hours. The office tells more in spring."
