"""Fixtures of services: a browser that is none."""

from __future__ import annotations

import pytest

from annotations.services import capture_work
from tests.capture.made import FakeBrowser


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch, settings: object) -> FakeBrowser:
    browser = FakeBrowser()
    settings.CAPTURE = "yes"  # type: ignore[attr-defined]
    monkeypatch.setattr(capture_work, "capture", browser)
    monkeypatch.setattr(capture_work, "browser", lambda: "/bin/chromium")
    return browser
