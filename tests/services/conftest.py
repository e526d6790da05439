"""Fixtures of services: a browser that is none."""

from __future__ import annotations

import pytest

from annotations.models import Source, User
from annotations.services.evidence import capture_work, sources
from tests.capture.made import URL, FakeBrowser
from tests.web import LocalWeb


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch, settings: object) -> FakeBrowser:
    browser = FakeBrowser()
    settings.CAPTURE = "yes"  # type: ignore[attr-defined]
    monkeypatch.setattr(capture_work, "capture", browser)
    monkeypatch.setattr(capture_work, "browser", lambda: "/bin/chromium")
    return browser


@pytest.fixture
def opened(settings: object, web: LocalWeb) -> LocalWeb:
    settings.FETCH_ALLOWED_NETWORKS = ["127.0.0.1/32"]  # type: ignore[attr-defined]
    settings.FETCH_HOST_PAUSE_SECONDS = 0  # type: ignore[attr-defined]
    return web


@pytest.fixture
def source(checker: User) -> Source:
    return sources.find_or_add(by=checker, url=URL, protected=False)[0]
