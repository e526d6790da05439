"""Readers report errors without log-in; two people answer; nothing of the reader stays."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation

from annotations.models import AuditEvent, ClaimReview, CorrectionRequest, Mail, User
from annotations.review.permissions import Refused
from annotations.services.publishing import reports
from annotations.services.record import mails
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
REPORT = {"message": "The report says 28 hours, on page 4.", "reply_to": "reader@home.example"}


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def review(checker: User, editor: User) -> ClaimReview:
    return factories.published(checker, editor)


def path_of(review: ClaimReview) -> str:
    return f"/checks/{review.claim_id}-{review.claim.slug}/report/"


def post(review: ClaimReview, **more: Any) -> Any:
    return Client().post(path_of(review), {**REPORT, **more})


def test_from_the_public_page_to_the_answer(review: ClaimReview, checker: User, editor: User) -> None:
    review.claim.refresh_from_db()
    page = Client().get(f"/checks/{review.claim_id}-{review.claim.slug}/").content.decode()
    assert f'href="{path_of(review)}"' in page
    answer = Client().post(path_of(review), REPORT, follow=True)
    assert "Thank you." in answer.content.decode()
    report = CorrectionRequest.objects.get()
    assert (report.version, report.message) == (1, REPORT["message"])

    assert "28 hours" in client_of(checker).get("/reports/").content.decode()
    asked = client_of(checker).post(
        f"/reports/{report.pk}/", {"outcome": "correct", "answer": "You are right.\r\nThanks."}
    )
    assert asked.status_code == 302
    assert not Mail.objects.exists()
    shown = client_of(editor).get(f"/reports/{report.pk}/").content.decode()
    assert "Confirm and send" in shown
    client_of(editor).post(f"/reports/{report.pk}/confirm/", {"words": "You are right.\r\nThanks."})
    mail = Mail.objects.get()
    assert mail.to == "reader@home.example"
    assert "You are right." in mail.body
    assert f"/checks/{review.claim_id}-{review.claim.slug}/" in mail.body
    report.refresh_from_db()
    assert report.closed_by == editor
    assert report.reply_to == ""
    assert "28 hours" in client_of(checker).get("/reports/?show=closed").content.decode()
    assert "28 hours" not in client_of(checker).get("/reports/").content.decode()


def test_the_history_tells_it_without_the_reader(review: ClaimReview, checker: User, editor: User) -> None:
    report = reports.report(review=review, message="SECRET words", reply_to="reader@home.example")
    reports.answer(report=report, by=checker, outcome="stands", words="We looked again.")
    reports.confirm(report=report, by=editor, words="We looked again.", address="https://x.example/")
    events = AuditEvent.objects.filter(verb__startswith="report.")
    assert [e.verb for e in events.order_by("pk")] == ["report.received", "report.answered", "report.closed"]
    assert not any("SECRET" in str(e.data) or "home.example" in str(e.data) for e in events)
    page = client_of(checker).get(f"/reviews/{review.pk}/").content.decode()
    assert "received a report by a reader" in page


def test_nobody_confirms_their_own_answer(review: ClaimReview, checker: User, editor: User) -> None:
    report = reports.report(review=review, message="x")
    with pytest.raises(Refused, match="no_answer_proposed"):
        reports.confirm(report=report, by=editor, words="", address="")
    reports.answer(report=report, by=editor, outcome="stands", words="No.")
    with pytest.raises(Refused, match="confirms_own_answer"):
        reports.confirm(report=report, by=editor, words="No.", address="")
    with pytest.raises(Refused):
        reports.confirm(report=report, by=checker, words="No.", address="")


def test_other_words_than_the_editor_saw_are_not_sent(review: ClaimReview, checker: User, editor: User) -> None:
    report = reports.report(review=review, message="x", reply_to="reader@home.example")
    reports.answer(report=report, by=checker, outcome="stands", words="No.")
    reports.answer(report=report, by=checker, outcome="stands", words="Never.")
    answer = client_of(editor).post(f"/reports/{report.pk}/confirm/", {"words": "No."}, follow=True)
    assert "Read it before you confirm" in answer.content.decode()
    assert not Mail.objects.exists()


def test_twice_answered_is_once_sent(review: ClaimReview, checker: User, editor: User) -> None:
    report = reports.report(review=review, message="x", reply_to="reader@home.example")
    reports.answer(report=report, by=checker, outcome="stands", words="No.")
    for _ in range(2):
        client_of(editor).post(f"/reports/{report.pk}/confirm/", {"words": "No."})
    assert Mail.objects.count() == 1
    late = client_of(checker).post(f"/reports/{report.pk}/", {"outcome": "stands", "answer": "Later."})
    assert late.status_code == 422
    assert "answered already" in late.content.decode()


def test_what_is_missing_is_named_and_nothing_typed_is_lost(review: ClaimReview) -> None:
    answer = post(review, message=" ", reply_to="reader@home.example")
    assert answer.status_code == 422
    assert "Say what is wrong." in answer.content.decode()
    assert "reader@home.example" in answer.content.decode()
    assert post(review, reply_to="no address").status_code == 422
    assert post(review, message="x" * 4001).status_code == 422
    assert not CorrectionRequest.objects.exists()


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(review: ClaimReview) -> None:
    assert post(review, website="https://pills.example").status_code == 302
    assert not CorrectionRequest.objects.exists()


@pytest.mark.parametrize("backend", ["", "django.core.cache.backends.locmem.LocMemCache"], ids=["redis", "other"])
def test_one_address_may_send_five_in_an_hour(
    review: ClaimReview, settings: Any, monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    monkeypatch.setattr("annotations.limits.time.time", lambda: 1_800_000_000.0)
    if backend:
        settings.CACHES = {"default": {"BACKEND": backend}}
    settings.LIMITS = {**settings.LIMITS, "report_by_address": "5/h"}
    sent = [post(review, message=f"Error number {n}").status_code for n in range(6)]
    assert sent == [302] * 5 + [429]
    late = post(review, message="My long text")
    assert "My long text" in late.content.decode()
    assert CorrectionRequest.objects.count() == 5


def test_only_what_is_public_can_be_reported(review: ClaimReview, checker: User) -> None:
    draft = factories.draft(checker)
    assert Client().get(f"/checks/{draft.claim_id}-x/report/").status_code == 404
    assert Client().post(f"/checks/{draft.claim_id}-x/report/", REPORT).status_code == 404
    assert Client().get(f"/checks/{review.claim_id}-other/report/").status_code == 301


def test_nothing_of_the_reader_stays_after_the_answer(
    review: ClaimReview, checker: User, editor: User, mailoutbox: list[Any]
) -> None:
    report = reports.report(review=review, message="x", reply_to="reader@home.example")
    reports.answer(report=report, by=checker, outcome="stands", words="We looked again.")
    with translation.override("es"):
        reports.confirm(report=report, by=editor, words="We looked again.", address="https://x.example/")
    assert mails.send_due() == 1
    (letter,) = mailoutbox
    assert letter.to == ["reader@home.example"]
    assert letter.subject == "Your report to the fact-checkers"
    for table in ("correctionrequest", "mail", "auditevent"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT string_agg(t::text, '') FROM annotations_{table} t")
            assert "home.example" not in cursor.fetchone()[0]


def test_the_form_is_safe_from_other_sites(review: ClaimReview) -> None:
    review.claim.refresh_from_db()
    assert Client(enforce_csrf_checks=True).post(path_of(review), REPORT).status_code == 403


def test_a_report_sent_twice_is_one_report(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    for _ in range(2):
        reports.report(review=review, message="The week is wrong.", reply_to="")
    reports.report(review=review, message="The month is wrong.", reply_to="")
    assert CorrectionRequest.objects.count() == 2
