"""All published fact-checks as one schema.org DataFeed, as a line of JSON each, and as a table; row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import Max

from annotations.exports.claim_review import Since, address_of, as_json, claim_review, day
from annotations.exports.figures import plain
from annotations.models import ClaimReview
from annotations.review.states import Status

#: What the address of the following page is called in JSON-LD, where schema.org has no word for it.
NEXT = "http://www.w3.org/ns/hydra/core#next"
COLUMNS = ("url", "claim", "claimant", "said", "verdict", "number", "summary", "language", "published", "modified",
           "retracted", "first_appearance", "sources")  # fmt: skip


Elements = Iterable[tuple[dict[str, Any], ClaimReview]]


def feed(found: Elements | None = None, following: str = "") -> Iterator[str]:
    """The feed's text in pieces: of all, or of those `found`, with the address of the page after them.

    A retracted fact-check stays, with `item: []` and `dateDeleted`.
    """
    head = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": f"Fact-checks by {settings.SITE_NAME}",
        "url": f"{settings.SITE_URL}/feeds/claimreview.json",
    }
    if following:
        head |= {"@context": ["https://schema.org", {"next": NEXT}], "next": following}  # type: ignore[dict-item]
    public = ClaimReview.objects.public()
    newest = public.aggregate(published=Max("published_at"), retracted=Max("retracted_at"))
    if moments := [moment for moment in newest.values() if moment]:
        head["dateModified"] = max(moments).isoformat()
    yield as_json(head)[:-1] + ', "dataFeedElement": ['
    separator = "\n"
    for element, _review in all_elements() if found is None else found:
        yield separator + as_json(element)
        separator = ",\n"
    yield "\n]}\n"


def lines(found: Elements | None = None) -> Iterator[str]:
    """Each element of the feed as one line of JSON (https://github.com/ndjson/ndjson-spec)."""
    for element, _review in all_elements() if found is None else found:
        yield as_json(element) + "\n"


def table(found: Elements | None = None) -> Iterator[str]:
    """A line a fact-check (RFC 4180), for spreadsheets; a retracted one has its address and days alone."""
    yield _line(COLUMNS)
    for element, review in all_elements() if found is None else found:
        markup: dict[str, Any] = next(iter(element["item"]), {})
        claim, rating = markup.get("itemReviewed", {}), markup.get("reviewRating", {})
        yield _line(
            (
                element["url"],
                markup.get("claimReviewed", ""),
                claim.get("author", {}).get("name", ""),
                claim.get("datePublished", ""),
                rating.get("alternateName", ""),
                rating.get("ratingValue", ""),
                rating.get("ratingExplanation", ""),
                markup.get("inLanguage", ""),
                *(day(moment) for moment in (review.first_published_at, review.published_at, review.retracted_at)),
                claim.get("firstAppearance", {}).get("url", ""),
                " ".join(source["url"] for source in markup.get("citation", []) if "url" in source),
            )
        )


#: What makes each file that is kept (services/feeds.py), by its name.
FILES: dict[str, Callable[[], Iterator[str]]] = {
    "claimreview.json": feed,
    "claimreview.ndjson": lines,
    "claimreview.csv": table,
}


def _line(values: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([plain(str(value)) for value in values])
    return out.getvalue()


def all_elements() -> Elements:
    """Each element of the feed and the version it is of, newest first."""
    rows = ClaimReview.objects.public().select_related("claim").order_by("-first_published_at", "-pk")
    since = Since.of()
    for review in rows.iterator(chunk_size=200):
        yield _element(review, since), review


def elements_of(reviews: list[ClaimReview]) -> Elements:
    """The elements of these versions, in their order."""
    since = Since.of(*reviews) if reviews else Since()
    return [(_element(review, since), review) for review in reviews]


def _element(review: ClaimReview, since: Since) -> dict[str, Any]:
    retracted = review.status == Status.RETRACTED
    element: dict[str, Any] = {"@type": "DataFeedItem", "url": address_of(review, since)}
    if review.published_at and review.first_published_at:
        element["dateCreated"] = review.first_published_at.isoformat()
        element["dateModified"] = (review.retracted_at or review.published_at).isoformat()
    if retracted and review.retracted_at:
        element["dateDeleted"] = review.retracted_at.isoformat()
    element["item"] = [] if retracted else [claim_review(review, since)]
    return element
