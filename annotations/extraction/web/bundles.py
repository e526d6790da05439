"""Files that hold a page with its parts: MHTML (RFC 2557), WARC (ISO 28500) and WACZ, which is a ZIP of these."""

from __future__ import annotations

import base64
import contextlib
import email
import email.policy
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from html import escape
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

import lxml.html
from lxml import etree
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from annotations.extraction.charset import decode
from annotations.extraction.document import Unreadable
from annotations.extraction.kinds import HTML, MHTML, PDF, WACZ, sniff
from annotations.extraction.web.own_styles import SCREEN
from annotations.extraction.zipped import open_zip

#: Of what an archive holds; a page that is cited rarely has more.
MAX_PARTS = 500
MAX_BYTES = 50_000_000
#: A larger picture is left out of the shown page.
MAX_PICTURE = 3_000_000
#: What the reader raises for a damaged file, most of it by accident.
BROKEN = (
    ArchiveLoadFailed,
    ValueError,
    OSError,
    EOFError,
    AttributeError,
    TypeError,
    LookupError,
    zlib.error,
    zipfile.BadZipFile,
    NotImplementedError,
)
SHOWABLE = (*HTML, PDF, "text/plain")


@dataclass
class Part:
    url: str
    media_type: str
    charset: str
    body: bytes
    #: What other parts call it: its `Content-ID` as a `cid:` address.
    inside: str = ""
    #: When it was saved (ISO 8601), where the file says so.
    saved_at: str = ""


@dataclass
class Bundle:
    """The document that a file is about, and everything beside it by address."""

    main: Part
    parts: dict[str, Part] = field(default_factory=dict)

    def part_at(self, address: str, base: str) -> Part | None:
        """What the page at `base` calls by this address."""
        return self.parts.get(address) or self.parts.get(urljoin(base, address))


def unpack(data: bytes, kind: str) -> Bundle:
    """The Bundle in an MHTML, WARC or WACZ file. Raises Unreadable when it holds no document."""
    first = ""
    if kind == WACZ:
        with open_zip(data) as archive:
            first, data = _first_page(archive), _archives(archive)
    parts = _mhtml_parts(data) if kind == MHTML else _warc_parts(data)
    documents = [part for part in parts if _is_document(part)]
    main = next((part for part in documents if part.url == first), documents[0] if documents else None)
    if main is None:
        raise Unreadable("archive_without_page")
    named = {name: part for part in parts for name in (part.inside, part.url) if name and part is not main}
    return Bundle(main, named)


def _first_page(archive: zipfile.ZipFile) -> str:
    """The address of the page that a WACZ file names first, "" where it names none."""
    with contextlib.suppress(RecursionError, *BROKEN):
        for line in archive.read("pages/pages.jsonl").splitlines()[:MAX_PARTS]:
            told = json.loads(line)
            if isinstance(told, dict) and isinstance(told.get("url"), str):
                return str(told["url"])
    return ""


def _archives(archive: zipfile.ZipFile) -> bytes:
    """Its WARC files one after the other. Raises Unreadable where they are more than we read."""
    names = sorted(name for name in archive.namelist() if name.startswith("archive/") and ".warc" in name)
    if sum(archive.getinfo(name).file_size for name in names) > MAX_BYTES:
        raise Unreadable("archive_too_much")
    try:
        return b"".join(archive.read(name) for name in names)
    except BROKEN as exc:
        raise Unreadable("archive_damaged") from exc


def _is_document(part: Part) -> bool:
    """Whether this may be what the file is about; an archive inside an archive is not."""
    return part.media_type in SHOWABLE and bool(part.body.strip()) and sniff(part.body, part.media_type) in SHOWABLE


def _mhtml_parts(data: bytes) -> list[Part]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    saved_at = _moment(message)
    found = []
    for part in list(message.walk())[:MAX_PARTS]:
        if part.is_multipart():
            continue
        body = part.get_payload(decode=True)
        named = str(part.get("Content-Location") or "")
        inside = (part.get("Content-ID") or "").strip("<> ")
        inside = f"cid:{inside}" if inside else ""
        kind, charset = part.get_content_type(), part.get_content_charset() or ""
        found.append(Part(named or inside, kind, charset, bytes(body or b""), inside, saved_at))
    return found


def _moment(message: EmailMessage) -> str:
    """The moment in the head of a saved page, ISO 8601; "" where there is none that can be read."""
    try:
        told = message["Date"]
        return told.datetime.isoformat() if told is not None and told.datetime else ""
    except (ValueError, TypeError, OverflowError, AttributeError):
        return ""


def _warc_parts(data: bytes) -> list[Part]:
    found: list[Part] = []
    room = MAX_BYTES
    try:
        for record in ArchiveIterator(BytesIO(data)):
            if record.rec_type not in ("response", "resource") or len(found) >= MAX_PARTS:
                continue
            http = record.http_headers
            if http is not None and http.get_statuscode() != "200":
                continue
            headers = http or record.rec_headers
            kind, _, rest = (headers.get_header("Content-Type") or "").partition(";")
            charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", rest, re.IGNORECASE)
            body = record.content_stream().read(room + 1)
            room -= len(body)
            if room < 0:
                raise Unreadable("archive_too_much")
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            saved_at = record.rec_headers.get_header("WARC-Date") or ""
            found.append(Part(url, kind.strip().lower(), charset.group(1) if charset else "", body, saved_at=saved_at))
    except Unreadable:
        raise
    except BROKEN as exc:
        raise Unreadable("archive_damaged") from exc
    return found


#: Of frames within frames; and of frames of a page with all inside them, each of which stands once.
DEEPEST, MOST_FRAMES = 3, 60
#: Smaller frames (CSS pixels) show no sentence.
SMALLEST = 40
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: Hosts of advertisers, and their folders on others' sites.
ADS = re.compile(
    r"//[^/]*(?:doubleclick|googlesyndication|adservice|amazon-adsystem|taboola|outbrain|criteo)|//[^/]+/(?:.*/)?ads?/",
    re.IGNORECASE,
)
LINK = re.compile(r"""(\b(?:src|href|poster)\s*=\s*)("([^"]{1,4000})"|'([^']{1,4000})')""", re.IGNORECASE)
SHEET = re.compile(r"<link\b[^>]{0,2000}>", re.IGNORECASE)


@dataclass
class Frames:
    """The pages in the frames of one page: each once, and no more than anybody would look into."""

    bundle: Bundle
    used: list[Part] = field(default_factory=list)

    def take(self, attributes: Mapping[str, str | None], base: str) -> Part | None:
        """The page in a frame with these attributes on the page at `base`; None where it shows no words of the page."""
        if "hidden" in attributes or UNSEEN.search(attributes.get("style") or "") or _is_small(attributes):
            return None
        part = self.bundle.part_at((attributes.get("src") or "").strip(), base)
        if part is None or part.media_type not in HTML or ADS.search(part.url) or len(self.used) >= MOST_FRAMES:
            return None
        if part is self.bundle.main or any(part is one for one in self.used):
            return None
        self.used.append(part)
        return part


def linked_sheets(tree: Any, base: str, bundle: Bundle) -> Iterator[str]:
    """The style sheets that the page at `base` links to, as far as they are in the same file."""
    for link in tree.iter("link"):
        part = bundle.part_at((link.get("href") or "").strip(), base) if link.get("rel") == "stylesheet" else None
        if part is not None and part.media_type == "text/css" and (link.get("media") or "all").strip() in SCREEN:
            yield decode(part.body, part.charset)[0]


def _is_small(attributes: Mapping[str, str | None]) -> bool:
    told = ((attributes.get(name) or "").strip().removesuffix("px") for name in ("width", "height"))
    return any(size.isdecimal() and len(size) < 6 and int(size) < SMALLEST for size in told)


def put_frames(tree: Any, base: str, frames: Frames, depth: int = 0) -> None:
    """Put the words of each frame where the frame stands in `tree` (lxml), the page at `base`."""
    for element in list(tree.iter("iframe", "frame")):
        part = frames.take(element.attrib, base) if depth < DEEPEST and element.getparent() is not None else None
        if part is None:
            continue
        try:
            inner = lxml.html.document_fromstring(decode(part.body, part.charset, markup=True)[0])
        except (ValueError, etree.LxmlError):
            continue
        put_frames(inner, part.url, frames, depth + 1)
        body = inner.find("body")
        box = element.makeelement("div")
        box.text, box.tail = (None, element.tail) if body is None else (body.text, element.tail)
        box.extend(inner if body is None else body)
        element.getparent().replace(element, box)


def one_page(bundle: Bundle, page: Part) -> str:
    """A page as one text: its pictures and style sheets from the same file stand in it."""
    text = decode(page.body, page.charset, markup=True)[0]

    def sheet(match: re.Match[str]) -> str:
        inner = LINK.search(match[0])
        part = bundle.part_at(inner[3] or inner[4], page.url) if inner else None
        if part is None or part.media_type != "text/css":
            return match[0]
        words = decode(part.body, part.charset)[0].replace("</", "<\\/")
        return f"<style>{words}</style>"

    def picture(match: re.Match[str]) -> str:
        part = bundle.part_at(match[3] or match[4] or "", page.url)
        if part is None or not part.media_type.startswith("image/") or len(part.body) > MAX_PICTURE:
            return match[0]
        packed = base64.b64encode(part.body).decode()
        return f'{match[1]}"data:{escape(part.media_type)};base64,{packed}"'

    return LINK.sub(picture, SHEET.sub(sheet, text))
