"""From bytes to text as browsers do it: byte order mark, HTTP header, the page's own word, then a guess.

Labels are those of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org/), never Python's own
table, in which a stranger could name `rot13`.
"""

from __future__ import annotations

import re

import webencodings

META = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([a-zA-Z0-9_:.\-]+)""", re.IGNORECASE)
XML = re.compile(rb"""^\s*<\?xml[^>]+encoding\s*=\s*["']([a-zA-Z0-9_:.\-]+)""", re.IGNORECASE)
PRESCAN = 4096
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
LONE_SURROGATES = re.compile("[\ud800-\udfff]")
#: What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets), so no feed; NUL is none of PostgreSQL's either.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")


def clean(text: str) -> str:
    """`text` without control characters, with a line break for a form feed and U+FFFD for lone surrogates."""
    return LONE_SURROGATES.sub("\ufffd", FORBIDDEN.sub("", text.replace("\f", "\n")))


def decode(data: bytes, header_charset: str = "", *, markup: bool = False) -> tuple[str, str]:
    """`data` as text, and the name of the encoding that was used. Never fails: bad bytes become U+FFFD."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return clean(data[len(mark) :].decode(name, "replace")), name
    labels = [header_charset]
    if markup:
        labels += [m.group(1).decode("ascii") for m in (XML.search(data[:PRESCAN]), META.search(data[:PRESCAN])) if m]
    for label in labels:
        encoding = webencodings.lookup(label) if label else None
        if encoding is not None:
            # A page that can be read for its ASCII declaration is not UTF-16, whatever it says (WHATWG).
            name = "utf-8" if encoding.name.startswith("utf-16") and label != header_charset else encoding.name
            return clean(webencodings.lookup(name).codec_info.decode(data, "replace")[0]), name
    try:
        return clean(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _guess(data)


def _guess(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    encoding = webencodings.lookup(best.encoding.replace("_", "-")) if best else None
    chosen = encoding or webencodings.lookup("windows-1252")
    return clean(chosen.codec_info.decode(data, "replace")[0]), chosen.name
