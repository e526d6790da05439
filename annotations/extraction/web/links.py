"""What a page says of addresses near its top: what its links are relative to, and where it lives."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

from annotations.extraction.web.archived import archived, is_archive_today

#: Where a page may say what its links are relative to.
HEAD = 100_000
TAG = re.compile(r"<(base|link|meta)\b[^<>]{1,2000}>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""(?<![\w:-])([\w:-]{1,100})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def base_of(text: str, url: str) -> str:
    """What the page's links are relative to: its own <base>, else where it came from, else where it says it lives.

    An uploaded page has no address of its own, so its canonical link (or og:url) stands in. "" when none is known.
    """
    tags = _tags(text)
    bases = [joined(url, facts.get("href", "")) for name, facts in tags if name == "base"]
    own = _canonical_links(tags)
    own += [facts.get("content", "") for _, facts in tags if facts.get("property", "").lower() == "og:url"]
    return next(filter(None, [*bases, url, *(joined("", said) for said in own)]), "")


def canonical_of(text: str, url: str) -> str:
    """The page's canonical address (RFC 6596) where it is of the site that sent it: others could claim anything."""
    tags = _tags(text)
    if is_archive_today(url):  # under a short name, and one of many hosts: its page tells the long one
        named = [
            facts.get("href", "") for _, facts in tags if facts.get("rel", "").lower() in ("canonical", "bookmark")
        ]
        return next((address for address in named if archived(address) and len(address) <= 2000), "")
    for said in _canonical_links(tags):
        address = joined(url, said)
        if address and len(address) <= 2000 and _site(address) == _site(url):
            return address
    return ""


def _tags(text: str) -> list[tuple[str, dict[str, str]]]:
    """(name, attributes) of each base, link and meta near the top."""
    return [(tag.group(1).lower(), attributes(tag.group())) for tag in TAG.finditer(text[:HEAD])]


def attributes(tag: str) -> dict[str, str]:
    """The attributes in the words of a tag, names in small letters."""
    return {name.lower(): unescape(a or b or c) for name, a, b, c in ATTRIBUTE.findall(tag)}


def _canonical_links(tags: list[tuple[str, dict[str, str]]]) -> list[str]:
    return [facts.get("href", "") for _, facts in tags if "canonical" in facts.get("rel", "").lower().split()]


def _site(address: str) -> str:
    """The last two labels of the host: enough to tell m.paper.example from elsewhere.example."""
    return ".".join((urlsplit(address).hostname or "").split(".")[-2:])


def joined(base: str, target: str) -> str:
    """`target` as a whole address; "" when it is none that a browser would open over http."""
    try:
        address = urljoin(base, target.strip())
        return address if urlsplit(address).scheme in ("http", "https") and urlsplit(address).netloc else ""
    except ValueError:
        return ""
