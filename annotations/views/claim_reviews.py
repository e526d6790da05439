"""Reviews: the queue, one review, and every step of its way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from annotations.exports.claim_review import claim_review
from annotations.exports.lint import problems
from annotations.forms.claim_reviews import CorrectForm, RetractForm, ReturnForm
from annotations.models import Article, Claim, ClaimReview
from annotations.presenters.cards import citation_views, citations_of
from annotations.presenters.history import history_of
from annotations.presenters.published import check_path, said_date
from annotations.presenters.rich_text import rich_text
from annotations.presenters.verdicts import review_verdict
from annotations.review.permissions import Permission, Refused, can, can_take
from annotations.review.policies import missing_for_publication
from annotations.review.states import Status
from annotations.services import claim_reviews as services
from annotations.services.frozen_content import freeze
from annotations.views.claims import card_url
from annotations.views.filters import ReviewFilter
from annotations.views.loading import find, first_error, needs, person, visible
from annotations.views.paging import page_of
from annotations.views.workspace import full_card

CONTEXT_CHARS = 280


@require_safe
@needs(Permission.READ)
def review_list(request: HttpRequest) -> HttpResponse:
    """What waits for review, or any list that the address names."""
    data = request.GET.copy()
    if not any(name in data for name in ("status", "checker", "rating", "article", "since", "published_from", "unconfirmed")):
        data["status"] = Status.IN_REVIEW.value
    rows = visible(ClaimReview, request).select_related("claim__article", "author", "label").defer("content")
    found = ReviewFilter(data, queryset=rows)
    page = page_of(request, found.qs)
    own = set(person(request).authored.filter(review__in=page.rows).values_list("review_id", flat=True))
    listed = [{"review": r, "verdict": review_verdict(r), "own": r.pk in own} for r in page.rows]
    return render(request, "reviews/list.html", {"page": page, "rows": listed, "filter": found})


@require_safe
@needs(Permission.READ)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _find(request, pk))


def _find(request: HttpRequest, pk: int) -> ClaimReview:
    related = ("claim__article", "claim__claimant", "label", "author", "retracted_by", "retraction_confirmed_by")
    return find(ClaimReview, request, pk, *related)


def _page(request: HttpRequest, found: ClaimReview, *, status: int = 200, **forms: Any) -> HttpResponse:
    """One review. A draft is shown as it stands now, everything else as it was frozen."""
    user = person(request)
    authors = services.author_ids(found)
    content = found.content or freeze(found)[0]
    lacking = missing_for_publication(services.cited_sources(found))
    may = {name: can_take(user, name, found.status, authors) for name in ("approve", "return", "publish", "retract", "take_back")}
    may["correct"] = found.status in (Status.PUBLISHED, Status.RETRACTED) and can(user, Permission.DECIDE)
    may["confirm"] = (
        found.status == Status.RETRACTED and not found.retraction_confirmed_at and can(user, Permission.DECIDE)
        and found.retracted_by_id != user.pk
    )  # fmt: skip
    context = {
        "review": found,
        "content": content,
        "verdict": review_verdict(found),
        "how_checked": rich_text(content["how_checked"]),
        "said_on": said_date(content["said_on"], content["said_precision"]),
        "passage": passage_of(found),
        "citations": citation_views(citations_of(found), user),
        "lacking": lacking,
        "may": may,
        "is_author": user.pk in authors,
        "history": history_of(found.claim),
        "versions": list(found.claim.reviews.order_by("-number").defer("content")),
        "address": check_path(found.claim_id, found.claim.slug or services.slug_for(found.claim.wording)),
        "markup_problems": _markup_problems(found),
        "differs": found.content is not None and found.status in ("published",) and _differs(found),
        "return_form": forms.get("return_form") or ReturnForm(),
        "correct_form": forms.get("correct_form") or CorrectForm(auto_id="correct-%s"),
        "retract_form": forms.get("retract_form") or RetractForm(auto_id="retract-%s"),
        "changed_meanwhile": forms.get("changed_meanwhile", False),
        "next_review": next_of_article(request, found),
    }
    return render(request, "reviews/detail.html", context, status=status)


def _markup_problems(found: ClaimReview) -> list[str]:
    """What the linter says of the markup that publishing would put out."""
    if not found.content or not found.content.get("label"):
        return []
    draft = claim_review(found)
    draft.setdefault("datePublished", found.submitted_at.date().isoformat() if found.submitted_at else "")
    return problems(draft)


def _differs(found: ClaimReview) -> bool:
    """Whether shared rows (a claimant's name, a source's title) were edited since publication."""
    now, then = freeze(found)[0], dict(found.content or {})
    return any(now[name] != then.get(name) for name in ("claimant", "appearances", "citations"))


def passage_of(found: ClaimReview) -> dict[str, str] | None:
    """The claim's first highlight in its paragraph; None for a claim without a passage."""
    first = found.claim.appearances.filter(annotation__isnull=False).select_related("annotation__version__article").first()
    if first is None or first.annotation is None:
        return None
    place = first.annotation.ranges.order_by("-pk").first()
    if place is None:
        return None
    version = first.annotation.version
    around = [b for b in version.blocks if b["start"] < place.end and place.start < b["end"]]
    before = version.text[around[0]["start"] : place.start] if around else ""
    after = version.text[place.end : around[-1]["end"]] if around else ""
    return {
        "before": ("…" if len(before) > CONTEXT_CHARS else "") + before[-CONTEXT_CHARS:],
        "quote": place.exact,
        "after": after[:CONTEXT_CHARS] + ("…" if len(after) > CONTEXT_CHARS else ""),
        "direction": version.article.direction,
        "version": str(version.number),
    }


def next_of_article(request: HttpRequest, done: ClaimReview) -> ClaimReview | None:
    """The next review of the same article that this person may decide, oldest first."""
    if done.claim.article_id is None:
        return None
    waiting = visible(ClaimReview, request).filter(claim__article=done.claim.article_id, status=Status.IN_REVIEW)
    return waiting.not_by(person(request)).exclude(pk=done.pk).order_by("submitted_at", "pk").first()


def _decide(request: HttpRequest, pk: int, act: Callable[[ClaimReview], Any], said: str) -> HttpResponse:
    """Load, do, message, answer: the four beats of every decision; on to the next of the article."""
    found = _find(request, pk)
    try:
        act(found)
    except services.OtherContent:
        return _page(request, _find(request, pk), status=409, changed_meanwhile=True)
    except (Refused, ValidationError) as exc:
        messages.error(request, first_error(exc))
        return _page(request, _find(request, pk), status=422)
    messages.success(request, said)
    following = next_of_article(request, found)
    return redirect("review", following.pk if following else found.pk)


@require_POST
@needs(Permission.DECIDE)
def review_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """*Approve and publish* (`publish` in the form), or *Approve only*."""
    digest, by = request.POST.get("digest", ""), person(request)
    if request.POST.get("publish"):
        return _decide(request, pk, lambda r: services.approve_and_publish(review=r, by=by, digest=digest), "Approved and published.")
    return _decide(request, pk, lambda r: services.approve(review=r, by=by, digest=digest), "Approved. It is not published yet.")


@require_POST
@needs(Permission.DECIDE)
def review_publish(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, lambda r: services.publish(review=r, by=person(request)), "Published.")


@require_POST
@needs(Permission.DECIDE)
def review_return(request: HttpRequest, pk: int) -> HttpResponse:
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, _find(request, pk), status=422, return_form=form)
    comment, by = form.cleaned_data["comment"], person(request)
    return _decide(request, pk, lambda r: services.return_(review=r, by=by, comment=comment), "Returned with your comment.")


@require_POST
@needs(Permission.DECIDE)
def review_retract(request: HttpRequest, pk: int) -> HttpResponse:
    form = RetractForm(request.POST, auto_id="retract-%s")
    if not form.is_valid():
        return _page(request, _find(request, pk), status=422, retract_form=form)
    reason, by = form.cleaned_data["reason"], person(request)
    said = "Retracted. Another editor has to confirm it."
    return _decide(request, pk, lambda r: services.retract(review=r, by=by, reason=reason), said)


@require_POST
@needs(Permission.DECIDE)
def review_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    by = person(request)
    return _decide(request, pk, lambda r: services.confirm_retraction(review=r, by=by), "Retraction confirmed.")


@require_POST
@needs(Permission.DECIDE)
def review_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Open version n+1; its card is where the writing happens."""
    found = _find(request, pk)
    form = CorrectForm(request.POST, auto_id="correct-%s")
    if not form.is_valid():
        return _page(request, found, status=422, correct_form=form)
    try:
        services.correct(claim=found.claim, by=person(request), reason=form.cleaned_data["reason"])
    except (Refused, ValidationError) as exc:
        messages.error(request, first_error(exc))
        return _page(request, found, status=422)
    messages.success(request, "Correction opened. The published version stays until this one is approved.")
    return redirect(card_url(found.claim))


@require_POST
@needs(Permission.WRITE)
def review_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit; what is missing is named beside its field."""
    found = _find(request, pk)
    try:
        services.submit(review=found, by=person(request))
    except services.NotReady as exc:
        return _card_answer(request, found.claim, missing=exc.missing, status=422)
    except Refused as exc:
        messages.error(request, str(exc))
        return _card_answer(request, found.claim, problem=str(exc), status=422)
    return _card_answer(request, found.claim, said="Submitted for review.")


@require_POST
@needs(Permission.WRITE)
def review_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    try:
        services.take_back(review=found, by=person(request))
    except Refused as exc:
        return _card_answer(request, found.claim, problem=str(exc), status=422)
    return _card_answer(request, found.claim, said="It is a draft again.")


def _card_answer(
    request: HttpRequest, claim: Claim, *, said: str = "", problem: str = "", missing: list | None = None, status: int = 200
) -> HttpResponse:
    """The card after a step, with what is missing beside its fields; without scripts, the page with the card."""
    from annotations.views.workspace import parts

    claim = find(Claim, request, claim.pk, "article", "claimant")
    if request.htmx:  # type: ignore[attr-defined]
        return parts(request, claim, status=status, said=said, problem=problem, show_missing=bool(missing))
    if missing or problem:
        context = {"card": full_card(request, claim), "show_missing": bool(missing), "article": claim.article}
        return render(request, "claims/detail.html", context | {"problem": problem}, status=status)
    messages.success(request, said)
    return redirect(card_url(claim))


@require_POST
@needs(Permission.DECIDE)
def article_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish all approved checks of an article together; those that can't be are named with the reason."""
    article = find(Article, request, pk)
    done, refused = services.publish_approved(article=article, by=person(request))
    if done:
        messages.success(request, f"{len(done)} fact-check{'s' if len(done) > 1 else ''} published.")
    for why in refused:
        messages.error(request, why)
    if not done and not refused:
        messages.info(request, "Nothing of this article is approved and waiting.")
    return redirect(f"{reverse('reviews')}?article={article.pk}&status=")
