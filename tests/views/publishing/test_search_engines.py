"""What search engines and feed readers find: every public page, once, on the public host, with its day."""

from __future__ import annotations

from typing import Any

import feedparser
import pytest
from django.test import Client
from lxml import etree

from annotations.models import ClaimReview, User
from annotations.services.review import claim_reviews
from tests import factories

pytestmark = pytest.mark.django_db
SITE = "https://checks.example"


@pytest.fixture
def review(checker: User, editor: User, settings: Any) -> ClaimReview:
    settings.SITE_URL = SITE
    found = factories.published(checker, editor, how_checked="We *counted* the ships.")
    found.claim.refresh_from_db()
    found.claim.article.refresh_from_db()
    return found


def places(client: Client, path: str) -> dict[str, str]:
    """{address: day of its last change}."""
    tree = etree.fromstring(client.get(path).content)
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = tree.xpath("//s:url | //s:sitemap", namespaces=spaces)
    return {
        one.findtext("s:loc", namespaces=spaces): one.findtext("s:lastmod", default="", namespaces=spaces)
        for one in found
    }


def test_the_index_leads_to_every_public_page(client: Client, review: ClaimReview, checker: User) -> None:
    factories.draft(checker, factories.claim(checker, factories.article(checker)))
    assert len(places(client, "/sitemap.xml")) == 3
    claim = review.claim
    assert review.published_at
    day = review.published_at.date().isoformat()
    assert places(client, "/sitemap-checks.xml") == {f"{SITE}/checks/{claim.pk}-{claim.slug}/": day}
    assert list(places(client, "/sitemap-stories.xml")) == [f"{SITE}/stories/{claim.article_id}-{claim.article.slug}/"]
    assert f"{SITE}/corrections/" in places(client, "/sitemap-pages.xml")
    assert client.get("/sitemap-other.xml").status_code == 404


def test_what_was_retracted_is_not_for_search_engines(client: Client, review: ClaimReview, editor: User) -> None:
    claim_reviews.retract(review=review, by=editor, reason="The count was wrong.")
    assert places(client, "/sitemap-checks.xml") == {}
    assert feedparser.parse(client.get("/feeds/checks.atom").content).entries == []


def test_robots_are_told_where_the_index_is(client: Client, review: ClaimReview) -> None:
    words = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {SITE}/sitemap.xml" in words
    assert "Disallow: /reviews/" in words
    assert "Disallow: /checks/" not in words


def test_feed_readers_get_whole_checks(client: Client, review: ClaimReview) -> None:
    answer = client.get("/feeds/checks.atom")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    (entry,) = feed.entries
    assert entry.link == f"{SITE}/checks/{review.claim_id}-{review.claim.slug}/"
    assert entry.title == "Disputed: waiting times fell by half"
    whole = entry.content[0].value
    assert "<em>counted</em>" in whole
    assert "It fell by 13%" in whole
    again = client.get("/feeds/checks.atom", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_a_shared_check_tells_its_verdict(client: Client, review: ClaimReview) -> None:
    page = client.get(f"/checks/{review.claim_id}-{review.claim.slug}/").content.decode()
    assert '<meta property="og:title" content="Disputed: waiting times fell by half">' in page
    assert f'<meta property="og:url" content="{SITE}/checks/{review.claim_id}-{review.claim.slug}/">' in page
