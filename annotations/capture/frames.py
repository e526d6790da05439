"""The frames of a page, of whatever origin: where each stands, and a world beside its scripts to ask in.

Chromium keeps frames of other sites in processes of their own, so each such process is asked by itself (CDP session);
a frame's place is that of its element in the page around it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import CDPSession, Error, Page

#: More are banners; a frame smaller than this shows no sentence.
MOST_FRAMES = 30
SMALLEST = 40.0
#: Seconds for all of them, and for one; a frame may hang for ever.
SECONDS, ONE = 6.0, 1.5
#: Seconds that an expression may take.
LONGEST = 15.0
SCRIPT = (Path(__file__).parent / "page.js").read_text()

#: The value of an expression of page.js.
World = Callable[[str], Awaitable[Any]]


@dataclass(frozen=True)
class FrameView:
    """A frame inside the page: its corner in the window in CSS pixels, how much of it shows, and where to ask in it."""

    x: float
    y: float
    width: float
    height: float
    #: Whether it lies over the page, in a box that stays in view.
    lies_over: bool
    world: World


@dataclass(frozen=True)
class _Root:
    """A process's part of the page: its session, and the id of the frame that it begins with."""

    session: CDPSession
    frame: str


async def frames(page: Page, session: CDPSession) -> list[FrameView]:
    """Those that show something. What does not answer in time is left out."""
    found: list[FrameView] = []
    with contextlib.suppress(Error, TimeoutError):
        await asyncio.wait_for(_fill(found, page, session), SECONDS)
    return found


async def _fill(found: list[FrameView], page: Page, session: CDPSession) -> None:
    roots = [_Root(session, await first_frame(session))]
    for frame in page.frames[1 : MOST_FRAMES * 2]:
        with contextlib.suppress(Error, TimeoutError):  # one of the same process has no session of its own
            other = await asyncio.wait_for(page.context.new_cdp_session(frame), ONE)
            roots.append(_Root(other, await asyncio.wait_for(first_frame(other), ONE)))
    for root in roots:
        with contextlib.suppress(Error, TimeoutError):
            await asyncio.wait_for(root.session.send("DOM.enable"), ONE)
            for frame_id in await asyncio.wait_for(_ids(root.session), ONE):
                if len(found) >= MOST_FRAMES:
                    return
                if frame_id == roots[0].frame:
                    continue
                with contextlib.suppress(Error, TimeoutError):
                    view = await asyncio.wait_for(_view(frame_id, root, roots), ONE)
                    found += [view] if view else []


def world_of(session: CDPSession, frame: str) -> World:
    """Evaluates in a world that the scripts of the frame do not reach."""

    async def evaluate(expression: str) -> Any:
        # A new one each time: a page that went on has none of the last.
        made = await session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "capture"})
        asked = {
            "expression": f"(() => {{ {SCRIPT}\nreturn {expression}; }})()",
            "contextId": made["executionContextId"],
            "returnByValue": True,
            "timeout": 1000 * LONGEST,
        }
        return (await session.send("Runtime.evaluate", asked))["result"].get("value")

    return evaluate


async def first_frame(session: CDPSession) -> str:
    return str((await session.send("Page.getFrameTree"))["frameTree"]["frame"]["id"])


async def _ids(session: CDPSession) -> list[str]:
    """The frames of one process."""
    found, left = [], [(await session.send("Page.getFrameTree"))["frameTree"]]
    while left:
        tree = left.pop(0)
        found.append(tree["frame"]["id"])
        left += tree.get("childFrames", [])
    return found


async def _view(frame: str, root: _Root, roots: list[_Root]) -> FrameView | None:
    place = await _place(frame, roots)
    if place is None or place[2] < SMALLEST or place[3] < SMALLEST:
        return None
    return FrameView(*place, world_of(root.session, frame))


async def _place(frame: str, roots: list[_Root]) -> tuple[float, float, float, float, bool] | None:
    """(x, y, width, height, lies over the page) of a frame's inside; None where it shows nothing."""
    for root in roots:
        if root.frame == frame:
            continue
        with contextlib.suppress(Error, KeyError):
            owner = (await root.session.send("DOM.getFrameOwner", {"frameId": frame}))["backendNodeId"]
            box = (await root.session.send("DOM.getBoxModel", {"backendNodeId": owner}))["model"]["content"]
            over, is_shown = await _seen(root.session, owner)
            if not is_shown:
                return None
            x, y, right, bottom = box[0], box[1], box[4], box[5]
            if root is roots[0]:
                return x, y, right - x, bottom - y, over
            outer = await _place(root.frame, roots)
            if outer is None:
                return None
            # What of it lies outside the frame around it is cut off.
            width, height = min(right, outer[2]) - max(x, 0), min(bottom, outer[3]) - max(y, 0)
            return outer[0] + x, outer[1] + y, width, height, over or outer[4]
    return None


async def _seen(session: CDPSession, node: int) -> tuple[bool, bool]:
    """`liesOver` and `isShown` of page.js, of an element that only this session knows."""
    held = (await session.send("DOM.resolveNode", {"backendNodeId": node}))["object"]["objectId"]
    asked = f"function () {{ {SCRIPT}\nreturn [liesOver(this), isShown(this)]; }}"
    call = {"functionDeclaration": asked, "objectId": held, "returnByValue": True}
    over, is_shown = (await session.send("Runtime.callFunctionOn", call))["result"]["value"]
    return bool(over), bool(is_shown)
