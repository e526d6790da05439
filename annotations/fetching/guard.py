"""A proxy for programs that open addresses by themselves, as a browser does: the only way out that they are given.

It listens on a Unix socket. Like the fetcher's own (client.py), each address is checked as its socket is made, so
neither a name that resolves differently the second time nor a page's own request gets round it.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import secrets
import socket
import threading
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from yarl import URL

from annotations.fetching.addresses import Network, is_allowed
from annotations.fetching.errors import FetchError
from annotations.fetching.urls import checked_url

MAX_HEAD = 65_536
PIECE = 65_536
CONNECT_SECONDS = 10.0
HEAD_SECONDS = 20.0
TUNNEL = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^:/\s]+):([0-9]{1,5})")
#: Headers of one connection, which are not handed on (RFC 9110, section 7.6.1).
OF_CONNECTION = (b"connection:", b"proxy-connection:", b"keep-alive:", b"proxy-authorization:")
#: What is answered instead of a site, and why (RFC 9209).
REFUSED = "403 Forbidden", "destination_ip_prohibited"
FAILED = "502 Bad Gateway", "destination_unavailable"
#: Whoever asked is gone or asked for nothing that there is; or we stop.
ENDINGS = (OSError, ValueError, EOFError, asyncio.LimitOverrunError, TimeoutError, FetchError, asyncio.CancelledError)

Reader: TypeAlias = asyncio.StreamReader
Writer: TypeAlias = asyncio.StreamWriter


class Guard:
    """Serves the proxy at `path`, in a thread of its own, while its `with` block runs; no more than `max_bytes`."""

    def __init__(
        self,
        path: Path,
        *,
        opened: Sequence[Network] = (),
        shut: Collection[str] = (),
        max_bytes: int = 100_000_000,
    ) -> None:
        self.path = path
        self.opened = opened
        #: Hosts that are refused whatever their addresses are.
        self.shut = shut
        self.left = max_bytes
        #: Tells our own answers from those of sites, which don't know it.
        self.name = f"factcheck-{secrets.token_hex(8)}"
        #: {host: code of a FetchError} of what could not be reached or may not be.
        self.failures: dict[str, str] = {}
        #: A task whose asker has said all that it has to say is held by nothing else.
        self._answers: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._ready, self._stop = threading.Event(), asyncio.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="guard")

    @property
    def exhausted(self) -> bool:
        return self.left <= 0

    def __enter__(self) -> Guard:
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_exc: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._serve())
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_unix_server(self._answer, path=str(self.path), limit=MAX_HEAD)
        self._ready.set()
        await self._stop.wait()
        server.close()
        # Whoever asked is gone by now, so most ends by itself.
        while self._answers:
            _ended, rest = await asyncio.wait(self._answers, timeout=1)
            for task in rest:
                task.cancel()
        await asyncio.sleep(0.05)  # sockets are closed in the turn after

    async def _answer(self, reader: Reader, writer: Writer) -> None:
        """One request: a tunnel, or an address asked for in the clear."""
        task: Any = asyncio.current_task()
        self._answers.add(task)
        try:
            async with asyncio.timeout(HEAD_SECONDS):
                head = await reader.readuntil(b"\r\n\r\n")
            method, target, _version = head.split(b"\r\n", 1)[0].decode("ascii").split(" ")
            if method == "CONNECT":
                await self._tunnel(target, reader, writer)
            else:
                await self._forward(method, target, head, reader, writer)
        except ENDINGS:
            pass
        finally:
            writer.close()
            self._answers.discard(task)

    async def _tunnel(self, target: str, reader: Reader, writer: Writer) -> None:
        found = TUNNEL.fullmatch(target)
        if found is None:
            self._refuse(writer, *REFUSED)
            return
        there = await self._connect(found[1].strip("[]"), int(found[2]), writer)
        if there is None:
            return
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await self._both_ways(reader, writer, *there)

    async def _forward(self, method: str, target: str, head: bytes, reader: Reader, writer: Writer) -> None:
        """One request and its answer, with nothing after them: the next one may be for another host."""
        url = checked_url(target)
        if url.scheme != "http" or b"\r\ntransfer-encoding:" in head.lower():
            self._refuse(writer, *REFUSED)
            return
        there = await self._connect(url.raw_host or "", url.port or 80, writer)
        if there is None:
            return
        far_reader, far_writer = there
        try:
            far_writer.write(_request(method, url, head))
            await self._copy(reader, far_writer, _length(head))
            answer = await far_reader.readuntil(b"\r\n\r\n")
            while re.match(rb"HTTP/1\.[01] 1[0-9][0-9]", answer):
                answer = await far_reader.readuntil(b"\r\n\r\n")
            writer.write(_without(answer, OF_CONNECTION) + b"Connection: close\r\n\r\n")
            await self._copy(far_reader, writer)
        finally:
            far_writer.close()

    async def _connect(self, host: str, port: int, writer: Writer) -> tuple[Reader, Writer] | None:
        """A connection to `host`, whose address was checked; None when there is none, which `writer` is told."""
        if host in self.shut:
            self._refuse(writer, *REFUSED)
            return None
        code = "forbidden_address"
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                for info in await self._loop.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                    if is_allowed(str(info[4][0]), port, self.opened):
                        with contextlib.suppress(OSError):
                            return await self._open(info)
                        code = "refused"
        except socket.gaierror:
            code = "name_not_found"
        except TimeoutError:
            code = "timeout"
        self.failures.setdefault(host, code)
        self._refuse(writer, *(REFUSED if code == "forbidden_address" else FAILED))
        return None

    def _refuse(self, writer: Writer, status: str, why: str) -> None:
        head = f"HTTP/1.1 {status}\r\nProxy-Status: {self.name}; error={why}\r\n"
        writer.write(f"{head}Content-Length: 0\r\nConnection: close\r\n\r\n".encode())

    async def _open(self, info: tuple[Any, ...]) -> tuple[Reader, Writer]:
        made = socket.socket(info[0], info[1], info[2])
        made.setblocking(False)
        try:
            await self._loop.sock_connect(made, info[4])
        except BaseException:
            made.close()
            raise
        return await asyncio.open_connection(sock=made, limit=MAX_HEAD)

    async def _both_ways(self, reader: Reader, writer: Writer, far_reader: Reader, far_writer: Writer) -> None:
        up = asyncio.create_task(self._copy(reader, far_writer))
        try:
            await self._copy(far_reader, writer)
        finally:
            up.cancel()
            far_writer.close()

    async def _copy(self, reader: Reader, writer: Writer, most: int | None = None) -> None:
        """Hand on `most` bytes (None: all there are), within what may come in all."""
        while most is None or most > 0:
            piece = await reader.read(PIECE if most is None else min(PIECE, most))
            self.left -= len(piece)
            if not piece or self.exhausted:
                return
            most = None if most is None else most - len(piece)
            writer.write(piece)
            await writer.drain()


def _request(method: str, url: URL, head: bytes) -> bytes:
    """The request as the site itself is asked."""
    line = f"{method} {url.raw_path_qs} HTTP/1.1\r\n".encode()
    rest = _without(head, OF_CONNECTION).split(b"\r\n", 1)[1]
    return line + rest + b"Connection: close\r\n\r\n"


def _without(head: bytes, names: tuple[bytes, ...]) -> bytes:
    """A head without the headers of these names, and without the empty line that ends it."""
    lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    return b"".join(line + b"\r\n" for line in lines if not line.lower().startswith(names))


def _length(head: bytes) -> int:
    found = re.search(rb"\r\ncontent-length:[ \t]*([0-9]{1,12})[ \t]*\r\n", head, re.IGNORECASE)
    return int(found[1]) if found else 0
