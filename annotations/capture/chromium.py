"""Where a Chromium is on this machine: the CHROMIUM variable, PATH, or one that Playwright installed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FOLDERS = (".cache/ms-playwright", "Library/Caches/ms-playwright")
#: In Playwright's folder of browsers, the newest first.
PLAYWRIGHT = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium")


def find() -> str | None:
    """Path of a Chromium that is here, None when there is none."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given if Path(given).exists() else None
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return str(MAC) if MAC.exists() else _playwright_own()


def _playwright_own() -> str | None:
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    folders = (
        [Path(named)] if named else [Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright"]
    )
    found = [path for folder in folders for pattern in PLAYWRIGHT for path in folder.glob(pattern)]
    return str(max(found, key=lambda path: path.stat().st_mtime)) if found else None


def is_expected(said: str, found: str | None) -> bool:
    """Whether pages can be opened: "yes" and "no" are believed, else it is as one was `found` here or not."""
    return said == "yes" or (said != "no" and found is not None)
