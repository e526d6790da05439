"""The parent's side of a capture: a guarded way out, a child with a browser, and what it left in its folder.

Nothing of the browser outlives a capture, however it ends; what it leaves is read as bytes that anybody may have made.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from annotations.capture.captured import Captured, CaptureLimits, Resource
from annotations.capture.namespace import INSIDE, prefix
from annotations.extraction.charset import clean
from annotations.fetching.errors import MESSAGES, FetchError, for_status
from annotations.fetching.guard import Guard
from annotations.fetching.urls import checked_url

ROOT = Path(__file__).resolve().parents[2]
#: Seconds between two looks at the child.
TICK = 0.2
#: Beyond the child's own time: to write what it has.
GRACE = 5.0
MOST_WORDS, MOST_LENGTH, MOST_RESOURCES = 60_000, 200, 400
#: Bytes of what the child tells about its files, and of its list of words.
MOST_FACTS, MOST_PLACES = 20_000_000, 10_000_000
#: Statuses of answers that are incomplete without a body.
WITH_BODY = (200, 203, 206)
PREFIX = "capture-"
#: Seconds after which a folder is nobody's any more.
FORGOTTEN = 3_600
#: What reading a made-up file may raise.
NONSENSE = (ValueError, RecursionError, OverflowError)
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
        _sweep()
        with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name:
            folder = Path(name)
            with Guard(folder / "guard", opened=limits.opened, shut=SERVICES, max_bytes=limits.max_bytes) as guard:
                failed = _run(_job(address, folder, chromium, limits), folder, limits)
                _read(found, folder, limits, guard, failed)
    except FetchError as exc:
        found.error = exc
    return found


def _sweep() -> None:
    """Remove what killed workers left, which is the page and its profile."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if folder.stat().st_mtime < time.time() - FORGOTTEN and folder.stat().st_uid == os.geteuid():
                shutil.rmtree(folder, ignore_errors=True)


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


def _run(job: dict[str, Any], folder: Path, limits: CaptureLimits) -> str:
    """Let the child do its job; gives the code of what stopped it, "" when it came to its end."""
    if limits.sandbox and os.geteuid() == 0 and not prefix():
        return "no_sandbox"
    child = subprocess.Popen(
        [*prefix(), sys.executable, "-m", "annotations.capture.browser"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        start_new_session=True,
        # No secret of ours is in its environment.
        env={
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            **({INSIDE: "1"} if prefix() else {}),
        },
    )
    family: set[psutil.Process] = set()
    try:
        with suppress(OSError):
            child.stdin.write(json.dumps(job).encode() + b"\n")  # type: ignore[union-attr]
            child.stdin.flush()  # type: ignore[union-attr]
        until = time.monotonic() + limits.seconds + GRACE
        while child.poll() is None:
            if time.monotonic() > until:
                return "timeout"
            if _held(child.pid, family) > limits.megabytes * 1_000_000:
                return "too_heavy"
            time.sleep(TICK)
        return {0: "", 3: "timeout"}.get(child.returncode, "browser_broke")
    finally:
        _end(child, family)


def _held(pid: int, family: set[psutil.Process]) -> int:
    """Bytes of memory that the child and all that came of it hold for themselves; `family` learns of each of them."""
    with suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        family.update([parent, *parent.children(recursive=True)])
    held = 0
    for process in family:
        with suppress(psutil.Error):
            told = process.memory_full_info()
            # Where it is known, each one's part of what they share: a page may hide gigabytes there.
            held += getattr(told, "pss", told.rss)
    return held


def _end(child: subprocess.Popen[bytes], family: set[psutil.Process]) -> None:
    """Kill what is left of it. A process whose number was given to another one meanwhile is not taken for it."""
    with suppress(psutil.NoSuchProcess):
        family.update(psutil.Process(child.pid).children(recursive=True))
    for process in family:
        with suppress(psutil.Error):
            process.kill()
    with suppress(OSError):
        child.stdin.close()  # type: ignore[union-attr]
    child.kill()
    child.wait()
    psutil.wait_procs(family, timeout=5)


def _read(found: Captured, folder: Path, limits: CaptureLimits, guard: Guard, failed: str) -> None:
    """Take what the child left. Raises FetchError where that is no page."""
    facts = _facts(folder)
    found.browser = _words(facts.get("browser"), 60)
    found.refused = sorted(host[:255] for host, code in guard.failures.items() if code == "forbidden_address")[:20]
    found.status = facts.get("status") if isinstance(facts.get("status"), int) else None
    # Its time may be over, or its browser gone, after all that matters was written down.
    code = _words(facts.get("error"), 40) if facts else failed or "browser_broke"
    if code == "http_status" and found.status:
        raise for_status(found.status)
    found.said = _words(facts.get("said"), 300)
    if code and guard.exhausted:
        raise FetchError("too_large")
    if code:
        host = checked_url(found.url).raw_host or ""
        net = BY_NET.get(_words(facts.get("net"), 40), "certificate" if "CERT" in str(facts.get("net")) else code)
        at_the_end = guard.failures.get(host) or next(reversed(guard.failures.values()), "")
        raise FetchError((net == "connection" and at_the_end) or (net if net in MESSAGES else "browser_broke"))
    found.page = _file(folder, "page.mhtml", limits.max_bytes)
    if not found.page:
        raise FetchError("too_large")
    found.final_url = str(checked_url(_words(facts.get("final_url"), 2000)))
    found.headers = _pairs(facts.get("headers"))
    found.picture = _file(folder, "picture.png", limits.max_bytes)
    found.print = _file(folder, "print.pdf", limits.max_bytes)
    found.unpressed = _file(folder, "unpressed.png", limits.max_bytes)
    found.pressed = _words(facts.get("pressed"), 80)
    found.width, found.height = _number(facts.get("width")), _number(facts.get("height"))
    found.cut, found.left_out = bool(facts.get("cut")), _number(facts.get("left_out"))
    found.words = _places(_file(folder, "words.json", MOST_PLACES))
    found.resources = _resources(facts.get("resources"), folder, limits.max_bytes, guard.name)
    bodiless = [row for row in found.resources if row.body is None and row.status in WITH_BODY]
    found.left_out += max(len(bodiless), int(guard.exhausted))


def _facts(folder: Path) -> dict[str, Any]:
    try:
        facts = json.loads(_file(folder, "facts.json", MOST_FACTS) or b"{}")
    except NONSENSE:
        return {}
    return facts if isinstance(facts, dict) else {}


def _file(folder: Path, name: str, most: int) -> bytes:
    """A plain file in the folder; nothing for a link, a device, or one that is too large."""
    try:
        descriptor = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return b""
    try:
        told = os.fstat(descriptor)
        if not stat.S_ISREG(told.st_mode) or told.st_size > most:
            return b""
        with os.fdopen(descriptor, "rb", closefd=False) as handle:
            return handle.read(most)
    finally:
        os.close(descriptor)


def _body(path: Path, most: int) -> bytes | None:
    """What an answer held, which may be nothing at all; None for what is too large or no plain file."""
    body = _file(path.parent, path.name, most)
    return body if body or (path.is_file() and path.stat(follow_symlinks=False).st_size == 0) else None


def _words(value: Any, most: int) -> str:
    return clean(value)[:most] if isinstance(value, str) else ""


def _number(value: Any) -> int:
    return min(max(value, 0), 1_000_000) if isinstance(value, int) else 0


def _pairs(value: Any) -> list[tuple[str, str]]:
    rows = value if isinstance(value, list) else []
    pairs = [row for row in rows[:100] if isinstance(row, list) and len(row) == 2]
    return [(_words(name, 200), _words(words, 4_000)) for name, words in pairs]


def _places(data: bytes) -> list[tuple[str, float, float, float, float]]:
    try:
        rows = json.loads(data or b"[]")
    except NONSENSE:
        return []
    found = []
    for row in rows[:MOST_WORDS] if isinstance(rows, list) else []:
        if isinstance(row, list) and len(row) == 5 and all(isinstance(n, (int, float)) for n in row[1:]):
            with suppress(OverflowError):
                found.append((_words(row[0], MOST_LENGTH), *(float(n) for n in row[1:])))
    return found  # type: ignore[return-value]


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
            url=_words(row.get("url"), 4_000),
            method=_words(row.get("method"), 10) or "GET",
            status=min(max(row["status"], 0), 999),
            reason=_words(row.get("reason"), 100),
            headers=headers,
            request_headers=_pairs(row.get("request_headers")),
            media_type=told.get("content-type", "").partition(";")[0].strip().lower()[:120],
            body=body,
        ))  # fmt: skip
    return found
