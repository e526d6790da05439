"""The markup of published versions (annotations/markup/claim_review.py), out of their rows."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from annotations.markup.claim_review import Newsroom, Publication, markup_of
from annotations.models import ClaimReview, LivePage, PageKind, PublicCopy
from annotations.models import Newsroom as NewsroomRow
from annotations.presenters.publishing.newsroom import shown_kinds
from annotations.review.states import Status
from annotations.services.publishing.public_addresses import check_url


@dataclass
class Since:
    """What versions do not say of themselves: their corrections, the copies that readers may see, the publisher."""

    corrections: dict[int, list[tuple[int, str, str]]] = field(default_factory=lambda: defaultdict(list))
    public_copies: dict[int, str] = field(default_factory=dict)
    #: {claim that others were made from: the address of its check, where one is published}.
    origins: dict[int, str] = field(default_factory=dict)
    #: {claim: the address of its page in the newsroom's own CMS}.
    live_pages: dict[int, str] = field(default_factory=dict)
    by: Newsroom = field(default_factory=lambda: newsroom())

    @classmethod
    def of(cls, *reviews: ClaimReview) -> Since:
        """Of these versions; without any, of all that are published; in six queries."""
        corrected = ClaimReview.objects.filter(number__gt=1, published_at__isnull=False).exclude(correction_reason="")
        copies = PublicCopy.objects.public()
        pages = LivePage.objects.standing()
        origins = (
            ClaimReview.objects.origins()
            if not reviews
            else [origin for review in reviews if (origin := (review.content or {}).get("reworked_from"))]
        )
        if reviews:
            corrected = corrected.filter(claim__in=[review.claim_id for review in reviews if review.number > 1])
            cited = [one["source"] for review in reviews for one in (review.content or {}).get("citations", [])]
            copies = copies.filter(snapshot__source__in=cited)
            pages = pages.filter(claim__in=[*(review.claim_id for review in reviews), *origins])
        told = cls(live_pages=dict(pages.values_list("claim", "url")))
        published = ClaimReview.objects.filter(claim__in=origins, status=Status.PUBLISHED).select_related("claim")
        told.origins = {review.claim_id: address_of(review, told) for review in published.defer("content")}
        for claim, number, moment, words in corrected.order_by("number").values_list(
            "claim", "number", "published_at", "correction_reason"
        ):
            told.corrections[claim].append((number, day(moment), words))
        for source, snapshot in copies.documents_last().values_list("snapshot__source", "snapshot"):
            told.public_copies[source] = f"{settings.SITE_URL}{reverse('kept_copy', args=[snapshot])}"
        return told


def claim_review(review: ClaimReview, since: Since | None = None) -> dict[str, Any]:
    """The ClaimReview object without `@context`."""
    since = since or Since.of(review)
    about = Publication(
        address=address_of(review, since),
        # A story in a CMS may hold several of them.
        anchor=f"review-{review.claim_id}" if review.claim_id in since.live_pages else "review",
        published=day(review.first_published_at),
        modified=day(review.published_at) if review.number > 1 else "",
        corrections=[
            (when, words) for number, when, words in since.corrections[review.claim_id] if number <= review.number
        ],
        based_on=since.origins.get((review.content or {}).get("reworked_from") or 0, ""),
        public_copies=since.public_copies,
    )
    return markup_of(review.content or {}, since.by, about)


def address_of(review: ClaimReview, since: Since) -> str:
    """Where readers find the check: on its page in the newsroom's own CMS, else on ours."""
    return since.live_pages.get(review.claim_id) or check_url(review.claim_id, review.claim.slug)


#: {page of the newsroom: the property of schema.org that names its address}.
POLICIES = {
    PageKind.METHODS: "verificationFactCheckingPolicy",
    PageKind.SELECTION: "missionCoveragePrioritiesPolicy",
    PageKind.CORRECTIONS: "correctionsPolicy",
    PageKind.FUNDING: "ownershipFundingInfo",
    PageKind.PEOPLE: "masthead",
    PageKind.COMPLAINTS: "actionableFeedbackPolicy",
}


def newsroom() -> Newsroom:
    """The publisher as it is today, in two queries: its name, its logo, and those of its pages that there are."""
    row, there = NewsroomRow.objects.current(), shown_kinds()
    logo = f"{settings.SITE_URL}{reverse('logo', args=[row.logo_digest])}" if row.logo_id else ""
    policies = {name: reverse("about", args=[kind]) for kind, name in POLICIES.items() if kind in there}
    return Newsroom(
        settings.SITE_NAME,
        f"{settings.SITE_URL}/",
        (logo, row.logo_width, row.logo_height) if logo else None,
        {name: f"{settings.SITE_URL}{path}" for name, path in policies.items()},
    )


def day(moment: Any) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""


def as_json(value: Any) -> str:
    """Strict JSON that is safe inside a script element: every `<` as \\u003c."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")


def document(review: ClaimReview) -> dict[str, Any]:
    """The ClaimReview as a document of its own (JSON-LD)."""
    return {"@context": "https://schema.org", **claim_review(review)}


def script_body(review: ClaimReview) -> SafeString:
    """The page's one JSON-LD block, its top object the ClaimReview itself."""
    return mark_safe(as_json(document(review)))  # noqa: S308 - `<` is escaped
