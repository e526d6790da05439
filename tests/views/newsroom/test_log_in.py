"""Logging in: nobody is shut out by strangers, and links lead to our own address."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from annotations.models import Mail, User

pytestmark = pytest.mark.django_db


def log_in(client: Client, password: str) -> int:
    return client.post("/accounts/login/", {"login": "checker", "password": password}).status_code


def test_wrong_passwords_of_strangers_do_not_shut_out_a_known_browser(checker: User, settings) -> None:
    own, strange = Client(), Client()
    assert log_in(own, "correct horse battery") == 302
    own.post("/accounts/logout/")
    assert [log_in(strange, "wrong") for _ in range(9)] == [200] * 9
    assert log_in(Client(), "correct horse battery") == 200, "the account is closed to browsers nobody knows"
    assert log_in(own, "correct horse battery") == 302


def test_a_known_browser_may_not_guess_without_end_nor_for_others(checker: User, other_checker: User) -> None:
    own = Client()
    log_in(own, "correct horse battery")
    own.post("/accounts/logout/")
    assert [log_in(own, "wrong") for _ in range(9)] == [200] * 9
    assert log_in(own, "correct horse battery") == 200
    forged = Client()
    forged.cookies["known_browser"] = str(checker.pk)
    assert log_in(forged, "correct horse battery") == 302, "strangers are counted apart"


def test_links_in_mail_lead_to_our_address_whatever_the_host_says(checker: User, settings) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
    Client().post("/accounts/password/reset/", {"email": checker.email}, headers={"Host": "127.0.0.1:4444"})
    sent = [message.body for message in mail.outbox] + list(Mail.objects.values_list("body", flat=True))
    (body,) = sent
    assert f"{settings.SITE_URL}/accounts/password/reset/key/" in body
    assert ":4444" not in body
