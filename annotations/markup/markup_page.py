"""ClaimReviews of one address as Google's Fact Check Tools take them, for tools that write markup there.

https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/pages
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from annotations.markup.claim_review import without_blanks


def markup_page(reviews: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The ClaimReviewMarkupPage of `reviews`, markup of the same address. Writing one replaces all that stood there."""
    first = reviews[0]
    author = first["author"]
    page = {
        "pageUrl": first["url"],
        "publishDate": min(review["datePublished"] for review in reviews),
        "claimReviewAuthor": {"name": author["name"], "imageUrl": author.get("logo", {}).get("url")},
        "claimReviewMarkups": [_markup(review, is_alone=len(reviews) == 1) for review in reviews],
    }
    return dict(without_blanks(page))


def _markup(review: dict[str, Any], *, is_alone: bool) -> dict[str, Any]:
    claim = review.get("itemReviewed", {})
    speaker = claim.get("author", {})
    rating = review["reviewRating"]
    return {
        # Its default is the page; another value may only name a place on it.
        "url": "" if is_alone else review["@id"],
        "claimReviewed": review["claimReviewed"],
        "claimDate": claim.get("datePublished"),
        "claimAuthor": {name: speaker.get(name) for name in ("name", "jobTitle", "sameAs")},
        "claimFirstAppearance": claim.get("firstAppearance", {}).get("url"),
        "claimAppearances": [place["url"] for place in claim.get("appearance", [])],
        "rating": {
            "textualRating": rating["alternateName"],
            "ratingExplanation": rating.get("ratingExplanation"),
            **{name: rating[name] for name in ("ratingValue", "bestRating", "worstRating") if name in rating},
        },
    }
