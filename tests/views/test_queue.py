"""The queue over HTTP: filters in the address, many assigned at once, one taken."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from annotations.models import Claim, User
from annotations.services import assignments
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


def listed(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"/queue/?{query}")
    assert answer.status_code == 200, query
    return re.findall(r'class="row-main"[^>]*>([^<]+)</a>', answer.content.decode())


@pytest.fixture
def work(checker: User, editor: User) -> dict[str, Claim]:
    """A draft of the checker, a submission of theirs that is late, and one of the editor's own."""
    on = factories.article(checker)
    draft = factories.draft(checker, factories.claim(checker, on, "1,204 ships")).claim
    late = factories.submitted(checker, factories.claim(checker, on, "Nobody showed us the log")).claim
    own = factories.submitted(editor, factories.claim(editor, on, "in spring")).claim
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assignments.assign(claim=late, by=editor, due_on=yesterday)
    return {"draft": draft, "late": late, "own": own}


def test_what_is_due_first_stands_first(work: dict[str, Claim], checker_client: Client) -> None:
    assert listed(checker_client) == ["Nobody showed us the log", "1,204 ships", "in spring"]
    assert listed(checker_client, "sort=newest") == ["in spring", "Nobody showed us the log", "1,204 ships"]
    assert listed(checker_client, "sort=oldest") == ["1,204 ships", "Nobody showed us the log", "in spring"]
    assert listed(checker_client, "sort=nonsense") == listed(checker_client)


def test_filters(work: dict[str, Claim], checker: User, editor: User) -> None:
    mine, theirs = client_of(checker), client_of(editor)
    assert listed(mine, "turn=me") == ["1,204 ships"]
    assert listed(theirs, "turn=me") == ["Nobody showed us the log"]
    assert set(listed(theirs, "turn=others")) == {"1,204 ships", "in spring"}
    assert set(listed(mine, "turn=nobody")) == {"Nobody showed us the log", "in spring"}
    assert listed(mine, "late=1") == ["Nobody showed us the log"]
    assert listed(mine, "status=draft") == ["1,204 ships"]
    assert listed(mine, f"holder={checker.pk}") == ["1,204 ships"]
    assert listed(mine, "topic=zzz") == []


def test_the_dashboard_counts_the_same(work: dict[str, Claim], editor: User) -> None:
    page = client_of(editor).get("/dashboard/").content.decode()
    assert re.search(r'turn=me"><span>Waits for you</span><strong>1<', page)
    assert re.search(r'late=1"><span>Overdue</span><strong>1<', page)


def test_many_are_assigned_at_once_and_what_can_not_be_is_named(work: dict[str, Claim], editor: User) -> None:
    values: dict[str, Any] = {"claim": [c.pk for c in work.values()], "reviewer": editor.pk, "due_on": "2030-05-04"}
    answer = client_of(editor).post("/queue/assign/", {**values, "back": "/queue/?late=1"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [("/queue/?late=1", 302)]
    assert "2 claims assigned." in page
    assert f"Claim {work['own'].pk}: " in page
    assert "wrote part of it" in page
    work["late"].refresh_from_db()
    assert (work["late"].reviewer, work["late"].due_on) == (editor, datetime.date(2030, 5, 4))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"due_on": "2030-05-04"}, "Choose at least one claim."),
        ({"claim": "1"}, "Choose a person or a day."),
        ({"claim": "1", "checker": "999999"}, "Select a valid choice"),
        ({"claim": "1", "due_on": "someday"}, "someday"),
    ],
)
def test_what_is_missing_is_named(work: dict[str, Claim], editor: User, values: dict[str, str], said: str) -> None:
    if "claim" in values:
        values = {**values, "claim": str(work["draft"].pk)}
    answer = client_of(editor).post("/queue/assign/", values)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert ("checked" in page) == ("claim" in values)


def test_taken_and_handed_back_by_a_button(work: dict[str, Claim], editor: User) -> None:
    client, late = client_of(editor), work["late"]
    answer = client.post(f"/claims/{late.pk}/take/", {"back": "/queue/?turn=me"})
    assert answer["Location"] == "/queue/?turn=me"
    assert "Hand back" in client.get("/queue/").content.decode()
    assert "Waits for you" in client.get(f"/reviews/{late.reviews.get().pk}/").content.decode()
    client.post(f"/claims/{late.pk}/take/", {"hand_back": "1"})
    late.refresh_from_db()
    assert late.reviewer is None


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/\\evil.example/", ""])
def test_nobody_is_led_away(work: dict[str, Claim], editor: User, back: str) -> None:
    answer = client_of(editor).post(f"/claims/{work['late'].pk}/take/", {"back": back})
    assert answer["Location"] == "/queue/"


def test_a_closed_account_that_holds_work_shows(work: dict[str, Claim], checker: User, editor: User) -> None:
    User.objects.filter(pk=checker.pk).update(is_active=False)
    assert "whose account is closed" in client_of(editor).get("/queue/").content.decode()


@pytest.mark.parametrize("many", [1, 12])
def test_the_queue_takes_as_many_queries_for_one_as_for_many(
    checker: User, checker_client: Client, many: int, django_assert_max_num_queries
) -> None:
    on = factories.article(checker, "\n\n".join(f"Number {n} is said here." for n in range(many)))
    for n in range(many):
        factories.draft(checker, factories.claim(checker, on, f"Number {n} "))
    with django_assert_max_num_queries(9):
        checker_client.get("/queue/")
