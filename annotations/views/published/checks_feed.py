"""The newest fact-checks as Atom (RFC 4287), each whole, for readers of feeds."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from annotations.extraction.charset import clean
from annotations.models import ClaimReview
from annotations.presenters.rich_text import rich_text
from annotations.presenters.verdicts import frozen_verdict
from annotations.review.states import Status
from annotations.services.public_addresses import check_url
from annotations.views.published.corrections import TextFeed

SIZE = 30


class WholeFeed(TextFeed):
    """Atom with the text of each entry beside its summary."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["whole"], {"type": "html"})


@require_safe
def checks_feed(request: HttpRequest) -> HttpResponse:
    """Fact-checks that stand, the last changed first; 304 for a feed that is held already."""
    rows = ClaimReview.objects.public().filter(status=Status.PUBLISHED).select_related("claim", "label")
    newest = list(rows.order_by("-published_at", "-pk")[:SIZE])
    told = [settings.SITE_URL, settings.SITE_NAME, *((review.pk, str(review.published_at)) for review in newest)]
    etag = f'"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "public, max-age=60"}
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    with translation.override(settings.LANGUAGE_CODE):
        words = _feed(newest, f"{settings.SITE_URL}{request.path}").writeString("utf-8")
    return HttpResponse(words, content_type="application/atom+xml; charset=utf-8", headers=headers)


def _feed(newest: list[ClaimReview], address: str) -> WholeFeed:
    feed = WholeFeed(
        title=_("Fact-checks by %(site)s") % {"site": settings.SITE_NAME},
        link=f"{settings.SITE_URL}{reverse('front')}",
        description=_("The newest fact-checks, whole."),
        feed_url=address,
        author_name=settings.SITE_NAME,
        author_link=f"{settings.SITE_URL}/",
        language=settings.LANGUAGE_CODE,
    )
    for review in newest:
        content, verdict = review.content or {}, frozen_verdict(review)
        whole = {"content": content, "verdict": verdict, "how_checked": rich_text(content["how_checked"])}
        feed.add_item(
            title=clean(f"{verdict.words}: {content['wording']}"),
            link=check_url(review.claim_id, review.claim.slug),
            description=clean(str(content["summary"])),
            whole=clean(render_to_string("public/feed_entry.html", whole)),
            unique_id=check_url(review.claim_id, review.claim.slug),
            pubdate=review.first_published_at,
            updateddate=review.published_at,
            language=content.get("language") or settings.LANGUAGE_CODE,
        )
    return feed
