"""Similar claims ("We may have ruled on this before"), and making a new one a further place of an old one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from annotations.models import Annotation, Claim
from annotations.presenters.review.verdicts import verdict_of
from annotations.review.permissions import Permission, Refused
from annotations.services.claims.similar_claims import similar_claims
from annotations.services.review import reworked
from annotations.services.text import highlights
from annotations.web.loading import find, first_error, needs, person, post_only, problem, visible
from annotations.web.numbers import key_of
from annotations.web.requests import HtmxHttpRequest
from annotations.workspace.answers import parts


@require_safe
@needs(Permission.READ)
def claim_similar(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Up to five claims alike, each with its verdict and date; a part of the card, or a page of its own."""
    claim = find(Claim, request, pk, "article")
    found = similar_claims(wording=claim.wording, exclude=claim, user=person(request))
    lines = [(one.claim, verdict_of(one.claim, one.review), one.review) for one in found]
    context = {"claim": claim, "similar": lines, "article": claim.article}
    if request.htmx:
        return render(request, "claims/similar.html#list", {**context, "hint": True})
    return render(request, "claims/similar.html", context)


@post_only("claim")
@needs(Permission.WRITE)
def claim_same_as(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Make `claim` a further place of the one posted as `claim`; with `undo`, take that back."""
    claim = find(Claim, request, pk, "article", "claimant")
    other = find(Claim, request, key_of(request.POST.get("claim")), "article", "claimant")
    try:
        if request.POST.get("undo"):
            ids = [key_of(value) for value in request.POST.getlist("highlight")]
            rows = list(visible(Annotation, request).filter(pk__in=ids))
            highlights.undo_same_as(claim=claim, other=other, annotations=rows, by=person(request))
            return _answer(request, claim, gone=other, said=_("This is a claim of its own again."))
        moved = highlights.same_as(claim=claim, other=other, by=person(request))
    except Refused as exc:
        return _refused(request, claim, exc)
    return _answer(request, other, gone=claim, made_one={"claim": claim, "highlights": moved})


@post_only("claim")
@needs(Permission.WRITE)
def claim_rework(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Begin the check of `claim` with the sources of the published one of the claim posted as `claim`."""
    claim = find(Claim, request, pk, "article", "claimant")
    other = find(Claim, request, key_of(request.POST.get("claim")))
    try:
        reworked.rework(claim=claim, other=other, by=person(request))
    except Refused as exc:
        return _refused(request, claim, exc)
    return _answer(request, claim, said=_("Its sources are here now. Say of each what it does to this claim."))


def _refused(request: HtmxHttpRequest, claim: Claim, exc: Refused) -> HttpResponse:
    if request.htmx:
        return problem(request, first_error(exc))
    messages.error(request, first_error(exc))
    return redirect(claim.card_url)


def _answer(request: HtmxHttpRequest, shown: Claim, *, gone: Claim | None = None, **extra: Any) -> HttpResponse:
    if not request.htmx:
        messages.success(request, extra.get("said", _("The words are a further place of this claim.")))
        return redirect(shown.card_url)
    fresh = find(Claim, request, shown.pk, "article", "claimant")
    return parts(request, fresh, and_claims=[gone.pk] if gone else (), **extra)
