"""Whether Chromium can lock itself in on this machine: as root in most containers it can't."""

from __future__ import annotations

import functools

from annotations.capture.capture import capture
from annotations.capture.captured import CaptureLimits
from annotations.capture.chromium import find
from annotations.fetching.addresses import networks
from tests.capture.pages import Web


@functools.cache
def is_usable() -> bool:
    """Asked once, by opening a page; the tests of everything else go without it where there is none."""
    with Web() as web:
        found = capture(web.url("/plain"), find() or "", CaptureLimits(opened=networks(["127.0.0.1/32"]), seconds=30))
    return found.error is None or found.error.code != "no_sandbox"
