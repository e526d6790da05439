"""All published fact-checks as one schema.org DataFeed, as a line of JSON each, and as a table; row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import Max

from annotations.exports.claim_review import as_json, day
from annotations.exports.elements import Element, all_elements
from annotations.exports.figures import plain
from annotations.models import ClaimReview

#: What the address of the following page is called in JSON-LD, where schema.org has no word for it.
NEXT = "http://www.w3.org/ns/hydra/core#next"
COLUMNS = ("url", "claim", "claimant", "said", "verdict", "number", "summary", "language", "published", "modified",
           "retracted", "first_appearance", "sources")  # fmt: skip


def feed(found: Iterable[Element] | None = None, following: str = "") -> Iterator[str]:
    """The feed's text in pieces: of all, or of those `found`, with the address of the page after them.

    A retracted fact-check stays, with `item: []` and `dateDeleted`.
    """
    head: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": f"Fact-checks by {settings.SITE_NAME}",
        "url": f"{settings.SITE_URL}/feeds/claimreview.json",
    }
    if following:
        head |= {"@context": ["https://schema.org", {"next": NEXT}], "next": following}
    public = ClaimReview.objects.public()
    newest = public.aggregate(published=Max("published_at"), retracted=Max("retracted_at"))
    if moments := [moment for moment in newest.values() if moment]:
        head["dateModified"] = max(moments).isoformat()
    yield as_json(head)[:-1] + ', "dataFeedElement": ['
    separator = "\n"
    for element in all_elements() if found is None else found:
        yield separator + element.text
        separator = ",\n"
    yield "\n]}\n"


def lines(found: Iterable[Element] | None = None) -> Iterator[str]:
    """Each element of the feed as one line of JSON (https://github.com/ndjson/ndjson-spec)."""
    for element in all_elements() if found is None else found:
        yield element.text + "\n"


def table(found: Iterable[Element] | None = None) -> Iterator[str]:
    """A line a fact-check (RFC 4180), for spreadsheets; a retracted one has its address and days alone."""
    yield _line(COLUMNS)
    for element in all_elements() if found is None else found:
        version = element.version
        markup: dict[str, Any] = next(iter(element.told["item"]), {})
        claim, rating = markup.get("itemReviewed", {}), markup.get("reviewRating", {})
        yield _line(
            (
                element.told["url"],
                markup.get("claimReviewed", ""),
                claim.get("author", {}).get("name", ""),
                claim.get("datePublished", ""),
                rating.get("alternateName", ""),
                rating.get("ratingValue", ""),
                rating.get("ratingExplanation", ""),
                markup.get("inLanguage", ""),
                *(day(moment) for moment in (version.first_published_at, version.published_at, version.retracted_at)),
                claim.get("firstAppearance", {}).get("url", ""),
                " ".join(source["url"] for source in markup.get("citation", []) if "url" in source),
            )
        )


#: What makes each file that is kept (services/publishing/feeds.py), by its name.
FILES: dict[str, Callable[[], Iterator[str]]] = {
    "claimreview.json": feed,
    "claimreview.ndjson": lines,
    "claimreview.csv": table,
}


def _line(values: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([plain(str(value)) for value in values])
    return out.getvalue()
