"""The queue of documents: claimed under a lease, finished once, retried with patience."""

from __future__ import annotations

import signal
import uuid
from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction
from django.utils import timezone

from annotations import connections
from annotations.models import Fetch, Snapshot, Source, User
from annotations.services.evidence import fetch_work, sources
from annotations.services.store import fetches
from annotations.services.text import articles
from tests.web import LocalWeb

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(checker: User, web: LocalWeb) -> Source:
    made, _new = sources.find_or_add(by=checker, url=web.url("/page"), protected=False)
    return made


def enqueue(source: Source, url: str | None = None) -> Fetch:
    return fetches.enqueue(source=source, url=url or source.url)


def test_a_document_is_fetched_and_kept(source: Source, django_capture_on_commit_callbacks, rings: list[str]) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        row = enqueue(source)
    assert rings == ["fetch_next"]
    fetch_work.work_on_next()
    row.refresh_from_db()
    source.refresh_from_db()
    snapshot = source.snapshots.get()
    assert (row.state, row.attempts) == ("done", 1)
    assert source.title == "Harbour bulletin"
    assert "27 hours" in snapshot.text
    assert snapshot.blob.size == snapshot.size > 0


def test_nothing_due_is_nothing_done(db: None) -> None:
    assert fetch_work.work_on_next() is None


def test_a_second_request_is_the_same_row(source: Source) -> None:
    assert enqueue(source).pk == enqueue(source).pk


def test_a_permanent_failure_says_why_and_ends(source: Source, web: LocalWeb) -> None:
    row = enqueue(source, web.url("/forbidden"))
    fetch_work.work_on_next()
    row.refresh_from_db()
    assert (row.state, row.error) == ("failed", "login")
    assert (row.why, row.why_params) == ("login", {"status": 403})
    assert source.snapshots.get().error == "login"


def test_a_wall_that_calls_itself_a_success_is_kept_with_a_doubt(source: Source, web: LocalWeb) -> None:
    row = enqueue(source, web.url("/consent"))
    fetch_work.work_on_next()
    row.refresh_from_db()
    snapshot = source.snapshots.get()
    assert row.state == "done"
    assert snapshot.blob_id
    assert snapshot.why == row.why == "doubt_consent"


def test_a_passing_failure_is_tried_again_later_and_less_and_less(source: Source, web: LocalWeb) -> None:
    row = enqueue(source, web.url("/broken"))
    waits = []
    for attempt in range(1, fetches.MAX_ATTEMPTS + 1):
        fetch_work.work_on_next()
        row.refresh_from_db()
        assert row.attempts == attempt
        waits.append((row.next_try_at - timezone.now()).total_seconds())
        Fetch.objects.filter(pk=row.pk).update(next_try_at=timezone.now())
    assert row.state == "failed"
    assert 5 < waits[0] < waits[1] < waits[2]


def test_a_site_that_asks_to_wait_is_obeyed(source: Source, web: LocalWeb) -> None:
    row = enqueue(source, web.url("/busy"))
    fetch_work.work_on_next()
    row.refresh_from_db()
    assert (row.next_try_at - timezone.now()).total_seconds() > 5


def test_a_lease_that_ran_out_is_taken_over(source: Source) -> None:
    row = enqueue(source)
    dead = fetches.claim_next()
    assert fetches.claim_next() is None
    Fetch.objects.filter(pk=row.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    again = fetches.claim_next()
    assert again is not None
    assert dead is not None
    assert (again.pk, again.attempts) == (row.pk, 2)
    assert again.claim_token != dead.claim_token


def test_a_zombie_writes_nothing(source: Source) -> None:
    from annotations.fetching.client import Fetched

    row = enqueue(source)
    zombie = fetches.claim_next()
    assert zombie is not None
    Fetch.objects.filter(pk=row.pk).update(claim_token=uuid.uuid4())
    late = Fetched(url=source.url, body=b"late", status=200, media_type="text/plain")
    assert fetch_work.finish_kept(zombie, late, None) is None
    fetch_work.finish_failed(zombie, late, "timeout", permanent=False)
    assert not Snapshot.objects.exists()


def test_what_kills_its_workers_is_set_aside(source: Source) -> None:
    row = enqueue(source)
    Fetch.objects.filter(pk=row.pk).update(attempts=fetches.MAX_ATTEMPTS)
    fetch_work.work_on_next()
    row.refresh_from_db()
    assert (row.state, row.error) == ("failed", "gave_up")


def test_people_come_before_schedules(checker: User, web: LocalWeb) -> None:
    rows = []
    for priority in (5, 0):
        made, _ = sources.find_or_add(by=checker, url=web.url(f"/page?{priority}"), protected=False)
        rows.append(fetches.enqueue(source=made, url=made.url, priority=priority))
    assert fetches.claim_next() == rows[1]


def test_a_host_is_asked_with_a_pause(source: Source, checker: User, web: LocalWeb, settings) -> None:
    settings.FETCH_HOST_PAUSE_SECONDS = 60
    other, _ = sources.find_or_add(by=checker, url=web.url("/page?other"), protected=False)
    enqueue(source)
    row = enqueue(other)
    fetch_work.work_on_next()
    fetch_work.work_on_next()
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("waiting", 0)
    assert row.next_try_at > timezone.now()


def test_the_same_bytes_are_stored_once(source: Source, checker: User, web: LocalWeb) -> None:
    other, _ = sources.find_or_add(by=checker, url=web.url("/page?again"), protected=False)
    enqueue(source)
    enqueue(other)
    fetch_work.work_on_next()
    fetch_work.work_on_next()
    assert source.snapshots.get().blob == other.snapshots.get().blob


def test_a_protected_source_is_never_fetched(checker: User, web: LocalWeb) -> None:
    made, _ = sources.find_or_add(by=checker, url=web.url("/page"), protected=True)
    sources.start_fetching(made, force=True)
    assert not Fetch.objects.exists()


def test_an_article_gets_its_text_and_facts(checker: User, web: LocalWeb) -> None:
    article = articles.add_from_address(by=checker, url=web.url("/article"), facts={})
    fetch_work.work_on_next()
    article.refresh_from_db()
    version = article.versions.get()
    assert article.title == "Harbour news"
    assert article.language == "en"
    assert version.snapshot == article.snapshots.get()
    assert "27 hours" in version.text


def test_what_stands_beside_the_text_is_kept_with_the_copy(source: Source) -> None:
    enqueue(source)
    fetch_work.work_on_next()
    copy = source.snapshots.get()
    assert "Imprint" not in copy.text
    assert "Imprint" in copy.other_text


@pytest.mark.parametrize("count", [0, 3])
def test_the_sweep_rings_for_each_that_is_due(
    count: int, checker: User, web: LocalWeb, rings: list[str], django_capture_on_commit_callbacks
) -> None:
    for n in range(count):
        made, _ = sources.find_or_add(by=checker, url=web.url(f"/page?{n}"), protected=False)
        enqueue(made)
    with django_capture_on_commit_callbacks(execute=True):
        fetches.sweep()
    assert rings == ["fetch_next"] * count


@pytest.mark.django_db(transaction=True)
def test_ten_workers_keep_one_pace_together(settings: object, checker: User, web: LocalWeb) -> None:
    """Ten at once on ten documents of one host: one is fetched, nine are given back and count as no attempt."""
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections

    settings.FETCH_HOST_PAUSE_SECONDS = 60  # type: ignore[attr-defined]
    for n in range(10):
        made, _ = sources.find_or_add(by=checker, url=web.url(f"/page?{n}"), protected=False)
        fetches.enqueue(source=made, url=made.url)

    before = len(web.seen)

    def one(_: int) -> None:
        try:
            fetch_work.work_on_next()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(one, range(10)))
    assert len(web.seen) - before == 1
    states = sorted(Fetch.objects.values_list("state", "attempts"))
    assert states == [("done", 1)] + [("waiting", 0)] * 9


#: A commit that takes its time.
SLOW_COMMIT = """
CREATE TEMP TABLE slow (n int);
CREATE FUNCTION pg_temp.nap() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(20); RETURN NULL; END';
CREATE CONSTRAINT TRIGGER nap AFTER INSERT ON slow DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION pg_temp.nap();
INSERT INTO slow VALUES (1);
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", ["SELECT pg_sleep(20)", SLOW_COMMIT], ids=["query", "commit"])
def test_a_time_limit_in_the_middle_of_a_statement_costs_one_attempt(
    source: Source, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    """As Celery's soft limit does: an exception out of a signal, whatever line is running."""

    def struck(_signal: int, _frame: object) -> None:
        raise SoftTimeLimitExceeded

    def slow(_work: Fetch) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            signal.setitimer(signal.ITIMER_REAL, 0.5)
            cursor.execute(statement)

    enqueue(source)
    monkeypatch.setattr(fetch_work, "held_copy", slow)
    before = signal.signal(signal.SIGALRM, struck)
    try:
        fetch_work.work_on_next()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    row = Fetch.objects.get()
    assert (row.state, row.attempts, row.claim_token) == ("waiting", 1, None)
    assert not connection.in_atomic_block
    with connection.cursor() as cursor:  # what was left on the server ends with its client
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()"
        )


@pytest.mark.django_db(transaction=True)
def test_no_task_begins_in_a_transaction_that_another_left_open(source: Source) -> None:
    enqueue(source)
    assert not connections.drop_if_open()
    transaction.set_autocommit(False)
    Fetch.objects.count()
    assert connections.drop_if_open(), "a transaction is open"
    assert Fetch.objects.count() == 1
    connection.in_atomic_block = True
    connection.close()
    assert connections.drop_if_open(), "Django believes that one is"
    with transaction.atomic():
        assert Fetch.objects.count() == 1
    assert not connections.drop_if_open()
