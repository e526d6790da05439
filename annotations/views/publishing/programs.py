"""What programs ask for: one check's markup, and a search in the shape that they know already.

The search answers as `claims:search` of Google's Fact Check Tools does, with its parameters and field names, so that a
client works with another host (https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims/search).
"""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from annotations.exports.claim_review import Since, as_json, claim_review, document
from annotations.models import ClaimReview
from annotations.models.keyset import newest
from annotations.review.states import Status
from annotations.services.newsroom import search
from annotations.services.publishing.public_addresses import check_url
from annotations.views.publishing.checks import public_review
from annotations.views.publishing.pages import etag_of
from annotations.web.paging import in_order, parse_after

JSON = "application/json; charset=utf-8"
PAGE_SIZE, MOST = 10, 100
#: Characters of a question; longer ones are no questions.
LONGEST = 500
NUMBERS = {"maxAgeDays": 100_000, "pageSize": MOST, "offset": 1_000}


class BadParameter(ValueError):
    """A parameter that can't be understood; the message says which and why."""


@require_safe
def check_markup(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The JSON-LD of a check, as its page holds it; 410 for one that was retracted."""
    review = public_review(pk)
    wanted = reverse("check_markup", args=[pk, review.claim.slug])
    if request.path != wanted:
        return HttpResponsePermanentRedirect(wanted)
    if review.status == Status.RETRACTED:
        return _answer(request, {"retracted": True, "url": check_url(pk, review.claim.slug)}, status=410)
    return _answer(request, document(review), kind="application/ld+json; charset=utf-8")


@require_safe
def claims_search(request: HttpRequest) -> HttpResponse:
    """Published checks whose words hold the `query`, best first; without one the newest."""
    try:
        rows, token = _found(request)
    except BadParameter as exc:
        error = {"code": 400, "message": str(exc), "status": "INVALID_ARGUMENT"}
        return _answer(request, {"error": error}, status=400)
    told: dict[str, Any] = {}
    if rows:
        since = Since.of(*rows)
        told["claims"] = [_claim(review, since) for review in rows]
    return _answer(request, told | ({"nextPageToken": token} if token else {}))


def _found(request: HttpRequest) -> tuple[list[ClaimReview], str]:
    """The page of checks that is asked for, and the token of the next one ("" after the last)."""
    asked = request.GET.get("query", "").strip()
    site = request.GET.get("reviewPublisherSiteFilter", "").strip()
    numbers = {name: _number(request, name, most) for name, most in NUMBERS.items()}
    size = numbers["pageSize"] or PAGE_SIZE
    if not asked and not site:
        raise BadParameter("Give a query or a reviewPublisherSiteFilter.")
    if len(asked) > LONGEST:
        raise BadParameter(f"query is longer than {LONGEST} characters.")
    rows = _filtered(request, site, numbers["maxAgeDays"])
    token = request.GET.get("pageToken", "")
    if asked:
        start = _start(token) if token else numbers["offset"]
        keys = search.find(rows.order_by(), asked).keys
        page = in_order(ClaimReview.objects.select_related("claim"), keys[start : start + size])
        return page, str(start + size) if start + size < len(keys) else ""
    after = parse_after(token)
    if token and after is None:
        raise BadParameter("pageToken is none that this site gave.")
    page = newest(rows.select_related("claim"), "first_published_at", after, size)
    if len(page) <= size:
        return page, ""
    last = page[size - 1]
    return page[:size], f"{last.first_published_at.isoformat()}~{last.pk}"


def _number(request: HttpRequest, name: str, most: int) -> int:
    words = request.GET.get(name, "").strip()
    if not words:
        return 0
    if not (words.isascii() and words.isdigit() and len(words) < 10 and int(words) <= most):
        raise BadParameter(f"{name} has to be a whole number up to {most}.")
    return int(words)


def _start(token: str) -> int:
    if not (token.isascii() and token.isdigit() and len(token) < 6):
        raise BadParameter("pageToken is none that this site gave.")
    return int(token)


def _filtered(request: HttpRequest, site: str, days: int) -> QuerySet[ClaimReview]:
    rows = ClaimReview.objects.public().filter(status=Status.PUBLISHED)
    own = urlsplit(settings.SITE_URL).hostname or ""
    if site and site.removeprefix("www.").lower() != own.removeprefix("www."):
        return rows.none()  # we publish nobody else's
    if language := request.GET.get("languageCode", "").strip():
        rows = rows.filter(content__language=language.partition("-")[0].lower()[:12])
    if days:
        rows = rows.filter(published_at__gte=timezone.now() - datetime.timedelta(days=days))
    return rows


def _claim(review: ClaimReview, since: Since) -> dict[str, Any]:
    """One claim with its check. What is not known is left out."""
    content = review.content or {}
    markup = claim_review(review, since)
    said = content["said_on"] if content["said_precision"] == "day" else None
    claimant = content["claimant"]
    told = {
        "text": markup["claimReviewed"],
        "claimant": claimant["name"] if claimant else None,
        "claimDate": f"{said}T00:00:00Z" if said else None,
        "claimReview": [
            {
                "publisher": {"name": settings.SITE_NAME, "site": urlsplit(settings.SITE_URL).hostname},
                "url": markup["url"],
                "title": markup["claimReviewed"],
                "reviewDate": f"{markup['datePublished']}T00:00:00Z",
                "textualRating": markup["reviewRating"]["alternateName"],
                "languageCode": markup["inLanguage"],
            }
        ],
    }
    return {name: value for name, value in told.items() if value}


def _answer(request: HttpRequest, told: Any, *, status: int = 200, kind: str = JSON) -> HttpResponse:
    """JSON for anybody's program, in a browser's page too; 304 for what it holds already."""
    body = as_json(told)
    etag = etag_of(body.encode())
    response = get_conditional_response(request, etag=etag) if status == 200 else None
    if response is None:
        response = HttpResponse(body, content_type=kind, status=status)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=60"
    response["Access-Control-Allow-Origin"] = "*"
    return response
