"""The child that opens one page in Chromium: `python -m annotations.capture.browser`, its job as a line of JSON.

What it brings lies as files in the job's folder; `facts.json` comes last. It ends with its parent, and when its time is
over. A page may break anything here: the parent takes what it finds as untrusted bytes (capture.py).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import sys
import time
from collections.abc import Awaitable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from playwright.async_api import Browser, CDPSession, Error, Page, Response, async_playwright

from annotations.capture.banners import patterns
from annotations.capture.namespace import settle

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
VIEW = {"width": 1280, "height": 900}
#: CSS pixels; Chromium draws no larger pictures.
MOST_HEIGHT = 16_000
MOST_RESOURCES = 400
MOST_WORDS_OF_HEADERS = 4_000
#: Seconds for what a page may never come to an end with.
LOADED, QUIET, SCROLLED, DRAWN = 10.0, 4.0, 8.0, 15.0
SCRIPT = (Path(__file__).parent / "page.js").read_text()
T = TypeVar("T")


class Visit:
    """One page from its address to the files that are kept of it."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.job = job
        self.folder = Path(job["folder"])
        self.facts: dict[str, Any] = {"resources": [], "left_out": 0, "pressed": "", "cut": False}
        self._tasks: set[asyncio.Task[None]] = set()
        self._bytes = 0

    async def run(self, browser: Browser) -> None:
        self.facts["browser"] = f"Chromium {browser.version}"
        context = await browser.new_context(
            viewport=VIEW,  # type: ignore[arg-type]
            user_agent=await self._agent(browser),
            accept_downloads=False,
            service_workers="block",
        )
        page = await context.new_page()
        page.set_default_timeout(1000 * DRAWN)
        # A window that the page opens is closed; a question that it asks is answered with no.
        context.on("page", lambda other: asyncio.ensure_future(_quietly(other.close())))
        page.on("dialog", lambda dialog: asyncio.ensure_future(_quietly(dialog.dismiss())))
        page.on("response", self._note)
        page.on("crash", lambda _page: self._end("browser_broke"))
        await self._open(page)
        await self._keep(page, await context.new_cdp_session(page))

    async def _agent(self, browser: Browser) -> str:
        """Chromium's own name without the word for a window that nobody sees, and ours."""
        page = await browser.new_page()
        own = await page.evaluate("navigator.userAgent")
        await page.close()
        return f"{own.replace('Headless', '')} factcheck/1.0 (keeps copies of cited documents; +{self.job['contact']})"

    async def _open(self, page: Page) -> None:
        try:
            answer = await page.goto(self.job["url"], wait_until="commit", timeout=500 * self.job["seconds"])
        except Error as exc:
            if "Download is starting" in exc.message or "ERR_ABORTED" in exc.message:
                self._end("not_a_page")
            found = re.search(r"net::(ERR_\w+)", exc.message)
            self._end("timeout" if "Timeout" in exc.message else "connection", net=found[1] if found else "")
        if answer is None:
            self._end("empty")
        if "html" not in answer.headers.get("content-type", "html"):
            self._end("not_a_page")
        self.facts |= {"status": answer.status, "headers": _told(await answer.headers_array())}
        if not (answer.ok or answer.status == 304):
            self._end("http_status")
        await _quietly(page.wait_for_load_state("domcontentloaded", timeout=1000 * LOADED))
        await _quietly(page.wait_for_load_state("load", timeout=1000 * LOADED))
        await _quietly(page.wait_for_load_state("networkidle", timeout=1000 * QUIET))

    async def _keep(self, page: Page, session: CDPSession) -> None:
        world = await _world(session)
        await _quietly(asyncio.wait_for(_scroll(page, world), SCROLLED))
        await self._press(page, world)
        size = (await session.send("Page.getLayoutMetrics"))["cssContentSize"]
        self.facts |= {"width": VIEW["width"], "height": min(int(size["height"]), MOST_HEIGHT)}
        self.facts["cut"] = size["height"] > MOST_HEIGHT
        self.facts["final_url"] = page.url
        words = await _quietly(asyncio.wait_for(world("words()"), DRAWN))
        self._write("words.json", json.dumps(words or []).encode())
        await self._picture(page, "picture.png")
        kept = await asyncio.wait_for(session.send("Page.captureSnapshot", {"format": "mhtml"}), DRAWN)
        self._write("page.mhtml", kept["data"].encode())
        self.finish()  # what takes too long from here on costs only itself
        printed = await _quietly(asyncio.wait_for(page.pdf(format="A4", print_background=True), DRAWN))
        if printed:
            self._write("print.pdf", printed)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=QUIET)

    async def _press(self, page: Page, world: Any) -> None:
        """A consent banner: the page is kept as it stood, then one button is pressed."""
        refuse, agree = (json.dumps(pattern) for pattern in patterns())
        found = await _quietly(asyncio.wait_for(world(f"banner({refuse}, {agree})"), QUIET))
        if not found:
            return
        await self._picture(page, "unpressed.png")
        await _quietly(page.mouse.click(found[1], found[2]))
        self.facts["pressed"] = found[0]
        await asyncio.sleep(0.7)
        await _quietly(page.wait_for_load_state("networkidle", timeout=1000 * QUIET))

    async def _picture(self, page: Page, name: str) -> None:
        whole: Any = {"full_page": name == "picture.png"}
        if self.facts["cut"]:
            whole["clip"] = {"x": 0, "y": 0, "width": VIEW["width"], "height": MOST_HEIGHT}
        drawn = await _quietly(page.screenshot(type="png", animations="disabled", timeout=1000 * DRAWN, **whole))
        if drawn:
            self._write(name, drawn)

    def _note(self, answer: Response) -> None:
        if not answer.url.startswith(("http://", "https://")):
            return
        if len(self._tasks) >= MOST_RESOURCES:
            self.facts["left_out"] += 1
            return
        task = asyncio.ensure_future(self._resource(answer, len(self._tasks)))
        self._tasks.add(task)

    async def _resource(self, answer: Response, number: int) -> None:
        """One answer that the page got, as far as the browser still holds it."""
        body: bytes | None = None
        with contextlib.suppress(Error, asyncio.TimeoutError):
            body = await asyncio.wait_for(answer.body(), LOADED)
        if body is not None and self._bytes + len(body) > self.job["max_bytes"]:
            self.facts["left_out"] += 1
            return
        told: list[Any] = []
        with contextlib.suppress(Error):
            told = [_told(await answer.headers_array()), _told(await answer.request.headers_array())]
        if body is not None:
            self._bytes += len(body)
            self._write(f"resource-{number}", body)
        self.facts["resources"].append({
            "number": number if body is not None else None,
            "url": answer.url,
            "method": answer.request.method,
            "status": answer.status,
            "reason": answer.status_text,
            "headers": told[0] if told else [],
            "request_headers": told[1] if len(told) > 1 else [],
        })  # fmt: skip

    def _write(self, name: str, data: bytes) -> None:
        (self.folder / name).write_bytes(data)

    def finish(self) -> None:
        self._write("facts.new", json.dumps(self.facts).encode())
        (self.folder / "facts.new").rename(self.folder / "facts.json")

    def _end(self, code: str, **facts: Any) -> NoReturn:
        """Write down what went wrong, and be gone."""
        self.facts |= {"error": code, **facts}
        self.finish()
        os._exit(0)


async def _quietly(work: Awaitable[T]) -> T | None:
    """What `work` gives; None where the page or the browser did not do it."""
    with contextlib.suppress(Error, TimeoutError, KeyError):
        return await work
    return None


async def _world(session: CDPSession) -> Any:
    """Evaluates in a world that the page's scripts do not reach."""
    frame = (await session.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]

    async def evaluate(expression: str) -> Any:
        # A new one each time: a page that went on has none of the last.
        made = await session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "capture"})
        asked = {
            "expression": f"(() => {{ {SCRIPT}\nreturn {expression}; }})()",
            "contextId": made["executionContextId"],
            "returnByValue": True,
            "timeout": 1000 * DRAWN,
        }
        return (await session.send("Runtime.evaluate", asked))["result"].get("value")

    return evaluate


async def _scroll(page: Page, world: Any) -> None:
    """Down to the end and back, so that what a page shows only then is there."""
    done = 0
    while done < min(await world("height()") or 0, MOST_HEIGHT):
        done += VIEW["height"]
        await page.mouse.wheel(0, VIEW["height"])
        await asyncio.sleep(0.15)
    await _quietly(page.wait_for_load_state("networkidle", timeout=1000 * QUIET))
    await world("scrollTo(0, 0)")
    await asyncio.sleep(0.2)


def _told(headers: list[Any]) -> list[list[str]]:
    return [[h["name"], h["value"][:MOST_WORDS_OF_HEADERS]] for h in headers[:100]]


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
        browser = await playwright.chromium.launch(
            executable_path=job["chromium"],
            chromium_sandbox=job["sandbox"],
            args=FLAGS,
            # Nothing goes past it, not even what is asked of this machine.
            proxy={"server": f"http://127.0.0.1:{port}", "bypass": "<-loopback>"},
        )
        try:
            await visit.run(browser)
        except (Error, TimeoutError) as exc:
            visit.facts["said"] = str(exc)[:300]
            visit._end("browser_broke")
        visit.finish()
        watch.cancel()
        os._exit(0)  # what is left of the browser goes with us


if __name__ == "__main__":
    asyncio.run(main())
