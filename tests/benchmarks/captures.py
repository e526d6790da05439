"""Pages a minute in a browser, and the memory that each takes, beside Chromium alone drawing the same page."""

from __future__ import annotations

import subprocess
import tempfile
import threading
import time

import psutil

from annotations.capture.capture import capture
from annotations.capture.captured import CaptureLimits
from annotations.capture.chromium import find
from annotations.fetching.addresses import networks
from tests.benchmarks.pages import page
from tests.capture import pages

TIMES = 5


def run() -> list[str]:
    browser = find()
    if browser is None:
        return ["no browser is installed"]
    pages.PAGES["/long"] = page(0).decode()
    with pages.Web() as web:
        url = web.url("/long")
        bare, whole, most = [], [], 0
        for _n in range(TIMES):
            bare.append(_drawn(browser, url))
            seconds, held = _captured(browser, url)
            whole.append(seconds)
            most = max(most, held)
    once, kept = min(bare), min(whole)
    return [
        f"Chromium alone, a picture of one window: {once:.1f} s",
        f"captured whole: {kept:.1f} s, {kept / once:.1f} times that; {60 / kept:.0f} pages a minute with one worker",
        f"memory: {most / 1e6:.0f} MB at most of all processes of the browser",
    ]


def _drawn(browser: str, url: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        subprocess.run(
            [browser, *flags, f"--screenshot={folder}/picture.png", url], check=True, capture_output=True, timeout=60
        )
        return time.monotonic() - started


def _captured(browser: str, url: str) -> tuple[float, int]:
    """(seconds, bytes of memory at most) of one capture."""
    held, stop = [0], threading.Event()

    def look() -> None:
        while not stop.wait(0.1):
            found = 0
            for process in psutil.Process().children(recursive=True):
                try:
                    told = process.memory_info()
                    found += told.rss - told.shared
                except psutil.Error:
                    pass
            held.append(found)

    watch = threading.Thread(target=look)
    watch.start()
    started = time.monotonic()
    found = capture(url, browser, CaptureLimits(opened=networks(["127.0.0.1/32"])))
    seconds = time.monotonic() - started
    stop.set()
    watch.join()
    assert found.error is None, found.error
    assert found.picture
    assert found.print
    return seconds, max(held)
