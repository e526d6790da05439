"""Public addresses of fact-checks, whose words are made at first publication."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify

from annotations.models import Article, Claim, ClaimReview
from annotations.services.text.articles import watch


def check_path(claim_id: int, slug: str) -> str:
    """The path of a fact-check; before its first publication, when no slug is frozen, one to preview with."""
    return reverse("check", args=[claim_id, slug or "check"])


def check_url(claim_id: int, slug: str) -> str:
    """The one public address of a fact-check: canonical link, markup and feed use this very string."""
    return f"{settings.SITE_URL}{check_path(claim_id, slug)}"


def story_path(article: Article) -> str:
    """The public page of an article with its fact-checks."""
    return reverse("story", args=[article.pk, article.slug or "article"])


def speaker_path(claimant_id: int, name: str) -> str:
    """The page of what one person or body said; another name answers at a new address, to which the old one leads."""
    return reverse("speaker", args=[claimant_id, slug_for(name) if slugify(name) else "speaker"])


def topic_slug(topic: str) -> str:
    """A topic's place in the address, in its own script; empty where it has no letters and so no page."""
    return slugify(topic, allow_unicode=True)


def topic_path(topic: str) -> str:
    """The page of a topic, "" where it has none."""
    slug = topic_slug(topic)
    return reverse("topic", args=[slug]) if slug else ""


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
