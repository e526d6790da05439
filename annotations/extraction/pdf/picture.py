"""A page of a PDF as a picture, with words marked where they stand."""

from __future__ import annotations

import ctypes
import unicodedata
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageOps
from pypdfium2 import raw

from annotations.extraction.document import Unreadable
from annotations.extraction.pdf.pages import open_pdf

#: Pixels; wide enough to read, whatever size the page says it has.
WIDTH = 1100
TALLEST = 4000
#: Pages of a scan that are shown.
MOST_SHEETS = 12
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


def redrawn(data: bytes, *, number: int = 1) -> tuple[bytes, int]:
    """PNG of page `number` (from 1) of a picture as plain grey pixels, no larger than a page to be read needs, and how
    many pages it has: a scan may have several. Raises Unreadable.
    """
    sheets, count = _sheets(data, number, 1)
    return _png(sheets[0].convert("L")), count


def shown_whole(data: bytes) -> bytes:
    """PNG of a picture in its colours, its pages one below the other. Raises Unreadable."""
    sheets, _count = _sheets(data, 1, MOST_SHEETS)
    whole = Image.new("RGB", (max(one.width for one in sheets), sum(one.height for one in sheets)), "white")
    top = 0
    for sheet in sheets:
        whole.paste(sheet, (0, top))
        top += sheet.height
    return _png(whole)


def _sheets(data: bytes, first: int, most: int) -> tuple[list[Image.Image], int]:
    """So many pages of a scan, from number `first` on, and how many it has; of any other picture the one."""
    try:
        with Image.open(BytesIO(data)) as image:
            count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
            if not 1 <= first <= count:
                raise Unreadable("no_such_page")
            return [_sheet(image, number) for number in range(first - 1, min(first - 1 + most, count))], count
    except Unreadable:
        raise
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as exc:
        raise Unreadable("cannot_read") from exc


def _sheet(image: Any, at: int) -> Image.Image:
    if at:
        image.seek(at)
    upright = ImageOps.exif_transpose(image).convert("RGBA")
    upright.thumbnail((TALLEST, TALLEST))
    return Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright).convert("RGB")


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
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
