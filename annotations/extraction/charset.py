"""From bytes to text as browsers do it: byte order mark, HTTP header, the page's own word, then a guess.

Labels are those of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org/), never Python's own
table, in which a stranger could name `rot13`.
"""

from __future__ import annotations

import re

import chardetng_py
import webencodings

#: Bytes in which a page may say its charset; browsers read on to the end of its head.
PRESCAN = 65_536
XML = re.compile(rb"""^\s*<\?xml[^>]+encoding\s*=\s*["']([a-zA-Z0-9_:.\-]+)""", re.IGNORECASE)
#: What may hold words that only look like a meta element: comments, and elements whose words are no markup.
NO_MARKUP = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(script|style|title|textarea|xmp|noframes|iframe|noembed)\b.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
META = re.compile(
    rb"""<meta[\s/](?:[^<>"']|"[^"]{0,2000}"|'[^']{0,2000}'){0,500}>|<meta[\s/][^<>]{0,2000}>""", re.IGNORECASE
)
#: Any other element with quoted attributes, whose words are no markup either.
QUOTED = re.compile(
    rb"""<(?!meta[\s/])[a-z][^<>"']{0,200}(?:(?:"[^"]{0,1000}"|'[^']{0,1000}')[^<>"']{0,200}){1,50}>""", re.IGNORECASE
)
ATTRIBUTE = re.compile(rb"""(?<![^\s"'/])([^\s"'<>/=]{1,100})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
IN_CONTENT = re.compile(r"""charset\s*=\s*["']?\s*([a-z0-9_:.\-]+)""", re.IGNORECASE)
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
#: Bytes by which an undeclared charset is guessed.
GUESSED_BY = 200_000
#: Of the letters beyond ASCII so many may be broken in what is still taken for UTF-8.
BROKEN_SHARE = 0.05
#: What begins Japanese letters in a charset that is all ASCII.
ISO_2022_JP = b"\x1b$"
#: Encodings that the guess names as Python does.
PYTHON_NAMES = {"cp874": "windows-874", "mac_cyrillic": "x-mac-cyrillic"}
#: Of the letters of a text in UTF-16 at least so many are of the first 256.
SHARE_OF_ZEROS = 0.5
LONE_SURROGATES = re.compile("[\ud800-\udfff]")
#: What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets), so no feed; NUL is none of PostgreSQL's either.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")


def clean(text: str) -> str:
    """`text` without control characters, with a line break for a form feed and U+FFFD for lone surrogates."""
    return LONE_SURROGATES.sub("\ufffd", FORBIDDEN.sub("", text.replace("\f", "\n")))


def marked_encoding(data: bytes) -> str:
    """The encoding that a byte order mark names, or UTF-16 that shows by its zeros; "" for others."""
    return next((name for mark, name in MARKS if data.startswith(mark)), _unmarked_utf16(data[:PRESCAN]))


def _unmarked_utf16(head: bytes) -> str:
    """UTF-16 of a language with Latin letters: every other byte is a zero, and none of the rest."""
    pairs = len(head) // 2
    odd, even = head[1::2].count(0), head[::2].count(0)
    if pairs < 4 or odd + even < SHARE_OF_ZEROS * pairs:
        return ""
    return {(True, False): "utf-16-be", (False, True): "utf-16-le"}.get((even > 0, odd > 0), "")


def decode(data: bytes, header_charset: str = "", *, markup: bool = False) -> tuple[str, str]:
    """`data` as text, and the name of the encoding that was used. Never fails: bad bytes become U+FFFD."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return clean(data[len(mark) :].decode(name, "replace")), name
    encoding = webencodings.lookup(header_charset) if header_charset else None
    if encoding is None and markup:
        encoding = _declared(data[:PRESCAN])
    if encoding is None:
        encoding = _guess(data)
    # The decoder of gbk is that of gb18030 (https://encoding.spec.whatwg.org/#gbk).
    codec = webencodings.lookup("gb18030") if encoding.name == "gbk" else encoding
    return clean(codec.codec_info.decode(data, "replace")[0]), encoding.name


def _declared(head: bytes) -> webencodings.Encoding | None:
    """What the page itself names in its XML declaration or a meta element.

    A page that can be read for its ASCII declaration is not UTF-16, whatever it says
    (https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding).
    """
    labels = [found.group(1).decode("ascii") for found in (XML.search(head),) if found]
    for meta in META.finditer(QUOTED.sub(b" ", NO_MARKUP.sub(b" ", head))):
        facts = {
            name.decode("latin-1").lower(): (a or b or c).decode("latin-1")
            for name, a, b, c in reversed(ATTRIBUTE.findall(meta.group()[5:]))
        }
        inside = IN_CONTENT.search(facts.get("content", ""))
        if facts.get("charset"):
            labels.append(facts["charset"])
        elif facts.get("http-equiv", "").strip().lower() == "content-type" and inside:
            labels.append(inside.group(1))
    for encoding in filter(None, map(webencodings.lookup, labels)):
        if encoding.name.startswith("utf-16"):
            return webencodings.UTF8
        return webencodings.lookup("windows-1252") if encoding.name == "x-user-defined" else encoding
    return None


def _guess(data: bytes) -> webencodings.Encoding:
    """UTF-16 by its zeros; UTF-8, but for a few broken letters; else by the letters, as Firefox does it."""
    if wide := _unmarked_utf16(data[:PRESCAN]):
        return webencodings.lookup(wide.replace("16-", "16"))
    start = 0
    try:
        data.decode("utf-8")
        if ISO_2022_JP not in data:
            return webencodings.UTF8
    except UnicodeDecodeError as exc:
        start = max(0, exc.start - GUESSED_BY // 2)  # what is broken may come late in a long file
        words = data[start : start + GUESSED_BY].decode("utf-8", "replace")
        broken, beyond = words.count("\ufffd"), sum(1 for letter in words if letter > "\x7f")
        if beyond and broken <= BROKEN_SHARE * beyond:
            return webencodings.UTF8
    name = chardetng_py.detect(data[start : start + GUESSED_BY])
    return webencodings.lookup(PYTHON_NAMES.get(name, name)) or webencodings.lookup("windows-1252")
