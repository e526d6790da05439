"""The list of notifications, what leads where, and the choices on the profile."""

import re

import pytest
from django.urls import reverse

from annotations.models import AuditEvent, Notification, User
from annotations.services.publishing import reports
from annotations.services.review import claim_reviews
from annotations.services.text import notes
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


def test_one_leads_to_what_it_is_about_and_is_read_with_that(checker: User, editor: User, checker_client) -> None:
    review = factories.submitted(checker)
    claim_reviews.return_(review=review, by=editor, comment="Which week?")
    home = checker_client.get(reverse("claims")).content.decode()
    assert '<span class="count">1' in home
    row = Notification.objects.get(person=checker)
    page = checker_client.get(reverse("notifications")).content.decode()
    assert "My work is returned" in page
    assert "Which week?" in page
    assert checker_client.get(reverse("notification", args=[row.pk])).url == reverse("review", args=[review.pk])
    assert '<span class="count">' not in checker_client.get(reverse("claims")).content.decode()
    assert "Nothing to read." in checker_client.get(reverse("notifications") + "?show=unread").content.decode()


def test_each_kind_has_its_place(checker: User, editor: User, editor_client) -> None:
    review = factories.published(checker, editor)
    note = notes.note_claim(claim=review.claim, by=checker, text="@editor which week?")
    report = reports.report(review=review, message="The week is wrong.")
    places = {
        row.kind: editor_client.get(reverse("notification", args=[row.pk])).url
        for row in Notification.objects.filter(person=editor)
    }
    assert places["mentioned"].endswith(f"#note-{note.pk}")
    assert places["report"] == reverse("report_answer", args=[report.pk])


def test_others_notifications_are_not_mine(checker: User, editor: User, editor_client, checker_client) -> None:
    claim_reviews.return_(review=factories.submitted(checker), by=editor, comment="Which week?")
    row = Notification.objects.get(person=checker)
    assert editor_client.get(reverse("notification", args=[row.pk])).status_code == 404
    editor_client.post(reverse("notifications_read"))
    row.refresh_from_db()
    assert row.read_at is None
    checker_client.post(reverse("notifications_read"))
    row.refresh_from_db()
    assert row.read_at is not None


def test_choices_on_the_profile(checker: User, checker_client) -> None:
    page = checker_client.get(reverse("profile")).content.decode()
    assert "What I am told, and how" in page
    choices = dict.fromkeys(checker_client.get(reverse("profile")).context["notices"].fields, "page")
    checker_client.post(reverse("profile_notices"), {**choices, "returned": "off"})
    checker.refresh_from_db()
    assert checker.notices == {**choices, "returned": "off"}
    checker_client.post(reverse("profile_notices"), {**choices, "returned": "loud"})
    checker.refresh_from_db()
    assert checker.notices["returned"] == "off"


def test_from_where_is_shown_to_auditors_alone(checker: User, auditor: User, checker_client) -> None:
    version = factories.article(checker).versions.get()
    start = version.text.index("1,204 ships")
    sent = {"start": start, "end": start + 11, "quote": "1,204 ships"}
    checker_client.post(reverse("claim_mark", args=[version.article_id]), sent)
    assert AuditEvent.objects.get(verb="claim.marked").data["from"] == "web 127.0.0.1"
    assert "web 127.0.0.1" in client_of(auditor).get(reverse("history")).content.decode()
    assert "127.0.0.1" not in checker_client.get(reverse("history")).content.decode()


def test_a_readers_address_is_not_written_down(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    page = reverse("report", args=[review.claim_id, review.claim.slug])
    client_of(None).post(page, {"message": "The week is wrong."})
    assert "from" not in AuditEvent.objects.get(verb="report.received").data


def test_the_bell_leads_to_as_many_as_it_counts(checker: User, editor: User) -> None:
    for _ in range(3):
        factories.submitted(checker)
    client = client_of(editor)
    client.get(f"/notifications/{Notification.objects.filter(person=editor).latest('pk').pk}/")
    page = client.get("/articles/").content.decode()
    assert '<span class="count">2<' in page
    bell = re.search(r'class="bell" href="([^"]+)"', page)
    assert bell
    assert len(client.get(bell[1]).context["page"].rows) == 2
