"""A kept page as a browser may show it in a sandbox: nothing in it reaches out."""

from __future__ import annotations

import re
import uuid
from html import escape
from html.parser import HTMLParser

from annotations.extraction.charset import decode
from annotations.extraction.document import Unreadable
from annotations.extraction.kinds import BUNDLES, HTML, sniff
from annotations.extraction.web.bundles import DEEPEST, Frames, Part, one_page, unpack

#: The sandbox and its policy stop what these do; but a browser may connect ahead for a link element.
REACHING_OUT = re.compile(r"<(?:link|base|meta|iframe|frame|object|embed)\b[^>]{0,4000}>", re.IGNORECASE)
FRAME = re.compile(r"<i?frame\b[^>]{0,4000}>(?:\s*</i?frame\s*>)?", re.IGNORECASE)
SIZE = re.compile(r"\d{1,4}%?")
#: As browsers write it into a saved page, and as they read it.
SAVED_SHADOW = re.compile(r"(<template\b[^>]{0,1000}?\s)shadowmode(?=\s*=)", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b.*?(?:</script\s*>|\Z)", re.IGNORECASE | re.DOTALL)


def page(data: bytes, *, media_type: str, charset: str) -> str:
    """The page in `data`, in UTF-8 whatever it was in. Raises Unreadable for what is no page."""
    kind = sniff(data, media_type)
    if kind in BUNDLES:
        bundle = unpack(data, kind)
        if bundle.main.media_type not in HTML:
            raise Unreadable("archive_without_page")
        return _with_frames(bundle.main, Frames(bundle))
    if kind in HTML:
        return _harmless(decode(data, charset, markup=True)[0])
    raise Unreadable("kind_without_page", kind=kind)


def _with_frames(part: Part, frames: Frames, depth: int = 0) -> str:
    """A page with those in its frames, each as a document of its own that reaches out no more than the page does."""
    held: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        told = _attributes(match[0])
        inner = frames.take(told, part.url) if depth < DEEPEST else None
        if inner is None:
            return ""
        sizes = "".join(
            f' {name}="{told[name]}"' for name in ("width", "height") if SIZE.fullmatch(told.get(name) or "")
        )
        held.append(f'<iframe sandbox srcdoc="{escape(_with_frames(inner, frames, depth + 1))}"{sizes}></iframe>')
        return f"{mark}{len(held) - 1};"

    mark = f"frame-{uuid.uuid4().hex}-"
    text = _harmless(FRAME.sub(put_aside, one_page(frames.bundle, part)))
    return re.sub(rf"{mark}(\d+);", lambda match: held[int(match[1])], text)


def _attributes(tag: str) -> dict[str, str | None]:
    reader = _Tag()
    reader.feed(tag)
    return reader.told


class _Tag(HTMLParser):
    """The attributes of one tag."""

    told: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.told = dict(attrs)


def _harmless(text: str) -> str:
    return REACHING_OUT.sub("", SCRIPT.sub("", SAVED_SHADOW.sub(r"\1shadowrootmode", text)))
