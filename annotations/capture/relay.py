"""Inside a child: its one way out, and its end with its parent."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import time


async def serve(guard: str) -> int:
    """Hand on what comes to a port of this machine to the proxy behind the Unix socket `guard`; gives the port.

    Programs know proxies by a port; a socket is what a namespace without a network has, too.
    """
    server = await asyncio.start_server(lambda r, w: _relay(guard, r, w), "127.0.0.1", 0)
    return int(server.sockets[0].getsockname()[1])


async def _relay(guard: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    far_reader, far_writer = await asyncio.open_unix_connection(guard)

    async def copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while piece := await source.read(65_536):
                target.write(piece)
                await target.drain()

    up = asyncio.ensure_future(copy(reader, far_writer))
    await copy(far_reader, writer)
    up.cancel()
    for end in (writer, far_writer):
        end.close()


async def end_with_parent(until: float) -> None:
    """End with the parent, and when the time is over."""
    loop, stdin = asyncio.get_running_loop(), asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stdin), sys.stdin)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stdin.read(), until - time.monotonic())
    os._exit(3)
