"""Sources on a claim's card: cite, change, take out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.forms.evidence.citations import AddSourceForm, CitationForm
from annotations.models import Citation, Claim, ClaimReview, Snapshot
from annotations.review.permissions import Permission, Refused, can_edit
from annotations.review.visibility import can_see_source_detail
from annotations.services.evidence import citations as services
from annotations.services.evidence import duplicate_sources
from annotations.web.loading import find, first_error, needs, person, post_only, problem, put_errors
from annotations.web.numbers import key_of, number_of
from annotations.web.requests import HtmxHttpRequest
from annotations.workspace.answers import parts
from annotations.workspace.cards import full_card, saved_card


@post_only("review")
@needs(Permission.WRITE)
def citation_add(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Cite an address or an upload in the open version of a claim."""
    review = find(ClaimReview, request, pk, "claim__article", "claim__claimant")
    form = AddSourceForm(request.POST, request.FILES, auto_id=f"s{review.claim_id}-%s")
    if form.is_valid():
        try:
            _cite(request, review, form)
            return _cited(request, review.claim) if request.htmx else redirect(review.claim.card_url)
        except (ValidationError, Refused) as exc:
            put_errors(form, exc)
    card = full_card(request, find(Claim, request, review.claim_id, "article", "claimant"))
    card.new_source_form = form
    template = "claims/card.html" if request.htmx else "claims/detail.html"
    return render(request, template, {"card": card, "article": review.claim.article}, status=422)


def _cite(request: HtmxHttpRequest, review: ClaimReview, form: AddSourceForm) -> Citation:
    values = form.cleaned_data
    said: dict[str, Any] = {
        "review": review,
        "by": person(request),
        "url": values["url"],
        "protected": values["protected"],
        "citation": form.citation_values(),
        "source": form.source_values(),
    }
    return services.cite_upload(upload=values["file"], **said) if values["file"] else services.cite(**said)


def _cited(request: HtmxHttpRequest, claim: Claim) -> HttpResponse:
    """What a source more changes on the card."""
    card = saved_card(request, find(Claim, request, claim.pk, "article", "claimant"))
    card.new_source_form = AddSourceForm(auto_id=f"s{claim.pk}-%s")
    answer = render(request, "claims/answers.html#cited", {"card": card, "article": claim.article})
    answer["HX-Reswap"] = "none"
    return answer


def _card(request: HtmxHttpRequest, claim: Claim) -> HttpResponse:
    if request.htmx:
        return parts(request, find(Claim, request, claim.pk, "article", "claimant"))
    return redirect(claim.card_url)


def find_citation(request: HtmxHttpRequest, pk: int) -> Citation:
    """A citation whose review the person may see, with a source they may see the detail of; else 404."""
    from annotations.web.loading import visible

    found = Citation.objects.filter(pk=pk, review__in=visible(ClaimReview, request))
    citation = found.select_related("source", "review__claim__article", "review__claim__claimant").first()
    user = person(request)
    if citation is None or not can_see_source_detail(
        user, protected=citation.source.protected, added_by=citation.source.added_by_id
    ):
        raise Http404
    return citation


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WRITE)
def citation_edit(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Stance, quoted words, what it shows, and why there is no copy."""
    citation = find_citation(request, pk)
    if request.method != "POST" and not can_edit(person(request), citation.review.status):
        return redirect("review", citation.review_id)
    initial = {name: getattr(citation, name) for name in services.OF_CITATION}
    form = CitationForm(request.POST or None, initial=initial, auto_id=f"e{citation.pk}-%s")
    if request.method == "POST" and form.is_valid():
        try:
            services.change(citation=citation, by=person(request), values=form.citation_values())
            return redirect(citation.review.claim.card_url)
        except ValidationError as exc:
            form.add_error(None, exc)
        except Refused as exc:
            form.add_error(None, first_error(exc))
    context = {"citation": citation, "form": form, "back": citation.review.claim.card_url}
    return render(request, "citations/edit.html", context, status=422 if form.errors else 200)


@post_only("citation_edit")
@needs(Permission.WRITE)
def citation_pin(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Words selected in our copy become the quoted words; then back to the claim."""
    citation = find_citation(request, pk)
    copy = Snapshot.objects.kept().filter(pk=key_of(request.POST.get("copy"))).first()
    start, end = number_of(request.POST.get("start")), number_of(request.POST.get("end"))
    if copy is None or start is None or end is None:
        return problem(request, _("Select the words that decide the matter first."))
    quote = request.POST.get("quote", "")
    try:
        services.pin_words(citation=citation, by=person(request), snapshot=copy, start=start, end=end, quote=quote)
    except (Refused, ValidationError) as exc:
        return problem(request, first_error(exc))
    messages.success(request, _("These are the quoted words now."))
    return redirect(citation.review.claim.card_url)


@post_only("citation_edit")
@needs(Permission.WRITE)
def citation_use_held(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Cite the older source that is the same document."""
    citation = find_citation(request, pk)
    try:
        duplicate_sources.cite_duplicate(citation=citation, by=person(request))
    except (Refused, ValidationError) as exc:
        return problem(request, first_error(exc))
    return _card(request, citation.review.claim)


@post_only("citation_edit")
@needs(Permission.WRITE)
def citation_remove(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Take a source out, or (`undo` in the form) put it back."""
    citation = find_citation(request, pk)
    act = services.put_back if request.POST.get("undo") else services.remove
    try:
        act(citation=citation, by=person(request))
    except (Refused, ValidationError) as exc:
        return problem(request, first_error(exc))
    claim = find(Claim, request, citation.review.claim_id, "article", "claimant")
    if not request.htmx:
        if act is services.remove:
            messages.success(request, _("The source was taken out. Add it again to put it back."))
        return redirect(claim.card_url)
    undo = None if request.POST.get("undo") else citation
    return parts(request, claim, undo=undo)
