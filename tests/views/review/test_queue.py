"""The queue over HTTP: filters in the address, many assigned at once, one taken."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from annotations.models import Claim, User
from annotations.services.review import assignments, claim_reviews
from annotations.views.review import queue as views
from tests import factories
from tests.conftest import client_of, words_of

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
    assert listed(mine, "overdue=1") == ["Nobody showed us the log"]
    assert listed(mine, "status=draft") == ["1,204 ships"]
    assert listed(mine, f"holder={checker.pk}") == ["1,204 ships"]
    assert listed(mine, "topic=zzz") == []


def test_the_dashboard_counts_the_same(work: dict[str, Claim], editor: User) -> None:
    page = client_of(editor).get("/dashboard/").content.decode()
    assert re.search(r'turn=me"><span>Waits for you</span><strong>1<', page)
    assert re.search(r'overdue=1"><span>Overdue</span><strong>1<', page)


def test_many_are_assigned_at_once_and_what_can_not_be_is_named(work: dict[str, Claim], editor: User) -> None:
    values: dict[str, Any] = {"claim": [c.pk for c in work.values()], "reviewer": editor.pk, "due_on": "2030-05-04"}
    answer = client_of(editor).post("/queue/assign/", {**values, "back": "/queue/?overdue=1"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [("/queue/?overdue=1", 302)]
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
    assert "Waits for you" in words_of(client.get(f"/reviews/{late.reviews.get().pk}/").content.decode())
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
    with django_assert_max_num_queries(15):
        checker_client.get("/queue/")


def test_the_board_holds_a_column_for_each_state(work: dict[str, Claim], checker_client: Client) -> None:
    page = checker_client.get("/queue/?as=board")
    columns = {column["state"]: column for column in page.context["columns"]}
    assert list(columns) == ["draft", "in_review", "returned", "approved"]
    total = checker_client.get("/queue/").context["total"]
    assert sum(column["count"] for column in columns.values()) == total == sum(len(c["rows"]) for c in columns.values())


def test_tabs_tell_what_their_lists_hold(work: dict[str, Claim], editor: User) -> None:
    client = client_of(editor)
    for tab in client.get("/queue/").context["tabs"][:4]:
        assert client.get(tab["link"]).context["total"] == tab["count"], tab


def test_a_view_is_kept_under_its_name_and_let_go(work: dict[str, Claim], editor: User, checker_client: Client) -> None:
    client = client_of(editor)
    sent = {"name": " My  morning ", "query": "turn=me&sort=oldest"}
    assert client.post("/queue/views/", sent).url == "/queue/?turn=me&sort=oldest"
    client.post("/queue/views/", {**sent, "query": "turn=me"})
    view = editor.saved_views.get()
    assert (view.name, view.query) == ("My morning", "turn=me")
    assert "My morning" in client.get("/queue/").content.decode()
    assert "My morning" not in checker_client.get("/queue/").content.decode()
    checker_client.post("/queue/views/", {"remove": view.pk, "query": ""})
    assert editor.saved_views.exists(), "somebody else's"
    client.post("/queue/views/", {"remove": view.pk, "query": ""})
    assert not editor.saved_views.exists()


@pytest.mark.parametrize("sent", [{"name": " "}, {"name": "x" * 61}, {"name": "x", "query": "y" * 501}])
def test_a_view_that_cannot_be_kept_is_refused_in_words(editor: User, sent: dict[str, str]) -> None:
    answer = client_of(editor).post("/queue/views/", sent, follow=True)
    assert answer.status_code == 200
    assert "notice-error" in answer.content.decode()
    assert not editor.saved_views.exists()


def test_news_only_when_the_list_changed(work: dict[str, Claim], checker: User, editor: User) -> None:
    client = client_of(editor)
    mark = client.get("/queue/?turn=me").context["mark"]
    news = f"/queue/news/?turn=me&mark={mark}"
    assert client.get(news).status_code == 204
    factories.submitted(checker)
    told = client.get(news)
    assert told.status_code == 200
    words = told.content.decode()
    assert 'href="/queue/?turn=me"' in words
    assert re.search("shown=&amp;mark=[0-9a-f]{16}", words)
    assert mark not in words
    assert re.search(r'aria-current="page">\s*Waits for me <span class="muted">[1-9]', words)


@pytest.mark.parametrize("way", ["", "as=board&"])
def test_lines_are_told_in_their_places_whatever_became_of_them(checker: User, editor: User, way: str) -> None:
    waiting, decided = factories.submitted(checker), factories.submitted(checker)
    client = client_of(editor)
    page = client.get(f"/queue/?{way}")
    assert set(page.context["shown"].split(",")) == {str(waiting.claim_id), str(decided.claim_id)}
    claim_reviews.approve_and_publish(review=decided, by=editor, digest=decided.digest)
    asked = f"/queue/news/?{way}mark={page.context['mark']}&shown={page.context['shown']},0,x&claim={decided.claim_id}"
    words = client.get(asked).content.decode()
    for review, state in ((waiting, "in review"), (decided, "published")):
        line = words.partition(f'id="q-{review.claim_id}"')[2].partition("</li>")[0]
        assert state in line
        assert (" checked" in line) == (review == decided and not way)
    assert 'form="take"' not in words.partition(f'id="q-{decided.claim_id}"')[2].partition("</li>")[0]


def test_pages(checker: User, checker_client: Client) -> None:
    on = factories.article(checker, text=" ".join(f"Ship {n} came." for n in range(40)))
    for n in range(31):
        factories.claim(checker, on, f"Ship {n} came")
    first = checker_client.get("/queue/?sort=newest")
    assert "page=2" in first.content.decode()
    last = checker_client.get("/queue/?sort=newest&page=2")
    assert len(last.context["rows"]) == 1
    assert "page=1" in last.content.decode()
    assert len(checker_client.get("/queue/?page=999").context["rows"]) == 1
    assert len(checker_client.get("/queue/?page=x").context["rows"]) == 30


def test_each_claim_stands_on_one_page(checker: User, checker_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the first pages, whose rows are read at once, and on those after them."""
    made = [factories.draft(checker).pk for _ in range(7)]
    monkeypatch.setattr(views, "SHOWN", 2)
    for first in (2, 4, 7, 8, 20):
        monkeypatch.setattr(views, "FIRST", first)
        pages = [checker_client.get(f"/queue/?sort=oldest&page={number}").context for number in (1, 2, 3, 4)]
        assert [line.review.pk for page in pages for line in page["rows"]] == made
        assert {page["total"] for page in pages} == {7}
