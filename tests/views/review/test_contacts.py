"""The log's page, and the warning before publication."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.models import Contact, User
from annotations.services.review import claim_reviews, contacts
from tests import factories
from tests.conftest import words_of

pytestmark = pytest.mark.django_db
SENT = {"whom": "A. Rowan", "channel": "phone", "question": "Which log?"}


def test_logged_answered_and_put_into_the_draft(checker: User, checker_client) -> None:
    claim = factories.draft(checker).claim
    page = reverse("claim_contacts", args=[claim.pk])
    asked = timezone.localtime() - datetime.timedelta(minutes=5)
    sent = {**SENT, "asked_at": asked.strftime("%Y-%m-%dT%H:%M"), "into_draft": "on"}
    assert checker_client.post(page, sent).url == page
    contact = Contact.objects.get()
    answer = {"outcome": "answered", "answer": "In week 40."}
    assert checker_client.post(reverse("contact_close", args=[contact.pk]), answer).url == page
    assert "Put the answer into the draft" in checker_client.get(page).content.decode()
    checker_client.post(reverse("contact_use", args=[contact.pk]))
    review = claim.reviews.get()
    assert (review.asked, review.answer) == ("yes", "In week 40.")
    assert "Put the answer into the draft" not in checker_client.get(page).content.decode()
    card = checker_client.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "A. Rowan: Answered" in words_of(card)


def test_what_is_missing_is_named_and_nothing_typed_is_lost(checker: User, checker_client) -> None:
    claim = factories.draft(checker).claim
    answer = checker_client.post(reverse("claim_contacts", args=[claim.pk]), {"question": "Which log?"})
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Say who was asked." in words
    assert "Which log?" in words


@pytest.mark.parametrize(
    "moment",
    [
        "9999-12-31T23:59", "0001-01-01T00:00", "9999-12-31T23:59:59-12:00", "2026-01-01T00:00:00+23:59", "soon",
        "2026-01-01T00:00:00+14:00",
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["asked_at", "due_at"])
def test_days_that_cannot_be_are_named(checker: User, checker_client, moment: str, field: str) -> None:
    claim = factories.draft(checker).claim
    page = reverse("claim_contacts", args=[claim.pk])
    sent = {**SENT, "asked_at": "2026-01-01T00:00", "into_draft": "on", field: moment}
    answer = checker_client.post(page, sent)
    assert answer.status_code == 422
    assert "Which log?" in answer.content.decode()
    assert checker_client.get(page).status_code == 200
    assert not Contact.objects.exists()


def test_an_answer_that_came_second_is_given_back(checker: User, other_checker: User, checker_client) -> None:
    claim = factories.draft(checker).claim
    contact = contacts.log(claim=claim, by=checker, asked_at=timezone.now(), **SENT)
    contacts.close(contact=contact, by=other_checker, outcome="silent")
    sent = {"outcome": "answered", "answer": "In week 40."}
    answer = checker_client.post(reverse("contact_close", args=[contact.pk]), sent)
    assert answer.status_code == 422
    assert "written down already" in answer.content.decode()
    assert "In week 40." in answer.content.decode()


def test_a_day_that_was_given_before_is_kept(checker: User) -> None:
    review = factories.draft(checker)
    day = datetime.date(2025, 5, 5)
    claim_reviews.save_draft(review=review, by=checker, changes={"asked_on": day})
    contact = contacts.log(claim=review.claim, by=checker, asked_at=timezone.now(), **SENT)
    contacts.close(contact=contact, by=checker, outcome="answered", answer="In week 40.")
    contacts.use_answer(contact=contact, by=checker)
    review.refresh_from_db()
    assert review.asked_on == day


def test_an_outcome_without_its_answer_is_asked_for_in_place(checker: User, checker_client) -> None:
    claim = factories.draft(checker).claim
    contact = contacts.log(claim=claim, by=checker, asked_at=timezone.now(), **SENT)
    answer = checker_client.post(reverse("contact_close", args=[contact.pk]), {"outcome": "answered"})
    assert answer.status_code == 422
    assert "Write what they answered." in answer.content.decode()


def test_the_editor_is_told_that_the_time_to_answer_still_runs(checker: User, editor_client) -> None:
    review = factories.submitted(checker)
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    contacts.log(claim=review.claim, by=checker, asked_at=timezone.now(), due_at=tomorrow, **SENT)
    assert (
        "A. Rowan was asked and has time to answer until"
        in editor_client.get(reverse("review", args=[review.pk])).content.decode()
    )


def test_an_auditor_reads_the_log_and_logs_nothing(checker: User, auditor: User) -> None:
    from tests.conftest import client_of

    claim = factories.draft(checker).claim
    client = client_of(auditor)
    page = reverse("claim_contacts", args=[claim.pk])
    assert "Log an attempt" not in client.get(page).content.decode()
    asked = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    assert client.post(page, {**SENT, "asked_at": asked}).status_code == 422
    assert not Contact.objects.exists()
