"""Published fact-checks by the address they stand at, for programs that keep markup (markup/markup_page.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import F

from annotations.exports import data_feed
from annotations.exports.claim_review import Since, as_json, claim_review
from annotations.exports.elements import all_elements
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
    in_order = (F("claim__live_page__url").asc(nulls_first=True), "claim")
    standing = (element.told for element in all_elements(*in_order) if element.version.status == Status.PUBLISHED)
    yield '{"claimReviewMarkupPages": ['
    separator = "\n"
    for _address, there in groupby(standing, itemgetter("url")):
        yield separator + as_json(markup_page([element["item"][0] for element in there]))
        separator = ",\n"
    yield "\n]}\n"
