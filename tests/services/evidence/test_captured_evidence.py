"""Captured pages as evidence: opened for a doubt, replacing nothing, and searched for quoted words."""

from __future__ import annotations

import pytest

from annotations.models import CaptureOrder, Newsroom, Source, User
from annotations.presenters.evidence.citations import citation_views
from annotations.services.evidence import captures, citations, fetch_work, sources
from annotations.services.evidence.document_copies import newest_copy
from annotations.services.store import fetches
from annotations.services.store.uploads import Upload
from annotations.services.text import articles
from tests import factories
from tests.capture.made import QUOTE, URL, FakeBrowser, captured, cite, fetch, work
from tests.capture.pages import TEXT
from tests.conftest import client_of, words_of
from tests.web import LocalWeb

pytestmark = pytest.mark.django_db


def test_a_page_of_scripts_is_opened_by_itself(fake: FakeBrowser, opened: LocalWeb, checker: User) -> None:
    cited = cite(checker, opened.url("/scripts"))
    fetched = fetch(cited.source)
    assert fetched.why == "doubt_scripts"
    assert CaptureOrder.objects.get().reason == "doubt"
    shell = Source.objects.get(pk=cited.source_id)
    shell.title, shell.facts_from, shell.publisher = "App", {"title": "document", "publisher": "person"}, "The port"
    shell.save()
    work()
    named = Source.objects.get(pk=cited.source_id)
    assert (named.title, named.publisher) == ("Harbour bulletin", "The port"), "what a person wrote stays"
    shown = cited.source.snapshots.get(by_browser=True)
    assert newest_copy(cited.source) == shown
    assert Source.objects.get(pk=cited.source_id).health == "same"
    cited.refresh_from_db()
    assert (cited.snapshot, shown.text[cited.quote_start : cited.quote_end]) == (shown, QUOTE)
    view = citation_views([cited], checker)[0]
    assert (view.state.key, view.snapshot, view.quote_found, view.seen) == ("kept", shown, True, shown)
    # Fetched anew it is the same shell; what the browser showed stays the document.
    fetch(cited.source)
    cited.refresh_from_db()
    assert cited.snapshot == shown
    assert newest_copy(cited.source) == shown


def test_a_capture_replaces_nothing(fake: FakeBrowser, opened: LocalWeb, checker: User) -> None:
    cited = cite(checker, opened.url("/page"))
    sent = fetch(cited.source)
    assert CaptureOrder.objects.count() == 0  # nothing was doubtful
    captures.ask(source=cited.source, by=checker)
    work()
    cited.refresh_from_db()
    assert cited.snapshot == sent
    assert newest_copy(cited.source) == sent
    view = citation_views([cited], checker)[0]
    assert (view.snapshot, view.seen.by_browser) == (sent, True)  # type: ignore[union-attr]


def test_a_page_without_the_quoted_words_is_opened_once(fake: FakeBrowser, opened: LocalWeb, checker: User) -> None:
    cited = cite(checker, opened.url("/page"))
    fetch(cited.source)
    assert CaptureOrder.objects.count() == 0
    cited.refresh_from_db()
    citations.change(citation=cited, by=checker, values={"quoted_words": "Ferries: 81 arrivals in spring"})
    assert CaptureOrder.objects.get().reason == "doubt"
    fake.found = captured(text="Ferries: 81 arrivals in spring.")
    work()
    cited.refresh_from_db()
    assert cited.snapshot is not None
    assert cited.snapshot.by_browser
    citations.change(citation=cited, by=checker, values={"quoted_words": "in neither of them"})
    assert CaptureOrder.objects.count() == 1


def test_words_beside_the_main_text_need_no_browser(fake: FakeBrowser, opened: LocalWeb, checker: User) -> None:
    fetch(cite(checker, opened.url("/page"), quote="Imprint").source)
    assert CaptureOrder.objects.count() == 0


def test_words_that_only_a_browser_shows_are_found(fake: FakeBrowser, opened: LocalWeb, checker: User) -> None:
    cited = cite(checker, opened.url("/page"), quote="Ferries: 81 arrivals in spring")
    fetch(cited.source)
    fake.found = captured(text="Ferries: 81 arrivals in spring.")
    captures.ask(source=cited.source, by=checker)
    work()
    cited.refresh_from_db()
    assert cited.snapshot is not None
    assert cited.snapshot.by_browser
    # Other words are looked for in what was sent first.
    citations.change(citation=cited, by=checker, values={"quoted_words": QUOTE})
    cited.refresh_from_db()
    assert cited.snapshot is not None
    assert not cited.snapshot.by_browser
    citations.change(citation=cited, by=checker, values={"quoted_words": "in neither of them"})
    cited.refresh_from_db()
    assert cited.snapshot is None


def test_a_wall_that_a_browser_meets_is_a_doubt(fake: FakeBrowser, source: Source, checker: User) -> None:
    wall = "Log in to continue. Enter your user name and your password. Forgot your password?"
    fake.found = captured(text=wall)
    captures.ask(source=source, by=checker)
    work()
    assert citation_views([cite(checker, URL)], checker)[0].state.key == "doubt"


def test_every_page_where_the_newsroom_says_so(fake: FakeBrowser, opened: LocalWeb, checker: User) -> None:
    Newsroom.objects.create(pk=1, capture_every_page=True)
    fetch(cite(checker, opened.url("/page")).source)
    assert CaptureOrder.objects.get().reason == "every"
    fetch(cite(checker, opened.url("/pdf")).source)
    assert CaptureOrder.objects.count() == 1  # no page


def test_nothing_is_ordered_without_a_browser(opened: LocalWeb, checker: User, rings: list[str]) -> None:
    fetch(cite(checker, opened.url("/scripts")).source)
    captures.sweep()
    assert CaptureOrder.objects.count() == 0
    assert "capture_next" not in rings


def test_an_article_of_scripts_gets_its_text_from_a_browser(fake: FakeBrowser, opened: LocalWeb, checker: User) -> None:
    article = articles.add_from_address(by=checker, url=opened.url("/scripts?article"), facts={})
    fetch_work.work_on_next()
    assert not article.versions.exists()
    assert CaptureOrder.objects.get().article == article
    client = client_of(checker)
    assert "Waiting for a worker" in words_of(client.get(f"/articles/{article.pk}/").content.decode())
    assert work().state == "done"
    version = article.versions.get()
    assert TEXT in version.text
    assert version.snapshot is not None
    assert version.snapshot.captured_page.picture is not None
    article.refresh_from_db()
    assert article.title == "Harbour bulletin"
    assert client.get(f"/copies/{version.snapshot_id}/").status_code == 200
    # Looked at again it is the same text, which makes no version.
    fetches.enqueue(article=article, url=article.url)
    fetch_work.work_on_next()
    assert work().state == "done"
    assert article.versions.count() == 1


def test_a_wall_is_no_article_in_a_browser_either(fake: FakeBrowser, opened: LocalWeb, checker: User) -> None:
    fake.found = captured(text="Log in to continue. Enter your user name and your password. Forgot your password?")
    article = articles.add_from_address(by=checker, url=opened.url("/scripts?article"), facts={})
    fetch_work.work_on_next()
    order = work()
    assert (order.state, order.error) == ("failed", "no_text")
    assert not article.versions.exists()
    page = words_of(client_of(checker).get(f"/articles/{article.pk}/").content.decode())
    assert "log-in page" in page
    # Trying again begins with what is sent.
    fetches.enqueue(article=article, url=article.url)
    assert "Waiting to be fetched" in words_of(client_of(checker).get(f"/articles/{article.pk}/").content.decode())


def test_words_that_only_the_browser_still_shows_stay_pinned(
    fake: FakeBrowser, opened: LocalWeb, checker: User
) -> None:
    cited = cite(checker, opened.url("/page"))
    fetch(cited.source)
    captures.ask(source=cited.source, by=checker)
    work()
    Source.objects.filter(pk=cited.source_id).update(url=opened.url("/scripts"))
    cited.source.refresh_from_db()
    fetch(cited.source)
    cited.refresh_from_db()
    assert cited.snapshot is not None
    assert cited.snapshot.by_browser


def test_an_upload_after_a_capture_is_the_document(fake: FakeBrowser, source: Source, checker: User) -> None:
    captures.ask(source=source, by=checker)
    work()
    scan = sources.take_upload(source=source, by=checker, upload=Upload("scan.png", factories.picture(), "image/png"))
    assert newest_copy(source) == scan


def test_a_shell_that_somebody_confirmed_is_the_document(fake: FakeBrowser, opened: LocalWeb, checker: User) -> None:
    cited = cite(checker, opened.url("/scripts"))
    shell = fetch(cited.source)
    work()
    sources.confirm(source=cited.source, by=checker, snapshot=shell)
    assert newest_copy(cited.source) == shell
