"""Is this ClaimReview one that consumers accept? Checked before publication and in the tests."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlsplit

ALLOWED = {
    "ClaimReview": {"@context", "@type", "url", "datePublished", "dateModified", "inLanguage", "claimReviewed",
                    "author", "itemReviewed", "reviewRating"},
    "Claim": {"@type", "datePublished", "author", "firstAppearance", "appearance"},
    "Rating": {"@type", "alternateName", "ratingExplanation", "ratingValue", "bestRating", "worstRating"},
    "CreativeWork": {"@type", "url", "headline", "datePublished", "publisher"},
    "Organization": {"@type", "name", "url", "sameAs"},
    "Person": {"@type", "name", "sameAs", "jobTitle", "affiliation"},
}  # fmt: skip
REQUIRED = {
    "ClaimReview": {"url", "claimReviewed", "author", "reviewRating", "datePublished"},
    "Rating": {"alternateName"},
    "CreativeWork": {"url"},
    "Organization": {"name"},
    "Person": {"name"},
}


def problems(review: dict[str, Any]) -> list[str]:
    """Everything wrong with a ClaimReview object, empty when it is right."""
    found = _shape(review, "ClaimReview")
    if review.get("@type") != "ClaimReview":
        found.append("The top object is not a ClaimReview.")
    rating = review.get("reviewRating") or {}
    numbers = [name for name in ("ratingValue", "bestRating", "worstRating") if name in rating]
    if len(numbers) not in (0, 3):
        found.append("A rating has all of value, best and worst, or none of them.")
    elif numbers and not rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]:
        found.append("The rating's value is not between worst and best.")
    return found


def _shape(value: Any, path: str) -> list[str]:
    if isinstance(value, list):
        return [problem for index, inner in enumerate(value) for problem in _shape(inner, f"{path}[{index}]")]
    if not isinstance(value, dict):
        return [f"{path} is empty."] if value is None or value == "" else []
    kind = value.get("@type", "")
    if kind not in ALLOWED:
        return [f"{path} has the unknown type {kind!r}."]
    found = [f"{path} lacks {name}." for name in sorted(REQUIRED.get(kind, set()) - set(value))]
    found += [f"{path} has the unknown property {name}." for name in sorted(set(value) - ALLOWED[kind])]
    for name, inner in value.items():
        found += _shape(inner, f"{path}.{name}")
        if name in ("url", "sameAs") and urlsplit(str(inner)).scheme not in ("http", "https"):
            found.append(f"{path}.{name} is not a web address.")
        if name in ("datePublished", "dateModified") and not _is_date(str(inner)):
            found.append(f"{path}.{name} is no ISO date.")
    return found


def _is_date(words: str) -> bool:
    for pattern in ("%Y-%m-%d", "%Y-%m", "%Y"):
        try:
            datetime.datetime.strptime(words, pattern)  # noqa: DTZ007 - a date without a time of day
        except ValueError:
            continue
        return True
    return False
