"""Files of kinds that people hand in, made here."""

from __future__ import annotations

import base64
import random
import zipfile
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.web import PAGE

SHEET = "article { color: rgb(1, 2, 3); }"


def png(size: tuple[int, int] = (40, 20)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, "PNG")
    return out.getvalue()


PAGE_WITH_PARTS = PAGE.replace(
    "</head>",
    '<link rel="stylesheet" href="/style.css"><link rel="preconnect" href="https://elsewhere.example"></head>',
).replace("</article>", '<img src="/ship.png" alt="A ship"><img src="https://elsewhere.example/spy.gif"></article>')


def mhtml(page: str = PAGE_WITH_PARTS, url: str = "https://harbour.example/bulletin") -> bytes:
    """A saved page with a style sheet and a picture, as browsers save it."""
    parts = [
        ("text/html; charset=utf-8", url, page.encode()),
        ("text/css", "https://harbour.example/style.css", SHEET.encode()),
        ("image/png", "https://harbour.example/ship.png", png()),
    ]
    lines = [
        "From: <Saved by a browser>",
        "Snapshot-Content-Location: https://harbour.example/bulletin",
        "Date: Mon, 02 Nov 2026 10:00:00 +0000",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="----edge"',
        "",
    ]
    for kind, place, body in parts:
        lines += ["------edge", f"Content-Type: {kind}", "Content-Transfer-Encoding: base64",
                  f"Content-Location: {place}", "", base64.encodebytes(body).decode()]  # fmt: skip
    return "\r\n".join([*lines, "------edge--", ""]).encode()


def wacz(*, named: str = "https://harbour.example/bulletin") -> bytes:
    """The same page as a WACZ file, behind another one, with the page that it is about named."""
    other = (
        "https://harbour.example/other",
        "200 OK",
        "text/html",
        b"<p>Another page of the harbour office, in full.</p>",
    )
    main = ("https://harbour.example/bulletin", "200 OK", "text/html; charset=utf-8", PAGE_WITH_PARTS.encode())
    sheet = ("https://harbour.example/style.css", "200 OK", "text/css", SHEET.encode())
    ship = ("https://harbour.example/ship.png", "200 OK", "image/png", png())
    pages = f'{{"format": "json-pages-1.0", "id": "pages"}}\n{{"url": "{named}", "ts": "2026-11-02T10:00:00Z"}}\n'
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/data.warc.gz", warc(other, main, sheet, ship))
        archive.writestr("pages/pages.jsonl", pages if named else "{")
        archive.writestr("datapackage.json", "{}")
    return out.getvalue()


def warc(*answers: tuple[str, str, str, bytes], pack: bool = True) -> bytes:
    """(address, status, media type, body) as response records; by default the page with its parts."""
    answers = answers or (
        ("https://harbour.example/", "301 Moved", "text/html", b"moved"),
        ("https://harbour.example/bulletin", "200 OK", "text/html; charset=utf-8", PAGE_WITH_PARTS.encode()),
        ("https://harbour.example/style.css", "200 OK", "text/css", SHEET.encode()),
        ("https://harbour.example/ship.png", "200 OK", "image/png", png()),
    )
    out = BytesIO()
    writer = WARCWriter(out, gzip=pack)
    for address, status, kind, body in answers:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(address, "response", BytesIO(body), len(body), http_headers=headers)
        )
    return out.getvalue()


def scene(seed: int, size: tuple[int, int] = (400, 300)) -> Image.Image:
    """A picture with something to see in it; another one for each seed."""
    rand = random.Random(seed)
    drawn = Image.new("RGB", size, _colour(rand))
    pen = ImageDraw.Draw(drawn)
    for _n in range(25):
        x, y = rand.randrange(size[0]), rand.randrange(size[1])
        box = [x, y, x + rand.randrange(10, size[0] // 2), y + rand.randrange(10, size[1] // 2)]
        (pen.ellipse if rand.random() < 0.5 else pen.rectangle)(box, fill=_colour(rand))
    return drawn


def _colour(rand: random.Random) -> tuple[int, int, int]:
    return rand.randrange(256), rand.randrange(256), rand.randrange(256)


def saved(image: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()
