"""The child that opens one page in Chromium: `python -m annotations.capture.browser`, its job as a line of JSON.

What it brings lies as files in the job's folder; `facts.json` comes last. It ends with its parent, and when its time is
over. A page may break anything here: the parent takes what it finds as untrusted bytes (capture.py).
"""

from __future__ import annotations

import asyncio
import json
import os
import time

from playwright.async_api import Error, async_playwright

from annotations.capture.namespace import settle
from annotations.capture.relay import end_with_parent, serve
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


async def main() -> None:
    job = json.loads(os.fdopen(os.dup(0), "rb", buffering=0).readline())
    settle()
    watch = asyncio.ensure_future(end_with_parent(time.monotonic() + job["seconds"]))
    port = await serve(job["guard"])
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
