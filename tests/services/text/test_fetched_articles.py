"""Articles by their address: a page becomes a text, a wall never does."""

from __future__ import annotations

import pytest

from annotations.models import Fetch, Source, User
from annotations.services.evidence import fetch_work, sources
from annotations.services.store import fetches
from annotations.services.text import articles
from tests.web import LocalWeb

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(checker: User, web: LocalWeb) -> Source:
    made, _new = sources.find_or_add(by=checker, url=web.url("/page"), protected=False)
    return made


def test_an_article_without_text_fails_with_the_reason(checker: User, web: LocalWeb) -> None:
    article = articles.add_from_address(by=checker, url=web.url("/pdf?x"), facts={})
    Fetch.objects.update(url=web.url("/gzip"))
    fetch_work.work_on_next()
    assert article.versions.exists()


def test_a_page_of_scripts_is_kept_for_a_source_and_is_no_article(source: Source, checker: User, web: LocalWeb) -> None:
    fetches.enqueue(source=source, url=web.url("/scripts"))
    fetch_work.work_on_next()
    assert source.snapshots.get().why == "doubt_scripts"
    article = articles.add_from_address(by=checker, url=web.url("/scripts?article"), facts={})
    fetch_work.work_on_next()
    row = article.fetches.get()
    assert (row.state, row.error) == ("failed", "unreadable")
    assert row.why == "doubt_scripts"
    assert not article.versions.exists()


def test_a_wall_is_never_the_text_of_an_article(checker: User, web: LocalWeb) -> None:
    article = articles.add_from_address(by=checker, url=web.url("/consent"), facts={})
    fetch_work.work_on_next()
    row = article.fetches.get()
    assert (row.state, row.why) == ("failed", "doubt_consent")
    assert not article.versions.exists()


def test_a_wall_is_no_new_version_of_an_article(checker: User, web: LocalWeb) -> None:
    article = articles.add_from_address(by=checker, url=web.url("/article"), facts={})
    fetch_work.work_on_next()
    article.refresh_from_db()
    before = article.versions.get()
    fetches.enqueue(article=article, url=web.url("/consent"))
    fetch_work.work_on_next()
    assert article.fetches.latest("pk").why == "doubt_consent"
    assert article.versions.get() == before
