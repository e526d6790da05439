"""A kept page as a browser may show it in a sandbox: nothing in it reaches out."""

from __future__ import annotations

import re

from annotations.extraction.bundles import one_page, unpack
from annotations.extraction.charset import decode
from annotations.extraction.document import Unreadable
from annotations.extraction.kinds import BUNDLES, HTML, sniff

#: The sandbox and its policy stop what these do; but a browser may connect ahead for a link element.
REACHING_OUT = re.compile(r"<(?:link|base|meta|iframe|frame|object|embed)\b[^>]{0,4000}>", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b.*?(?:</script\s*>|\Z)", re.IGNORECASE | re.DOTALL)


def page(data: bytes, *, media_type: str, charset: str) -> str:
    """The page in `data`, in UTF-8 whatever it was in. Raises Unreadable for what is no page."""
    kind = sniff(data, media_type)
    if kind in BUNDLES:
        bundle = unpack(data, kind)
        if bundle.main.media_type not in HTML:
            raise Unreadable("archive_without_page")
        text = one_page(bundle)
    elif kind in HTML:
        text = decode(data, charset, markup=True)[0]
    else:
        raise Unreadable("kind_without_page", kind=kind)
    return REACHING_OUT.sub("", SCRIPT.sub("", text))
