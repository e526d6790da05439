"""Public addresses of fact-checks, whose words are made at first publication."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify

from annotations.models import Article, Claim, ClaimReview
from annotations.services.articles import watch


def check_path(claim_id: int, slug: str) -> str:
    """The path of a fact-check; before its first publication, when no slug is frozen, one to preview with."""
    return reverse("check", args=[claim_id, slug or "check"])


def check_url(claim_id: int, slug: str) -> str:
    """The one public address of a fact-check: canonical link, markup and feed use this very string."""
    return f"{settings.SITE_URL}{check_path(claim_id, slug)}"


def freeze_slugs(review: ClaimReview) -> None:
    """Public addresses are made at first publication and stay."""
    claim = review.claim
    if not claim.slug:
        claim.slug = slug_for(claim.wording)
        Claim.objects.filter(pk=claim.pk).update(slug=claim.slug)
    if claim.article and not claim.article.slug:
        watch(claim.article)
        Article.objects.filter(pk=claim.article.pk).update(slug=slug_for(claim.article.title))


def slug_for(words: str) -> str:
    """A readable slug of at most 60 characters; words in other scripts than Latin give "check"."""
    slug = slugify(words)
    if len(slug) > 60:
        slug = slug[:60].rsplit("-", 1)[0]
    return slug or "check"
