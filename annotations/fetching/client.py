"""The one client that opens sockets to other people's addresses.

Every address is checked as its socket is made, so the checked address is the one connected to: neither a
name that resolves differently the second time nor a redirect gets round it. One session a document: cookies live
as long as the way to it, and no proxies are taken from the environment.
"""

from __future__ import annotations

import asyncio
import base64
import functools
import hashlib
import re
import socket
import time
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import aiohttp
from yarl import URL

from annotations.extraction.charset import clean
from annotations.fetching.addresses import Network, is_allowed
from annotations.fetching.decompression import decompressor
from annotations.fetching.errors import FetchError, for_status
from annotations.fetching.failures import explained, retry_after
from annotations.fetching.head import MAX_HEAD, LenientResponseHandler
from annotations.fetching.peer import noting
from annotations.fetching.refresh import refresh_of
from annotations.fetching.urls import checked_url, from_header

REDIRECTS = (301, 302, 303, 307, 308)
ACCEPT = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5"
MAX_HEADERS = 2_000
WHOLE = re.compile(r"bytes 0-(\d{1,15})/(\d{1,15})")
#: Headers that are written down.
MAX_KEPT = 300
#: Statuses that come with the document; 203 is one that a proxy changed (RFC 9110, section 15.3.4).
DOCUMENTS = (200, 203)
T = TypeVar("T")


@dataclass(frozen=True)
class Limits:
    max_bytes: int = 20_000_000
    seconds: float = 30.0
    first_byte: float = 15.0
    #: As browsers.
    redirects: int = 20
    opened: Sequence[Network] = ()
    contact: str = ""


@dataclass(frozen=True)
class Validators:
    """What a copy we hold told of itself, for asking `url` only for what is newer (RFC 9110, section 13)."""

    url: str
    etag: str = ""
    modified: str = ""

    def headers(self, url: str) -> dict[str, str]:
        """The conditions for a request to `url`; none for another address than theirs."""
        if url != self.url:
            return {}
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True)
class Asked:
    """Another request than the GET of a document: for the interfaces of archives."""

    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] | None = None
    body: bytes | None = None
    #: Whether any success will do, an empty one as well: for programs that are told something.
    any_success: bool = False


@dataclass
class Fetched:
    """A document as it came, or the error instead of it; neither when it is the one we hold (`not_modified`)."""

    url: str
    final_url: str = ""
    status: int | None = None
    #: "1.1 OK": the version of HTTP and the words after the status.
    reason: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    media_type: str = ""
    charset: str = ""
    #: What the site calls the file (RFC 6266), "" where it says nothing.
    name: str = ""
    body: bytes = b""
    #: Each answer that sent us on: url, status, reason, headers, peer; of a page that did it, its body (base64).
    redirects: list[dict[str, Any]] = field(default_factory=list)
    #: Who gave the last answer: see peer.py.
    peer: dict[str, Any] = field(default_factory=dict)
    not_modified: bool = False
    seconds: float = 0.0
    error: FetchError | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


class ForbiddenAddress(OSError):
    """Raised where a socket would be made to an address that is not allowed."""


def fetch(
    url: str, limits: Limits | None = None, held: Validators | None = None, asked: Asked | None = None
) -> Fetched:
    """Get `url` within `limits`, unless it is as `held` says. Never raises for what a site does: see `error`."""
    limits = limits or Limits()
    result = Fetched(url=url)
    started = time.monotonic()
    try:
        _run(_fetch(result, limits, held, asked or Asked()))
    except FetchError as exc:
        result.error = exc
    result.seconds = round(time.monotonic() - started, 3)
    return result


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Like asyncio.run, but without waiting for a name server's thread that may hang for long."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def _fetch(result: Fetched, limits: Limits, held: Validators | None, asked: Asked) -> None:
    forbidden: list[tuple[str, int]] = []
    peers: list[dict[str, Any]] = []

    def open_socket(info: Any) -> socket.socket:
        family, kind, protocol, _name, address = info
        if not is_allowed(address[0], address[1], limits.opened):
            forbidden.append(address[:2])
            raise ForbiddenAddress(f"{address[0]} is not an address of the public internet")
        return socket.socket(family=family, type=kind, proto=protocol)

    connector = aiohttp.TCPConnector(socket_factory=open_socket, force_close=True, use_dns_cache=False)
    # No argument for it yet; test_wire.py tells when this changes.
    protocol: Any = functools.partial(LenientResponseHandler, loop=asyncio.get_running_loop())
    connector._factory = protocol
    headers = {
        "User-Agent": f"factcheck/1.0 (keeps copies of cited documents; +{limits.contact})",
        "Accept": ACCEPT,
        "Accept-Encoding": "gzip, deflate, br, zstd",
    }
    try:
        async with asyncio.timeout(limits.seconds):
            async with aiohttp.ClientSession(
                connector=connector,
                trust_env=False,
                cookie_jar=aiohttp.CookieJar(unsafe=True, quote_cookie=False),  # unsafe: for hosts without a name, too
                auto_decompress=False,
                request_class=noting(peers),
                headers=headers | asked.headers,
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=10),
                max_line_size=MAX_HEAD,
                max_field_size=MAX_HEAD,
                max_headers=MAX_HEADERS,
            ) as session:
                await _follow(session, result, limits, held, asked, peers)
    except FetchError:
        raise
    except TimeoutError as exc:
        raise FetchError("timeout") from exc
    except (aiohttp.ClientError, OSError, ValueError, AssertionError) as exc:
        raise explained(exc, forbidden) from exc


async def _follow(
    session: aiohttp.ClientSession,
    result: Fetched,
    limits: Limits,
    held: Validators | None,
    asked: Asked,
    peers: list[dict[str, Any]],
) -> None:
    """Get the document, following by hand whatever sends us on: each address is checked like the first."""
    url = checked_url(result.url)
    for _ in range(limits.redirects + 1):
        result.final_url = str(url)
        conditions = held.headers(str(url)) if held else {}
        async with asyncio.timeout(limits.first_byte):
            response = await session.request(
                asked.method,
                url,
                allow_redirects=False,
                headers=conditions,
                data=asked.body if asked.form is None else asked.form,
            )
        async with response:
            _note(result, response, peers)
            location = response.headers.get("Location")
            if response.status in REDIRECTS and location:
                _sent_on(result)
                url = checked_url(from_header(location), str(url))
                continue
            if response.status == 304 and conditions:
                result.not_modified = True
                return
            # One that names no place to go on to is shown by browsers as any other page.
            fine = range(200, 300) if asked.any_success else (*DOCUMENTS, *REDIRECTS, 300)
            if response.status not in fine and not _is_whole(response):
                raise for_status(response.status, retry_after(response.headers.get("Retry-After")))
            await _take(result, response, limits, may_be_empty=asked.any_success)
            target = refresh_of(result.body, result.media_type, result.charset, response.headers.get("Refresh", ""))
            elsewhere = _elsewhere(target, str(url))
            if elsewhere is None:
                return
            _sent_on(result, result.body)
            url, result.body = elsewhere, b""
    raise FetchError("too_many_redirects", status=result.status)


def _is_whole(response: aiohttp.ClientResponse) -> bool:
    """Whether an answer of a part (206) that nobody asked for is the whole document."""
    span = WHOLE.fullmatch(response.headers.get("Content-Range", "")) if response.status == 206 else None
    return span is not None and int(span.group(1)) + 1 == int(span.group(2))


def _elsewhere(target: str, url: str) -> URL | None:
    """Where a page sends its reader, unless that is itself or nowhere."""
    try:
        found = checked_url(target, url) if target else None
    except FetchError:
        return None  # the page is the document, whatever it says
    return found if str(found) != url else None


def _sent_on(result: Fetched, body: bytes = b"") -> None:
    hop = {"url": result.final_url} | {name: getattr(result, name) for name in ("status", "reason", "headers", "peer")}
    if body:
        hop["body"] = base64.b64encode(body).decode()
    result.redirects.append(hop)


async def _take(result: Fetched, response: aiohttp.ClientResponse, limits: Limits, *, may_be_empty: bool) -> None:
    disposition = response.content_disposition
    result.media_type = clean(response.content_type or "").lower()[:120]
    result.charset = clean(response.charset or "")[:40]
    result.name = clean((disposition.filename if disposition else None) or "")[:200]
    result.body = await _read(response, limits, may_be_empty=may_be_empty)


def _note(result: Fetched, response: aiohttp.ClientResponse, peers: list[dict[str, Any]]) -> None:
    """What the answer says before its body."""
    version = response.version
    number = f"{version.major}.{version.minor}" if version else "1.1"
    result.status, result.peer = response.status, peers[-1]
    result.reason = f"{number} {clean(response.reason or '')[:100]}".strip()
    result.headers = [(clean(name), clean(value)[:2000]) for name, value in response.headers.items()][:MAX_KEPT]


async def _read(response: aiohttp.ClientResponse, limits: Limits, *, may_be_empty: bool) -> bytes:
    """The body, decompressed, with a bound on the bytes of the wire and on those that come out."""
    coding = decompressor(response.headers.get("Content-Encoding", ""))
    declared = response.content_length
    if declared is not None and declared > limits.max_bytes:
        raise FetchError("too_large")
    body, wire = bytearray(), 0
    async for piece in response.content.iter_any():
        wire += len(piece)
        if wire > limits.max_bytes:
            raise FetchError("too_large")
        body += coding.feed(piece, limits.max_bytes - len(body))
    if wire and not coding.finished:
        raise FetchError("connection")
    if not body and not may_be_empty:
        raise FetchError("empty", status=response.status)
    return bytes(body)
