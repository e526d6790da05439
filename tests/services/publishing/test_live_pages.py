"""Fact-checks in the newsroom's own CMS: address, markup, and what is found there."""

from __future__ import annotations

import http.server
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from annotations.exports.claim_review import claim_review, script_body
from annotations.models import AuditEvent, ClaimReview, LivePage, Newsroom, User
from annotations.review.permissions import Refused
from annotations.services.publishing import live_pages
from annotations.services.review import claim_reviews
from annotations.tasks import fetch_live_pages_task
from tests import factories
from tests.conftest import client_of
from tests.web import serving

pytestmark = pytest.mark.django_db


class Cms(http.server.BaseHTTPRequestHandler):
    """A CMS with one story, whose page is `server.page`; empty answers 404."""

    def do_GET(self) -> None:
        page: str = self.server.page  # type: ignore[attr-defined]
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def cms(settings: Any) -> Iterator[Any]:
    settings.FETCH_ALLOWED_NETWORKS = ["127.0.0.1/32"]
    settings.FETCH_MAX_SECONDS = 3.0
    with serving(Cms) as server:
        server.page = ""
        server.url = f"http://127.0.0.1:{server.server_address[1]}/story"
        yield server


@pytest.fixture
def review(checker: User, editor: User) -> ClaimReview:
    made = factories.published(checker, editor)
    return ClaimReview.objects.select_related("claim", "label").get(pk=made.pk)


def page_with(review: ClaimReview, **other: Any) -> str:
    """A page as a CMS would make it, with our markup and `other` values in it."""
    markup = {**json.loads(script_body(review)), **other}
    return f'<!doctype html><title>Story</title><script type="application/ld+json">{json.dumps(markup)}</script>'


def look() -> LivePage:
    LivePage.objects.update(next_look_at=timezone.now())
    fetch_live_pages_task()
    return LivePage.objects.get()


def test_the_address_is_that_of_the_markup_and_our_page_leads_there(
    review: ClaimReview, editor: User, cms: Any
) -> None:
    ours = f"/checks/{review.claim_id}-{review.claim.slug}/"
    assert ours in Client().get("/sitemap-checks.xml").content.decode()
    feed = json.loads(b"".join(Client().get("/feeds/claimreview.json")))
    assert feed["dataFeedElement"][0]["url"].endswith(ours)
    live_pages.set_address(claim=review.claim, by=editor, url=cms.url)
    markup = claim_review(review)
    assert (markup["url"], markup["@id"]) == (cms.url, f"{cms.url}#review-{review.claim_id}")
    page = Client().get(ours).content.decode()
    assert "application/ld+json" not in page
    assert 'content="noindex"' in page
    assert f'<link rel="canonical" href="{cms.url}">' in page
    assert f'The whole story stands at <a href="{cms.url}">' in page
    assert ours not in Client().get("/sitemap-checks.xml").content.decode()
    feed = json.loads(b"".join(Client().get("/feeds/claimreview.json")))
    assert feed["dataFeedElement"][0]["url"] == feed["dataFeedElement"][0]["item"][0]["url"] == cms.url
    live_pages.set_address(claim=review.claim, by=editor, url="")
    assert "application/ld+json" in Client().get(ours).content.decode()
    feed = json.loads(b"".join(Client().get("/feeds/claimreview.json")))
    assert feed["dataFeedElement"][0]["url"].endswith(ours)
    verbs = AuditEvent.objects.filter(verb__startswith="claim.live").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["claim.live_page_set", "claim.live_page_removed"]


def test_what_is_on_the_page_is_told(review: ClaimReview, editor: User, cms: Any) -> None:
    live_pages.set_address(claim=review.claim, by=editor, url=cms.url)
    assert look().state == "unreached"
    cms.page = "<!doctype html><title>Story</title><p>No markup."
    assert look().state == "missing"
    cms.page = page_with(review)
    seen = look()
    assert (seen.state, seen.detail) == ("equal", "")
    assert seen.next_look_at > timezone.now() + timedelta(hours=23)
    cms.page = page_with(review, datePublished="2020-01-01", reviewRating=None)
    seen = look()
    assert (seen.state, seen.detail) == ("other", "datePublished, reviewRating")
    cms.page = page_with(review, claimReviewed="Another claim.", url="https://elsewhere.example/", **{"@id": None})
    assert look().state == "missing"
    states = AuditEvent.objects.filter(verb="claim.live_page_seen").order_by("pk").values_list("data__state", flat=True)
    assert list(states) == ["unreached", "missing", "equal", "other", "missing"]
    look()
    assert AuditEvent.objects.filter(verb="claim.live_page_seen").count() == 5, "what is as it was is not told again"


def test_a_correction_and_a_retraction_are_looked_for(review: ClaimReview, editor: User, cms: Any) -> None:
    live_pages.set_address(claim=review.claim, by=editor, url=cms.url)
    cms.page = page_with(review)
    assert look().state == "equal"
    claim_reviews.retract(review=review, by=editor, reason="The count was wrong.")
    assert look().state == "left", "a retracted check's markup has to go"
    cms.page = "<!doctype html><title>Story</title>"
    assert look().state == "equal"


def test_nobody_looks_before_it_is_time(review: ClaimReview, editor: User, cms: Any) -> None:
    live_pages.set_address(claim=review.claim, by=editor, url=cms.url)
    cms.page = page_with(review)
    look()
    before = LivePage.objects.get().looked_at
    fetch_live_pages_task()
    assert LivePage.objects.get().looked_at == before
    live_pages.ask_look(claim=review.claim, by=editor)
    fetch_live_pages_task()
    assert LivePage.objects.get().looked_at > before


def test_who_may_and_what(review: ClaimReview, checker: User, editor: User) -> None:
    with pytest.raises(Refused):
        live_pages.set_address(claim=review.claim, by=checker, url="https://news.example/1")
    with pytest.raises(ValidationError):
        live_pages.set_address(claim=review.claim, by=editor, url="http://127.0.0.1:8000/checks/1/")
    with pytest.raises(Refused, match="not_published_to_appear"):
        live_pages.set_address(claim=factories.claim(checker), by=editor, url="https://news.example/1")


def test_the_page_of_the_newsroom(review: ClaimReview, editor: User, rings: list[str]) -> None:
    client, path = client_of(editor), f"/claims/{review.claim_id}/live/"
    page = client.get(path).content.decode()
    assert "This fact-check appears on this site." in page
    code = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert code
    assert code[1].startswith("&lt;script type=&quot;application/ld+json&quot;&gt;{")
    wrong = client.post(path, {"url": "no address"})
    assert wrong.status_code == 422
    assert "Enter a whole web address" in wrong.content.decode()
    assert 'value="no address"' in wrong.content.decode()
    assert client.post(path, {"url": "news.example/1"}).status_code == 302
    assert LivePage.objects.get().url == "https://news.example/1"
    assert "The page is being looked at." in client.get(path).content.decode()
    waiting = client.get(f"{path}status/")
    assert "data-poll" in waiting.content.decode()
    LivePage.objects.update(
        state="other", detail="url", looked_at=timezone.now(), next_look_at=timezone.now() + timedelta(days=1)
    )
    assert client.get(f"{path}status/")["HX-Refresh"] == "true"
    assert "These differ: url. Copy the markup again." in client.get(path).content.decode()
    client.post(f"{path}look/")
    assert LivePage.objects.get().is_waiting


def test_a_newsroom_with_a_cms_is_asked_at_publication(checker: User, editor: User) -> None:
    Newsroom.objects.create(pk=1, own_cms=True)
    review = factories.submitted(checker)
    sent = {"digest": review.digest, "publish": "1"}
    answer = client_of(editor).post(f"/reviews/{review.pk}/approve/", sent)
    assert answer["Location"] == f"/claims/{review.claim_id}/live/"


def test_a_story_may_hold_several_checks(review: ClaimReview, checker: User, editor: User, cms: Any) -> None:
    made = factories.published(checker, editor, factories.claim(checker, wording="Fares rose."))
    second = ClaimReview.objects.select_related("claim", "label").get(pk=made.pk)
    for one in (review, second):
        live_pages.set_address(claim=one.claim, by=editor, url=cms.url)
    cms.page = page_with(review) + page_with(second)
    LivePage.objects.update(next_look_at=timezone.now())
    fetch_live_pages_task()
    assert set(LivePage.objects.values_list("state", flat=True)) == {"equal"}
    assert claim_review(review)["@id"] != claim_review(second)["@id"]


def test_of_two_checks_in_a_story_only_the_retracted_one_has_to_go(
    review: ClaimReview, checker: User, editor: User, cms: Any
) -> None:
    made = factories.published(checker, editor, factories.claim(checker, wording="Fares rose."))
    second = ClaimReview.objects.select_related("claim", "label").get(pk=made.pk)
    for one in (review, second):
        live_pages.set_address(claim=one.claim, by=editor, url=cms.url)
    both, other = page_with(review) + page_with(second), page_with(second)
    claim_reviews.retract(review=review, by=editor, reason="The count was wrong.")
    for page, states in ((both, {"left", "equal"}), (other, {"equal"})):
        cms.page = page
        LivePage.objects.update(next_look_at=timezone.now())
        fetch_live_pages_task()
        assert set(LivePage.objects.values_list("state", flat=True)) == states
