"""As many queries with fifty rows as with one, on every list and on the article page."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.anchoring.selectors import describe
from annotations.extraction.texts.plain import extract_plain
from annotations.models import User
from annotations.services.claims import claims
from annotations.services.text import articles
from annotations.workspace.shown import forget
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


def count(user: User, path: str) -> int:
    client = client_of(user)
    assert client.get(path).status_code == 200
    forget()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_the_article_page(checker: User) -> None:
    counts = []
    for marks in (1, 100, 1000):
        words = " ".join(f"word{n}" for n in range(1100))
        article = articles.add_pasted(by=checker, document=extract_plain(f"{words} {marks}"), facts={})
        version = article.versions.get()
        for n in range(marks):
            start = version.text.index(f"word{n} ")
            claims.mark_claim(by=checker, version=version, selector=describe(version.text, start, start + 6))
        counts.append(count(checker, f"/articles/{article.pk}/"))
    assert counts[0] == counts[1] == counts[2]
    assert counts[0] <= 12


LISTS = [
    "/articles/",
    "/claims/",
    "/reviews/",
    "/reviews/?status=published",
    "/sources/",
    "/dashboard/",
    "/queue/",
    "/history/",
    "/mine/",
    "/",
]


@pytest.mark.parametrize("path", LISTS)
def test_lists(path: str, checker: User, editor: User) -> None:
    def add() -> None:
        on = factories.article(checker)
        factories.published(checker, editor, factories.claim(checker, on, "1,204 ships"))
        factories.submitted(checker, factories.claim(checker, on, "in spring"))

    add()
    one = count(editor, path)
    for _ in range(24):
        add()
    assert count(editor, path) == one


def test_a_card_with_many_sources(checker: User) -> None:
    review = factories.draft(checker)
    factories.cite(checker, review)
    one = count(checker, f"/claims/{review.claim_id}/")
    for n in range(10):
        factories.cite(checker, review, url=f"https://ports.example/{n}")
    assert count(checker, f"/claims/{review.claim_id}/") == one


def test_a_history_and_a_list_of_people(checker: User, editor: User, admin: User) -> None:
    review = factories.published(checker, editor)
    one = count(editor, f"/reviews/{review.pk}/"), count(admin, "/people/")
    for n in range(20):
        factories.UserFactory()
        claims.add_appearance(
            claim=review.claim, by=editor, url=f"https://a.example/{n}", description="", time_code="", said_on=None
        )
    assert (count(editor, f"/reviews/{review.pk}/"), count(admin, "/people/")) == one


def test_the_feed(checker: User, editor: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            b"".join(client_of(None).get("/feeds/claimreview.json").streaming_content)
        return len(seen)

    queries()  # the first file has none before it
    factories.published(checker, editor)
    one = queries()
    for _ in range(5):
        factories.published(checker, editor)
    assert queries() == one
