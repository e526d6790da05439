"""Notes: threads on claims and passages, with people called by name."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from annotations.anchoring.selectors import describe
from annotations.models import Claim, Mail, Note, Notification, User
from annotations.review.permissions import Refused
from annotations.services.record import notifications
from annotations.services.text import notes
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(checker: User) -> Claim:
    return factories.claim(checker)


def test_who_is_named_gets_a_mail_without_the_words(claim: Claim, checker: User, editor: User) -> None:
    note = notes.note_claim(
        claim=claim, by=checker, text="The source of @Editor is wrong, ask @nobody. a@editor.example"
    )
    assert list(note.mentions.all()) == [editor]
    assert notifications.send_due() == 1
    mail = Mail.objects.get()
    assert mail.to == editor.email
    assert "wrong" not in mail.body + mail.subject
    assert f"/notifications/{Notification.objects.get(person=editor).pk}/" in mail.body


def test_oneself_and_closed_accounts_are_not_written_to(claim: Claim, checker: User, editor: User) -> None:
    editor.is_active = False
    editor.save()
    notes.note_claim(claim=claim, by=checker, text="@editor @checker see this")
    notifications.send_due()
    assert not Mail.objects.exists()


def test_a_thread_is_resolved_reopened_and_opened_by_an_answer(claim: Claim, checker: User, editor: User) -> None:
    note = notes.note_claim(claim=claim, by=checker, text="Which week?")
    notes.set_resolved(note=note, by=editor, resolved=True)
    notes.set_resolved(note=note, by=editor, resolved=True)
    note.refresh_from_db()
    assert note.resolved_by == editor
    answer = notes.answer(note=note, by=checker, text="The third.")
    note.refresh_from_db()
    assert (note.resolved_at, answer.answers_to) == (None, note)
    again = notes.answer(note=answer, by=editor, text="Thanks.")
    assert again.answers_to == note, "an answer to an answer is one of the same thread"
    with pytest.raises(Refused, match="not_a_thread"):
        notes.set_resolved(note=answer, by=editor, resolved=True)


def test_a_note_on_words_marks_no_claim(claim: Claim, checker: User) -> None:
    version = claim.article.versions.get()
    start = version.text.index("Nobody showed us")
    selector = describe(version.text, start, start + 16)
    note = notes.note_passage(version=version, by=checker, selector=selector, text="Who is us?")
    assert note.annotation.place.exact == "Nobody showed us"
    assert Claim.objects.count() == 1
    assert notes.place_of(note) == f"/articles/{claim.article_id}/#note-{note.pk}"


@pytest.mark.parametrize(("text", "said"), [("  \n", "Write the note"), ("x" * 5001, "at most 5,000")])
def test_a_bad_note_is_refused_with_words(claim: Claim, checker: User, text: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        notes.note_claim(claim=claim, by=checker, text=text)


def test_auditors_only_read(claim: Claim, auditor: User) -> None:
    with pytest.raises(Refused):
        notes.note_claim(claim=claim, by=auditor, text="Hm")
    assert Note.objects.visible_to(auditor).count() == 0


def test_open_pages_hear_of_it(claim: Claim, checker: User) -> None:
    before = claim.article.revision
    notes.note_claim(claim=claim, by=checker, text="Which week?")
    claim.article.refresh_from_db()
    assert claim.article.revision > before
