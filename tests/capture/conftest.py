"""Whatever a child does, it leaves none of its processes."""

from __future__ import annotations

from collections.abc import Iterator

import psutil
import pytest

from annotations.capture import child


@pytest.fixture(autouse=True)
def _nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """However a job ends, none of its processes is there afterwards."""
    seen: set[psutil.Process] = set()
    held = child._held

    def note(pid: int, family: set[psutil.Process]) -> int:
        found = held(pid, family)
        seen.update(family)
        return found

    monkeypatch.setattr(child, "_held", note)
    yield
    assert [process for process in seen if process.is_running()] == []
