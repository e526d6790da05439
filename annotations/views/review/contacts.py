"""Right of reply: the log of one claim, a new attempt, what came of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.forms.review.contacts import ContactForm, OutcomeForm
from annotations.models import Claim, Contact
from annotations.review.permissions import Permission, Refused, can, can_edit
from annotations.services.review import contacts as services
from annotations.web.loading import find, first_error, needs, person, post_only, put_errors
from annotations.workspace.cards import newest_review


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.READ)
def claim_contacts(request: HttpRequest, pk: int) -> HttpResponse:
    """Every attempt, oldest first; POST logs another one."""
    claim = find(Claim, request, pk, "article", "claimant")
    form = _form(request, claim, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.log(claim=claim, by=person(request), **form.cleaned_data)
            if "into_draft" in request.POST and not can_edit(person(request), newest_review(claim).status):
                messages.info(request, _("The verdict is no draft any more, so it does not say that they were asked."))
        except (ValidationError, Refused) as exc:
            put_errors(form, exc)
        else:
            messages.success(request, _("The attempt is logged."))
            return redirect("claim_contacts", pk)
    return _page(request, claim, form, status=422 if form.errors else 200)


def _form(request: HttpRequest, claim: Claim, data: Any) -> ContactForm:
    writable = can_edit(person(request), newest_review(claim).status)
    return ContactForm(data, whom=str(claim.claimant or ""), writable=writable)


def _page(
    request: HttpRequest,
    claim: Claim,
    form: ContactForm,
    *,
    status: int = 200,
    wrong: OutcomeForm | None = None,
    at: int | None = None,
    unsaved: str = "",
) -> HttpResponse:
    review = newest_review(claim)
    writable = can_edit(person(request), review.status)
    lines = [
        {
            "contact": row,
            "form": wrong if wrong and row.pk == at else OutcomeForm(auto_id=f"o{row.pk}-%s"),
            "usable": writable and bool(row.answer) and row.answer not in review.answer,
        }
        for row in claim.contacts.select_related("created_by", "closed_by")
    ]
    context = {"claim": claim, "lines": lines, "form": form, "card_url": claim.card_url, "unsaved": unsaved}
    context["may_write"] = can(person(request), Permission.WRITE)
    return render(request, "contacts/list.html", context, status=status)


@post_only("contact")
@needs(Permission.WRITE)
def contact_close(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of an attempt."""
    contact = find(Contact, request, pk, "claim__article", "claim__claimant")
    form = OutcomeForm(request.POST, auto_id=f"o{pk}-%s")
    if form.is_valid():
        try:
            services.close(contact=contact, by=person(request), **form.cleaned_data)
        except Refused as exc:
            messages.error(request, first_error(exc))
            claim = contact.claim
            return _page(request, claim, _form(request, claim, None), status=422, unsaved=form.cleaned_data["answer"])
        except ValidationError as exc:
            put_errors(form, exc)
        else:
            messages.success(request, _("It is written down."))
            return redirect("claim_contacts", contact.claim_id)
    claim = contact.claim
    return _page(request, claim, _form(request, claim, None), status=422, wrong=form, at=pk)


@post_only("contact")
@needs(Permission.WRITE)
def contact_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Their answer into the draft."""
    contact = find(Contact, request, pk, "claim__article")
    try:
        services.use_answer(contact=contact, by=person(request))
        messages.success(request, _("Their answer stands in the draft."))
    except Refused as exc:
        messages.error(request, first_error(exc))
    return redirect("claim_contacts", contact.claim_id)


@needs(Permission.READ)
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """An attempt's own address leads to the log it stands in."""
    return redirect("claim_contacts", find(Contact, request, pk).claim_id)
