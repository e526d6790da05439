"""A fact-check as a card on other sites: a page for a frame, and oEmbed (https://oembed.com/) for who asks how."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from annotations.models import ClaimReview
from annotations.presenters.publishing.embeds import HEIGHT, WIDTH, embed_code
from annotations.presenters.publishing.published import ListedCheck
from annotations.services.publishing.public_addresses import check_url
from annotations.views.publishing.checks import public_review
from annotations.views.publishing.pages import CACHE_CONTROL, for_everybody, public_page

#: Pixels: nobody can read a card that is narrower.
NARROWEST = 240
CHECK = re.compile(r"/checks/(\d{1,18})(?:-[^/]*)?/")


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@require_safe
@for_everybody
def embed(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The card. The only page that others may frame; it sets no cookie and knows nobody."""
    review = public_review(pk)
    if slug != review.claim.slug:
        return HttpResponsePermanentRedirect(reverse("embed", args=[pk, review.claim.slug]))
    context = {"check": ListedCheck(review), "address": check_url(pk, review.claim.slug)}
    response = public_page("public/embed.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """How to show the check at `url`; what is asked wrongly is told in the same form."""
    if request.GET.get("format", "json") != "json":
        return _told({"error": "Only format=json is served."}, status=501)
    sizes = [_size(request, "maxwidth"), _size(request, "maxheight")]
    if None in sizes:
        return _told({"error": "maxwidth and maxheight are whole numbers."}, status=400)
    review = _asked(request.GET.get("url", ""))
    if review is None:
        return _told({"error": "url is no fact-check of this site."}, status=404)
    width, height = max(NARROWEST, min(WIDTH, sizes[0] or WIDTH)), min(HEIGHT, sizes[1] or HEIGHT)
    return _told({
        "version": "1.0", "type": "rich", "title": ListedCheck(review).headline, "provider_name": settings.SITE_NAME,
        "provider_url": f"{settings.SITE_URL}/", "cache_age": 300, "width": width, "height": height,
        "html": embed_code(review, width, height),
    })  # fmt: skip


def _size(request: HttpRequest, name: str) -> int | None:
    """0 where it is not asked for, None where it is no number."""
    words = request.GET.get(name, "0")
    return int(words) if re.fullmatch(r"[0-9]{1,5}", words) else None


def _asked(url: str) -> ClaimReview | None:
    """The check whose page has this address, by whichever slug."""
    try:
        parts, own = urlsplit(url[:2000]), urlsplit(settings.SITE_URL)
    except ValueError:
        return None
    found = CHECK.fullmatch(parts.path)
    if found is None or parts.netloc.lower() != own.netloc.lower():
        return None
    return ClaimReview.objects.public().select_related("claim", "label").filter(claim=int(found[1])).first()


def _told(answer: dict[str, Any], *, status: int = 200) -> HttpResponse:
    headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": CACHE_CONTROL}
    return JsonResponse(answer, status=status, headers=headers)
