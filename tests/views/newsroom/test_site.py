"""Log-in, health, logs."""

from __future__ import annotations

import json
import logging
import re
from html import unescape

import pytest
from django.test import Client

from annotations.client_address import client_address
from annotations.models import User
from factcheck.logs import bind_request_id, loggable_path
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


def test_log_in_and_out(checker: User) -> None:
    client = Client()
    page = client.get("/accounts/login/").content.decode()
    assert "Username" in page
    wrong = client.post("/accounts/login/", {"login": "checker", "password": "wrong"})
    assert wrong.status_code == 200
    assert "not correct" in wrong.content.decode()
    assert client.post("/accounts/login/", {"login": "checker", "password": "correct horse battery"}).status_code == 302
    assert client.get("/home/")["Location"] == "/articles/"
    assert client.post("/accounts/logout/").status_code == 302
    assert client.get("/articles/").status_code == 302


def test_nobody_signs_up(db: None) -> None:
    page = Client().get("/accounts/signup/")
    assert "By invitation" in page.content.decode()
    Client().post(
        "/accounts/signup/",
        {"username": "x", "email": "x@a.example", "password1": "a long password", "password2": "a long password"},
    )
    assert not User.objects.filter(username="x").exists()


def test_too_many_wrong_passwords_are_slowed_down(checker: User) -> None:
    client = Client()
    answers = [client.post("/accounts/login/", {"login": "checker", "password": f"wrong{n}"}) for n in range(9)]
    assert answers[-1].status_code == 429 or "Too many failed" in answers[-1].content.decode()


def test_an_invitation_by_its_link(admin_client: Client) -> None:
    page = admin_client.post("/people/", {"email": "n@newsroom.example", "role": "editor"}).content.decode()
    link = page.split('value="http')[1].split('"')[0]
    path = "/invitations/" + link.split("/invitations/")[1]
    guest = Client()
    assert "invited as editor" in guest.get(path).content.decode()
    weak = guest.post(path, {"username": "newbie", "display_name": "N. New", "password": "short"})
    assert weak.status_code == 422
    assert (
        guest.post(path, {"username": "newbie", "display_name": "N. New", "password": "a fine long password"})[
            "Location"
        ]
        == "/home/"
    )
    assert guest.get("/reviews/").status_code == 200
    assert guest.get(path).status_code == 404


def test_people_are_changed(admin_client: Client, checker: User) -> None:
    admin_client.post(f"/people/{checker.pk}/", {"role": "editor", "is_active": "on"})
    checker.refresh_from_db()
    assert checker.role == "editor"


def test_readiness(db: None) -> None:
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (200, "up")


def test_a_broker_that_is_down_is_degraded(db: None, settings) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")


def test_help_pages(db: None) -> None:
    for page in ("", "checker/", "editor/", "admin/"):
        assert Client().get(f"/help/{page}").status_code == 200
    assert Client().get("/help/reader/")["Location"] == "/about/methods/"
    assert Client().get("/help/nobody/").status_code == 404


def test_a_request_is_logged_without_its_secrets(checker: User, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        client_of(checker).get("/claims/?q=hidden-words", HTTP_X_REQUEST_ID="abcdefgh-1")
        Client().get("/invitations/secret-token-here/")
    text = json.dumps([str(record.msg) for record in caplog.records])
    assert "abcdefgh-1" in text
    assert "hidden-words" not in text
    assert "secret-token-here" not in text


def test_paths_with_secrets_are_blotted() -> None:
    assert loggable_path("/invitations/abc/") == "/invitations/[secret]/"
    assert loggable_path("/accounts/password/reset/key/1-abc/") == "/accounts/password/reset/key/[secret]/"
    assert loggable_path("/articles/1/") == "/articles/1/"


@pytest.mark.parametrize("given", ["bad id with spaces", "", None, "x" * 100, "a\nb"])
def test_odd_request_ids_are_replaced(given: str | None) -> None:
    assert bind_request_id(given) != given


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [([], "9.9.9.9", "127.0.0.1"), (["127.0.0.0/8"], "1.1.1.1, 9.9.9.9", "9.9.9.9"), (["127.0.0.0/8"], "", "127.0.0.1"),
     (["127.0.0.0/8", "9.9.9.9/32"], "1.1.1.1, 9.9.9.9", "1.1.1.1"), (["127.0.0.0/8"], "nonsense", "127.0.0.1")],
)  # fmt: skip
def test_only_trusted_proxies_are_believed(rf, settings, proxies: list[str], forwarded: str, expected: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert client_address(rf.get("/", HTTP_X_FORWARDED_FOR=forwarded)) == expected


def test_each_bar_and_number_of_the_weeks_leads_to_its_list(checker: User, editor: User) -> None:
    factories.published(checker, editor)
    factories.published(checker, editor, rating="verified")
    client = client_of(editor)
    page = client.get(f"/dashboard/?checker={checker.pk}").content.decode()
    links = re.findall(r'href="(/reviews/\?published_week=[^"]+)"[^>]*>\s*(?:<rect|(\d+))', page)
    assert len(links) == 2 + 2 + 12, "bars, ratings of this week, weeks"
    for address, count in links:
        listed = client.get(unescape(address)).content.decode()
        assert f"checker={checker.pk}" in unescape(address)
        assert listed.count('class="row-main"') == int(count or 1), address


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1970-01-01"])
def test_days_at_the_ends_of_time_are_days(checker: User, day: str) -> None:
    factories.claim(checker)
    client = client_of(checker)
    for path in (
        f"/reviews/?published_month={day}", f"/reviews/?published_week={day}", f"/reviews/?since={day}",
        f"/reviews/?published_from={day}&published_to={day}", f"/history/?since={day}",
        f"/dashboard/verdicts/?published_from={day}&published_to={day}", f"/dashboard/?since={day}",
        f"/dashboard/pack/?first={day}&last={day}&sample=5",
    ):  # fmt: skip
        assert client.get(path).status_code in (200, 422), path


def test_a_nul_byte_in_a_form_is_no_server_error(checker: User, editor: User) -> None:
    review = factories.submitted(checker)
    client = client_of(editor)
    for path, sent in {
        f"/claims/{review.claim_id}/notes/": {"text": "a\0b"},
        "/queue/views/": {"name": "a\0b", "query": "x\0"},
        f"/reviews/{review.pk}/comments/": {"about": "summary", "text": "a\0b"},
        f"/reviews/{review.pk}/expert/": {"name": "a\0b", "days": "3"},
        f"/reviews/{review.pk}/rate/": {"rating": "disputed", "reason": "a\0b"},
        f"/claims/{review.claim_id}/reply/": {
            "whom": "a\0b",
            "channel": "email",
            "question": "?",
            "asked_at": "2026-01-01T10:00",
        },
    }.items():
        assert client.post(path, sent).status_code < 500, path


@pytest.mark.parametrize(
    "path",
    [
        "/dashboard/?checker=foo", "/queue/?turn=foo", "/queue/?status=published&as=board", "/reviews/?published_week=foo",
        "/reviews/?status=foo", "/claims/?state=foo", "/history/?number=foo", "/dashboard/verdicts/?published_to=foo",
        f"/reviews/?topic={'x' * 300}",
    ],
)  # fmt: skip
def test_a_filter_that_is_not_understood_finds_nothing_and_says_so(checker: User, editor_client, path: str) -> None:
    review = factories.submitted(checker)
    words = editor_client.get(path).content.decode()
    assert "does not know, so nothing is shown" in words
    assert review.claim.wording not in words


def test_a_person_who_writes_no_more_is_still_found(checker: User, editor: User, other_checker: User) -> None:
    mine, other = factories.published(checker, editor), factories.published(other_checker, editor)
    User.objects.filter(pk=checker.pk).update(role="auditor")
    words = client_of(editor).get(f"/reviews/?status=published&checker={checker.pk}").content.decode()
    assert f'href="/reviews/{mine.pk}/"' in words
    assert f'href="/reviews/{other.pk}/"' not in words


@pytest.mark.parametrize(
    "after", ["2026-01-01T00:00:00%2B23:59~1", "0001-01-01T00:00:00%2B14:00~1", "9999-12-31T23:59:59-12:00~1"]
)
def test_a_place_in_a_list_that_cannot_be_is_its_beginning(editor_client, after: str) -> None:
    for page in ("/", "/reviews/", "/history/", "/notes/", "/notifications/", "/claims/"):
        assert editor_client.get(f"{page}?after={after}").status_code == 200
