"""The child that opens one page in Chromium: `python -m annotations.capture.browser`, its job as a line of JSON.

What it brings lies as files in the job's folder; `facts.json` comes last. It ends with its parent, and when its time is
over. A page may break anything here: the parent takes what it finds as untrusted bytes (capture.py).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import time

from playwright.async_api import Error, async_playwright

from annotations.capture.namespace import settle
from annotations.capture.visit import Visit

#: Chromium's own ways out, and its own traffic, switched off; names are never looked up by itself.
FLAGS = [
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--dns-prefetch-disable",
    "--disable-background-networking",
    "--disable-domain-reliability",
    "--disable-gpu",
    "--mute-audio",
    "--no-pings",
    "--deny-permission-prompts",
    "--js-flags=--max-old-space-size=512",
]


async def _relay(guard: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Chromium knows proxies by a port; ours is behind a Unix socket, which a namespace without a network has, too."""
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


async def _watch(until: float) -> None:
    """End with the parent, and when the time is over."""
    loop, stdin = asyncio.get_running_loop(), asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stdin), sys.stdin)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stdin.read(), until - time.monotonic())
    os._exit(3)


async def main() -> None:
    job = json.loads(os.fdopen(os.dup(0), "rb", buffering=0).readline())
    settle()
    watch = asyncio.ensure_future(_watch(time.monotonic() + job["seconds"]))
    relay = await asyncio.start_server(lambda r, w: _relay(job["guard"], r, w), "127.0.0.1", 0)
    port = relay.sockets[0].getsockname()[1]
    visit = Visit(job)
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(
                executable_path=job["chromium"],
                chromium_sandbox=job["sandbox"],
                args=FLAGS,
                # Nothing goes past it, not even what is asked of this machine.
                proxy={"server": f"http://127.0.0.1:{port}", "bypass": "<-loopback>"},
            )
            await visit.run(browser)
        except (Error, TimeoutError) as exc:
            said = str(exc)
            visit.end("no_sandbox" if "sandbox" in said.lower() else "browser_broke", said=said[-300:])
        visit.finish()
        watch.cancel()
        os._exit(0)  # what is left of the browser goes with us


if __name__ == "__main__":
    asyncio.run(main())
