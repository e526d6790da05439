"""A fact-check as a card in somebody else's page."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from annotations.models import ClaimReview
from annotations.presenters.publishing.published import ListedCheck

#: Pixels of a card.
WIDTH, HEIGHT = 560, 260
FRAME = '<iframe src="{}" title="{}" width="{}" height="{}" frameborder="0" loading="lazy"></iframe>'


def embed_code(review: ClaimReview, width: int = WIDTH, height: int = HEIGHT) -> SafeString:
    """What a site puts into its page to show the card."""
    path = reverse("embed", args=[review.claim_id, review.claim.slug])
    return format_html(FRAME, f"{settings.SITE_URL}{path}", ListedCheck(review).headline, width, height)
