"""A real worker with a real browser, killed in the middle: each page is kept once, and nothing is left of it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import psutil
import pytest

from tests.capture.pages import Web
from tests.capture.sandbox import is_usable
from tests.embedded.test_workers import cite_many
from tests.installation import Installation, wait_for

pytestmark = pytest.mark.xdist_group("captures")
#: Of each the worker is killed once, and once the browser.
PAGES = 60 if os.environ.get("DRILL") else 4
DONE = "SELECT count(*) FROM annotations_captureorder WHERE state = 'done'"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    short = {
        "CAPTURE": "yes",
        "CAPTURE_MAX_SECONDS": "25",
        "PARSE_MAX_SECONDS": "5",
        "FETCH_HOST_PAUSE_SECONDS": "0",
        "CAPTURE_SANDBOX": "yes" if is_usable() else "no",
    }
    installation = Installation(tmp_path_factory.mktemp("captures") / "var", **short).start()
    yield installation
    assert installation.stop() == 0


def browsers(site: Installation) -> list[psutil.Process]:
    family = psutil.Process(site.pids()["capture"]).children(recursive=True)
    return [process for process in family if "chrom" in process.name()]


def done(site: Installation) -> int:
    return site.query(DONE)[0][0]


def test_each_page_is_kept_once_whatever_is_killed(site: Installation) -> None:
    with Web() as pages:
        found = cite_many(site, [pages.url(f"/scripts?{n}") for n in range(PAGES)])
        wait_for(lambda: browsers(site), seconds=60)
        time.sleep(0.3)
        family = browsers(site)
        os.kill(site.pids()["capture"], signal.SIGKILL)
        _gone, alive = psutil.wait_procs(family, timeout=15)
        assert [process for process in alive if process.is_running()] == []
        wait_for(lambda: done(site) >= 1, seconds=120)
        wait_for(lambda: browsers(site), seconds=90)
        for process in browsers(site)[:1]:
            process.kill()
        wait_for(lambda: done(site) == PAGES, seconds=90 + 12 * PAGES)
        kept = "SELECT source_id, count(*) FROM annotations_snapshot WHERE by_browser GROUP BY source_id"
        assert dict(site.query(kept)) == dict.fromkeys(found, 1)
        texts = "SELECT count(*) FROM annotations_snapshot WHERE by_browser AND text LIKE '%%1,204 ships%%'"
        assert site.query(texts)[0][0] == PAGES
        wait_for(lambda: not browsers(site), seconds=15)
