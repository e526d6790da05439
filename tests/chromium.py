"""Install Chromium for the browser tests where there is none: `python -m tests.chromium`.

By `playwright install`, else by Debian's package where apt is there.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

from annotations.capture.chromium import find


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
