"""schema.org ClaimReview of a published version, from its frozen content alone.

https://schema.org/ClaimReview and
https://developers.google.com/search/docs/appearance/structured-data/factcheck
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from annotations.models import ClaimReview
from annotations.presenters.published import check_url

BEST, WORST = 5, 1


def claim_review(review: ClaimReview) -> dict[str, Any]:
    """The ClaimReview object without `@context`. What is unknown is left out: no nulls, no blanks."""
    content = review.content or {}
    return without_blanks(
        {
            "@type": "ClaimReview",
            "url": check_url(review.claim_id, review.claim.slug),
            "datePublished": _day(review.first_published_at),
            "dateModified": _day(review.published_at) if review.number > 1 else "",
            "inLanguage": content["language"],
            "claimReviewed": content["wording"],
            "author": {"@type": "Organization", "name": settings.SITE_NAME, "url": f"{settings.SITE_URL}/"},
            "itemReviewed": _claim(content),
            "reviewRating": _rating(content),
        }
    )


def _day(moment: Any) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""


def _claim(content: dict[str, Any]) -> dict[str, Any]:
    said_on = content["said_on"] or ""
    kept = {"day": 10, "month": 7, "year": 4}[content["said_precision"]]
    places = [(place, _appearance(place)) for place in content["appearances"]]
    first = next((work for place, work in places if place.get("first") and work), None)
    others = [work for place, work in places if work and not place.get("first")]
    claimant = content["claimant"]
    return {
        "@type": "Claim",
        "datePublished": said_on[:kept],
        "author": _speaker(claimant) if claimant and claimant["kind"] else None,
        "firstAppearance": first,
        "appearance": others,
    }


def _speaker(claimant: dict[str, Any]) -> dict[str, Any]:
    """Who said it. Of a person also the office and the party or outlet; contents frozen before had no office."""
    told = {"@type": claimant["kind"], "name": claimant["name"], "sameAs": claimant["same_as"]}
    if claimant["kind"] != "Person":
        return told
    group = {"@type": "Organization", "name": claimant["group"]} if claimant["group"] else None
    return {**told, "jobTitle": claimant.get("office"), "affiliation": group}


def _appearance(place: dict[str, Any]) -> dict[str, Any] | None:
    """A CreativeWork with an address; a place without one says nothing to a consumer."""
    if not place.get("url"):
        return None
    return {
        "@type": "CreativeWork",
        "url": place["url"],
        "headline": place.get("title"),
        "datePublished": place.get("published_on") or place.get("said_on"),
        "publisher": place.get("publisher") and {"@type": "Organization", "name": place["publisher"]},
    }


def _rating(content: dict[str, Any]) -> dict[str, Any]:
    """The label's words; its number with best and worst, or none of the three."""
    label = content["label"]
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": label["words"],
        "ratingExplanation": content["summary"],
    }
    if label["number"] is not None:
        rating |= {"ratingValue": label["number"], "bestRating": BEST, "worstRating": WORST}
    return rating


def without_blanks(value: Any) -> Any:
    """`value` without None, empty texts, lists and objects, at every depth."""
    if isinstance(value, dict):
        kept = {name: without_blanks(inner) for name, inner in value.items()}
        kept = {name: inner for name, inner in kept.items() if inner not in (None, "", [], {})}
        return kept if set(kept) - {"@type"} else None
    if isinstance(value, list):
        return [inner for inner in map(without_blanks, value) if inner not in (None, "", [], {})]
    return value.strip() if isinstance(value, str) else value


def as_json(value: Any) -> str:
    """Strict JSON that is safe inside a script element: every `<` as \\u003c."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")


def script_body(review: ClaimReview) -> SafeString:
    """The page's one JSON-LD block, its top object the ClaimReview itself."""
    return mark_safe(as_json({"@context": "https://schema.org", **claim_review(review)}))  # noqa: S308 - `<` is escaped
