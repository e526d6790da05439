"""Celery tasks: three lines each. What they do is in services."""

from __future__ import annotations

from celery import shared_task
from django.conf import settings

from annotations.exports import elements, markup_pages, share_picture
from annotations.exports.claim_review import claim_review
from annotations.exports.markup_pages import body_of
from annotations.services.evidence import (
    capture_work,
    captures,
    fetch_work,
    machine_readings,
    outside_copies,
    pictures,
    removals,
    watching,
)
from annotations.services.newsroom import figures
from annotations.services.publishing import feeds, live_pages, outbox
from annotations.services.record import audit, mails, notifications, public_pages, timestamps
from annotations.services.review import assignments
from annotations.services.store import fetches
from annotations.services.text import articles


@shared_task(name="fetch_next")
def fetch_next_task() -> None:
    fetch_work.work_on_due()


@shared_task(
    name="capture_next",
    soft_time_limit=max(settings.CAPTURE_MAX_SECONDS, settings.RECORDING_MAX_SECONDS) + captures.STORING,
    time_limit=max(settings.CAPTURE_MAX_SECONDS, settings.RECORDING_MAX_SECONDS) + captures.STORING + 15,
)
def capture_next_task() -> None:
    capture_work.work_on_next()


@shared_task(name="sweep_captures")
def sweep_captures_task() -> None:
    captures.sweep()


@shared_task(name="sweep_fetches")
def sweep_fetches_task() -> None:
    fetches.sweep()


@shared_task(name="send_mails")
def send_mails_task() -> None:
    mails.send_due()


@shared_task(name="sweep_mails")
def sweep_mails_task() -> None:
    mails.send_due()


@shared_task(name="seal_audit")
def seal_audit_task() -> None:
    audit.seal_day()


@shared_task(name="sweep_removals")
def sweep_removals_task() -> None:
    removals.sweep()


@shared_task(name="sweep_rechecks")
def sweep_rechecks_task() -> None:
    articles.sweep_rechecks()


@shared_task(name="sweep_watch")
def sweep_watch_task() -> None:
    watching.sweep()


@shared_task(name="count_figures")
def count_figures_task() -> None:
    figures.count_figures()


@shared_task(name="send_notifications")
def send_notifications_task() -> None:
    notifications.send_due()


@shared_task(name="sweep_notifications")
def sweep_notifications_task() -> None:
    notifications.send_due()
    notifications.send_digests()


@shared_task(name="tell_overdue")
def tell_overdue_task() -> None:
    assignments.tell_overdue()


@shared_task(name="make_feeds")
def make_feeds_task() -> None:
    elements.refresh()
    for name, pieces in markup_pages.FILES.items():
        feeds.make(name, pieces)
    share_picture.draw_newest()
    public_pages.catch_up()


@shared_task(name="hash_pictures")
def hash_pictures_task() -> None:
    pictures.hash_new()


@shared_task(name="read_pictures")
def read_pictures_task() -> None:
    machine_readings.read_next()


@shared_task(name="fetch_timestamps")
def fetch_timestamps_task() -> None:
    timestamps.stamp_days()


@shared_task(name="fetch_live_pages")
def fetch_live_pages_task() -> None:
    live_pages.work(claim_review)


@shared_task(name="push_markup")
def push_markup_task() -> None:
    outbox.push(body_of)


@shared_task(name="fetch_outside_copies")
def fetch_outside_copies_task() -> None:
    outside_copies.work()
