"""The picture that goes with a shared link: verdict, claim, newsroom (https://ogp.me/). Drawn once for each content."""

from __future__ import annotations

import hashlib
import io
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont, features

from annotations.models import ClaimReview, Newsroom
from annotations.presenters.publishing.published import ListedCheck
from annotations.services.store import blobs
from annotations.services.text.versions import direction_of

JUST_PUBLISHED = timedelta(hours=1)
#: Raised when pictures are drawn otherwise.
FORMAT = 1
SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 72
#: Latin, Greek, Cyrillic, Arabic, Hebrew and more; a claim in another script has no picture.
FONT = Path(__file__).parent / "fonts/DejaVuSans-Bold.ttf"
#: Whether letters can be joined and set from right to left: Pillow finds FriBidi on the system.
IS_SHAPED = features.check("raqm") and features.check("fribidi")
#: The colours of the pages by day (static/css/base.css): of words, and under them.
INK, PAPER, MUTED, ACCENT = "#1b1d21", "#fbfaf8", "#5a6069", "#16324f"
STAMPS = {
    "verified": ("#1c6b37", "#d3ecd9"),
    "disputed": ("#a3320b", "#fadcd0"),
    "unverifiable": ("#6a3fa0", "#e9e0f5"),
    "retracted": ("#44546a", "#e4e9f1"),
}


@dataclass(frozen=True)
class Picture:
    """What one picture shows."""

    state: str
    verdict: str
    wording: str
    newsroom: str
    colour: str
    direction: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr([FORMAT, *asdict(self).values()]).encode()).hexdigest()[:16]

    @property
    def stored_as(self) -> str:
        return f"share/{self.digest}.png"


def picture_of(review: ClaimReview, newsroom: Newsroom | None = None) -> Picture | None:
    """The picture of a published version; None where there is no letter for what it says."""
    check = ListedCheck(review)
    colour = (newsroom or Newsroom.objects.current()).colour or ACCENT
    found = Picture(
        check.verdict.state, str(check.verdict.words), str(check.content["wording"]), settings.SITE_NAME, colour,
        direction_of(check.content.get("language") or "en"),
    )  # fmt: skip
    if found.direction == "rtl" and not IS_SHAPED:
        return None
    return found if can_be_written(found.verdict + found.wording) else None


def stored(picture: Picture) -> str:
    """Where the picture lies in the store; drawn now where it is not there yet."""
    if not default_storage.exists(picture.stored_as):
        blobs.store(picture.stored_as, io.BytesIO(draw(picture)))
    return picture.stored_as


def draw_newest() -> None:
    """By a worker, so that nobody waits for the picture of what was just published; older ones are drawn when asked."""
    newsroom = Newsroom.objects.current()
    newest = ClaimReview.objects.public().filter(published_at__gte=timezone.now() - JUST_PUBLISHED)
    for review in newest.select_related("claim", "label"):
        if picture := picture_of(review, newsroom):
            stored(picture)


def draw(picture: Picture) -> bytes:
    """A PNG of 1,200 by 630 pixels."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    is_right = picture.direction == "rtl"
    way = picture.direction if IS_SHAPED else None
    edge = WIDTH - MARGIN if is_right else MARGIN
    pen.rectangle((0, 0, WIDTH, 14), fill=picture.colour)
    ink, fill = STAMPS[picture.state]
    words = _font(38)
    wide = int(pen.textlength(picture.verdict, font=words, direction=way))
    left = edge - wide - 48 if is_right else edge
    pen.rounded_rectangle((left, 70, left + wide + 48, 142), radius=10, fill=fill)
    pen.text((left + 24, 106), picture.verdict, font=words, fill=ink, anchor="lm", direction=way)
    size, lines = _fitting(pen, f"“{picture.wording}”", way)
    for n, line in enumerate(lines):
        place = (edge, 180 + n * int(size * 1.3))
        anchor = "ra" if is_right else "la"
        pen.text(place, line, font=_font(size), fill=INK, anchor=anchor, direction=way)
    pen.line((MARGIN, HEIGHT - 96, WIDTH - MARGIN, HEIGHT - 96), fill="#dddad4", width=2)
    pen.text((edge, HEIGHT - 52), picture.newsroom, font=_font(30), fill=MUTED, anchor="rm" if is_right else "lm")
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _fitting(pen: ImageDraw.ImageDraw, words: str, way: str | None) -> tuple[int, list[str]]:
    """The largest size in which `words` have room, and their lines; what is too long in the smallest one is cut."""
    for size in (60, 52, 46, 40, 34):
        lines = _lines(pen, words, size, way)
        if len(lines) * size * 1.3 <= HEIGHT - 300:
            return size, lines
    most = int((HEIGHT - 300) / (34 * 1.3))
    return 34, [*lines[: most - 1], f"{lines[most - 1].rstrip(' ,.;:')} …"]


def _lines(pen: ImageDraw.ImageDraw, words: str, size: int, way: str | None) -> list[str]:
    font, lines = _font(size), [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and pen.textlength(longer, font=font, direction=way) > WIDTH - 2 * MARGIN:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def can_be_written(words: str) -> bool:
    """Whether the font has a letter for each of `words`."""
    return not any(_is_missing(letter) for letter in set(words) if not letter.isspace())


@cache
def _is_missing(letter: str) -> bool:
    font = _font(20)
    return bytes(font.getmask(letter)) == bytes(font.getmask("\uffff"))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)
