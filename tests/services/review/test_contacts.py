"""Right of reply: logged, answered, put into the draft; the log stays as it is."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from annotations.models import Claim, ClaimReview, Contact, User
from annotations.review.permissions import Refused
from annotations.services.review import contacts
from tests import factories

pytestmark = pytest.mark.django_db


def log(claim: Claim, by: User, **more) -> Contact:
    values = {"whom": "A. Rowan", "channel": "email", "question": "Which log?", "asked_at": timezone.now(), **more}
    return contacts.log(claim=claim, by=by, **values)


@pytest.fixture
def claim(checker: User) -> Claim:
    return factories.draft(checker).claim


def test_an_attempt_says_so_in_the_draft_where_asked(claim: Claim, checker: User) -> None:
    log(claim, checker)
    assert ClaimReview.objects.get().asked == ""
    log(claim, checker, into_draft=True)
    review = ClaimReview.objects.get()
    assert (review.asked, review.asked_on) == ("yes", timezone.localdate())


def test_logging_alone_makes_nobody_an_author(claim: Claim, editor: User) -> None:
    log(claim, editor)
    assert not ClaimReview.objects.get().review_authors.filter(user=editor).exists()
    log(claim, editor, into_draft=True)
    assert ClaimReview.objects.get().review_authors.filter(user=editor).exists()


def test_an_attempt_is_logged_in_review_too_without_touching_the_version(checker: User, editor: User) -> None:
    review = factories.submitted(checker)
    log(review.claim, editor, into_draft=True)
    review.refresh_from_db()
    assert review.asked == ""
    assert Contact.objects.count() == 1


def test_times_that_cannot_be_are_named(claim: Claim, checker: User) -> None:
    now = timezone.now()
    with pytest.raises(ValidationError, match="lies in the future"):
        log(claim, checker, asked_at=now + datetime.timedelta(hours=1))
    with pytest.raises(ValidationError, match="ends before"):
        log(claim, checker, asked_at=now, due_at=now - datetime.timedelta(hours=1))


def test_an_answer_goes_into_the_draft_below_what_stands_there(claim: Claim, checker: User) -> None:
    contact = contacts.close(contact=log(claim, checker), by=checker, outcome="answered", answer="In week 40.")
    contacts.use_answer(contact=contact, by=checker)
    second = contacts.close(contact=log(claim, checker), by=checker, outcome="answered", answer="In week 41.")
    contacts.use_answer(contact=second, by=checker)
    review = ClaimReview.objects.get()
    assert (review.asked, review.answer) == ("yes", "In week 40.\n\nIn week 41.")
    with pytest.raises(Refused, match="answer_held"):
        contacts.use_answer(contact=contact, by=checker)


def test_what_came_of_it_is_written_once(claim: Claim, checker: User) -> None:
    contact = log(claim, checker)
    with pytest.raises(ValidationError, match="what they answered"):
        contacts.close(contact=contact, by=checker, outcome="answered")
    with pytest.raises(ValidationError, match="what came of it"):
        contacts.close(contact=contact, by=checker, outcome="")
    contacts.close(contact=contact, by=checker, outcome="silent")
    with pytest.raises(Refused, match="outcome_written"):
        contacts.close(contact=contact, by=checker, outcome="answered", answer="Late.")


@pytest.mark.parametrize("change", ["question = 'Other?'", "whom = 'B'", "due_at = now() + interval '1 year'"])
def test_the_database_keeps_what_was_asked(claim: Claim, checker: User, change: str) -> None:
    log(claim, checker)
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE annotations_contact SET {change}")
    assert caught.value.__cause__.diag.constraint_name == "contact_kept"  # type: ignore[union-attr]
    with pytest.raises(DatabaseError), transaction.atomic():
        Contact.objects.all().delete()


def test_late_is_what_has_no_outcome_in_time(claim: Claim, checker: User) -> None:
    past = timezone.now() - datetime.timedelta(days=2)
    contact = log(claim, checker, asked_at=past, due_at=past + datetime.timedelta(days=1))
    assert contact.is_overdue
    assert not contacts.close(contact=contact, by=checker, outcome="silent").is_overdue
    assert not log(claim, checker, due_at=timezone.now() + datetime.timedelta(days=1)).is_overdue
