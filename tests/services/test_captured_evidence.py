"""Captured pages as evidence: opened for a doubt, replacing nothing, watched, and removed with all that is theirs."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from annotations.models import (
    Blob,
    CapturedPage,
    CaptureOrder,
    Citation,
    EvidenceChange,
    Newsroom,
    Snapshot,
    Source,
    User,
)
from annotations.presenters.citations import citation_views
from annotations.services import (
    articles,
    blobs,
    captures,
    citations,
    claim_reviews,
    fetch_work,
    fetches,
    removals,
    sources,
)
from annotations.services.document_copies import newest_copy
from tests import factories
from tests.capture.made import URL, FakeBrowser, captured, work
from tests.capture.pages import TEXT, Web
from tests.conftest import client_of, words_of
from tests.web import LocalWeb

pytestmark = pytest.mark.django_db
QUOTE = "Mean waiting time was 27 hours"


@pytest.fixture
def opened(settings: object, web: LocalWeb) -> LocalWeb:
    settings.FETCH_ALLOWED_NETWORKS = ["127.0.0.1/32"]  # type: ignore[attr-defined]
    settings.FETCH_HOST_PAUSE_SECONDS = 0  # type: ignore[attr-defined]
    return web


@pytest.fixture
def source(checker: User) -> Source:
    return sources.find_or_add(by=checker, url=URL, protected=False)[0]


def fetch(source: Source, reason: str = "added") -> Snapshot:
    fetches.enqueue(source=source, url=source.url, reason=reason)
    fetch_work.work_on_next()
    return source.snapshots.latest("pk")


def cite(by: User, url: str, quote: str = QUOTE) -> Citation:
    made = citations.cite(
        review=factories.draft(by), by=by, url=url, protected=False,
        citation={"quoted_words": quote, "stance": "contradicts"}, source={"type": "primary"},
    )  # fmt: skip
    return made


def test_a_page_of_scripts_is_opened_by_itself(fake: FakeBrowser, opened: LocalWeb, checker: User) -> None:
    cited = cite(checker, opened.url("/scripts"))
    fetched = fetch(cited.source)
    assert "only by scripts" in fetched.message
    assert CaptureOrder.objects.get().reason == "doubt"
    work()
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


def test_published_verdicts_that_rest_on_it_are_watched(
    fake: FakeBrowser, opened: LocalWeb, checker: User, editor: User
) -> None:
    cited = cite(checker, opened.url("/scripts"))
    fetch(cited.source)
    work()
    review = claim_reviews.submit(review=cited.review, by=checker)
    claim_reviews.approve(review=review, by=editor, digest=review.digest)
    claim_reviews.publish(review=review, by=editor)
    fetch(cited.source, reason="watch")
    assert EvidenceChange.objects.count() == 0  # the shell is no news
    work()
    assert EvidenceChange.objects.count() == 0
    assert Source.objects.get(pk=cited.source_id).health == "same"
    fake.found = captured(text="The bulletin was withdrawn. A new one is expected in summer, with the ferries.")
    fetch(cited.source, reason="watch")
    work()
    change = EvidenceChange.objects.get()
    assert (change.kind, change.attempt.by_browser) == ("quote_gone", True)
    assert Source.objects.get(pk=cited.source_id).health == "changed"


def test_what_is_removed_by_law_goes_with_all_that_was_captured(
    fake: FakeBrowser,
    source: Source,
    checker: User,
    editor: User,
    other_editor: User,
    django_capture_on_commit_callbacks,
) -> None:
    for text in (TEXT, TEXT + " More."):
        fake.found = captured(text=text, picture=factories.picture(100 + len(text), 60))
        captures.ask(source=source, by=checker)
        work()
    first, second = CapturedPage.objects.order_by("pk")
    shared = set(first.resources.exclude(blob=None).values_list("blob", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        asked = removals.ask(by=editor, ground="Order 12", snapshot=first.snapshot)
        removals.decide(removal=asked, by=other_editor, remove=True)

    def there(sha256: str) -> bool:
        return default_storage.exists(Blob(sha256=sha256).storage_name)

    assert not any(map(there, [first.snapshot.blob_id, first.picture_id, first.words_id]))
    assert all(map(there, [second.snapshot.blob_id, second.picture_id, second.words_id, *shared]))
    assert not [damage for damage in blobs.verify() if damage.is_damage]
    assert {damage.sha256 for damage in blobs.verify()} == {first.snapshot.blob_id, first.picture_id, first.words_id}
    assert removals.sweep() == 0


def test_by_a_real_browser(settings: object, checker: User) -> None:
    settings.CAPTURE = ""  # type: ignore[attr-defined]
    settings.FETCH_ALLOWED_NETWORKS = ["127.0.0.1/32"]  # type: ignore[attr-defined]
    settings.FETCH_HOST_PAUSE_SECONDS = 0  # type: ignore[attr-defined]
    with Web() as pages:
        cited = cite(checker, pages.url("/scripts"))
        fetch(cited.source)
        assert work().state == "done"
    cited.refresh_from_db()
    assert cited.snapshot is not None
    assert cited.snapshot.by_browser
    assert list(blobs.verify()) == []


def test_an_article_of_scripts_gets_its_text_from_a_browser(fake: FakeBrowser, opened: LocalWeb, checker: User) -> None:
    article = articles.add_from_address(by=checker, url=opened.url("/scripts?article"), facts={})
    fetch_work.work_on_next()
    assert not article.versions.exists()
    assert CaptureOrder.objects.get().article == article
    client = client_of(checker)
    assert "Waiting for a browser" in words_of(client.get(f"/articles/{article.pk}/").content.decode())
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
    assert (order.state, order.error) == ("failed", "unreadable")
    assert not article.versions.exists()
    page = words_of(client_of(checker).get(f"/articles/{article.pk}/").content.decode())
    assert "log-in page" in page
    # Trying again begins with what is sent.
    fetches.enqueue(article=article, url=article.url)
    assert "Waiting to be fetched" in words_of(client_of(checker).get(f"/articles/{article.pk}/").content.decode())
