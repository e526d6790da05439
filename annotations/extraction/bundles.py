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
from dataclasses import dataclass, field
from html import escape, unescape
from io import BytesIO
from urllib.parse import urljoin

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from annotations.extraction.charset import decode
from annotations.extraction.document import Unreadable
from annotations.extraction.kinds import HTML, MHTML, PDF, WACZ, sniff
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


@dataclass
class Bundle:
    """The document that a file is about, and everything beside it by address."""

    main: Part
    parts: dict[str, Part] = field(default_factory=dict)


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
                return told["url"]
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
    found = []
    for part in list(message.walk())[:MAX_PARTS]:
        if part.is_multipart():
            continue
        body = part.get_payload(decode=True)
        named = str(part.get("Content-Location") or "")
        inside = (part.get("Content-ID") or "").strip("<> ")
        inside = f"cid:{inside}" if inside else ""
        kind, charset = part.get_content_type(), part.get_content_charset() or ""
        found.append(Part(named or inside, kind, charset, bytes(body or b""), inside))
    return found


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
            found.append(Part(url, kind.strip().lower(), charset.group(1) if charset else "", body))
    except Unreadable:
        raise
    except BROKEN as exc:
        raise Unreadable("archive_damaged") from exc
    return found


FRAME = re.compile(r"<i?frame\b([^>]{0,4000})>(?:\s*</i?frame\s*>)?", re.IGNORECASE)
BODY = re.compile(r"<body\b[^>]{0,4000}>(.*?)(?:</body\s*>|\Z)", re.IGNORECASE | re.DOTALL)
#: Of frames within frames.
DEEPEST = 3
#: Frames that show no words, or not the page's own.
NO_FRAME = re.compile(
    r"""\b(?:width|height)\s*=\s*["']?[0-9]{1,2}["'\s>]|\bhidden\b|display\s*:\s*none|visibility\s*:\s*hidden""",
    re.IGNORECASE,
)
ADS = re.compile(
    r"doubleclick|googlesyndication|adservice|amazon-adsystem|taboola|outbrain|criteo|/ads?[/.-]", re.IGNORECASE
)
LINK = re.compile(r"""(\b(?:src|href|poster)\s*=\s*)("([^"]{1,4000})"|'([^']{1,4000})')""", re.IGNORECASE)
SHEET = re.compile(r"<link\b[^>]{0,2000}>", re.IGNORECASE)


def with_frames(bundle: Bundle, part: Part | None = None, depth: int = 0) -> str:
    """A page as one text in which each frame's words stand where the frame does."""
    part = part or bundle.main
    text = decode(part.body, part.charset, markup=True)[0]
    if depth == DEEPEST:
        return text

    def body(match: re.Match[str]) -> str:
        inner = framed(bundle, part.url, match[1])
        if inner is None or inner is part:
            return match[0]
        whole = with_frames(bundle, inner, depth + 1)
        found = BODY.search(whole)
        return f"<div>{found[1] if found else whole}</div>"

    return FRAME.sub(body, text)


def framed(bundle: Bundle, base: str, told: str) -> Part | None:
    """The page in a frame with these attributes; None where it is none, or shows no words of the page."""
    link = None if NO_FRAME.search(told) else LINK.search(f" {told}")
    address = unescape(link[3] or link[4]) if link else ""
    part = bundle.parts.get(address) or bundle.parts.get(urljoin(base, address))
    return part if part and part.media_type in HTML and not ADS.search(part.url) else None


def one_page(bundle: Bundle, page: Part) -> str:
    """A page as one text: its pictures and style sheets from the same file stand in it."""
    text = decode(page.body, page.charset, markup=True)[0]
    base = page.url

    def part_at(address: str) -> Part | None:
        return bundle.parts.get(address) or bundle.parts.get(urljoin(base, address))

    def sheet(match: re.Match[str]) -> str:
        inner = LINK.search(match[0])
        part = part_at(inner[3] or inner[4]) if inner else None
        if part is None or part.media_type != "text/css":
            return match[0]
        words = decode(part.body, part.charset)[0].replace("</", "<\\/")
        return f"<style>{words}</style>"

    def picture(match: re.Match[str]) -> str:
        part = part_at(match[3] or match[4] or "")
        if part is None or not part.media_type.startswith("image/") or len(part.body) > MAX_PICTURE:
            return match[0]
        packed = base64.b64encode(part.body).decode()
        return f'{match[1]}"data:{escape(part.media_type)};base64,{packed}"'

    return LINK.sub(picture, SHEET.sub(sheet, text))
