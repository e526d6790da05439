"""What a submission freezes: everything that will be published, as JSON, and its SHA-256.

Page, markup and feed read this and nothing else, so what was approved is what is read.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_noop

from annotations.anchoring.selectors import words_shown
from annotations.models import AnnotationRange, Appearance, ArticleVersion, Citation, ClaimReview, SourceType, User
from annotations.review.content import frozen_fields
from annotations.services.record.audit import digest
from annotations.services.review import checklist

PROTECTED_NAME = gettext_noop("A source we protect")


def freeze(review: ClaimReview) -> tuple[dict[str, Any], str]:
    """The content of `review` as it stands now, and its digest."""
    appearances = review.claim.appearances.standing().select_related("annotation__version__article")
    appearances = appearances.order_by("-is_first", "pk")
    citations = review.citations.filter(removed_at=None).select_related("source").order_by("pk")
    authors = User.objects.filter(authored__review=review).order_by("authored__pk")
    content = {
        "number": review.number,
        **frozen_fields(review),
        "appearances": [_appearance(a) for a in appearances],
        "checklist": checklist.frozen(review),
        "citations": [_citation(c) for c in citations],
        "authors": [str(author) for author in authors],
    }
    return content, digest(content)


def _seen(version: ArticleVersion, place: AnnotationRange) -> str:
    return words_shown(version.text, version.blocks, place.start, place.end) or place.exact


def _appearance(appearance: Appearance) -> dict[str, Any]:
    annotation = appearance.annotation
    if annotation is None:
        return {
            "url": appearance.url,
            "description": appearance.description,
            "time_code": appearance.time_code,
            "said_on": appearance.said_on.isoformat() if appearance.said_on else None,
            "first": appearance.is_first,
        }
    article = annotation.version.article
    newest = annotation.ranges.order_by("-pk").first()
    return {
        "quote": _seen(annotation.version, newest) if newest else "",
        "article": article.pk,
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "first": appearance.is_first,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    source = citation.source
    said = {"stance": citation.stance, "source": source.pk, "citation": citation.pk, "type": source.type}
    if source.protected:
        # What readers may know of it: that it exists and what it shows.
        return {**said, "protected": True, "title": PROTECTED_NAME, "shows": citation.shows}
    return {
        **said,
        "protected": False,
        "title": source.title,
        "url": source.url,
        "publisher": source.publisher,
        "authors": source.authors,
        "published_on": source.published_on.isoformat() if source.published_on else None,
        "interest": source.interest,
        "quote": citation.quoted_words,
        "locator": citation.locator,
        "ruled": source.ruled if source.type == SourceType.FACT_CHECK else "",
        "shows": citation.shows,
        "no_copy_because": citation.no_copy_because,
    }
