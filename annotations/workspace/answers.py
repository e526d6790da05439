"""The claim's card as the answer to a step: swapped in by htmx, or as a page without scripts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from annotations.models import Claim, ClaimReview
from annotations.review.permissions import Refused
from annotations.services.review import claim_reviews as services
from annotations.web.loading import find, first_error, person
from annotations.web.requests import HtmxHttpRequest
from annotations.workspace.cards import Card, full_card
from annotations.workspace.page import changed_parts, text_beside


def submit_claim(request: HtmxHttpRequest, review: ClaimReview) -> HttpResponse:
    """Submit a version and answer with its card; what is missing is named beside its field."""
    try:
        services.submit(review=review, by=person(request))
    except services.NotReady as exc:
        return card_answer(request, review.claim, missing=exc.missing, status=422)
    except Refused as exc:
        return card_answer(request, review.claim, problem=first_error(exc), status=422)
    return card_answer(request, review.claim, said=_("Submitted for review."))


def card_answer(
    request: HtmxHttpRequest,
    claim: Claim,
    *,
    said: str = "",
    problem: str = "",
    missing: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The card after a step, with what is missing beside its fields; without scripts, the page with the card."""
    claim = find(Claim, request, claim.pk, "article", "claimant")
    if request.htmx:
        return parts(request, claim, status=status, said=said, problem=problem, show_missing=bool(missing))
    if missing or problem:
        context = {"card": full_card(request, claim), "show_missing": bool(missing), "article": claim.article}
        return render(request, "claims/detail.html", context | {"problem": problem}, status=status)
    messages.success(request, said)
    return redirect(claim.card_url)


def parts(
    request: HtmxHttpRequest,
    claim: Claim,
    *,
    card: Card | None = None,
    and_claims: Collection[int] = (),
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    """The card, and beside it whatever else of the workspace changed with this claim: rows, blocks, progress."""
    context: dict[str, Any] = {"article": claim.article, **extra}
    beside = text_beside(request)
    if beside:
        context |= changed_parts(request, beside, {claim.pk, *and_claims})
    context["card"] = card or full_card(request, claim, context.get("changed_rows"), text=beside)
    return render(request, "claims/answers.html#card", context, status=status)
