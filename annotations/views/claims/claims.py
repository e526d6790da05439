"""Claims: marking words, the card, setting aside; the list and claims without a passage."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from annotations.anchoring.selectors import QuoteMismatch, Selector, check_quote
from annotations.forms.claims.claims import AppearanceForm, CardForm, NewClaimForm, SetAsideForm
from annotations.models import Article, ArticleVersion, Claim, ClaimReview, User
from annotations.presenters.review.claim_rows import rows_of
from annotations.review.permissions import Permission, Refused, check_can_edit
from annotations.services.claims import claimants
from annotations.services.claims import claims as services
from annotations.services.newsroom import search
from annotations.services.review import claim_reviews as review_services
from annotations.services.text import highlights
from annotations.web.filters import ClaimFilter
from annotations.web.loading import find, first_error, needs, person, post_only, problem, put_errors, visible
from annotations.web.numbers import key_of, number_of, points_of
from annotations.web.paging import page_of, page_of_found
from annotations.web.requests import HtmxHttpRequest
from annotations.workspace.answers import parts, submit_claim
from annotations.workspace.blank_card import answer_to_mark
from annotations.workspace.cards import full_card, newest_review, saved_card
from annotations.workspace.page import changed_parts, newest_text, text_beside


@require_safe
@needs(Permission.READ)
def claim_list(request: HtmxHttpRequest) -> HttpResponse:
    """All claims, newest first, with filters that live in the address; with words, the best hit first."""
    rows = visible(Claim, request).for_lists()
    light = ClaimReview.objects.for_claims()
    found = ClaimFilter(request.GET, queryset=rows.prefetch_related(Prefetch("reviews", light)), request=request)
    asked = request.GET.get("q", "").strip()
    hits = search.find(found.qs, asked) if asked else None
    page = page_of(request, found.qs) if hits is None else page_of_found(request, found.qs, hits.keys)
    page.rows = [row for claim in page.rows for row in rows_of([claim])]
    return render(request, "claims/list.html", {"page": page, "filter": found, "hits": hits})


@post_only("article")
@needs(Permission.WRITE)
def claim_mark(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Selected words to a claim of their own, or with `claim` to one more highlight of that one.

    `start` and `end` are code points of the newest version, `quote` is what the page shows there.
    """
    version = newest_text(request, pk) or find(Article, request, pk).newest_version()
    points = points_of(request)
    if version is None or points is None:
        return problem(request, _("Select some words of the article first."))
    if number_of(request.POST.get("version")) not in (None, version.pk):
        return problem(request, _("This article has a newer version. Reload the page and select the words again."))
    try:
        selector = check_quote(version.text, version.blocks, *points, request.POST.get("quote", ""))
        if request.POST.get("claim"):
            return _add_highlight(request, version, selector)
        marked = services.mark_claim(by=person(request), version=version, selector=selector)
    except (QuoteMismatch, Refused) as exc:
        return problem(request, first_error(exc))
    if request.htmx:
        return answer_to_mark(request, version, selector, marked)
    return redirect(marked.claim.card_url)


def _add_highlight(request: HtmxHttpRequest, version: ArticleVersion, selector: Selector) -> HttpResponse:
    claim = find(Claim, request, key_of(request.POST["claim"]), "article", "claimant")
    highlights.add_highlight(claim=claim, by=person(request), version=version, selector=selector)
    if request.htmx:
        return parts(request, claim, said=_("One more place of this claim is marked."))
    return redirect(claim.card_url)


@require_safe
@needs(Permission.READ)
def claim_card(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """The open card: a part of the workspace, or a page of its own."""
    claim = find(Claim, request, pk, "article", "claimant")
    card = full_card(request, claim)
    if request.htmx:
        return render(request, "claims/card.html", {"card": card, "article": claim.article})
    return render(request, "claims/detail.html", {"card": card, "article": claim.article})


@post_only("claim")
@needs(Permission.WRITE)
def claim_save(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Save what was typed so far. 409 with both texts where somebody else changed a field meanwhile."""
    found = find(Claim, request, pk, "article", "claimant")
    try:
        with transaction.atomic():
            # Locked first, so that what the form compares with is what it writes over.
            claim, review = review_services.lock_newest(found)
            # Before anything of it is read: the answer holds the verdict, which may be withheld.
            check_can_edit(person(request), review.status)
            form = CardForm(request.POST, claim=claim, review=review)
            form.is_valid()
            conflicts = {} if request.POST.get("keep_mine") else form.conflicts()
            if not conflicts:
                changed = _write(form, claim, review, person(request))
        if not conflicts:
            _say_kind(request, form, found)
    except Refused as exc:
        return _refused(request, found, first_error(exc))
    if conflicts:
        return _conflict(request, claim, form, conflicts)
    return _saved(request, claim, form, changed=changed)


def _write(form: CardForm, claim: Claim, review: ClaimReview, by: User) -> set[str]:
    """Save what differs; the names of the columns that do."""
    claim_changes, review_changes = form.claim_changes(), form.review_changes()
    if claim_changes:
        services.save_claim(claim=claim, by=by, changes=claim_changes)
    if review_changes:
        review_services.save_draft(review=review, by=by, changes=review_changes)
    return {*claim_changes, *review_changes}


def _say_kind(request: HtmxHttpRequest, form: CardForm, before: Claim) -> None:
    """What kind of somebody said it, which is kept with them. A transaction of its own: it holds all that they said."""
    if kind := form.kind_change():
        speaker = find(Claim, request, before.pk, "claimant").claimant
        # Where the name was changed at once, the question was about the one before.
        if speaker and (not speaker.kind or speaker.pk == before.claimant_id):
            claimants.edit(claimant=speaker, by=person(request), values={"kind": kind})


def _conflict(request: HtmxHttpRequest, claim: Claim, form: CardForm, conflicts: dict[str, str]) -> HttpResponse:
    both = [(form.fields[name].label, form.data.get(name), theirs, name) for name, theirs in conflicts.items()]
    context = {"card": full_card(request, claim, form=form), "conflicts": both, "article": claim.article}
    context["card_url"] = claim.card_url
    template = "claims/conflict.html" if request.htmx else "claims/detail.html"
    return render(request, template, context, status=409)


def _refused(request: HtmxHttpRequest, claim: Claim, why: str) -> HttpResponse:
    if request.htmx:
        return problem(request, why)
    messages.error(request, why)
    return redirect(claim.card_url)


def _saved(request: HtmxHttpRequest, claim: Claim, form: CardForm, *, changed: set[str]) -> HttpResponse:
    if form.errors and not request.htmx:
        page = {"card": full_card(request, claim, form=form), "article": claim.article}
        return render(request, "claims/detail.html", page, status=422)
    if request.POST.get("then") == "submit":
        return submit_claim(request, newest_review(claim))
    if not request.htmx:
        messages.success(request, _("Saved."))
        return redirect(claim.card_url)
    claim = find(Claim, request, claim.pk, "article", "claimant")
    fresh = saved_card(request, claim)
    context: dict[str, Any] = {"card": fresh, "errors": form.errors, "saved": True, "article": claim.article}
    context["bases"] = form.bases_after(fresh.form.bases())
    context["changed"] = changed
    if changed & {"rating", "label", "wording"} and (beside := text_beside(request)):
        context |= changed_parts(request, beside, {claim.pk})
    return render(request, "claims/answers.html#saved", context, status=422 if form.errors else 200)


@post_only("claim")
@needs(Permission.WRITE)
def claim_set_aside(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    claim = find(Claim, request, pk, "article", "claimant")
    form = SetAsideForm(request.POST)
    if not form.is_valid():
        return _refused(request, claim, _("Choose why this claim is set aside."))
    try:
        services.set_aside(claim=claim, by=person(request), reason=form.cleaned_data["reason"])
    except Refused as exc:
        return _refused(request, claim, first_error(exc))
    return _answer(request, claim)


@post_only("claim")
@needs(Permission.WRITE)
def claim_reopen(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    claim = find(Claim, request, pk, "article", "claimant")
    services.reopen(claim=claim, by=person(request))
    return _answer(request, claim)


def _answer(request: HtmxHttpRequest, claim: Claim) -> HttpResponse:
    if request.htmx:
        return parts(request, find(Claim, request, claim.pk, "article", "claimant"))
    return redirect(claim.card_url)


@post_only("claim")
@needs(Permission.WRITE)
def claim_appearance(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    claim = find(Claim, request, pk, "article", "claimant")
    form = AppearanceForm(request.POST, auto_id=f"p{claim.pk}-%s")
    if not form.is_valid():
        card = full_card(request, claim)
        card.appearance_form = form
        return _card_with_errors(request, card)
    services.add_appearance(claim=claim, by=person(request), **form.cleaned_data)
    return _answer(request, claim)


def _card_with_errors(request: HtmxHttpRequest, card: Any) -> HttpResponse:
    template = "claims/card.html" if request.htmx else "claims/detail.html"
    return render(request, template, {"card": card, "article": card.claim.article}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WRITE)
def claim_new(request: HtmxHttpRequest) -> HttpResponse:
    """A claim that needs no passage: a video, a post, a broadcast."""
    form = NewClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        partial = values["said_on"]
        try:
            claim = services.new_claim(
                by=person(request),
                wording=values["wording"],
                claimant=values["claimant"],
                language=values["language"] or "en",
                place={n: values[n] for n in ("url", "time_code", "description")},
                said_on=partial.day if partial else None,
                said_precision=partial.precision if partial else "day",
                context=values["context"],
                topic=values["topic"],
            )
        except (ValidationError, Refused) as exc:
            put_errors(form, exc)
        else:
            return redirect(claim)
    return render(request, "claims/new.html", {"form": form}, status=422 if form.errors else 200)
