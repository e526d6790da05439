from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from annotations.models import Invitation, Mail, User
from annotations.review.permissions import Refused
from annotations.services.newsroom import people
from annotations.services.record import mails

pytestmark = pytest.mark.django_db


def token_of(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[1]


def accept(link: str, username: str = "newcomer") -> User:
    return people.accept_invitation(
        token=token_of(link), username=username, display_name="N.", password="a long password"
    )


def test_an_invitation_works_once(admin: User, mailoutbox: list) -> None:
    invitation, link = people.invite(by=admin, email="n@newsroom.example", role="editor")
    assert mails.send_due() == 1
    assert link in mailoutbox[0].body
    assert Mail.objects.get().body == ""
    assert token_of(link) not in invitation.token_sha256
    user = accept(link)
    assert (user.role, user.email) == ("editor", "n@newsroom.example")
    with pytest.raises(Refused, match="invitation_used"):
        accept(link, "second")


def test_it_ends_after_seven_days(admin: User) -> None:
    _, link = people.invite(by=admin, email="n@newsroom.example", role="checker")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refused):
        accept(link)


def test_a_new_one_replaces_the_old(admin: User) -> None:
    _, first = people.invite(by=admin, email="n@newsroom.example", role="checker")
    _, second = people.invite(by=admin, email="N@newsroom.example", role="checker")
    with pytest.raises(Refused):
        accept(first)
    assert accept(second)


def test_only_admins_invite(editor: User) -> None:
    with pytest.raises(Refused, match="only_admins_people"):
        people.invite(by=editor, email="n@newsroom.example", role="checker")


def test_nobody_is_invited_twice(admin: User, checker: User) -> None:
    with pytest.raises(ValidationError, match="has an account"):
        people.invite(by=admin, email=checker.email, role="checker")


def test_an_admin_does_not_lock_themselves_out(admin: User) -> None:
    with pytest.raises(Refused, match="own_account"):
        people.change_person(by=admin, person=admin, role="checker", is_active=False)


def test_a_letter_that_fails_is_kept_for_later(admin: User, monkeypatch: pytest.MonkeyPatch) -> None:
    people.invite(by=admin, email="n@newsroom.example", role="checker")

    def fail(self: object) -> None:
        raise OSError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    mails.send_due()
    mail = Mail.objects.get()
    assert mail.sent_at is None
    assert mail.attempts == 1
    assert mail.body
