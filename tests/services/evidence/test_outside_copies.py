"""Copies in outside archives: ordered by a person, got by a worker, never of a protected source."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone

from annotations.models import OutsideCopy, Source, User
from annotations.review.permissions import Refused
from annotations.services.evidence import outside_copies, sources
from annotations.wording.sentences import say
from tests.archives.fakes import JOB, FakeArchives
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
ADDRESS = "https://harbour.example/bulletin"


@pytest.fixture
def archives(settings: object) -> Iterator[FakeArchives]:
    with FakeArchives() as fakes:
        settings.WAYBACK_KEY, settings.WAYBACK_URL = "access:secret", fakes.url  # type: ignore[attr-defined]
        settings.MEMENTO_URL = f"{fakes.url}/api/json/"  # type: ignore[attr-defined]
        settings.FETCH_ALLOWED_NETWORKS = ["127.0.0.1/32"]  # type: ignore[attr-defined]
        yield fakes


@pytest.fixture
def source(checker: User) -> Source:
    return sources.find_or_add(by=checker, url=ADDRESS, protected=False)[0]


def work() -> OutsideCopy:
    OutsideCopy.objects.update(next_try_at=timezone.now())
    outside_copies.work()
    return OutsideCopy.objects.get()


def test_a_page_is_saved_in_the_wayback_machine(archives: FakeArchives, source: Source, checker: User) -> None:
    archives.server.pending = 1
    outside_copies.ask(source=source, archive="wayback", by=checker)
    row = work()
    assert (row.state, row.job) == ("waiting", JOB)
    assert work().state == "waiting"
    row = work()
    assert (row.state, row.url) == ("done", f"{archives.url}/web/20261124101500/{ADDRESS}")
    assert row.made_at.isoformat() == "2026-11-24T10:15:00+00:00"
    method, path, headers, form = archives.seen[0]
    assert (method, path, form["url"]) == ("POST", "/save", [ADDRESS])
    assert headers["Authorization"] == "LOW access:secret"
    assert all("Authorization" in headers for _, _, headers, _ in archives.seen)


@pytest.mark.parametrize(("code", "state"), [("error:blocked-url", "failed"), ("error:service-unavailable", "waiting")])
def test_what_the_archive_refuses_is_told(
    archives: FakeArchives, source: Source, checker: User, code: str, state: str
) -> None:
    archives.server.refusal = (code, "This URL is in our block list.")
    outside_copies.ask(source=source, archive="wayback", by=checker)
    work()
    row = work()
    assert (row.state, say(row.why, row.why_params)) == (state, "This URL is in our block list.")


def test_an_archive_that_never_ends_is_given_up(archives: FakeArchives, source: Source, checker: User) -> None:
    archives.server.pending = 1000
    outside_copies.ask(source=source, archive="wayback", by=checker)
    for _ in range(outside_copies.MAX_STEPS):
        row = work()
    assert row.state == "failed"


@pytest.mark.parametrize(("path", "state"), [("/bulletin", "done"), ("/nothing", "none")])
def test_other_archives_are_looked_through(archives: FakeArchives, checker: User, path: str, state: str) -> None:
    made, _new = sources.find_or_add(by=checker, url=f"https://harbour.example{path}", protected=False)
    outside_copies.ask(source=made, archive="memento", by=checker)
    row = work()
    assert row.state == state
    assert bool(row.url) == (state == "done")


def test_an_archive_that_is_down_is_asked_again(
    settings, archives: FakeArchives, source: Source, checker: User
) -> None:
    settings.WAYBACK_URL = "http://127.0.0.1:1"
    outside_copies.ask(source=source, archive="wayback", by=checker)
    row = work()
    assert row.state == "waiting"
    assert row.why == "refused"
    assert row.next_try_at > timezone.now()


def test_off_without_a_key_and_never_of_a_protected_source(
    settings, archives: FakeArchives, checker: User, auditor: User, source: Source
) -> None:
    hidden, _new = sources.find_or_add(by=checker, url="https://whistle.example/", protected=True)
    with pytest.raises(Refused):
        outside_copies.ask(source=hidden, archive="wayback", by=checker)
    with pytest.raises(Refused):
        outside_copies.ask(source=source, archive="wayback", by=auditor)
    settings.WAYBACK_KEY = ""
    with pytest.raises(Refused):
        outside_copies.ask(source=source, archive="wayback", by=checker)
    settings.MEMENTO_URL = ""
    assert "In outside archives" not in client_of(checker).get(f"/sources/{source.pk}/").content.decode()
    assert archives.seen == []


def test_by_way_of_the_source_page(archives: FakeArchives, source: Source, checker: User) -> None:
    client = client_of(checker)
    page = client.get(f"/sources/{source.pk}/").content.decode()
    assert "Wayback Machine" in page
    for _ in range(2):
        assert client.post(f"/sources/{source.pk}/outside/", {"archive": "memento"}).status_code == 302
    assert OutsideCopy.objects.count() == 1
    assert client.post(f"/sources/{source.pk}/outside/", {"archive": "x"}).status_code == 422
    work()
    page = client.get(f"/sources/{source.pk}/").content.decode()
    assert f"https://archive.example/web/20261102100000/{ADDRESS}" in page
