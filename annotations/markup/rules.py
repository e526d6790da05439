"""What ClaimReview markup must hold to be taken in, and what its readers trip over.

https://schema.org/ClaimReview, https://developers.google.com/search/docs/appearance/structured-data/factcheck and
https://www.datacommons.org/factcheck; the rules beyond them are those that published markup breaks most.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from annotations.markup.findings import Finding, error, warning
from annotations.markup.words import HALF, MARKUP, PLATFORMS, SHORTENERS, UNSAFE, UNVERIFIABLE, VERDICT

#: Letters of a claim that a search result shows.
SHOWN = 75
PEOPLE = ("Person", "Organization", "NewsMediaOrganization", "GovernmentOrganization", "NGO", "Corporation",
          "PoliticalParty", "EducationalOrganization", "Thing")  # fmt: skip
DATES = ("datePublished", "dateModified", "dateCreated", "uploadDate", "dateDeleted")
ADDRESSES = ("url", "sameAs", "archivedAt", "correctionsPolicy", "masthead", "ownershipFundingInfo", "contentUrl",
             "verificationFactCheckingPolicy")  # fmt: skip
DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?")


def check(review: dict[str, Any], *, page: str = "", canonical: str = "", today: datetime.date) -> list[Finding]:
    """Everything to say of one ClaimReview. `page` is where it stands, `canonical` what that page calls its address."""
    return [
        *_shape(review, ""),
        *_address(review, page, canonical),
        *_claim(review),
        *_rating(review),
        *_author(review),
        *_reviewed(review),
        *_dates(review, today),
    ]


def _shape(value: Any, path: str) -> Iterator[Finding]:
    """Of every value at every depth: no nulls or blanks, one type, addresses and dates that are some, safe letters."""
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _shape(inner, f"{path}[{index}]")
        return
    if value in (None, "", {}) or (isinstance(value, str) and not value.strip()):
        yield error("blank", path)
    elif isinstance(value, str):
        if UNSAFE.search(value):
            yield error("unsafe_characters", path)
        elif MARKUP.search(value):
            yield warning("markup_in_words", path)
    if not isinstance(value, dict):
        return
    if "@type" in value and not isinstance(value["@type"], str):
        yield warning("several_types", _below(path, "@type"))
    for name, inner in value.items():
        yield from _shape(inner, _below(path, name))
        for one in inner if isinstance(inner, list) else [inner]:
            if name in ADDRESSES and isinstance(one, str) and one.strip() and not _is_address(one):
                yield error("no_address", _below(path, name))
            if name in DATES and one and day_of(one) is None:
                yield error("no_date", _below(path, name))


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _is_address(words: str) -> bool:
    try:
        parts = urlsplit(words)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in words
    except ValueError:
        return False


def _host(address: Any) -> str:
    """The host, with its port where that is an odd one."""
    try:
        parts = urlsplit(str(address or ""))
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return ""
    return host if port in (None, 80, 443) else f"{host}:{port}"


def day_of(words: Any) -> datetime.date | None:
    """The first day that a date in ISO 8601 may mean ("2026", "2026-11", "2026-11-02"); None for what is no date."""
    found = DAY.fullmatch(words.strip()) if isinstance(words, str) else None
    if found is None:
        return None
    try:
        return datetime.date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        return None


def _address(review: dict[str, Any], page: str, canonical: str) -> Iterator[Finding]:
    url = review.get("url")
    if not url:
        yield error("lacks", "url", name="url")
        return
    if page and _host(url) != _host(page):
        yield error("other_host", "url", host=_host(page))
    elif canonical and str(url).partition("#")[0] != canonical.partition("#")[0]:
        yield error("not_canonical", "url", address=canonical)


def _claim(review: dict[str, Any]) -> Iterator[Finding]:
    words = review.get("claimReviewed")
    if not isinstance(words, str) or not words.strip():
        if words is None:
            yield error("lacks", "claimReviewed", name="claimReviewed")
        return
    words = words.strip()
    if len(words) > SHOWN:
        yield warning("long_claim", "claimReviewed", count=len(words), most=SHOWN)
    if HALF.search(words):
        yield warning("half_sentence", "claimReviewed")
    elif words.lstrip("\"'“‘«„")[:1].islower():
        yield warning("small_letter", "claimReviewed")
    if found := VERDICT.search(words):
        yield error("verdict_in_claim", "claimReviewed", words=found.group())


def _rating(review: dict[str, Any]) -> Iterator[Finding]:
    rating = review.get("reviewRating")
    if not isinstance(rating, dict):
        yield error("lacks", "reviewRating", name="reviewRating")
        return
    label = rating.get("alternateName") or rating.get("name")
    if not label:
        yield error("lacks", "reviewRating.alternateName", name="alternateName")
    given = {name: rating[name] for name in ("worstRating", "ratingValue", "bestRating") if name in rating}
    if "ratingValue" not in given:
        if given:
            yield warning("scale_without_value", "reviewRating")
        return
    numbers = {name: _number(value) for name, value in given.items()}
    if None in numbers.values():
        yield error("no_number", "reviewRating.ratingValue")
        return
    if len(given) < 3:
        yield error("value_without_scale", "reviewRating.ratingValue")
    worst, value, best = numbers.get("worstRating", 1), numbers["ratingValue"], numbers.get("bestRating", 5)
    if isinstance(label, str) and UNVERIFIABLE.match(label):
        # Some use -1 for "not on the scale"; no reader takes it for that.
        yield error("number_on_unverifiable", "reviewRating.ratingValue", label=label)
    elif value is not None and not (worst or 0) <= value <= (best or 0):
        yield error(
            "outside_scale", "reviewRating.ratingValue", value=f"{value:g}", worst=f"{worst:g}", best=f"{best:g}"
        )


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _author(review: dict[str, Any]) -> Iterator[Finding]:
    authors = review.get("author")
    for author in authors if isinstance(authors, list) else [authors]:
        if not author:
            yield error("lacks", "author", name="author")
        elif isinstance(author, dict):
            if not author.get("name"):
                yield error("lacks", "author.name", name="name")
            if not author.get("url"):
                yield warning("lacks_wanted", "author.url", name="url")


def _reviewed(review: dict[str, Any]) -> Iterator[Finding]:
    """What is said of the claim itself: who said it, when, where first."""
    told = review.get("itemReviewed")
    claim = told if isinstance(told, dict) else {}
    if claim.get("name") and claim.get("name") == review.get("claimReviewed"):
        yield warning("claim_twice", "itemReviewed.name")
    if not claim.get("datePublished"):
        yield warning("no_day_said", "itemReviewed.datePublished")
    yield from _claimant(claim.get("author"))
    yield from _appearances(claim, _host(review.get("url")))


def _claimant(author: Any) -> Iterator[Finding]:
    for one in author if isinstance(author, list) else [author]:
        if not one:
            yield warning("no_claimant", "itemReviewed.author")
            continue
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(one, dict) and isinstance(one.get("@type"), str) and one["@type"] not in PEOPLE:
            yield error("odd_claimant", "itemReviewed.author.@type", kind=one["@type"])
        if isinstance(name, str) and PLATFORMS.match(name.strip()):
            yield warning("claimant_is_platform", "itemReviewed.author.name", name=name)


def _appearances(claim: dict[str, Any], own: str) -> Iterator[Finding]:
    places = [(name, claim.get(name)) for name in ("firstAppearance", "appearance")]
    if not any(place for _, place in places):
        yield warning("no_first_appearance", "itemReviewed.firstAppearance")
    for name, place in places:
        for one in place if isinstance(place, list) else [place]:
            address = one.get("url") if isinstance(one, dict) else one
            path = f"itemReviewed.{name}"
            if isinstance(one, dict) and not address:
                yield warning("appearance_without_address", path)
            if address and own and _host(address) == own:
                yield error("appearance_on_own_host", path)
            if _host(address) in SHORTENERS:
                yield warning("shortener", path, host=_host(address))


def _dates(review: dict[str, Any], today: datetime.date) -> Iterator[Finding]:
    published, changed = day_of(review.get("datePublished")), day_of(review.get("dateModified"))
    claim = review.get("itemReviewed")
    said = day_of(claim.get("datePublished")) if isinstance(claim, dict) else None
    if "datePublished" not in review:
        yield error("lacks", "datePublished", name="datePublished")
    # A day has begun somewhere before it begins in UTC.
    tomorrow = today + datetime.timedelta(days=1)
    for path, day in (("datePublished", published), ("dateModified", changed), ("itemReviewed.datePublished", said)):
        if day and day > tomorrow:
            yield error("in_the_future", path, day=day.isoformat())
    if published and changed and changed < published:
        yield error("changed_before_published", "dateModified")
    if published and said and said > published:
        yield error("said_after_check", "itemReviewed.datePublished")
