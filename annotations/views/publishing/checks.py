"""A fact-check for readers, its earlier versions, its story, and the copies that they may see."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from annotations.exports.claim_review import script_body
from annotations.exports.share_picture import picture_of, stored
from annotations.models import Article, Citation, ClaimReview, LivePage, PublicCopy, Snapshot
from annotations.presenters.evidence.captured_page import seen_page
from annotations.presenters.evidence.citations import source_name
from annotations.presenters.evidence.copies import captured_page, drawn_copy, placed_in, reading_direction
from annotations.presenters.publishing.embeds import embed_code
from annotations.presenters.publishing.ledger import ledger_of
from annotations.presenters.publishing.published import ListedCheck, published_of
from annotations.presenters.publishing.relatives import relatives_of
from annotations.review.states import Status
from annotations.services.publishing.public_addresses import check_path, check_url, story_path
from annotations.views.publishing.pages import FOREVER, for_everybody, public_page
from annotations.web.loading import stored_bytes
from annotations.web.numbers import key_of


def public_review(pk: int) -> ClaimReview:
    """The version that readers see of claim `pk`; 404 when there is none."""
    found = ClaimReview.objects.public().select_related("claim", "label").filter(claim=pk).first()
    if found is None:
        raise Http404
    return found


@require_safe
@for_everybody
def check(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """A fact-check. Another slug, or none, answers 301 to the one address there is."""
    review = public_review(pk)
    if request.path != check_path(pk, review.claim.slug):
        return HttpResponsePermanentRedirect(check_path(pk, review.claim.slug))
    live = LivePage.objects.standing().filter(claim=pk).first()
    markup = "" if review.status == Status.RETRACTED or live else script_body(review)
    steps = ledger_of(review)
    context = {
        "check": published_of(review),
        "ledger": steps,
        # What changed the conclusion stands on top for as long as this version is the one readers see.
        "banner": next((s for s in steps if s.review.pk == review.pk and s.step == "correction" and s.is_major), None),
        "markup": markup,
        "markup_path": reverse("check_markup", args=[pk, review.claim.slug]),
        "canonical": live.url if live else check_url(pk, review.claim.slug),
        "live": live,
        "relatives": relatives_of(review),
        "embed_code": embed_code(review),
        "picture": _picture_url(review),
    }
    return public_page("public/check.html", context)


def _picture_url(review: ClaimReview) -> str:
    """The picture that goes with a shared link; empty for words that it has no letters for."""
    picture = picture_of(review)
    path = picture and reverse("share_picture", args=[review.claim_id, review.claim.slug, picture.digest])
    return f"{settings.SITE_URL}{path}" if path else ""


@require_safe
def share_picture(request: HttpRequest, pk: int, slug: str, digest: str) -> HttpResponseBase:
    """The picture of a check as it stands today; an older one is not there any more."""
    picture = picture_of(public_review(pk))
    if picture is None or picture.digest != digest:
        raise Http404
    headers = {"Cache-Control": FOREVER}
    return FileResponse(default_storage.open(stored(picture)), content_type="image/png", headers=headers)


@require_safe
@for_everybody
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
    response = public_page("public/version.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@for_everybody
def story(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """An article's fact-checks; their markup stays on their own pages."""
    article = Article.objects.published().filter(pk=pk).first()
    if article is None:
        raise Http404
    path = story_path(article)
    if request.path != path:
        return HttpResponsePermanentRedirect(path)
    rows = ClaimReview.objects.public().filter(claim__article=article).select_related("claim", "label")
    context = {
        "article": article,
        "checks": [ListedCheck(review) for review in rows.order_by("claim_id")],
        "canonical": f"{settings.SITE_URL}{path}",
    }
    return public_page("public/story.html", context)


@require_safe
@for_everybody
def kept_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The text of a copy that an editor shows, with the words that a published fact-check cites (`?citation=`)."""
    copy = _public_copy(pk)
    number = key_of(request.GET.get("citation"))
    cited = Citation.objects.filter(source=copy.source_id, pk=number, review__in=ClaimReview.objects.once_public())
    wanted = cited.first()
    citation = wanted if wanted and wanted.snapshot_id == copy.pk else placed_in(copy, wanted)
    window, blocks = drawn_copy(copy, citation, key_of(request.GET.get("part")))
    page = captured_page(copy)
    context = {
        "copy": copy,
        "name": copy.title or (source_name(copy.source) if copy.source else ""),
        "citation": citation,
        "blocks": blocks,
        "part": window,
        "direction": reading_direction(copy),
        "seen": seen_page(page, wanted) if page else None,
    }
    response = public_page("public/kept.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def kept_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture of a page whose copy an editor shows."""
    page = captured_page(_public_copy(pk))
    picture = stored_bytes(page.picture if page else None)
    headers = {"Cache-Control": "public, max-age=60", "X-Robots-Tag": "noindex"}
    return HttpResponse(picture, content_type="image/png", headers=headers)


def _public_copy(pk: int) -> Snapshot:
    """The copy that an editor shows to readers; 404 for any other."""
    related = ("snapshot__source", "snapshot__captured_page__picture", "snapshot__captured_page__words")
    shown = PublicCopy.objects.public().select_related(*related).filter(snapshot=pk).first()
    if shown is None:
        raise Http404
    return shown.snapshot
