"""The newest fact-checks as Atom (RFC 4287), each whole, for readers of feeds."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from annotations.extraction.charset import clean
from annotations.models import ClaimReview
from annotations.presenters.publishing.published import ListedCheck
from annotations.presenters.words.rich_text import rich_text
from annotations.review.states import Status
from annotations.services.publishing.public_addresses import check_url
from annotations.views.publishing.atom import TextFeed, atom_answer

SIZE = 30


class WholeFeed(TextFeed):
    """Atom with the text of each entry beside its summary."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["whole"], {"type": "html"})


@require_safe
def checks_feed(request: HttpRequest) -> HttpResponse:
    """Fact-checks that stand, the last changed first; 304 for a feed that is held already."""
    rows = ClaimReview.objects.public().filter(status=Status.PUBLISHED).select_related("claim", "label")
    newest = list(rows.order_by("-published_at", "-pk")[:SIZE])
    told = [(review.pk, str(review.published_at)) for review in newest]
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Fact-checks by %(site)s") % {"site": settings.SITE_NAME}
        description = _("The newest fact-checks, whole.")
        return atom_answer(
            request, lambda: map(_entry, newest), told=told, title=title, path=reverse("front"),
            description=description, kind=WholeFeed,
        )  # fmt: skip


def _entry(review: ClaimReview) -> dict[str, Any]:
    check = ListedCheck(review)
    content, address = check.content, check_url(review.claim_id, review.claim.slug)
    whole = {"content": content, "verdict": check.verdict, "how_checked": rich_text(content["how_checked"])}
    return {
        "title": clean(check.headline),
        "link": address,
        "description": clean(str(content["summary"])),
        "whole": clean(render_to_string("public/feed_entry.html", whole)),
        "unique_id": address,
        "pubdate": review.first_published_at,
        "updateddate": review.published_at,
        "language": content.get("language") or settings.LANGUAGE_CODE,
    }
