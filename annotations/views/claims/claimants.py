"""The page of somebody who says things, their other names, and suggestions while a name is typed."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from annotations.forms.claims.claimants import ClaimantForm, SpellingForm
from annotations.models import Claim, Claimant
from annotations.presenters.words.apart import apart
from annotations.review.permissions import Permission, Refused
from annotations.services.claims import claimants as services
from annotations.services.newsroom import search
from annotations.web.loading import find, first_error, needs, person, post_only, put_errors, visible
from annotations.web.paging import page_of

#: Suggestions at most: more are not read while one types.
MOST_SUGGESTED = 8


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.READ)
def claimant(request: HttpRequest, pk: int) -> HttpResponse:
    """Who it is, and what was said; POST saves the facts."""
    found = find(Claimant, request, pk)
    if found.merged_into:
        return redirect(found.standing())
    form = ClaimantForm(request.POST or None, claimant=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit(claimant=found, by=person(request), values=form.cleaned_data)
        except (ValidationError, Refused) as exc:
            put_errors(form, exc)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    return _page(request, found, form=form)


@post_only("claimant")
@needs(Permission.WRITE)
def claimant_spelling(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, which may be that of somebody else in our list until now."""
    found = find(Claimant, request, pk)
    form = SpellingForm(request.POST)
    if form.is_valid():
        try:
            other = services.add_spelling(claimant=found, by=person(request), name=form.cleaned_data["spelling"])
        except (ValidationError, Refused) as exc:
            put_errors(form, exc)
        else:
            moved = len(other.moved)
            came = ngettext("%(count)s claim came with it.", "%(count)s claims came with it.", moved) % {"count": moved}
            told = _("“%(name)s” is another spelling of %(other)s now.") % {"name": apart(other), "other": apart(found)}
            messages.success(request, f"{told} {came}" if moved else told)
            return redirect(found)
    return _page(request, found, spelling=form)


@post_only("claimant")
@needs(Permission.WRITE)
def claimant_part(request: HttpRequest, pk: int) -> HttpResponse:
    """The way back: a spelling stands for itself again."""
    found = find(Claimant, request, pk)
    try:
        into = services.part(claimant=found, by=person(request))
    except Refused as exc:
        messages.error(request, first_error(exc))
        return redirect(found.standing())
    messages.success(request, _("“%(name)s” is no spelling of theirs any more.") % {"name": apart(found)})
    return redirect(into)


@require_GET
@needs(Permission.WRITE)
def speaker_suggestions(request: HttpRequest) -> HttpResponse:
    """Speakers one of whose names has words that begin as what was typed, whichever field it was typed into."""
    typed = next((str(words) for words in request.GET.values()), "")
    speakers = search.begun(visible(Claimant, request).standing(), typed)
    found = speakers.prefetch_related("spellings").order_by(Length("name"), "name")[:MOST_SUGGESTED]
    return render(request, "claimants/suggestions.html", {"speakers": found})


def _page(
    request: HttpRequest, found: Claimant, form: ClaimantForm | None = None, spelling: SpellingForm | None = None
) -> HttpResponse:
    form, spelling = form or ClaimantForm(claimant=found), spelling or SpellingForm()
    context = {
        "claimant": found, "form": form, "spelling": spelling, "spellings": found.spellings.order_by("name"),
        "page": page_of(request, visible(Claim, request).filter(claimant=found)),
    }  # fmt: skip
    wrong = form.errors or spelling.errors
    return render(request, "claimants/detail.html", context, status=422 if wrong else 200)
