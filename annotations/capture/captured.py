"""What a capture is asked for, and what it brings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from annotations.fetching.addresses import Network
from annotations.fetching.errors import FetchError


@dataclass(frozen=True)
class CaptureLimits:
    seconds: float = 60.0
    #: Of memory that all processes of the browser hold together.
    megabytes: int = 1_500
    #: From the network in all, and of any one file that comes of it.
    max_bytes: int = 60_000_000
    opened: Sequence[Network] = ()
    contact: str = ""
    #: Without its own sandbox a browser runs only where somebody said so.
    sandbox: bool = True


@dataclass(frozen=True)
class Resource:
    """One answer that the page got: itself, a picture, a script; `body` None where there was none to be had."""

    url: str
    method: str
    status: int
    reason: str
    headers: list[tuple[str, str]]
    request_headers: list[tuple[str, str]]
    media_type: str
    body: bytes | None


@dataclass
class Captured:
    """A page as its reader saw it, or the error instead of it."""

    url: str
    started_at: datetime
    final_url: str = ""
    status: int | None = None
    headers: list[tuple[str, str]] = field(default_factory=list)
    #: "Chromium 140.0.7339.16"
    browser: str = ""
    #: The page after scripts with all its parts, as one file (MHTML, RFC 2557).
    page: bytes = b""
    #: PNG of the whole page, `width` and `height` in its pixels; `cut` where the page is longer than what is drawn.
    picture: bytes = b""
    width: int = 0
    height: int = 0
    cut: bool = False
    #: PDF as the page prints itself; empty where it could not be printed.
    print: bytes = b""
    #: Each word of the page with its place in the picture: [word, x, y, width, height].
    words: list[tuple[str, float, float, float, float]] = field(default_factory=list)
    #: Words on the button that was pressed to see the page, and the picture from before.
    pressed: str = ""
    unpressed: bytes = b""
    resources: list[Resource] = field(default_factory=list)
    #: What the browser said of its own failure, for the logs.
    said: str = ""
    #: Answers beyond what is kept.
    left_out: int = 0
    #: Hosts that the page asked for and that we don't open.
    refused: list[str] = field(default_factory=list)
    error: FetchError | None = None
