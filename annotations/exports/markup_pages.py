"""Published fact-checks by the address they stand at, for programs that keep markup (markup/markup_page.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from annotations.exports import data_feed
from annotations.exports.claim_review import Since, as_json, claim_review
from annotations.markup.markup_page import markup_page
from annotations.models import ClaimReview, LivePage, OutboxPage
from annotations.review.states import Status

#: What makes each file that is kept (services/feeds.py), by its name.
FILES: dict[str, Callable[[], Iterator[str]]] = {**data_feed.FILES, "pages.json": lambda: pages()}


def body_of(page: OutboxPage) -> dict[str, Any] | None:
    """What stands at the page's address now; None where no published fact-check does."""
    rows = ClaimReview.objects.filter(status=Status.PUBLISHED).select_related("claim").order_by("claim")
    live = LivePage.objects.standing()
    if page.claim_id:
        rows = rows.filter(claim=page.claim_id).exclude(claim__in=live.filter(claim=page.claim_id).values("claim"))
    else:
        rows = rows.filter(claim__in=live.filter(url=page.url).values("claim"))
    reviews = list(rows)
    since = Since.of(*reviews) if reviews else None
    return markup_page([claim_review(review, since) for review in reviews]) if reviews else None


def pages() -> Iterator[str]:
    """The text of a list of all pages in pieces, those of our own first."""
    since = Since.of()
    published = ClaimReview.objects.filter(status=Status.PUBLISHED).select_related("claim")
    elsewhere = LivePage.objects.standing().values("claim")
    own = published.exclude(claim__in=elsewhere).order_by("-first_published_at", "-pk")
    moved = published.filter(claim__in=elsewhere).order_by("claim__live_page__url", "claim")
    yield '{"claimReviewMarkupPages": ['
    separator = "\n"
    for rows, together in ((own, lambda review: review.pk), (moved, lambda review: since.live_pages[review.claim_id])):
        for _address, reviews in groupby(rows.iterator(chunk_size=200), together):
            yield separator + as_json(markup_page([claim_review(review, since) for review in reviews]))
            separator = ",\n"
    yield "\n]}\n"
