"""The page of somebody who says things."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.forms.claimants import ClaimantForm
from annotations.models import Claim, Claimant
from annotations.review.permissions import Permission, Refused
from annotations.services import claimants as services
from annotations.views.loading import find, needs, person, put_errors, visible
from annotations.views.paging import page_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.READ)
def claimant(request: HttpRequest, pk: int) -> HttpResponse:
    """Who it is, and what was said; POST saves the facts."""
    found = find(Claimant, request, pk)
    form = ClaimantForm(request.POST or None, claimant=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit(claimant=found, by=person(request), values=form.cleaned_data)
        except (ValidationError, Refused) as exc:
            put_errors(form, exc)
        else:
            messages.success(request, _("Saved."))
            return redirect("claimant", found.pk)
    page = page_of(request, visible(Claim, request).filter(claimant=found))
    context = {"claimant": found, "form": form, "page": page}
    return render(request, "claimants/detail.html", context, status=422 if form.errors else 200)
