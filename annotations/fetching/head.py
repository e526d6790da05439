"""The head of an answer, put in order as browsers read it before a strict parser sees it.

Servers send lines that are none, one length twice, or a length beside chunks. Browsers show such pages, so people cite
them. What would make a body ambiguous (two different lengths) stays as it is and is refused.
"""

from __future__ import annotations

import asyncio
import re

from aiohttp.client_proto import ResponseHandler

#: Bytes of all headers of an answer; the bound of Chromium.
MAX_HEAD = 256 * 1024
END = re.compile(rb"\r?\n\r?\n")
STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})", re.IGNORECASE)
#: A header's name (RFC 9110, section 5.6.2).
TOKEN = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
#: The first line, where something of it is not as it should be: "http/1.1 200 OK", "HTTP/1.1 200OK".
FIRST = re.compile(rb"http/(\d(?:\.\d+)?)[ \t]+(\d{3})(?!\d)[ \t]*(.*)", re.IGNORECASE)
#: How a body in chunks ends, but for an empty line.
LAST_CHUNK = b"\r\n0\r\n"
CONTROLS = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")


class LenientResponseHandler(ResponseHandler):
    """aiohttp's protocol, which is given each head tidied."""

    _held: bytearray | None = bytearray()
    #: The last bytes of what came.
    _end = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._held = bytearray()
        super().connection_made(transport)

    def data_received(self, data: bytes) -> None:
        self._end = (self._end + data)[-len(LAST_CHUNK) :]
        if self._held is None or not data:  # the body, or a body that goes on
            super().data_received(data)
            return
        self._held += data
        if self._held.startswith((b"\r", b"\n")):  # of an answer before this one, it seems
            self._held = self._held.lstrip(b"\r\n")
        while self._held is not None and (end := END.search(self._held)):
            head, rest = bytes(self._held[: end.start()]), self._held[end.end() :]
            # 103 and alike come before the answer, with a head of their own.
            self._held = rest if _is_interim(head) else None
            super().data_received(tidy(head) + (b"" if self._held is not None else bytes(rest)))
        if self._held is not None and len(self._held) > MAX_HEAD:
            held, self._held = bytes(self._held), None
            super().data_received(held)  # too large for the parser, which says so

    def eof_received(self) -> None:
        if self._held:
            held, self._held = bytes(self._held), None
            super().data_received(held)
        elif self._end == LAST_CHUNK:
            super().data_received(b"\r\n")  # which the server forgot before it closed
        super().eof_received()


def _is_interim(head: bytes) -> bool:
    status = STATUS.match(head)
    return status is not None and status.group(1).startswith(b"1") and status.group(1) != b"101"


def tidy(head: bytes) -> bytes:
    """`head` (without its empty line) with one header a line, each with a name, and one length."""
    first, *lines = re.split(rb"\r?\n", head)
    if status := FIRST.match(first):
        first = b"HTTP/%s %s %s" % status.groups()
    fields: list[tuple[bytes, bytes]] = []
    for line in lines:
        name, colon, value = line.partition(b":")
        if line[:1] in b" \t" and fields:  # a line that goes on (RFC 9112, section 5.2)
            fields[-1] = (fields[-1][0], fields[-1][1] + b" " + line.strip())
        elif colon and TOKEN.fullmatch(name.strip()):
            fields.append((name.strip(), CONTROLS.sub(b" ", value.strip())))
    kept = _with_one_length(fields)
    return b"\r\n".join([first, *(name + b": " + value for name, value in kept)]) + b"\r\n\r\n"


def _with_one_length(fields: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Chunks win over a length (RFC 9112, section 6.3); the same length said twice is one (RFC 9110, section 8.6)."""
    codings = b",".join(value for name, value in fields if name.lower() == b"transfer-encoding").lower()
    chunked = b"chunked" in codings
    said = [part.strip() for name, value in fields if name.lower() == b"content-length" for part in value.split(b",")]
    # One that is no number says nothing: the body ends where the connection does.
    lengths = set(said) if any(map(bytes.isdigit, said)) else set()
    fields = [one for one in fields if one[0].lower() != b"content-length" or lengths]
    kept = [
        (name, value)
        for name, value in fields
        if not (name.lower() == b"content-length" and (chunked or len(lengths) == 1))
        and name.lower() != b"transfer-encoding"
    ]
    if chunked:
        return [*kept, (b"Transfer-Encoding", b"chunked")]
    return [*kept, (b"Content-Length", lengths.pop())] if len(lengths) == 1 else kept
