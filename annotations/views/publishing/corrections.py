"""Corrections and retractions of all fact-checks, for readers: a page and an Atom feed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from annotations.extraction.charset import clean
from annotations.presenters.publishing import ledger
from annotations.services.publishing.public_addresses import check_path, check_url
from annotations.views.publishing.atom import atom_answer
from annotations.views.publishing.checks import public_review
from annotations.views.publishing.pages import for_everybody, public_page
from annotations.web.paging import MOST, Page, next_query, parse_after

SIZE = 30


@require_safe
@for_everybody
def corrections(request: HttpRequest) -> HttpResponse:
    """All of them, newest first; retracted and superseded versions stay readable behind their links."""
    after = parse_after(request.GET.get("after", ""))
    rows, more = ledger.entries(after, SIZE)
    query = next_query(request, rows[-1].at, rows[-1].review.pk) if more else ""
    page = Page(rows, query, after is None, ledger.count(MOST + 1))
    return public_page("public/corrections.html", {"page": page, "here": "corrections"})


@require_safe
def corrections_feed(request: HttpRequest) -> HttpResponse:
    """The newest of them as Atom (RFC 4287), in the site's language, whatever the reader's."""
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Corrections by %(site)s") % {"site": settings.SITE_NAME}
        return _as_atom(request, title, reverse("corrections"), ledger.entries(None, SIZE)[0])


@require_safe
def check_corrections_feed(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """What happens to one fact-check, for who wants to know."""
    review = public_review(pk)
    path = reverse("check_corrections_feed", args=[pk, review.claim.slug])
    if request.path != path:
        return HttpResponsePermanentRedirect(path)
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Corrections of “%(claim)s”") % {"claim": (review.content or {})["wording"]}
        steps = [entry for entry in reversed(ledger.ledger_of(review)) if entry.step != "published"]
        return _as_atom(request, title, check_path(pk, review.claim.slug), steps)


def _as_atom(request: HttpRequest, title: str, path: str, steps: list[ledger.Entry]) -> HttpResponse:
    """Each step with its reason."""
    told = [(entry.review.pk, entry.step, str(entry.at)) for entry in steps]
    description = _("Every correction and retraction, newest first.")
    return atom_answer(request, lambda: map(_entry, steps), told=told, title=title, path=path, description=description)


def _entry(step: ledger.Entry) -> dict[str, Any]:
    review = step.review
    address = check_url(review.claim_id, review.claim.slug)
    return {
        "title": clean(f"{step.kind}: {step.wording}"),
        "link": address,
        "description": clean(step.reason),
        "unique_id": f"{address}#{step.step}-{review.number}",
        "pubdate": step.at,
        "updateddate": step.at,
        "language": (review.content or {}).get("language") or settings.LANGUAGE_CODE,
    }
