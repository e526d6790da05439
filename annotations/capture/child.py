"""A child process that opens addresses for us: how it is started, watched and ended, and what it leaves in its folder.

Nothing of it outlives its job, however that ends; what it leaves is read as bytes that anybody may have made.
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
from pathlib import Path
from typing import Any

import psutil

from annotations.capture.captured import CaptureLimits
from annotations.capture.namespace import INSIDE, prefix
from annotations.extraction.charset import clean

ROOT = Path(__file__).resolve().parents[2]
#: Seconds between two looks at the child.
TICK = 0.2
#: Beyond the child's own time: to write what it has.
GRACE = 5.0
#: Bytes of what the child tells about its files.
MOST_FACTS = 20_000_000
PREFIX = "capture-"
#: Seconds after which a folder is nobody's any more.
FORGOTTEN = 3_600
#: What reading a made-up file may raise.
NONSENSE = (ValueError, RecursionError, OverflowError)


def sweep() -> None:
    """Remove what killed workers left, which is the page and its profile."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if folder.stat().st_mtime < time.time() - FORGOTTEN and folder.stat().st_uid == os.geteuid():
                shutil.rmtree(folder, ignore_errors=True)


def run(module: str, job: dict[str, Any], folder: Path, limits: CaptureLimits) -> str:
    """Let the child `module` do its job; gives the code of what stopped it, "" when it came to its end."""
    if limits.sandbox and os.geteuid() == 0 and not prefix():
        return "no_sandbox"
    child = subprocess.Popen(
        [*prefix(), sys.executable, "-m", module],
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
        _hand_in(child, job)
        until = time.monotonic() + limits.seconds + GRACE
        while child.poll() is None:
            if time.monotonic() > until:
                return "timeout"
            if _held(child.pid, family) > limits.megabytes * 1_000_000:
                return "too_heavy"
            time.sleep(TICK)
        return {0: "", 3: "timeout"}.get(child.returncode, "broke")
    finally:
        _end(child, family)


def _hand_in(child: subprocess.Popen[bytes], job: dict[str, Any]) -> None:
    """The pipe stays open: the child ends itself when it closes."""
    if child.stdin:
        with suppress(OSError):
            child.stdin.write(json.dumps(job).encode() + b"\n")
            child.stdin.flush()


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
    if child.stdin:
        with suppress(OSError):
            child.stdin.close()
    child.kill()
    child.wait()
    psutil.wait_procs(family, timeout=5)


def told_by(folder: Path) -> dict[str, Any]:
    try:
        facts = json.loads(kept_file(folder, "facts.json", MOST_FACTS) or b"{}")
    except NONSENSE:
        return {}
    return facts if isinstance(facts, dict) else {}


def kept_file(folder: Path, name: str, most: int) -> bytes:
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


def has_file(path: Path, most: int) -> bool:
    """Whether the child left a plain file of at most `most` bytes there, and something in it."""
    with suppress(OSError):
        told = path.stat(follow_symlinks=False)
        return stat.S_ISREG(told.st_mode) and 0 < told.st_size <= most
    return False


def words_of(value: Any, most: int) -> str:
    return clean(value)[:most] if isinstance(value, str) else ""


def number_of(value: Any) -> int:
    return min(max(value, 0), 1_000_000) if isinstance(value, int) else 0
