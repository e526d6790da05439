"""The parent's side of taking a video or sound: a guarded way out, a child with yt-dlp, and the files that it left."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from annotations.capture.captured import CaptureLimits
from annotations.capture.child import PREFIX, has_file, kept_file, number_of, run, sweep, told_by, words_of
from annotations.extraction.charset import clean
from annotations.fetching.errors import CODES, FetchError, for_status
from annotations.fetching.guard import Guard
from annotations.fetching.urls import checked_url

#: Bytes of a still, and of a transcript.
MOST_BESIDE = 10_000_000
#: Code points of one fact, values of a list, and lists within lists.
MOST_WORDS, MOST_VALUES, DEEPEST = 20_000, 200, 4


@dataclass
class Recorded:
    """A recording as files in a folder that is gone after the `with` block, or the error instead of it."""

    url: str
    started_at: datetime
    file: Path | None = None
    #: What its page tells, by the names of yt-dlp: title, uploader, upload_date, duration, description, webpage_url, …
    facts: dict[str, Any] = field(default_factory=dict)
    still: bytes = b""
    transcript: bytes = b""
    #: "yt-dlp 2026.10.26"
    tool: str = ""
    #: What yt-dlp said of its own failure, for the logs.
    said: str = ""
    error: FetchError | None = None


def is_installed() -> bool:
    """Whether yt-dlp is here."""
    return importlib.util.find_spec("yt_dlp") is not None


@contextmanager
def record(url: str, limits: CaptureLimits) -> Iterator[Recorded]:
    """Take the recording at `url`. Never raises for what a site or yt-dlp does: see `error`."""
    found = Recorded(url=url, started_at=datetime.now(UTC))
    sweep()
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        try:
            job = {
                "url": str(checked_url(url)),
                "folder": str(folder),
                "guard": str(folder / "guard"),
                "seconds": limits.seconds,
                "max_bytes": limits.max_bytes,
                "contact": limits.contact,
            }
            # What is spoken of beside the file: the pages that lead to it.
            most = limits.max_bytes + limits.max_bytes // 10 + 10_000_000
            with Guard(folder / "guard", opened=limits.opened, max_bytes=most) as guard:
                failed = run("annotations.capture.recorder", job, folder, limits)
            _read(found, folder, limits, guard, failed)
        except FetchError as exc:
            found.error = exc
        yield found


def _read(found: Recorded, folder: Path, limits: CaptureLimits, guard: Guard, failed: str) -> None:
    """Take what the child left. Raises FetchError where that is no recording."""
    told = told_by(folder)
    found.tool = words_of(told.get("tool"), 60)
    found.said = words_of(told.get("said"), 300)
    code = words_of(told.get("error"), 40) if told else failed or "broke"
    if code and code not in CODES:
        code = "recorder_broke"
    if code and guard.exhausted:
        raise FetchError("too_large")
    if code in ("http_status", "recorder_broke") and guard.failures:
        raise FetchError(next(reversed(guard.failures.values())))
    if code == "http_status":
        raise for_status(number_of(told.get("status")))
    if code:
        raise FetchError(code)
    file = folder / "recording"
    if not has_file(file, limits.max_bytes):
        raise FetchError("too_large" if file.is_file() else "no_recording")
    found.file = file
    facts = told.get("facts")
    found.facts = _cleaned(facts) if isinstance(facts, dict) else {}
    found.still = kept_file(folder, "still", MOST_BESIDE)
    found.transcript = kept_file(folder, "transcript", MOST_BESIDE)


def _cleaned(value: Any, depth: int = 0) -> Any:
    """What a site says, without characters that no row can hold."""
    if isinstance(value, str):
        return clean(value)[:MOST_WORDS]
    if isinstance(value, list):
        return [_cleaned(one, depth + 1) for one in value[:MOST_VALUES]] if depth < DEEPEST else []
    if isinstance(value, dict):
        return (
            {clean(str(key))[:100]: _cleaned(one, depth + 1) for key, one in value.items()} if depth < DEEPEST else {}
        )
    return value if value is None or isinstance(value, (bool, int, float)) else ""
