"""Outside experts: asked and revoked by the newsroom, and the one page that their link opens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from annotations.forms.review.experts import AskExpertForm, ExpertAnswerForm
from annotations.limits import take
from annotations.models import Citation, ExpertLink
from annotations.presenters.evidence.copies import drawn_copy, reading_direction
from annotations.presenters.publishing.published import said_date
from annotations.presenters.review.opinions import without_verdict
from annotations.presenters.review.verdicts import label_words
from annotations.presenters.words.rich_text import rich_text
from annotations.review.permissions import Permission, Refused
from annotations.services.review import experts as services
from annotations.views.review.review_page import NEW_LINK, find_review, review_page
from annotations.web.loading import find, first_error, needs, person, post_only, put_errors
from annotations.web.numbers import key_of


@post_only("review")
@needs(Permission.WRITE)
def review_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link; the next page shows it, and no other one."""
    found = find_review(request, pk)
    form = AskExpertForm(request.POST, auto_id="expert-%s")
    if not form.is_valid():
        return review_page(request, found, status=422, expert_form=form)
    try:
        link, _address = services.ask(review=found, by=person(request), **form.cleaned_data)
    except (Refused, ValidationError) as exc:
        put_errors(form, exc)
        return review_page(request, found, status=422, expert_form=form)
    request.session[NEW_LINK] = link.pk
    return redirect(f"{reverse('review', args=[pk])}#experts")


@post_only("expert_link")
@needs(Permission.WRITE)
def expert_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    link = find(ExpertLink, request, pk)
    try:
        services.revoke(link=link, by=person(request))
        messages.success(request, _("The link does not open any more."))
    except Refused as exc:
        messages.error(request, first_error(exc))
    return redirect("review", link.review_id)


@require_safe
@needs(Permission.READ)
def expert_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A link's row leads to the review it is about."""
    return redirect("review", find(ExpertLink, request, pk).review_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def expert(request: HttpRequest, token: str) -> HttpResponse:
    """The claim, its evidence and the proposed verdict, for whoever holds the link; POST answers."""
    link = services.find(token)
    if link is None:
        return _gone(request)
    form = ExpertAnswerForm(request.POST if request.method == "POST" else None, withheld=link.review.sealed)
    if request.method == "POST" and form.is_valid():
        try:
            if not take("expert_by_link", str(link.pk)):
                raise Refused("link_used_often")
            services.answer(link=link, read=request.POST.get("read", ""), **form.cleaned_data)
        except (Refused, ValidationError) as exc:
            put_errors(form, exc)
            link = services.find(token)  # as it is now
            if link is None:
                return _gone(request)
        else:
            messages.success(request, _("Thank you. Your answer is kept."))
            return redirect("expert", token)
    elif request.method == "GET" and not _opening(link, "claim"):
        return render(request, "429.html", status=429)
    status = 422 if form.errors else 200
    return _private(render(request, "experts/claim.html", _context(link, form, token), status=status))


@never_cache
@require_safe
def expert_copy(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """The text of a copy that this version cites, with the quoted words marked; no other copy."""
    link = services.find(token)
    if link is None:
        raise Http404
    cited = Citation.objects.filter(review=link.review, removed_at=None, source__protected=False, pk=pk)
    citation = cited.select_related("snapshot__source").first()
    if citation is None or citation.snapshot is None or not citation.snapshot.blob_id:
        raise Http404
    if not _opening(link, f"copy {citation.snapshot_id}"):
        return render(request, "429.html", status=429)
    copy = citation.snapshot
    window, blocks = drawn_copy(copy, citation, key_of(request.GET.get("part")))
    context = {
        "copy": copy,
        "citation": citation,
        "blocks": blocks,
        "part": window,
        "direction": reading_direction(copy),
        "token": token,
    }
    return _private(render(request, "experts/copy.html", context))


def _opening(link: ExpertLink, page: str) -> bool:
    """Write down that the link was opened; False where that is too often."""
    if not take("expert_openings", str(link.pk)):
        return False
    services.opened(link, page)
    return True


def _gone(request: HttpRequest) -> HttpResponse:
    """What a link that opens nothing answers: words that were sent to it are given back."""
    if not request.POST.get("comment"):
        raise Http404
    unsaved = {"unsaved": request.POST["comment"]}
    return _private(render(request, "experts/gone.html", unsaved, status=410))


def _context(link: ExpertLink, form: ExpertAnswerForm, token: str) -> dict[str, Any]:
    content, digest = services.content_of(link.review)
    content = without_verdict(content) if link.review.sealed else content
    cited = Citation.objects.filter(review=link.review, removed_at=None, source__protected=False)
    with_copy = set(cited.filter(snapshot__blob__isnull=False).values_list("pk", flat=True))
    return {
        "link": link,
        "digest": digest,
        "content": content,
        "label": label_words(content),
        "how_checked": rich_text(content["how_checked"]),
        "said_on": said_date(content["said_on"], content["said_precision"]),
        "citations": [{**c, "has_copy": c["citation"] in with_copy} for c in content["citations"]],
        "answers": list(link.answers.all()),
        "form": form,
        "token": token,
    }


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"  # with none at all browsers hide the origin, and CSRF refuses the form
    return response
