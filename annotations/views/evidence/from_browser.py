"""What only the checker's own browser can see (logged in, a closed group) comes in by one press of a bookmarklet.

The bookmarklet opens this page beside the other one and sends it address, title, selected words and the page as it
stands (`static/js/from-browser.js` takes it). The copy says who brought it, not that a worker fetched it.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from annotations.forms.evidence.citations import FromBrowserForm
from annotations.models import ClaimReview
from annotations.presenters.evidence.bookmarklet import bookmarklet
from annotations.presenters.evidence.extension import extension
from annotations.review.permissions import Permission, Refused, can
from annotations.review.states import WRITABLE
from annotations.services.evidence import citations as services
from annotations.web.loading import needs, person, put_errors, visible

#: Drafts to choose from, the last touched first.
MOST = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def from_browser(request: HttpRequest) -> HttpResponse:
    """Takes what the bookmarklet sends. Before the log-in the tab keeps it; nothing reaches us without a press here."""
    if not request.user.is_authenticated or not can(person(request), Permission.WRITE):
        return _answer(request, {"login": f"{reverse('account_login')}?next={request.path}"})
    drafts = visible(ClaimReview, request).filter(status__in=WRITABLE, claim__set_aside_at=None)
    newest = drafts.select_related("claim__article").order_by("-changed_at", "-pk")[:MOST]
    form = FromBrowserForm(request.POST or None, request.FILES or None, drafts=list(newest))
    if request.method == "POST" and form.is_valid():
        review = form.cleaned_data["draft"]
        try:
            services.cite_upload(
                review=review, by=person(request), upload=form.cleaned_data["file"], url=form.cleaned_data["url"],
                protected=False, citation=form.citation_values(), source=form.source_values(),
            )  # fmt: skip
        except (ValidationError, Refused) as exc:
            put_errors(form, exc)
        else:
            messages.success(request, _("Kept as you saw it, and cited."))
            return redirect(review.claim.card_url)
    return _answer(request, {"form": form}, status=422 if form.errors else 200)


@require_safe
@needs(Permission.WRITE)
def extension_file(request: HttpRequest) -> HttpResponse:
    """The extension that does the same, packed for this site."""
    packed = HttpResponse(extension(_address()), content_type="application/zip")
    packed["Content-Disposition"] = 'attachment; filename="cite-this-page.zip"'
    return packed


def _address() -> str:
    return f"{settings.SITE_URL}{reverse('from_browser')}"


def _answer(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    context["bookmarklet"] = bookmarklet(_address())
    response = render(request, "citations/from_browser.html", context, status=status)
    # The page beside has to find this one, to send to it; it can read nothing here.
    response["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return response
