"""One installation and one Chromium for all browser tests of a worker."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from annotations.capture.chromium import find
from tests.browser.person import Person
from tests.installation import Installation


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They run by themselves (Makefile): Playwright keeps an event loop running in their process."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = Installation(tmp_path_factory.mktemp("browser") / "var", FETCH_MAX_SECONDS="3").start()
    yield installation
    assert installation.stop() == 0


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        browser = playwright.chromium.launch(executable_path=find(), args=flags)
        yield browser
        browser.close()


class Visits:
    """Opens pages in contexts of their own, and remembers what their consoles complained of."""

    def __init__(self, browser: Browser, site: Installation) -> None:
        self.browser, self.site = browser, site
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def page(self, **options: Any) -> Page:
        context = self.browser.new_context(
            base_url=self.site.url, **{"viewport": {"width": 1440, "height": 900}, **options}
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._listen)
        return page

    def _listen(self, message: Any) -> None:
        # Chromium itself reports each 4xx; our pages answer 409 and 422 on purpose.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def log_in(self, role: str, number: int = 0, **options: Any) -> Person:
        person = Person(self.page(**options), self.site)
        person.log_in(self.site.account(role, number))
        return person


@pytest.fixture
def visits(chromium: Browser, site: Installation) -> Iterator[Visits]:
    made = Visits(chromium, site)
    yield made
    for context in made.contexts:
        with contextlib.suppress(Exception):
            context.close()
    assert made.complaints == []


def axe_problems(page: Page) -> list[str]:
    """What axe finds on the page as it stands: rule, and the first element that breaks it."""
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in results.response["violations"]]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return tmp_path
