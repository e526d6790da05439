"""The search page, the lists with words, and readers' search: what is found is marked, and goes on by pages."""

from __future__ import annotations

import pytest
from django.test import Client

from annotations.models import Claim, User
from annotations.services.newsroom import search
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


def test_one_page_finds_all_kinds_and_marks_the_hits(checker: User, editor: User, checker_client: Client) -> None:
    claim = factories.claim(checker, claimant="Ministry of Waiting")
    factories.cite(checker, claim.reviews.get(), title="Waiting log")
    page = checker_client.get("/search/", {"q": "WAITED"}).content.decode()
    assert f"claim={claim.pk}#card" in page
    assert "<mark>waiting</mark> times fell by half" in page
    assert "Ministry of <mark>Waiting</mark></a>" in page
    assert "<mark>Waiting</mark> log</a>" in page
    assert f'href="/articles/{claim.article_id}/"' in page


@pytest.mark.parametrize("asked", ["", "   ", "xyzzy", "'", "<b>", "x" * 5000, "\u0301", "-", "from=1", "🚢", "\ue000"])
@pytest.mark.parametrize("page", ["/search/", "/claims/", "/articles/", "/sources/", "/"])
def test_every_question_has_an_answer(checker: User, checker_client: Client, page: str, asked: str) -> None:
    factories.claim(checker)
    answer = checker_client.get(page, {"q": asked, "from": "-1"})
    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode()


def test_hits_go_on_by_pages_and_keep_the_question(checker: User, checker_client: Client) -> None:
    facts = {"created_by": checker, "changed_by": checker}
    Claim.objects.bulk_create(Claim(wording=f"Ship {n} came in.", **facts) for n in range(70))
    seen: list[str] = []
    query = "q=ship+came"
    for size in (30, 30, 10):
        page = checker_client.get(f"/claims/?{query}")
        assert len(page.context["page"].rows) == size
        seen += [row.claim.wording for row in page.context["page"].rows]
        query = page.context["page"].next_query
    assert len(set(seen)) == 70
    assert 'href="?q=ship+came"' in page.content.decode()


def test_filters_narrow_what_is_found(checker: User, other_checker: User, checker_client: Client) -> None:
    mine = factories.claim(checker)
    factories.claim(other_checker)
    page = checker_client.get("/claims/", {"q": "times", "by": checker.pk})
    assert [row.claim.pk for row in page.context["page"].rows] == [mine.pk]


def test_readers_find_fact_checks(checker: User, editor: User) -> None:
    review = factories.published(checker, editor, summary="The bulletin says thirteen percent.")
    reader = client_of(None)
    page = reader.get("/", {"q": "bulletin thirten"}).content.decode()
    assert f"/checks/{review.claim_id}-" in page
    assert "Nothing holds “thirten”; shown for thirteen." in page
    assert "No fact-check holds “zebra”." in reader.get("/", {"q": "zebra"}).content.decode()
    assert reader.get("/search/", {"q": "bulletin"}).status_code == 302


def test_the_question_is_a_query_that_the_index_answers(checker: User) -> None:
    found = search.find(Claim.objects.all(), 'ships -anchor or "came in"')
    assert found.query is not None
    assert "!" in str(found.query)
