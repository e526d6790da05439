"""A page that sends its reader on: `<meta http-equiv="refresh">` or the header of that name.

How its value is read: https://html.spec.whatwg.org/#shared-declarative-refresh-steps
"""

from __future__ import annotations

import re

from annotations.extraction.charset import decode
from annotations.extraction.web.links import attributes

#: Bytes of a page that does nothing but send on; in a longer one there is something to read.
LONGEST = 32_768
#: Seconds after which a reader has read the page.
PATIENCE = 10
#: What browsers with scripts do not look into, and what is no markup.
HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template|title|textarea)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
META = re.compile(r"<meta[\s/][^<>]{0,2000}>", re.IGNORECASE)
#: Seconds, and what stands after them.
VALUE = re.compile(r"\s{0,20}(\d{0,9})(?:\.\d{0,9})?\s{0,20}[;,\s]\s{0,20}(.*)", re.DOTALL)
#: Letters of a value that are read.
LONGEST_VALUE = 2_500
NAMED = re.compile(r"url\s*=\s*", re.IGNORECASE)


def refresh_of(body: bytes, media_type: str, charset: str, header: str) -> str:
    """Where the page sends its reader at once, as it is written there; "" where it does not."""
    if len(body) > LONGEST:
        return ""
    if told := _target(header):
        return told
    if "html" not in media_type:
        return ""
    text = HIDDEN.sub(" ", decode(body, charset, markup=True)[0])
    for meta in META.finditer(text):
        facts = attributes(meta.group())
        if facts.get("http-equiv", "").strip().lower() == "refresh" and (told := _target(facts.get("content", ""))):
            return told
    return ""


def _target(value: str) -> str:
    found = VALUE.match(value[:LONGEST_VALUE])
    if found is None or int(found.group(1) or 0) > PATIENCE:
        return ""
    words = found.group(2).strip()
    if named := NAMED.match(words):
        words = words[named.end() :]
    return words[1:].partition(words[0])[0].strip() if words.startswith(("'", '"')) else words
