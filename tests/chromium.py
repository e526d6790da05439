"""Find Chromium for the browser tests, or install it: `python -m tests.chromium`.

In this order: the CHROMIUM variable, chromium or google-chrome on PATH, Playwright's own, `playwright install`,
and Debian's package where apt is there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Path of a Chromium that is here, None when there is none."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given
    for name in NAMES:
        if path := shutil.which(name):
            return path
    mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    return str(mac) if mac.exists() else _playwright_own()


def _playwright_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> None:
    if find():
        return
    print("Installing Chromium for the browser tests", file=sys.stderr)
    if subprocess.run(
        [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
    ).returncode and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update"], check=False)
        subprocess.run(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"], check=False)
    if not find():
        raise SystemExit("No Chromium could be found or installed. Install one and set CHROMIUM to its path.")


if __name__ == "__main__":
    main()
