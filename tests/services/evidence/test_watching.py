"""Documents that published verdicts cite are looked at again; people hear of what matters, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from annotations.models import Citation, ClaimReview, EvidenceChange, Fetch, Source, User
from annotations.review.permissions import Refused
from annotations.services.evidence import citations, fetch_work, sources, watching
from annotations.services.evidence.watching import WEEK
from annotations.services.review import claim_reviews
from annotations.services.store import fetches
from tests import factories
from tests.web import LocalWeb

pytestmark = pytest.mark.django_db
QUOTE = "1,204 ships called at the port"


def fetch(source: Source, url: str = "") -> None:
    """What the watch would do, of `url` where the site is to answer as that one does."""
    Fetch.objects.filter(source=source).exclude(state__in=["done", "failed"]).update(state="failed")
    fetches.enqueue(source=source, url=url or source.url, priority=fetches.SCHEDULED, reason=fetches.WATCH)
    fetch_work.work_on_next()
    source.refresh_from_db()


def cited(checker: User, editor: User, url: str, quote: str = QUOTE) -> tuple[Source, Citation]:
    """A published verdict that cites `url`, with its copy kept and its words pinned."""
    review = factories.draft(checker)
    citation = citations.cite(
        review=review, by=checker, url=url, protected=False,
        citation={"stance": "contradicts", "quoted_words": quote}, source={"type": "primary"},
    )  # fmt: skip
    fetch_work.work_on_next()
    review = claim_reviews.submit(review=review, by=checker)
    review = claim_reviews.approve(review=review, by=editor, digest=review.digest)
    claim_reviews.publish(review=review, by=editor)
    citation.refresh_from_db()
    assert citation.snapshot is not None
    return citation.source, citation


@pytest.fixture
def watched(checker: User, editor: User, web: LocalWeb) -> tuple[Source, Citation]:
    return cited(checker, editor, web.url("/page"))


def changes() -> list[tuple[str, int | None]]:
    return [(c.kind, c.citation_id) for c in EvidenceChange.objects.open().order_by("pk")]


def test_sources_of_published_verdicts_are_taken_in_and_come_due_within_a_week(watched, checker: User) -> None:
    source, _ = watched
    factories.cite(checker, factories.draft(checker), url="https://draft.example/only")
    assert watching.sweep() == 0
    source.refresh_from_db()
    assert timezone.now() < source.next_check_at <= timezone.now() + WEEK
    assert Source.objects.exclude(next_check_at=None).count() == 1
    Source.objects.filter(pk=source.pk).update(next_check_at=timezone.now())
    assert watching.sweep() == 1
    assert watching.sweep() == 0
    row = Fetch.objects.get(source=source, state="waiting")
    assert (row.priority, row.reason) == (fetches.SCHEDULED, "watch")
    source.refresh_from_db()
    assert source.next_check_at > timezone.now() + WEEK * 0.9


def test_what_nothing_published_cites_any_more_is_let_go(watched) -> None:
    source, citation = watched
    Source.objects.filter(pk=source.pk).update(next_check_at=timezone.now())
    editor = User.objects.get(role="editor")
    claim_reviews.retract(review=citation.review, by=editor, reason="The count was wrong.")
    watching.sweep()
    source.refresh_from_db()
    assert source.next_check_at is None
    assert not Fetch.objects.filter(source=source, state="waiting").exists()


def test_a_protected_source_is_never_watched(checker: User, editor: User) -> None:
    review = factories.draft(checker)
    factories.cite(checker, review, url="https://secret.example/", protected=True)
    review = claim_reviews.submit(review=review, by=checker)
    claim_reviews.approve_and_publish(review=review, by=editor, digest=review.digest)
    assert not watching.watched().exists()


def test_the_same_page_is_no_news(watched) -> None:
    source, _ = watched
    fetch(source)
    assert (source.health, changes()) == ("same", [])
    assert source.checked_at is not None


@pytest.mark.parametrize(
    ("path", "kind", "health"),
    [
        ("/missing", "gone", "gone"),
        ("/forbidden", "walled", "walled"),
        ("/consent", "walled", "walled"),
        ("/altered?73%20more=74%20more", "near", "changed"),
        ("/altered?1,204=1,304", "quote_gone", "changed"),
    ],
)
def test_what_changed_is_told(watched, web: LocalWeb, path: str, kind: str | None, health: str) -> None:
    source, citation = watched
    fetch(source, web.url(path))
    about = citation.pk if kind in ("near", "quote_gone") else None
    assert changes() == ([(kind, about)] if kind else [])
    assert source.health == health


def test_the_page_that_moved_for_good(watched, web: LocalWeb) -> None:
    source, _ = watched
    fetch(source, web.url("/for-good?/article-elsewhere"))
    assert "moved" in [kind for kind, _ in changes()]
    fetch(source, web.url("/to?/page"))
    assert [kind for kind, _ in changes()].count("moved") == 1


def test_a_site_that_is_down_for_a_day_is_no_news(watched, web: LocalWeb, monkeypatch) -> None:
    source, _ = watched
    monkeypatch.setattr(fetch_work, "MAX_ATTEMPTS", 1)
    fetch(source, web.url("/broken"))
    assert (source.health, changes()) == ("unreachable", [])
    fetch(source, web.url("/broken"))
    assert changes() == [("unreachable", None)]
    fetch(source)
    assert (source.health, changes()) == ("same", [])
    assert EvidenceChange.objects.get().outcome == "back"


def test_a_failure_that_is_tried_again_says_nothing_yet(watched, web: LocalWeb) -> None:
    source, _ = watched
    fetch(source, web.url("/broken"))
    assert (source.health, changes()) == ("same", [])


def test_the_same_finding_is_one_row(watched, web: LocalWeb) -> None:
    source, _ = watched
    fetch(source, web.url("/missing"))
    fetch(source, web.url("/missing"))
    fetch(source, web.url("/altered?1,204=1,304"))
    fetch(source, web.url("/altered?1,204=1,404"))
    assert [kind for kind, _ in changes()] == ["quote_gone"]


def test_what_somebody_looked_at_comes_back_only_when_it_changes_again(watched, checker: User, web: LocalWeb) -> None:
    source, _ = watched

    def close_all() -> None:
        for change in EvidenceChange.objects.open():
            watching.close(change=change, by=checker, outcome="stands", note="It was a slip.")

    fetch(source, web.url("/altered?73%20more=74%20more"))
    close_all()
    fetch(source, web.url("/altered?73%20more=74%20more&Imprint=Imprint%20and%20clock"))
    assert changes() == []
    fetch(source, web.url("/altered?73%20more=75%20more"))
    assert [kind for kind, _ in changes()] == ["near"]
    close_all()
    fetch(source, web.url("/missing"))
    close_all()
    fetch(source, web.url("/missing"))
    assert changes() == []
    fetch(source)
    fetch(source, web.url("/missing"))
    assert [kind for kind, _ in changes()] == ["gone"]


def test_two_verdicts_on_one_source_are_two_changes(watched, checker: User, editor: User, web: LocalWeb) -> None:
    source, first = watched
    _, second = cited(checker, editor, source.url, quote="which is 73 more than a year before")
    fetch(source, web.url("/altered?1,204=1,304"))
    assert changes() == [("quote_gone", first.pk), ("near", second.pk)]


def test_drafts_are_not_watched_but_their_words_looked_for(checker: User, web: LocalWeb) -> None:
    review = factories.draft(checker)
    values: dict[str, Any] = {"stance": "contradicts", "quoted_words": QUOTE}
    citations.cite(review=review, by=checker, url=web.url("/page"), protected=False, citation=values, source={})
    fetch_work.work_on_next()
    source = Source.objects.get()
    fetch(source, web.url("/altered?1,204=1,304"))
    assert changes() == []
    assert review.citations.get().snapshot is None


def test_taking_and_closing(watched, checker: User, editor: User, auditor: User, web: LocalWeb) -> None:
    source, _ = watched
    fetch(source, web.url("/missing"))
    change = EvidenceChange.objects.get()
    assert watching.take(change=change, by=checker).owner == checker
    assert watching.take(change=change, by=editor).owner == editor
    with pytest.raises(Refused):
        watching.take(change=change, by=auditor)
    with pytest.raises(ValidationError):
        watching.close(change=change, by=editor, outcome="back", note="x")
    with pytest.raises(ValidationError):
        watching.close(change=change, by=editor, outcome="stands", note="  ")
    watching.close(change=change, by=editor, outcome="correct", note="")
    change.refresh_from_db()
    assert (change.outcome, change.closed_by) == ("correct", editor)
    with pytest.raises(Refused):
        watching.close(change=change, by=checker, outcome="stands", note="No.")


def test_an_article_is_watched_from_its_first_publication(checker: User, editor: User, web: LocalWeb) -> None:
    article = factories.article(checker, url=web.url("/article"))
    factories.published(checker, editor, factories.claim(checker, article))
    article.refresh_from_db()
    assert article.recheck_hours == 168
    assert article.next_check_at > timezone.now() + timedelta(days=6)


def test_a_source_in_use_by_people_is_asked_for_them_first(watched) -> None:
    source, _ = watched
    fetches.enqueue(source=source, url=source.url, priority=fetches.SCHEDULED, reason=fetches.WATCH)
    editor = User.objects.get(role="editor")
    sources.try_again(source=source, by=editor)
    row = Fetch.objects.get(source=source, state="waiting")
    assert (row.priority, row.reason) == (0, "added")
    fetches.enqueue(source=source, url=source.url, priority=fetches.SCHEDULED, reason=fetches.WATCH)
    row.refresh_from_db()
    assert row.priority == 0


def test_published_reviews_keep_what_they_rest_on(watched, web: LocalWeb) -> None:
    from annotations.presenters.publishing.published import published_of

    source, citation = watched
    fetch(source, web.url("/altered?73%20more=74%20more"))
    shown = published_of(ClaimReview.objects.get(pk=citation.review_id))
    assert shown.kept_on[source.pk] == citation.snapshot.finished_at
