"""Words in public addresses, made at first publication."""

from __future__ import annotations

from django.utils.text import slugify

from annotations.models import Article, Claim, ClaimReview
from annotations.services.articles import watch


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
