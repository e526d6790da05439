"""Addresses in web archives: of what page, and when; and what the archive adds to the page."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

#: The names under which archive.today answers.
ARCHIVE_TODAY = frozenset(f"archive.{ending}" for ending in ("today", "ph", "is", "li", "vn", "fo", "md"))
#: Archives whose addresses begin with the moment, and then the original: by host, or the end of one.
BY_MOMENT = (
    "web.archive.org", "wayback.archive-it.org", "arquivo.pt", "webarchive.nationalarchives.gov.uk",
    "vefsafn.is", "www.webarchive.org.uk", "webarchive.loc.gov", "swap.stanford.edu", "webarchive.bac-lac.gc.ca",
    "web.archive.bibalex.org", *ARCHIVE_TODAY,
)  # fmt: skip
#: Archives whose addresses are a name; what they are copies of stands in their pages or headers alone.
BY_NAME = (
    "perma.cc",
    "ghostarchive.org",
    "megalodon.jp",
    "conifer.rhizome.org",
    "webcitation.org",
    "www.webcitation.org",
)
MOMENT = re.compile(
    r"/(\d{4})[.-]?(\d{2})[.-]?(\d{2})(?:[.-]?(\d{2})(\d{2})(\d{2}))?(?:[a-z]{2}_)?/((?:https?:/{1,2}|www\.)[^\s]+)$",
    re.IGNORECASE,
)
#: When there began to be archives of the web.
OLDEST = 1990
#: Letters of a Link header that are looked through.
MOST_LINKS = 8_000
#: What archives put into the page: bars, notes, buttons (by id).
ADDED = frozenset(
    {"wm-ipp-base", "wm-ipp", "wm-ipp-print", "donato", "playback", "HEADER", "hashtags", "replay_iframe_banner"}
)
LINK = re.compile(r"<([^<>]{1,2000})>([^<]{0,500})")
IS_ORIGINAL = re.compile(r'\brel\s*=\s*"?(?:[\w-]+ ){0,5}original\b', re.IGNORECASE)


@dataclass(frozen=True)
class Archived:
    """The original address, "" where the archive's own does not tell it; and the moment of the copy, if it does."""

    original: str
    made_at: datetime.datetime | None = None


def archived(url: str) -> Archived | None:
    """What an archive's address tells; None for an address that is none of an archive."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = (parts.hostname or "").lower().removeprefix("www.")
    if host in ("webcitation.org", "webcache.googleusercontent.com"):
        return _by_query(parts.query)
    rest = url.strip().partition("://")[2].partition("/")[2]
    found = MOMENT.search("/" + rest.partition("#")[0])
    if found and any(host == name.removeprefix("www.") or host.endswith(f".{name}") for name in BY_MOMENT):
        return Archived(_whole(found.group(7)), _moment(found.groups()[:6]))
    return Archived("") if host in BY_NAME or host in ARCHIVE_TODAY else None


def from_headers(url: str, headers: Iterable[tuple[str, str] | list[str]]) -> Archived | None:
    """What the headers of a memento tell (RFC 7089, section 2.1); None for a page that is none, or of no archive.

    Any site can send them, and would be told as a copy of what it names.
    """
    if archived(url) is None:
        return None
    told = [(name.lower(), value) for name, value in headers]
    made = next((value for name, value in told if name == "memento-datetime"), "")
    if not made:
        return None
    links = ", ".join(value for name, value in told if name == "link")[:MOST_LINKS]
    original = next((link.group(1).strip() for link in LINK.finditer(links) if IS_ORIGINAL.search(link.group(2))), "")
    try:
        moment = _likely(parsedate_to_datetime(made).astimezone(datetime.UTC))
    except (ValueError, TypeError, OverflowError):
        moment = None
    return Archived(_whole(original) if original else "", moment)


def _likely(moment: datetime.datetime) -> datetime.datetime | None:
    """A moment at which there were archives; None for any other."""
    return moment if datetime.datetime(OLDEST, 1, 1, tzinfo=datetime.UTC) < moment < _tomorrow() else None


def _tomorrow() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)


def is_archive_today(url: str) -> bool:
    return (urlsplit(url).hostname or "").lower() in ARCHIVE_TODAY


def without_additions(tree: Any) -> None:
    """Take out of `tree` (lxml) what archives add to a page."""
    for element in [one for one in tree.iter() if isinstance(one.tag, str) and one.get("id") in ADDED]:
        parent = element.getparent()
        if parent is not None:
            element.drop_tree()


def _by_query(query: str) -> Archived:
    """Of an archive that takes the original as a parameter."""
    asked = parse_qs(query)
    told = asked.get("url", asked.get("q", [""]))[0].partition(" ")[0]
    if told.startswith("cache:"):  # cache:NAME:address, then words to be marked
        told = re.sub(r"^cache:(?:[\w-]+:(?=https?:))?", "", told)
    return Archived(_whole(told) if told else "")


def _whole(address: str) -> str:
    """The original as an address: archives squeeze its slashes, and leave its scheme out."""
    address = unquote(address) if address.lower().startswith(("http%3a", "https%3a")) else address
    address = re.sub(r"^(https?:)/+", r"\1//", address, flags=re.IGNORECASE)
    return address if address.lower().startswith(("http://", "https://")) else f"http://{address}"


def _moment(parts: tuple[str | None, ...]) -> datetime.datetime | None:
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in parts)
        return _likely(datetime.datetime(year, month, day, hour, minute, second, tzinfo=datetime.UTC))
    except ValueError:
        return None
