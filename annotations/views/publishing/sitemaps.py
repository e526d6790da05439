"""For search engines: an index of all public pages with the day of their last change, and what they may not visit."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from annotations.models import Article, ClaimReview
from annotations.review.states import Status
from annotations.services.publishing.public_addresses import check_path, story_path

#: Parts of the site that are the newsroom's.
INSIDE = (
    "accounts",
    "articles",
    "claims",
    "reviews",
    "sources",
    "copies",
    "dashboard",
    "queue",
    "mine",
    "search",
    "live",
)


class PublicSitemap(Sitemap):
    """Addresses on the site's public host, whichever host was asked."""

    limit = 5_000

    @property
    def protocol(self) -> str:  # type: ignore[override]
        return str(urlsplit(settings.SITE_URL).scheme)

    def get_latest_lastmod(self) -> datetime.datetime | None:
        """Of the index. Django's own would load every page there is."""
        return None

    def get_domain(self, site: Any = None) -> str:
        return str(urlsplit(settings.SITE_URL).netloc)


class Checks(PublicSitemap):
    """Fact-checks that stand; what was retracted is not for search engines."""

    def items(self) -> QuerySet[ClaimReview]:
        standing = ClaimReview.objects.public().filter(status=Status.PUBLISHED)
        standing = standing.filter(Q(claim__live_page=None) | Q(claim__live_page__url=""))
        rows = standing.select_related("claim")
        return rows.only("pk", "published_at", "claim__slug").order_by("pk")

    def location(self, item: ClaimReview) -> str:
        return check_path(item.claim_id, item.claim.slug)

    def lastmod(self, item: ClaimReview) -> datetime.datetime | None:
        return item.published_at

    def get_latest_lastmod(self) -> datetime.datetime | None:
        newest: datetime.datetime | None = self.items().order_by().aggregate(newest=Max("published_at"))["newest"]
        return newest


class Stories(PublicSitemap):
    """Articles with published fact-checks."""

    def items(self) -> QuerySet[Article]:
        return Article.objects.published().only("pk", "slug").order_by("pk")

    def location(self, item: Article) -> str:
        return story_path(item)


class Pages(PublicSitemap):
    """Pages that there are once."""

    def items(self) -> list[str]:
        return ["front", "corrections"]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {"checks": Checks, "stories": Stories, "pages": Pages}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Where robots may go (RFC 9309), and where the index of pages is."""
    lines = ["User-agent: *", *(f"Disallow: /{part}/" for part in INSIDE), ""]
    lines.append(f"Sitemap: {settings.SITE_URL}{reverse('sitemap_index')}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
