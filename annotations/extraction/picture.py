"""A page of a PDF as a picture, with words marked where they stand."""

from __future__ import annotations

import ctypes
import unicodedata
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageOps
from pypdfium2 import raw

from annotations.extraction.document import Unreadable
from annotations.extraction.pdf import open_pdf

#: Pixels; wide enough to read, whatever size the page says it has.
WIDTH = 1100
TALLEST = 4000
YELLOW = (255, 214, 0, 96)


def picture(data: bytes, *, number: int, words: str = "", width: int = WIDTH) -> tuple[bytes, int]:
    """PNG of page `number` (from 1) of the PDF in `data`, `width` pixels wide, and how many pages there are.

    Raises Unreadable.
    """
    pdf = open_pdf(data)
    try:
        if not 1 <= number <= len(pdf):
            raise Unreadable("no_such_page")
        page = pdf[number - 1]
        wide, high = page.get_size()
        scale = min(width / max(wide, 1), TALLEST / max(high, 1))
        drawn = page.render(scale=scale).to_pil().convert("RGB")
        for box in _places(page, words, drawn.size):
            shade = Image.new("RGBA", drawn.size)
            ImageDraw.Draw(shade).rectangle(box, fill=YELLOW)
            drawn.paste(Image.alpha_composite(drawn.convert("RGBA"), shade).convert("RGB"))
        out = BytesIO()
        drawn.save(out, "PNG")
        return out.getvalue(), len(pdf)
    finally:
        pdf.close()


def redrawn(data: bytes, *, colours: bool = False) -> bytes:
    """PNG of a picture as plain pixels, no wider than a page to be read needs. Raises Unreadable."""
    try:
        with Image.open(BytesIO(data)) as image:
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as exc:
        raise Unreadable("cannot_read") from exc
    upright.thumbnail((TALLEST, TALLEST))
    out = BytesIO()
    plain = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)
    plain.convert("RGB" if colours else "L").save(out, "PNG")
    return out.getvalue()


def _places(page: Any, words: str, size: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    """Rectangles (left, top, right, bottom, in pixels of a picture of `size`) over `words`, a line each."""
    wanted = "".join(map(_bare, words))
    if not wanted:
        return []
    textpage = page.get_textpage()
    bare, numbers = "", []
    for number in range(textpage.count_chars()):
        letter = _bare(chr(raw.FPDFText_GetUnicode(textpage, number)))
        bare += letter
        numbers += [number] * len(letter)
    at = bare.find(wanted)
    found = (numbers[at], numbers[at + len(wanted) - 1] - numbers[at] + 1) if at >= 0 else None
    boxes = []
    if found:
        for number in range(textpage.count_rects(*found)):
            left, bottom, right, top = textpage.get_rect(number)
            corners = [_pixel(page, x, y, size) for x, y in ((left, top), (right, bottom))]
            (x1, y1), (x2, y2) = corners
            boxes.append((min(x1, x2) - 2, min(y1, y2) - 2, max(x1, x2) + 2, max(y1, y2) + 2))
    textpage.close()
    return boxes


def _bare(letter: str) -> str:
    """What of a letter counts where words are looked for on a page: no space, no hyphen, no height above the line."""
    return "".join(c.casefold() for c in unicodedata.normalize("NFKC", letter) if c.isalnum())


def _pixel(page: Any, x: float, y: float, size: tuple[int, int]) -> tuple[int, int]:
    """Where a point of the page is in its picture, however the page is turned or cut."""
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value, down.value
