"""All published fact-checks as one schema.org DataFeed, streamed row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Max

from annotations.exports.claim_review import Since, as_json, claim_review
from annotations.models import ClaimReview
from annotations.review.states import Status
from annotations.services.public_addresses import check_url

#: Of the file that is kept (services/feeds.py).
NAME = "claimreview"


def feed() -> Iterator[str]:
    """The feed's text in pieces. A retracted fact-check stays, with `item: []` and `dateDeleted`."""
    public = ClaimReview.objects.public()
    newest = public.aggregate(published=Max("published_at"), retracted=Max("retracted_at"))
    moments = [moment for moment in newest.values() if moment]
    head = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": f"Fact-checks by {settings.SITE_NAME}",
        "url": f"{settings.SITE_URL}/feeds/claimreview.json",
    }
    if moments:
        head["dateModified"] = max(moments).isoformat()
    yield as_json(head)[:-1] + ', "dataFeedElement": ['
    separator, since = "\n", Since.of()
    for review in public.select_related("claim").order_by("-first_published_at", "-pk").iterator(chunk_size=200):
        yield separator + as_json(_element(review, since))
        separator = ",\n"
    yield "\n]}\n"


def _element(review: ClaimReview, since: Since) -> dict[str, Any]:
    retracted = review.status == Status.RETRACTED
    element: dict[str, Any] = {"@type": "DataFeedItem", "url": check_url(review.claim_id, review.claim.slug)}
    if review.published_at and review.first_published_at:
        element["dateCreated"] = review.first_published_at.isoformat()
        element["dateModified"] = (review.retracted_at or review.published_at).isoformat()
    if retracted and review.retracted_at:
        element["dateDeleted"] = review.retracted_at.isoformat()
    element["item"] = [] if retracted else [claim_review(review, since)]
    return element
