"""The parent's side of a capture: a guarded way out, a child with a browser, and what it left in its folder.

Nothing of the browser outlives a capture, however it ends; what it leaves is read as bytes that anybody may have made.
"""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from annotations.capture.captured import Captured, CaptureLimits, Resource
from annotations.capture.child import NONSENSE, PREFIX, kept_file, number_of, run, sweep, told_by, words_of
from annotations.fetching.errors import CODES, FetchError, for_status
from annotations.fetching.guard import Guard
from annotations.fetching.urls import checked_url

MOST_WORDS, MOST_LENGTH, MOST_RESOURCES = 60_000, 200, 400
#: Bytes of the child's list of words.
MOST_PLACES = 10_000_000
#: Statuses of answers that are incomplete without a body.
WITH_BODY = (200, 203, 206)
#: What a browser asks for by itself, whatever page it shows.
SERVICES = frozenset({
    "update.googleapis.com", "clients2.google.com", "clientservices.googleapis.com", "edgedl.me.gvt1.com",
    "optimizationguide-pa.googleapis.com", "android.clients.google.com", "safebrowsing.googleapis.com",
})  # fmt: skip
#: What Chromium calls what went wrong, where the guard has no better word.
BY_NET = {
    "ERR_TUNNEL_CONNECTION_FAILED": "connection",
    "ERR_TOO_MANY_REDIRECTS": "too_many_redirects",
    "ERR_EMPTY_RESPONSE": "bad_answer",
    "ERR_INVALID_RESPONSE": "bad_answer",
    "ERR_CONTENT_DECODING_FAILED": "encoding",
}


def capture(url: str, chromium: str, limits: CaptureLimits | None = None) -> Captured:
    """Open `url` in `chromium` as a reader would. Never raises for what a page or a browser does: see `error`."""
    limits = limits or CaptureLimits()
    found = Captured(url=url, started_at=datetime.now(UTC))
    try:
        address = str(checked_url(url))
        sweep()
        with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name:
            folder = Path(name)
            with Guard(folder / "guard", opened=limits.opened, shut=SERVICES, max_bytes=limits.max_bytes) as guard:
                failed = run("annotations.capture.browser", _job(address, folder, chromium, limits), folder, limits)
                _read(found, folder, limits, guard, failed)
    except FetchError as exc:
        found.error = exc
    return found


def _job(url: str, folder: Path, chromium: str, limits: CaptureLimits) -> dict[str, Any]:
    return {
        "url": url,
        "folder": str(folder),
        "guard": str(folder / "guard"),
        "chromium": chromium,
        "sandbox": limits.sandbox,
        "seconds": limits.seconds,
        "max_bytes": limits.max_bytes,
        "contact": limits.contact,
    }


def _read(found: Captured, folder: Path, limits: CaptureLimits, guard: Guard, failed: str) -> None:
    """Take what the child left. Raises FetchError where that is no page."""
    facts = told_by(folder)
    found.browser = words_of(facts.get("browser"), 60)
    found.refused = sorted(host[:255] for host, code in guard.failures.items() if code == "forbidden_address")[:20]
    found.status = facts.get("status") if isinstance(facts.get("status"), int) else None
    # Its time may be over, or its browser gone, after all that matters was written down.
    code = words_of(facts.get("error"), 40) if facts else failed or "browser_broke"
    if code == "http_status" and found.status:
        raise for_status(found.status)
    found.said = words_of(facts.get("said"), 300)
    if code and guard.exhausted:
        raise FetchError("too_large")
    if code:
        host = checked_url(found.url).raw_host or ""
        net = BY_NET.get(words_of(facts.get("net"), 40), "certificate" if "CERT" in str(facts.get("net")) else code)
        at_the_end = guard.failures.get(host) or next(reversed(guard.failures.values()), "")
        raise FetchError((net == "connection" and at_the_end) or (net if net in CODES else "browser_broke"))
    found.page = kept_file(folder, "page.mhtml", limits.max_bytes)
    if not found.page:
        raise FetchError("too_large")
    found.final_url = str(checked_url(words_of(facts.get("final_url"), 2000)))
    found.headers = _pairs(facts.get("headers"))
    found.picture = kept_file(folder, "picture.png", limits.max_bytes)
    found.print = kept_file(folder, "print.pdf", limits.max_bytes)
    found.unpressed = kept_file(folder, "unpressed.png", limits.max_bytes)
    found.pressed = words_of(facts.get("pressed"), 80)
    found.width, found.height = number_of(facts.get("width")), number_of(facts.get("height"))
    found.cut, found.left_out = bool(facts.get("cut")), number_of(facts.get("left_out"))
    found.words = _places(kept_file(folder, "words.json", MOST_PLACES))
    found.resources = _resources(facts.get("resources"), folder, limits.max_bytes, guard.name)
    bodiless = [row for row in found.resources if row.body is None and row.status in WITH_BODY]
    found.left_out += max(len(bodiless), int(guard.exhausted))


def _body(path: Path, most: int) -> bytes | None:
    """What an answer held, which may be nothing at all; None for what is too large or no plain file."""
    body = kept_file(path.parent, path.name, most)
    return body if body or (path.is_file() and path.stat(follow_symlinks=False).st_size == 0) else None


def _pairs(value: Any) -> list[tuple[str, str]]:
    rows = value if isinstance(value, list) else []
    pairs = [row for row in rows[:100] if isinstance(row, list) and len(row) == 2]
    return [(words_of(name, 200), words_of(words, 4_000)) for name, words in pairs]


def _places(data: bytes) -> list[tuple[str, float, float, float, float]]:
    try:
        rows = json.loads(data or b"[]")
    except NONSENSE:
        return []
    found = []
    for row in rows[:MOST_WORDS] if isinstance(rows, list) else []:
        if isinstance(row, list) and len(row) == 5 and all(isinstance(n, (int, float)) for n in row[1:]):
            with suppress(OverflowError):
                left, top, width, height = (float(n) for n in row[1:])
                found.append((words_of(row[0], MOST_LENGTH), left, top, width, height))
    return found


def _resources(rows: Any, folder: Path, most: int, guard: str) -> list[Resource]:
    """The answers with their bodies, `most` bytes of these in all, without what the guard itself answered."""
    found, taken = [], set()
    for row in rows[:MOST_RESOURCES] if isinstance(rows, list) else []:
        if not isinstance(row, dict) or not isinstance(row.get("status"), int):
            continue
        headers = _pairs(row.get("headers"))
        told = {name.lower(): words for name, words in headers}
        if told.get("proxy-status", "").startswith(guard):
            continue
        body, number = None, row.get("number")
        if isinstance(number, int) and number not in taken:
            body = _body(folder / f"resource-{number}", most)
            most -= len(body or b"")
            taken.add(number)
        found.append(Resource(
            url=words_of(row.get("url"), 4_000),
            method=words_of(row.get("method"), 10) or "GET",
            status=min(max(row["status"], 0), 999),
            reason=words_of(row.get("reason"), 100),
            headers=headers,
            request_headers=_pairs(row.get("request_headers")),
            media_type=told.get("content-type", "").partition(";")[0].strip().lower()[:120],
            body=body,
        ))  # fmt: skip
    return found
