"""A page as its reader saw it: its picture, with the quoted words marked where they stood."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from annotations.anchoring.quotes import find_quote
from annotations.models import Blob, CapturedPage, Citation
from annotations.services.store import blobs

#: [word, x, y, width, height] in the pixels of the picture, as capture/page.js finds them.
Word = tuple[str, float, float, float, float]


@dataclass(frozen=True)
class Box:
    """A part of a line in the picture."""

    x: float
    y: float
    width: float
    height: float


@dataclass
class SeenPage:
    """The picture of a captured page and what is marked in it."""

    page: CapturedPage
    boxes: list[Box] = field(default_factory=list)

    @property
    def view_box(self) -> str:
        return f"0 0 {self.page.width} {self.page.height}"


def seen_page(page: CapturedPage, cited: Citation | None) -> SeenPage | None:
    """The page with the words of `cited` marked, as far as they can be seen in it; None without a picture."""
    if page.picture_id is None:
        return None
    wanted = cited.quoted_words if cited else ""
    found = boxes_of(_words(page.words), wanted) if wanted and page.words else []
    # A page may go on below its picture.
    return SeenPage(page, [box for box in found if box.y + box.height <= page.height])


def boxes_of(words: Iterable[Word], quote: str) -> list[Box]:
    """Where the words of `quote` stand, joined by lines; none where they do not stand together."""
    rows = list(words)
    starts, at = [], 0
    for row in rows:
        starts.append(at)
        at += len(row[0]) + 1
    place = find_quote(" ".join(row[0] for row in rows), quote)
    if place is None:
        return []
    hit = [row for row, start in zip(rows, starts, strict=True) if start < place[1] and place[0] < start + len(row[0])]
    boxes: list[Box] = []
    for _word, x, y, width, height in hit:
        last = boxes[-1] if boxes else None
        if last and abs(last.y - y) < height / 2 and abs(last.height - height) < height / 2:
            left, right = min(last.x, x), max(last.x + last.width, x + width)
            boxes[-1] = Box(left, min(last.y, y), right - left, max(last.height, height))
        else:
            boxes.append(Box(x, y, width, height))
    return boxes


def _words(blob: Blob | None) -> list[Word]:
    try:
        return json.loads(blobs.read(blob)) if blob else []
    except FileNotFoundError:
        return []
