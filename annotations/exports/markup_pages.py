"""Published fact-checks by the address they stand at, for programs that keep markup (markup/markup_page.py)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import F, Q

from annotations.exports import data_feed
from annotations.exports.claim_review import Since, as_json, claim_review
from annotations.exports.elements import all_elements
from annotations.markup.markup_page import markup_page
from annotations.models import ClaimReview, LivePage, OutboxPage
from annotations.review.states import Status

#: What makes each file that is kept (services/publishing/feeds.py), by its name.
FILES: dict[str, Callable[[], Iterator[str]]] = {**data_feed.FILES, "pages.json": lambda: pages()}


def body_of(page: OutboxPage) -> dict[str, Any] | None:
    """What stands at the page's address now; None where no published fact-check does."""
    return bodies_of([page])[page.pk]


def bodies_of(pages: Sequence[OutboxPage]) -> dict[int, dict[str, Any] | None]:
    """The same of several, {page: its content}, in eight queries."""
    claims, urls = [page.claim_id for page in pages if page.claim_id], [page.url for page in pages if page.url]
    moved = dict(LivePage.objects.standing().filter(Q(claim__in=claims) | Q(url__in=urls)).values_list("claim", "url"))
    there = [claim for claim in claims if claim not in moved] + [claim for claim, url in moved.items() if url in urls]
    rows = ClaimReview.objects.filter(status=Status.PUBLISHED, claim__in=there)
    reviews = list(rows.select_related("claim").order_by("claim"))
    since = Since.of(*reviews) if reviews else Since()
    found: dict[str | int, list[dict[str, Any]]] = defaultdict(list)
    for review in reviews:
        found[moved.get(review.claim_id, review.claim_id)].append(claim_review(review, since))
    standing = {page.pk: found.get(page.url or page.claim_id or 0) for page in pages}
    return {pk: markup_page(there) if there else None for pk, there in standing.items()}


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
