"""What an editor should know before publishing: how the markup will be taken, and what contradicts itself.

Errors keep it from being published. Some of them an editor may know better about, and says why; warnings inform.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone

from annotations.markup.claim_review import Newsroom, Publication, markup_of
from annotations.markup.findings import ERROR, Finding, error, warning
from annotations.markup.rules import check
from annotations.models import ClaimReview
from annotations.services.publishing.public_addresses import check_url, slug_for

#: Errors that an editor may overrule with a reason, which the audit trail keeps.
OVERRULED = frozenset({"verdict_in_claim", "all_support", "appearance_on_own_host"})


def preflight(review: ClaimReview, markup: dict[str, Any] | None = None) -> list[Finding]:
    """Everything to say of a submitted version, errors first; nothing of one without content or label.

    `markup` is that of `markup_to_be`, where it is there already.
    """
    content = review.content or {}
    if not content.get("label"):
        return []
    found = [*check(markup or markup_to_be(review), today=timezone.localdate()), *_stances(content)]
    return sorted(found, key=lambda one: one.severity != ERROR)


def markup_to_be(review: ClaimReview) -> dict[str, Any]:
    """The markup that publishing this version now would put out, without what the linter has no rule for.

    That is corrections of versions before it, and copies that readers may see.
    """
    today = timezone.localdate().isoformat()
    first = review.claim.reviews.exclude(published_at=None).order_by("published_at").first()
    published = timezone.localtime(first.published_at).date().isoformat() if first and first.published_at else today
    about = Publication(
        address=check_url(review.claim_id, review.claim.slug or slug_for(review.claim.wording)),
        published=published,
        modified=today if review.number > 1 else "",
        corrections=[(today, review.correction_reason)] if review.number > 1 else [],
    )
    return markup_of(review.content or {}, Newsroom(settings.SITE_NAME, f"{settings.SITE_URL}/"), about)


def blocking(findings: list[Finding], reason: str) -> list[Finding]:
    """Those that keep the version from being published by somebody who gives `reason` (may be empty)."""
    errors = [one for one in findings if one.severity == ERROR]
    return [one for one in errors if one.code not in OVERRULED or not reason.strip()]


def _stances(content: dict[str, Any]) -> list[Finding]:
    """Sources that all say the opposite of the verdict."""
    stances = {citation["stance"] for citation in content["citations"]}
    if content["rating"] == "disputed" and stances == {"supports"}:
        return [error("all_support", "citation")]
    if content["rating"] == "verified" and stances == {"contradicts"}:
        return [warning("all_contradict", "citation")]
    return []
