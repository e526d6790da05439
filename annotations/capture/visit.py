"""One page in a browser, from its address to the files that are kept of it. Runs in the child alone (browser.py)."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import time
from collections.abc import Awaitable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from playwright.async_api import Browser, CDPSession, Error, Page, Response, ViewportSize

from annotations.capture.banners import patterns
from annotations.capture.frames import FrameView, World, first_frame, frames, world_of

VIEW: ViewportSize = {"width": 1280, "height": 900}
#: CSS pixels; Chromium draws no larger pictures.
MOST_HEIGHT = 16_000
MOST_RESOURCES = 400
MOST_WORDS = 60_000
#: Code points of an address that is written down, and of all that is told of the answers together.
MOST_ADDRESS, MOST_TOLD = 4_000, 10_000_000
SENT_ON = (301, 302, 303, 307, 308)
MOST_WORDS_OF_HEADERS = 4_000
#: Seconds for what a page may never come to an end with.
LOADED, QUIET, SCROLLED, DRAWN, IN_FRAME, FILLED = 10.0, 4.0, 8.0, 15.0, 2.0, 6.0
#: Letters of a page that says next to nothing: its scripts may be about to fill it, though the network is quiet.
FEW = 60
LETTERS = "document.body ? document.body.innerText.trim().length : 0"
T = TypeVar("T")


class Visit:
    """One page from its address to the files that are kept of it."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.job = job
        self.folder = Path(job["folder"])
        self.facts: dict[str, Any] = {"resources": [], "left_out": 0, "pressed": "", "cut": False}
        self._tasks: set[asyncio.Task[None]] = set()
        self._bytes = self._told = 0
        #: The answer that the page came with; another one after it went on by itself.
        self._main: Response | None = None

    async def run(self, browser: Browser) -> None:
        self.facts["browser"] = f"Chromium {browser.version}"
        context = await browser.new_context(
            viewport=VIEW,
            user_agent=await self._agent(browser),
            accept_downloads=False,
            service_workers="block",
        )
        page = await context.new_page()
        page.set_default_timeout(1000 * DRAWN)
        # A window that the page opens is closed; a question that it asks is answered with no.
        context.on("page", lambda other: asyncio.ensure_future(_quietly(other.close())))
        page.on("dialog", lambda dialog: asyncio.ensure_future(_quietly(dialog.dismiss())))
        page.on("response", lambda answer: self._note(page, answer))
        page.on("crash", lambda _page: self.end("browser_broke"))
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
                self.end("not_a_page")
            found = re.search(r"net::(ERR_\w+)", exc.message)
            self.end("timeout" if "Timeout" in exc.message else "connection", net=found[1] if found else "")
        if answer is None:
            self.end("empty")
        if "html" not in answer.headers.get("content-type", "html"):
            self.end("not_a_page")
        await _quietly(page.wait_for_load_state("domcontentloaded", timeout=1000 * LOADED))
        await _quietly(page.wait_for_load_state("load", timeout=1000 * LOADED))
        await _quietly(page.wait_for_load_state("networkidle", timeout=1000 * QUIET))
        await self._check(page)

    async def _check(self, page: Page) -> None:
        """What is open now, to which a page may have gone on by itself: an answer of the web that is no refusal."""
        if self._main is None or not page.url.startswith(("http://", "https://")):
            self.end("connection")
        self.facts |= {"final_url": page.url, "status": self._main.status}
        with contextlib.suppress(Error):
            self.facts["headers"] = _told(await self._main.headers_array())
        if not (self._main.ok or self._main.status == 304):
            self.end("http_status")

    async def _keep(self, page: Page, session: CDPSession) -> None:
        world = world_of(session, await first_frame(session))
        await self._until_filled(page, world)
        await _quietly(asyncio.wait_for(_scroll(page, world), SCROLLED))
        await self._press(page, world, session)
        await self._check(page)
        await _quietly(asyncio.wait_for(world("settle()"), QUIET))
        size = (await session.send("Page.getLayoutMetrics"))["cssContentSize"]
        self.facts |= {"width": VIEW["width"], "height": min(int(size["height"]), MOST_HEIGHT)}
        self.facts["cut"] = size["height"] > MOST_HEIGHT
        words = await _quietly(asyncio.wait_for(world("words()"), DRAWN)) or []
        words += await _words_in_frames(await frames(page, session))
        self._write("words.json", json.dumps(words[:MOST_WORDS]).encode())
        await self._picture(page, "picture.png")
        await _quietly(asyncio.wait_for(world("unsettle()"), QUIET))
        kept = await asyncio.wait_for(session.send("Page.captureSnapshot", {"format": "mhtml"}), DRAWN)
        self._write("page.mhtml", kept["data"].encode())
        self.finish()  # what takes too long from here on costs only itself
        printed = await _quietly(asyncio.wait_for(page.pdf(format="A4", print_background=True), DRAWN))
        if printed:
            self._write("print.pdf", printed)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=QUIET)

    async def _until_filled(self, page: Page, world: World) -> None:
        until, waited = time.monotonic() + FILLED, False
        while (await _quietly(asyncio.wait_for(world(LETTERS), QUIET)) or 0) < FEW and time.monotonic() < until:
            await asyncio.sleep(0.25)
            waited = True
        if waited:  # else the network was waited for as the page was opened
            await _quietly(page.wait_for_load_state("networkidle", timeout=1000 * QUIET))

    async def _press(self, page: Page, world: World, session: CDPSession) -> None:
        """A consent banner: the page is kept as it stood, then one button is pressed."""
        refuse, agree = (json.dumps(pattern) for pattern in patterns())
        found = await _quietly(asyncio.wait_for(world(f"banner({refuse}, {agree})"), QUIET))
        found = found or await _banner_in_frames(await frames(page, session), refuse, agree)
        if not found:
            return
        await self._picture(page, "unpressed.png")
        before = _without_fragment(page.url)
        await _quietly(page.mouse.click(found[1], found[2]))
        await asyncio.sleep(0.7)
        await _quietly(page.wait_for_load_state("networkidle", timeout=1000 * QUIET))
        if _without_fragment(page.url) == before:
            self.facts["pressed"] = found[0]
            return
        # It led away from the page that is cited: open that anew, and press nothing.
        (self.folder / "unpressed.png").unlink(missing_ok=True)
        await self._open(page)
        await _quietly(asyncio.wait_for(_scroll(page, world), SCROLLED))

    async def _picture(self, page: Page, name: str) -> None:
        whole: Any = {"full_page": name == "picture.png"}
        if self.facts["cut"]:
            whole["clip"] = {"x": 0, "y": 0, "width": VIEW["width"], "height": MOST_HEIGHT}
        drawn = await _quietly(page.screenshot(type="png", animations="disabled", timeout=1000 * DRAWN, **whole))
        if drawn:
            self._write(name, drawn)

    def _note(self, page: Page, answer: Response) -> None:
        if not answer.url.startswith(("http://", "https://")):
            return
        with contextlib.suppress(Error):
            if (
                answer.request.is_navigation_request()
                and answer.frame == page.main_frame
                and answer.status not in SENT_ON
            ):
                self._main = answer
        if len(self._tasks) >= MOST_RESOURCES or len(answer.url) > MOST_ADDRESS or self._told > MOST_TOLD:
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
            body = None
        told: list[Any] = []
        with contextlib.suppress(Error):
            told = [_told(await answer.headers_array()), _told(await answer.request.headers_array())]
        if body is not None:
            self._bytes += len(body)
            self._write(f"resource-{number}", body)
        found = {
            "number": number if body is not None else None,
            "url": answer.url,
            "method": answer.request.method,
            "status": answer.status,
            "reason": answer.status_text,
            "headers": told[0] if told else [],
            "request_headers": told[1] if len(told) > 1 else [],
        }
        self._told += len(json.dumps(found))
        self.facts["resources"].append(found)

    def _write(self, name: str, data: bytes) -> None:
        (self.folder / name).write_bytes(data)

    def finish(self) -> None:
        self._write("facts.new", json.dumps(self.facts).encode())
        (self.folder / "facts.new").rename(self.folder / "facts.json")

    def end(self, code: str, **facts: Any) -> NoReturn:
        """Write down what went wrong, and be gone."""
        self.facts |= {"error": code, **facts}
        self.finish()
        os._exit(0)


async def _quietly(work: Awaitable[T]) -> T | None:
    """What `work` gives; None where the page or the browser did not do it."""
    with contextlib.suppress(Error, TimeoutError, KeyError):
        return await work
    return None


async def _banner_in_frames(views: list[FrameView], refuse: str, agree: str) -> list[Any] | None:
    """The button of a consent banner in a frame over the page, its place on the page; refusing comes first."""
    over = [view for view in views if view.lies_over]
    for patterns_ in (f"{refuse}, '(?!)'", f"'(?!)', {agree}"):
        for view in over:
            inside = await _quietly(asyncio.wait_for(view.world(f"banner({patterns_}, true)"), IN_FRAME))
            if inside:
                return [inside[0], view.x + inside[1], view.y + inside[2]]
    return None


async def _words_in_frames(views: list[FrameView]) -> list[list[Any]]:
    """Words with their places on the page, as far as they are not cut off by their frame."""
    found = []
    for view in views:
        for word, x, y, width, height in await _quietly(asyncio.wait_for(view.world("words()"), IN_FRAME)) or []:
            if 0 <= x + width / 2 <= view.width and 0 <= y + height / 2 <= view.height:
                found.append([word, round(view.x + x, 1), round(view.y + y, 1), width, height])
    return found


async def _scroll(page: Page, world: World) -> None:
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
    return [[h["name"][:200], h["value"][:MOST_WORDS_OF_HEADERS]] for h in headers[:100]]


def _without_fragment(url: str) -> str:
    return url.partition("#")[0]
