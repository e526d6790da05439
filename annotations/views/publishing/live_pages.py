"""A fact-check in the newsroom's own CMS: its address, the markup to copy, and what is found there."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from annotations.exports.claim_review import script_body
from annotations.forms.review.claim_reviews import LivePageForm
from annotations.models import Claim, ClaimReview, LivePage
from annotations.review.permissions import Permission, Refused
from annotations.review.states import Status
from annotations.services.publishing import live_pages
from annotations.web.loading import find, needs, person, post_only, put_errors


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.DECIDE)
def claim_live(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the fact-check appears; a POST writes the address, an empty one takes it back."""
    claim = find(Claim, request, pk)
    page = LivePage.objects.standing().filter(claim=claim).first()
    form = LivePageForm(request.POST if request.method == "POST" else None, initial={"url": page.url if page else ""})
    if form.is_valid():
        try:
            live_pages.set_address(claim=claim, by=person(request), url=form.cleaned_data["url"])
        except (Refused, ValidationError) as exc:
            put_errors(form, exc)
        else:
            return redirect("claim_live", pk)
    return render(request, "reviews/live.html", _shown(claim, page, form), status=422 if form.errors else 200)


def _shown(claim: Claim, page: LivePage | None, form: LivePageForm | None = None) -> dict[str, Any]:
    review = ClaimReview.objects.public().select_related("claim", "label").filter(claim=claim).first()
    code = ""
    if review is not None and review.status != Status.RETRACTED:
        code = f'<script type="application/ld+json">{script_body(review)}</script>'
    return {"claim": claim, "page": page, "form": form, "review": review, "code": code}


@require_safe
@needs(Permission.DECIDE)
def claim_live_status(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the worker is, for the page that waits; once it has looked, the page loads anew."""
    claim = find(Claim, request, pk)
    page = LivePage.objects.standing().filter(claim=claim).first()
    if page is None or not page.is_waiting:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "reviews/live.html#status", _shown(claim, page))


@post_only("claim_live")
@needs(Permission.DECIDE)
def claim_live_look(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the page looked at now."""
    live_pages.ask_look(claim=find(Claim, request, pk), by=person(request))
    return redirect("claim_live", pk)
