"""Promises that rest on other rows hold when two connections write at once, in either order."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from annotations.models import Claim, ClaimReview, Newsroom, User
from annotations.services.review.frozen_content import freeze
from tests import factories
from tests.conftest import DRILL

pytestmark = pytest.mark.django_db(transaction=True)

RACES = 50 if DRILL else 3
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()"


def one_after_the_other(first: Callable[[], object], second: Callable[[], object]) -> Exception | None:
    """`first` in a transaction that is still open while `second` begins and has to wait; what became of `second`."""
    broken: list[Exception] = []

    def run() -> None:
        try:
            second()
        except DatabaseError as exc:
            broken.append(exc)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        first()
        thread.start()
        while thread.is_alive():
            with connection.cursor() as cursor:
                cursor.execute(WAITING)
                if cursor.fetchone()[0]:
                    break
            time.sleep(0.01)
    thread.join()
    return broken[0] if broken else None


@pytest.fixture
def review(checker: User) -> ClaimReview:
    Newsroom.objects.update_or_create(pk=1, defaults={"mode": "one", "sensitive_mode": "two"})
    review = factories.draft(checker)
    factories.cite(checker, review)
    return review


def submit(review: ClaimReview, mode: str) -> None:
    content, digest = freeze(review)
    ClaimReview.objects.filter(pk=review.pk).update(
        status="in_review", submitted_at=timezone.now(), digest=digest, content=content, mode=mode
    )


def mark_sensitive(review: ClaimReview) -> None:
    Claim.objects.filter(pk=review.claim_id).update(sensitive="health")


def agrees(review: ClaimReview) -> bool:
    review = ClaimReview.objects.select_related("claim").get(pk=review.pk)
    return review.status == "draft" or review.mode == ("two" if review.claim.sensitive else "one")


def test_a_claim_marked_sensitive_while_it_is_submitted(review: ClaimReview) -> None:
    assert one_after_the_other(lambda: submit(review, "one"), lambda: mark_sensitive(review)) is not None
    assert agrees(review)


def test_a_claim_submitted_while_it_is_marked_sensitive(review: ClaimReview) -> None:
    assert one_after_the_other(lambda: mark_sensitive(review), lambda: submit(review, "one")) is not None
    assert agrees(review)


def reword(review: ClaimReview) -> None:
    Claim.objects.filter(pk=review.claim_id).update(wording="Something else")


def has_its_words(review: ClaimReview) -> bool:
    row = ClaimReview.objects.select_related("claim").get(pk=review.pk)
    return row.status == "draft" or row.content["wording"] == row.claim.wording


def test_a_claim_reworded_while_it_is_submitted(review: ClaimReview) -> None:
    assert one_after_the_other(lambda: submit(review, "one"), lambda: reword(review)) is not None
    assert has_its_words(review)


@pytest.mark.parametrize("race", range(RACES))
def test_promises_hold_whoever_wins(race: int, review: ClaimReview) -> None:
    """Three connections at once; which of them are refused is left to chance."""
    together = threading.Barrier(3)

    def run(act: Callable[[], None]) -> None:
        together.wait()
        with contextlib.suppress(DatabaseError):
            act()
        connection.close()

    acts = [lambda: submit(review, "one"), lambda: mark_sensitive(review), lambda: reword(review)]
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert agrees(review)
    assert has_its_words(review)


def test_writes_under_repeatable_read_are_refused(review: ClaimReview) -> None:
    def write() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            mark_sensitive(review)

    with pytest.raises(DatabaseError, match="READ COMMITTED"):
        write()
