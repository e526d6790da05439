"""Pages opened in a browser: ordered by a person, and kept by a worker with all they loaded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from annotations.fetching.errors import FetchError
from annotations.models import AuditEvent, Blob, CapturedPage, CapturedResource, CaptureOrder, Source, User
from annotations.review.permissions import Refused
from annotations.services.evidence import capture_work, captures, sources
from annotations.services.store import blobs
from tests import factories
from tests.capture.made import URL, FakeBrowser, captured, work
from tests.capture.pages import TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(checker: User) -> Source:
    return sources.find_or_add(by=checker, url=URL, protected=False)[0]


def test_what_a_browser_showed_is_kept(fake: FakeBrowser, source: Source, checker: User, rings: list[str]) -> None:
    captures.ask(source=source, by=checker)
    order = work()
    assert (order.state, order.error, fake.opened) == ("done", "", [URL])
    copy = source.snapshots.get()
    assert (copy.by_browser, copy.media_type, copy.captured_by) == (True, "multipart/related", None)
    assert TEXT in copy.text
    assert order.snapshot == copy
    page = copy.captured_page
    assert (page.browser, page.width, page.height, page.cut) == ("Chromium 140.0", 1280, 900, False)
    assert blobs.read(page.picture) == factories.picture(1280, 900)
    assert blobs.read(page.print) == b"%PDF-1.4 printed"
    kept = list(page.resources.values_list("url", "status", "blob__size"))
    assert kept == [
        (URL, 200, 18),
        ("https://harbour.example/dot.png", 200, 70),
        ("https://harbour.example/away", 302, None),
    ]
    assert AuditEvent.objects.filter(verb="source.capture_asked").count() == 1
    assert list(blobs.verify()) == []


def test_bytes_that_pages_share_are_stored_once(fake: FakeBrowser, source: Source, checker: User) -> None:
    captures.ask(source=source, by=checker)
    work()
    before = Blob.objects.count()
    fake.found = captured(text=TEXT + " More.")
    captures.ask(source=source, by=checker)
    work()
    assert CapturedPage.objects.count() == 2
    assert Blob.objects.count() == before + 2  # the page, and the places of its words


def test_an_order_is_made_once(fake: FakeBrowser, source: Source, checker: User, rings: list[str]) -> None:
    assert captures.ask(source=source, by=checker) == captures.ask(source=source, by=checker)
    assert CaptureOrder.objects.count() == 1


def test_who_may_not_ask(fake: FakeBrowser, source: Source, auditor: User, checker: User, settings: object) -> None:
    with pytest.raises(Refused):
        captures.ask(source=source, by=auditor)
    hidden = sources.find_or_add(by=checker, url=URL, protected=True)[0]
    with pytest.raises(Refused, match="never_fetched"):
        captures.ask(source=hidden, by=checker)
    settings.CAPTURE = "no"  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="no_browser_here"):
        captures.ask(source=source, by=checker)
    assert CaptureOrder.objects.count() == 0


def test_what_may_pass_is_tried_twice(fake: FakeBrowser, source: Source, checker: User) -> None:
    fake.found = captured(error=FetchError("timeout"))
    captures.ask(source=source, by=checker)
    assert (work().state, CaptureOrder.objects.get().attempts) == ("waiting", 1)
    assert (work().state, CaptureOrder.objects.get().attempts) == ("failed", 2)
    assert CaptureOrder.objects.get().why == "timeout"
    assert [(s.error, s.by_browser) for s in source.snapshots.all()] == [("timeout", True)]


@pytest.mark.parametrize("code", ["not_found", "too_heavy", "not_a_page", "forbidden_address"])
def test_what_stays_is_not(fake: FakeBrowser, source: Source, checker: User, code: str) -> None:
    fake.found = captured(error=FetchError(code, status=404))
    captures.ask(source=source, by=checker)
    order = work()
    assert (order.state, order.error) == ("failed", code)


def test_our_own_faults_are_written_down(fake: FakeBrowser, source: Source, checker: User) -> None:
    fake.instead = RuntimeError("no")
    captures.ask(source=source, by=checker)
    assert work().error == "gave_up"
    fake.instead = None
    assert work().state == "done"


def test_a_worker_that_died_leaves_it_to_the_next_one(fake: FakeBrowser, source: Source, checker: User) -> None:
    captures.ask(source=source, by=checker)
    claimed = captures.claim_next()
    assert claimed is not None
    assert captures.claim_next() is None
    CaptureOrder.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert work().state == "done"
    # The first one comes back after all, and writes nothing.
    assert capture_work._keep(claimed, captured()) is None
    assert (source.snapshots.count(), CapturedPage.objects.count()) == (1, 1)


def test_one_that_takes_its_workers_down_is_set_aside(fake: FakeBrowser, source: Source, checker: User) -> None:
    captures.ask(source=source, by=checker)
    CaptureOrder.objects.update(attempts=2)
    assert (work().state, fake.opened) == ("failed", [])


@pytest.mark.parametrize("model", [CapturedPage, CapturedResource])
def test_the_database_keeps_them_as_they_are(fake: FakeBrowser, source: Source, checker: User, model: type) -> None:
    captures.ask(source=source, by=checker)
    work()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**({"browser": "x"} if model is CapturedPage else {"url": "x"}))
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all().delete()
