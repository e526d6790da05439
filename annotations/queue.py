"""nudge(): ring a worker's bell after commit. What must be done stands in rows; a lost ring costs only time.

The message goes out in a thread of its own, because publishing to a refused broker takes seconds and to a
frozen one most of a minute: no page waits for it. While the broker fails, a breaker keeps new rings off it.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time

import structlog
from django.conf import settings
from django.db import transaction

from factcheck.logs import bind_request_id, current_request_id

log = structlog.get_logger("annotations.queue")

#: Names of tasks that may be rung; tasks.py registers the same (a test compares).
NAMES = frozenset(
    {
        "fetch_next",
        "capture_next",
        "sweep_captures",
        "sweep_fetches",
        "send_mails",
        "sweep_mails",
        "sweep_rechecks",
        "sweep_watch",
        "count_figures",
        "send_notifications",
        "sweep_notifications",
        "tell_overdue",
        "seal_audit",
        "sweep_removals",
        "fetch_outside_copies",
        "make_feeds",
        "fetch_live_pages",
        "fetch_timestamps",
        "hash_pictures",
        "read_pictures",
        "push_markup",
    }
)
BREAK_SECONDS = 10.0


class Bell:
    """One thread that publishes; a full queue drops rings."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[tuple[str, str | None]] = queue.Queue(maxsize=100)
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self.broken_until = 0.0

    def ring(self, name: str) -> None:
        if not settings.CELERY_BROKER_URL or time.monotonic() < self.broken_until:
            return
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._publish_all, daemon=True, name="nudge")
                self._thread.start()
        with contextlib.suppress(queue.Full):
            self._waiting.put_nowait((name, current_request_id()))

    def _publish_all(self) -> None:
        while True:
            name, request_id = self._waiting.get()
            bind_request_id(request_id)
            if time.monotonic() >= self.broken_until:
                self._publish(name)

    def _publish(self, name: str) -> None:
        from factcheck.celery import app

        try:
            app.send_task(name, retry=False, expires=60)
        except Exception as exc:
            self.broken_until = time.monotonic() + BREAK_SECONDS
            log.warning("broker_unreachable", error=type(exc).__name__)


bell = Bell()


def nudge(name: str) -> None:
    """Ring for task `name` once the running transaction is committed, at once outside of one."""
    if name not in NAMES:
        raise ValueError(f"No task is called {name}")
    transaction.on_commit(lambda: bell.ring(name), robust=True)
