"""Who is told of what, by which way, once."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from annotations.models import AuditEvent, EvidenceChange, Mail, Notification, Snapshot, User
from annotations.services.publishing import reports
from annotations.services.record import audit, mails, notifications
from annotations.services.review import assignments, claim_reviews
from annotations.services.text import notes
from tests import factories

pytestmark = pytest.mark.django_db
MORNING = datetime.datetime(2026, 11, 24, 8, 0, tzinfo=ZoneInfo("UTC"))


def told(person: User) -> list[str]:
    return list(Notification.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_editors_who_wrote_nothing_are_told_of_a_submission(checker: User, editor: User, other_editor: User) -> None:
    factories.submitted(editor)
    assert told(other_editor) == ["to_decide"]
    assert told(editor) == told(checker) == []


def test_only_the_assigned_editor_is_told(checker: User, editor: User, other_editor: User) -> None:
    review = factories.submitted(checker)
    claim_reviews.take_back(review=review, by=checker)
    Notification.objects.all().delete()
    assignments.assign(claim=review.claim, by=editor, checker=checker)
    review.claim.reviewer = other_editor
    review.claim.save(update_fields=["reviewer"])
    claim_reviews.submit(review=review, by=checker)
    assert told(other_editor) == ["to_decide"]
    assert told(editor) == []
    assert told(checker) == ["assigned"]


def test_authors_are_told_what_became_of_their_work(checker: User, editor: User) -> None:
    review = factories.submitted(checker)
    claim_reviews.return_(review=review, by=editor, comment="Which week?")
    review = claim_reviews.submit(review=review, by=checker)
    review = claim_reviews.approve_and_publish(review=review, by=editor, digest=review.digest)
    claim_reviews.retract(review=review, by=editor, reason="The count was wrong.")
    assert told(checker) == ["returned", "decided", "decided", "decided"]


def test_who_is_named_and_who_takes_part_are_told_once_each(checker: User, editor: User, other_editor: User) -> None:
    claim = factories.claim(checker)
    note = notes.note_claim(claim=claim, by=editor, text="@editor2 which week?")
    assert told(other_editor) == ["mentioned"]
    assert told(checker) == ["commented"], "its author"
    notes.answer(note=note, by=checker, text="@editor the fortieth.")
    assert told(editor) == ["mentioned"], "named and a part of the thread: told once"


def test_evidence_is_told_to_whom_cites_it(checker: User, other_checker: User) -> None:
    review = factories.submitted(checker)
    source = review.citations.get().source
    copy = Snapshot.objects.get(source=source)
    change = EvidenceChange.objects.create(source=source, kind="gone", copy=copy, attempt=copy)
    audit.record(by=None, verb="evidence.changed", chain=source, about=change)
    assert told(checker)[-1] == "evidence"
    assert told(other_checker) == []


def test_a_report_is_told_to_editors(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    Notification.objects.all().delete()
    reports.report(review=review, message="The week is wrong.")
    assert told(editor) == ["report"]
    assert told(checker) == []


def test_what_is_turned_off_is_not_told_and_closed_accounts_are_not(
    checker: User, editor: User, other_editor: User
) -> None:
    notifications.choose(person=editor, choices={"to_decide": "off", "nonsense": "now", "returned": "loud"})
    editor.refresh_from_db()
    assert editor.notices == {"to_decide": "off"}
    other_editor.is_active = False
    other_editor.save()
    factories.submitted(checker)
    assert not Notification.objects.exists()


def test_a_mail_at_once_is_sent_once_with_its_own_id(checker: User, editor: User) -> None:
    review = factories.submitted(checker)
    claim_reviews.return_(review=review, by=editor, comment="The protected log says otherwise.")
    row = Notification.objects.get(person=checker)
    assert not Mail.objects.exists(), "a worker sends it"
    assert notifications.send_due() == 1
    assert notifications.send_due() == 0
    mail = Mail.objects.get()
    assert (mail.message_id, mail.to) == (row.message_id, checker.email)
    assert mail.subject == f"My work is returned: claim {review.claim_id}"
    assert f"/notifications/{row.pk}/" in mail.body
    assert "protected log" not in mail.body + mail.subject


def test_a_worker_that_died_before_it_wrote_so_mails_the_same_letter(checker: User, editor: User) -> None:
    claim_reviews.return_(review=factories.submitted(checker), by=editor, comment="Which week?")
    notifications.send_due()
    Notification.objects.update(mailed_at=None)
    notifications.send_due()
    assert Mail.objects.count() == 1


def test_what_was_read_meanwhile_is_not_mailed(checker: User, editor: User) -> None:
    claim_reviews.return_(review=factories.submitted(checker), by=editor, comment="Which week?")
    notifications.mark_read(person=checker)
    assert notifications.send_due() == 1
    assert not Mail.objects.exists()


def test_the_daily_mail_holds_all_and_comes_once_a_day(checker: User, editor: User) -> None:
    first = factories.submitted(checker)
    factories.submitted(checker)
    assert notifications.send_digests(MORNING.replace(hour=5)) == 0
    assert notifications.send_digests(MORNING) == 1
    assert notifications.send_digests(MORNING) == 0
    mail = Mail.objects.get()
    assert mail.to == editor.email
    assert mail.subject == "2 things to read"
    assert f"claim {first.claim_id}" in mail.body
    factories.submitted(checker)
    assert notifications.send_digests(MORNING + datetime.timedelta(hours=6)) == 0, "tomorrow's"
    assert notifications.send_digests(MORNING + datetime.timedelta(days=1)) == 1
    mails.send_due()


def test_mails_are_in_the_persons_language(checker: User, editor: User) -> None:
    checker.language = "es"
    checker.save()
    review = factories.submitted(checker)
    claim_reviews.return_(review=review, by=editor, comment="Which week?")
    notifications.send_due()
    assert Mail.objects.get().subject.endswith(f"afirmación {review.claim_id}")


def test_one_row_for_event_person_and_kind(checker: User, editor: User) -> None:
    claim_reviews.return_(review=factories.submitted(checker), by=editor, comment="Which week?")
    notifications.tell(AuditEvent.objects.get(verb="review.returned"))
    assert told(checker) == ["returned"]


def test_what_is_overdue_is_told_once_for_its_day(checker: User, editor: User) -> None:
    review = factories.draft(checker)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assignments.assign(claim=review.claim, by=editor, due_on=yesterday)
    assert assignments.tell_overdue() == 1
    assert assignments.tell_overdue() == 0
    assert told(checker) == ["overdue"]
    assignments.assign(claim=review.claim, by=editor, due_on=yesterday - datetime.timedelta(days=1))
    assert assignments.tell_overdue() == 1


def test_nobody_waits_for_ever_behind_those_who_were_told(
    checker: User, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assignments, "MOST_AT_ONCE", 1)
    for _ in range(3):
        claim = factories.draft(checker).claim
        assignments.assign(claim=claim, by=editor, due_on=timezone.localdate() - datetime.timedelta(days=1))
    assert [assignments.tell_overdue() for _ in range(4)] == [1, 1, 1, 0]


def test_every_rule_is_for_something_that_is_recorded() -> None:
    from annotations.presenters.newsroom.history import WORDS

    assert set(notifications.RULES) <= set(WORDS)


def test_from_where_is_part_of_the_event(checker: User) -> None:
    factories.claim(checker)
    assert AuditEvent.objects.get(verb="claim.marked").data["from"] == "command line"
    token = audit.origin.set("web 192.0.2.7")
    factories.claim(checker)
    audit.origin.reset(token)
    assert AuditEvent.objects.filter(verb="claim.marked").latest("pk").data["from"] == "web 192.0.2.7"
