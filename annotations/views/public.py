"""What readers see: fact-checks, articles' pages, the feed. Only published work, for everybody alike."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from annotations.exports.claim_review import script_body
from annotations.models import Article, ClaimReview, PublicCopy
from annotations.presenters.copies import drawn_copy, reading_direction
from annotations.presenters.ledger import ledger_of
from annotations.presenters.published import published_of
from annotations.presenters.verdicts import frozen_verdict
from annotations.review.states import Status
from annotations.services import search
from annotations.services.public_addresses import check_path, check_url
from annotations.views.numbers import key_of
from annotations.views.paging import page_of, page_of_found


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The newest fact-checks; with words, those that hold them, the best hit first."""
    rows = ClaimReview.objects.public().select_related("claim", "label")
    asked = request.GET.get("q", "").strip()
    hits = search.find(ClaimReview.objects.public(), asked) if asked else None
    if hits is None:
        page = page_of(request, rows, column="first_published_at", size=20)
    else:
        page = page_of_found(request, rows, hits.keys, size=20)
    page.rows = [line_of(review) for review in page.rows]
    return render(request, "public/front.html", {"page": page, "asked": asked, "hits": hits})


def line_of(review: ClaimReview) -> dict[str, object]:
    """One fact-check in a list, from its frozen content."""
    return {
        "verdict": frozen_verdict(review),
        "content": review.content or {},
        "review": review,
        "path": check_path(review.claim_id, review.claim.slug),
    }


def public_review(pk: int) -> ClaimReview:
    """The version that readers see of claim `pk`; 404 when there is none."""
    found = ClaimReview.objects.public().select_related("claim", "label").filter(claim=pk).first()
    if found is None:
        raise Http404
    return found


@require_safe
def check(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """A fact-check. Another slug, or none, answers 301 to the one address there is."""
    review = public_review(pk)
    if request.path != check_path(pk, review.claim.slug):
        return HttpResponsePermanentRedirect(check_path(pk, review.claim.slug))
    markup = "" if review.status == Status.RETRACTED else script_body(review)
    steps = ledger_of(review)
    context = {
        "check": published_of(review),
        "ledger": steps,
        # What changed the conclusion stands on top for as long as this version is the one readers see.
        "banner": next((s for s in steps if s.review.pk == review.pk and s.step == "correction" and s.is_major), None),
        "markup": markup,
        "markup_path": reverse("check_markup", args=[pk, review.claim.slug]),
        "canonical": check_url(pk, review.claim.slug),
        "stories": _stories(review),
    }
    return render(request, "public/check.html", context)


def _stories(review: ClaimReview) -> list[tuple[str, str]]:
    """(title, path) of the public pages of the articles it was said in."""
    ids = {a["article"] for a in (review.content or {}).get("appearances", []) if a.get("article")}
    rows = Article.objects.published().filter(pk__in=ids).order_by("pk")
    return [(str(article), reverse("story", args=[article.pk, article.slug or "article"])) for article in rows]


@require_safe
def check_version(request: HttpRequest, pk: int, slug: str, number: int) -> HttpResponse:
    """An earlier published version, as it was: not for search engines, without markup."""
    current = public_review(pk)
    wanted = reverse("check_version", args=[pk, current.claim.slug, number])
    if request.path != wanted:
        return HttpResponsePermanentRedirect(wanted)
    review = ClaimReview.objects.once_public().filter(claim=pk, number=number).select_related("claim", "label").first()
    if review is None:
        raise Http404
    context = {
        "check": published_of(review),
        "current": current,
        "canonical": check_url(pk, current.claim.slug),
    }
    response = render(request, "public/version.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def story(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """An article's fact-checks; their markup stays on their own pages."""
    article = Article.objects.published().filter(pk=pk).first()
    if article is None:
        raise Http404
    wanted = reverse("story", args=[pk, article.slug or "article"])
    if request.path != wanted:
        return HttpResponsePermanentRedirect(wanted)
    rows = ClaimReview.objects.public().filter(claim__article=article).select_related("claim", "label")
    lines = [line_of(review) for review in rows.order_by("claim_id")]
    return render(request, "public/story.html", {"article": article, "lines": lines})


@require_safe
def kept_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The text of a copy that an editor shows, with the words that a published fact-check cites (`?citation=`)."""
    shown = PublicCopy.objects.public().select_related("snapshot__source").filter(snapshot=pk).first()
    if shown is None:
        raise Http404
    copy = shown.snapshot
    number = key_of(request.GET.get("citation"))
    citation = copy.citations.filter(pk=number, review__in=ClaimReview.objects.once_public()).first()
    window, blocks = drawn_copy(copy, citation, key_of(request.GET.get("part")))
    context = {
        "copy": copy,
        "citation": citation,
        "blocks": blocks,
        "part": window,
        "direction": reading_direction(copy),
    }
    response = render(request, "public/kept.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
