"""A kept page as a browser may show it in a sandbox: nothing in it reaches out."""

from __future__ import annotations

import re
import uuid
from html import escape

from annotations.extraction.bundles import DEEPEST, FRAME, Bundle, Part, framed, one_page, unpack
from annotations.extraction.charset import decode
from annotations.extraction.document import Unreadable
from annotations.extraction.kinds import BUNDLES, HTML, sniff

#: The sandbox and its policy stop what these do; but a browser may connect ahead for a link element.
REACHING_OUT = re.compile(r"<(?:link|base|meta|iframe|frame|object|embed)\b[^>]{0,4000}>", re.IGNORECASE)
SIZE = re.compile(r"""\b(width|height)\s*=\s*["']?(\d{1,4}%?)""", re.IGNORECASE)
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
        return _with_frames(bundle, bundle.main)
    if kind in HTML:
        return _harmless(decode(data, charset, markup=True)[0])
    raise Unreadable("kind_without_page", kind=kind)


def _with_frames(bundle: Bundle, part: Part, depth: int = 0) -> str:
    """A page with those in its frames, each as a document of its own that reaches out no more than the page does."""
    held: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        inner = framed(bundle, part.url, match[1]) if depth < DEEPEST else None
        if inner is None or inner is part:
            return ""
        sizes = "".join(f' {name.lower()}="{size}"' for name, size in SIZE.findall(match[1]))
        whole = escape(_with_frames(bundle, inner, depth + 1))
        held.append(f'<iframe sandbox srcdoc="{whole}"{sizes}></iframe>')
        return f"{mark}{len(held) - 1};"

    mark = f"frame-{uuid.uuid4().hex}-"
    text = _harmless(FRAME.sub(put_aside, one_page(bundle, part)))
    return re.sub(rf"{mark}(\d+);", lambda match: held[int(match[1])], text)


def _harmless(text: str) -> str:
    return REACHING_OUT.sub("", SCRIPT.sub("", SAVED_SHADOW.sub(r"\1shadowrootmode", text)))
