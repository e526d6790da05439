"""Celery, used as a doorbell: what must be done stands in rows (Fetch, Mail, …), a message only wakes a worker.

That is why `acks_late` is off (a killed worker's message would come back after the broker's visibility
time-out of an hour, long after the sweep found the row), why nothing has a countdown, and why results
are thrown away. See README.md, Decisions.
"""

import gc
import os
from typing import Any

import structlog
from celery import Celery, signals
from django.conf import settings

from factcheck.environment import read_env_file

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
read_env_file()

log = structlog.get_logger("factcheck.celery")
app = Celery("factcheck")
SWEEP = float(settings.SWEEP_SECONDS)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_ignore_result=True,
    task_acks_late=False,
    task_default_queue="default",
    task_routes={
        "fetch_*": {"queue": "fetch"},
        "sweep_fetches": {"queue": "fetch"},
        "capture_next": {"queue": "capture"},
        "read_pictures": {"queue": "capture"},
    },
    task_serializer="json",
    accept_content=["json"],
    # A message nobody took within a minute is only a nudge that the sweep has overtaken.
    task_publish_retry=False,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_send_task_events=False,
    broker_connection_retry_on_startup=True,
    broker_connection_timeout=1,
    broker_transport_options={
        "socket_timeout": 5,
        "socket_connect_timeout": 1,
        "max_retries": 0,
        "visibility_timeout": 3600,
    },
    timezone="UTC",
    # Two beats only send two nudges; the rows decide what is done, once.
    beat_schedule={
        "sweep_fetches": {"task": "sweep_fetches", "schedule": SWEEP, "options": {"expires": SWEEP - 1}},
        "sweep_captures": {"task": "sweep_captures", "schedule": SWEEP, "options": {"expires": SWEEP - 1}},
        "sweep_mails": {"task": "sweep_mails", "schedule": SWEEP, "options": {"expires": SWEEP - 1}},
        "sweep_rechecks": {"task": "sweep_rechecks", "schedule": 60.0, "options": {"expires": 55}},
        "sweep_watch": {"task": "sweep_watch", "schedule": 60.0, "options": {"expires": 55}},
        "fetch_outside_copies": {"task": "fetch_outside_copies", "schedule": 60.0, "options": {"expires": 55}},
        "fetch_live_pages": {"task": "fetch_live_pages", "schedule": 60.0, "options": {"expires": 55}},
        "push_markup": {"task": "push_markup", "schedule": 300.0, "options": {"expires": 290}},
        "fetch_timestamps": {"task": "fetch_timestamps", "schedule": 3600.0, "options": {"expires": 3000}},
        "sweep_removals": {"task": "sweep_removals", "schedule": 3600.0, "options": {"expires": 3000}},
        "sweep_notifications": {"task": "sweep_notifications", "schedule": 300.0, "options": {"expires": 290}},
        "tell_overdue": {"task": "tell_overdue", "schedule": 3600.0, "options": {"expires": 3000}},
        "count_figures": {"task": "count_figures", "schedule": 600.0, "options": {"expires": 550}},
        "read_pictures": {"task": "read_pictures", "schedule": 300.0, "options": {"expires": 290}},
        "hash_pictures": {"task": "hash_pictures", "schedule": 300.0, "options": {"expires": 290}},
        "make_feeds": {"task": "make_feeds", "schedule": 60.0, "options": {"expires": 55}},
        "seal_audit": {"task": "seal_audit", "schedule": 3600.0, "options": {"expires": 3000}},
    },
)
app.autodiscover_tasks(["annotations"])


@signals.setup_logging.connect
def _configure_logging(**_kwargs: Any) -> None:
    """Keep our JSON logging: with a receiver here Celery sets up none of its own."""


@signals.task_prerun.connect
def _say_where_from(**_kwargs: Any) -> None:
    from annotations.services.record import audit

    audit.origin.set("worker")


@signals.worker_init.connect
def _share_what_is_loaded(**_kwargs: Any) -> None:
    """What is loaded by now stays in pages that the pool's processes share: no collection writes into it."""
    gc.collect()
    gc.freeze()


@signals.worker_process_init.connect
def _mend_between_tasks(**_kwargs: Any) -> None:
    """In a worker's processes no task begins on a connection that the time limit of the last one has cut in two."""
    signals.task_prerun.connect(_mend, weak=False)


def _mend(**_kwargs: Any) -> None:
    from annotations.connections import drop_if_open

    if drop_if_open():
        log.warning("connection_dropped")


@signals.before_task_publish.connect
def _send_request_id(headers: dict[str, Any] | None = None, **_kwargs: Any) -> None:
    """Carry the request id of the page that sent a task into the worker's logs."""
    from factcheck.logs import current_request_id

    if headers is not None:
        headers["request_id"] = current_request_id()


@signals.task_prerun.connect
def _take_request_id(task: Any = None, **_kwargs: Any) -> None:
    from factcheck.logs import bind_request_id

    bind_request_id((getattr(task.request, "request_id", None) or task.request.id) if task else None)
