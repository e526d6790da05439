"""Reviews: the list, one review, and every step of its way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from annotations.forms.review.claim_reviews import CorrectForm, RetractForm, ReturnForm
from annotations.models import Article, Claim, ClaimReview, Newsroom
from annotations.presenters.review.lines import lines_of
from annotations.review.permissions import Permission, Refused
from annotations.review.states import Status
from annotations.services.publishing import published_lists, retractions
from annotations.services.review import claim_reviews as services
from annotations.services.review import corrections, experts
from annotations.views.review.review_page import NEW_LINK, find_review, next_of_article, review_page
from annotations.web.filters import ReviewFilter
from annotations.web.loading import find, first_error, needs, person, post_only, visible
from annotations.web.paging import page_of
from annotations.web.requests import HtmxHttpRequest
from annotations.workspace.answers import card_answer, submit_claim


@require_safe
@needs(Permission.READ)
def review_list(request: HtmxHttpRequest) -> HttpResponse:
    """What waits for review, or any list that the address names."""
    data = request.GET.copy()
    if not set(data) & set(ReviewFilter.base_filters):
        data["status"] = Status.IN_REVIEW.value
    rows = visible(ClaimReview, request).for_lists()
    found = ReviewFilter(data, queryset=rows, request=request)
    page = page_of(request, found.qs)
    lines = lines_of(page.rows, person(request))
    return render(request, "reviews/list.html", {"page": page, "rows": lines, "filter": found})


@require_safe
@needs(Permission.READ)
def review(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    found = find_review(request, pk)
    made = request.session.pop(NEW_LINK, None)
    link = found.expert_links.filter(pk=made).first() if made else None
    return review_page(request, found, expert_address=experts.address_of(link) if link else "")


def _decide(
    request: HtmxHttpRequest,
    pk: int,
    act: Callable[[ClaimReview], ClaimReview],
    said: str | dict[str, str],
    words: str = "",
) -> HttpResponse:
    """Load, do, message (by the status it has then), answer: the four beats of every decision; on to the next.

    `words` were typed for it; where it is refused, they are shown.
    """
    found = find_review(request, pk)
    try:
        done = act(found)
    except services.OtherContent:
        return review_page(request, find_review(request, pk), status=409, changed_meanwhile=True)
    except (Refused, ValidationError) as exc:
        messages.error(request, first_error(exc))
        return review_page(request, find_review(request, pk), status=422, unsaved=words)
    said = said if isinstance(said, str) else said[done.status]
    if done.status == Status.PUBLISHED and Newsroom.objects.current().own_cms:
        messages.success(request, said)
        return redirect("claim_live", done.claim_id)
    following = next_of_article(request, found)
    messages.success(request, _and_now_the_next(said, found) if following else said)
    return redirect(following or found)


def _and_now_the_next(said: str, decided: ClaimReview) -> str:
    """What was done, and to which: another claim stands on the page where this is read."""
    wording = Truncator(decided.claim.wording).chars(80)
    return _("%(said)s That was “%(claim)s”; the next of its article is below.") % {"said": said, "claim": wording}


@post_only("review")
@needs(Permission.DECIDE)
def review_approve(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """*Approve and publish* (`publish` in the form), or *Approve only*."""
    digest, by, reason = request.POST.get("digest", ""), person(request), _reason(request)
    publishing = partial(services.approve_and_publish, reason=reason)
    act = publishing if request.POST.get("publish") else services.approve
    said = {
        Status.IN_REVIEW.value: _("Your approval is kept. A second editor has to approve it, too."),
        Status.APPROVED.value: _("Approved. It is not published yet."),
        Status.PUBLISHED.value: _("Approved and published."),
    }
    return _decide(request, pk, lambda r: act(review=r, by=by, digest=digest), said, reason)


@post_only("review")
@needs(Permission.DECIDE)
def review_publish(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    by, reason = person(request), _reason(request)
    return _decide(request, pk, lambda r: services.publish(review=r, by=by, reason=reason), _("Published."), reason)


def _reason(request: HtmxHttpRequest) -> str:
    """Why an error of the pre-flight is none."""
    return request.POST.get("preflight_reason", "").strip()[:1000]


@post_only("review")
@needs(Permission.DECIDE)
def review_return(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return review_page(request, find_review(request, pk), status=422, return_form=form)
    comment, by = form.cleaned_data["comment"], person(request)
    said = _("Returned with your comment.")
    return _decide(request, pk, lambda r: services.return_(review=r, by=by, comment=comment), said, comment)


@post_only("review")
@needs(Permission.DECIDE)
def review_retract(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    form = RetractForm(request.POST, auto_id="retract-%s")
    if not form.is_valid():
        return review_page(request, find_review(request, pk), status=422, retract_form=form)
    reason, by = form.cleaned_data["reason"], person(request)
    said = _("Retracted. Another editor has to confirm it.")
    return _decide(request, pk, lambda r: services.retract(review=r, by=by, reason=reason), said, reason)


@post_only("review")
@needs(Permission.DECIDE)
def review_confirm(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    by = person(request)
    return _decide(request, pk, lambda r: retractions.confirm_retraction(review=r, by=by), _("Retraction confirmed."))


@post_only("review")
@needs(Permission.DECIDE)
def review_correct(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Open version n+1; its card is where the writing happens."""
    found = find_review(request, pk)
    retracted = found.status == Status.RETRACTED
    form = CorrectForm(request.POST, auto_id="correct-%s", retracted=retracted)
    if not form.is_valid():
        return review_page(request, found, status=422, correct_form=form)
    try:
        corrections.correct(claim=found.claim, by=person(request), **form.cleaned_data)
    except (Refused, ValidationError) as exc:
        messages.error(request, first_error(exc))
        return review_page(request, found, status=422, unsaved=form.cleaned_data["reason"])
    if retracted:
        said = _("A new version is opened. The retraction stands until it is approved and published.")
    else:
        said = _("Correction opened. The published version stays until this one is approved.")
    messages.success(request, said)
    return redirect(found.claim.card_url)


@post_only("review")
@needs(Permission.WRITE)
def review_submit(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Submit; what is missing is named beside its field."""
    return submit_claim(request, find_review(request, pk))


@post_only("review")
@needs(Permission.WRITE)
def review_take_back(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    found = find_review(request, pk)
    try:
        services.take_back(review=found, by=person(request))
    except Refused as exc:
        return card_answer(request, found.claim, problem=first_error(exc), status=422)
    return card_answer(request, found.claim, said=_("It is a draft again."))


@post_only("article")
@needs(Permission.DECIDE)
def article_publish(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Publish all approved checks of an article together; those that can't be are named with the reason."""
    article = find(Article, request, pk)
    done, refused = services.publish_approved(article=article, by=person(request))
    if done:
        messages.success(
            request,
            ngettext("%(count)s fact-check published.", "%(count)s fact-checks published.", len(done))
            % {"count": len(done)},
        )
    for why in refused:
        messages.error(request, why)
    if not done and not refused:
        messages.info(request, _("Nothing of this article is approved and waiting."))
    return redirect(f"{reverse('reviews')}?article={article.pk}&status=")


@post_only("claim")
@needs(Permission.DECIDE)
def claim_pin(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Put a published fact-check on top of the front page; with `unpin` take it down."""
    act = published_lists.unpin if request.POST.get("unpin") else published_lists.pin
    found = find(Claim, request, pk)
    try:
        act(claim=found, by=person(request))
    except Refused as exc:
        messages.error(request, first_error(exc))
    else:
        messages.success(request, _("The front page is changed."))
    review = visible(ClaimReview, request).public().filter(claim=found).first()
    return redirect(review or found)
