"""What readers are told of the newsroom, and how its pages look: written by an admin, each change a new version."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from annotations.forms.newsroom.newsroom import LogoForm, PageForm
from annotations.models import Newsroom, NewsroomPage, PageKind
from annotations.presenters.publishing.newsroom import SHIPPED
from annotations.review.permissions import Permission
from annotations.services.newsroom import newsroom as services
from annotations.web.loading import needs, person, put_errors


@require_safe
@needs(Permission.MANAGE_NEWSROOM)
def newsroom_pages(request: HttpRequest) -> HttpResponse:
    """Each page with its languages, and what readers find there today."""
    written = {(page.kind, page.language): page for page in NewsroomPage.objects.published()}
    rows = [
        {
            "kind": kind,
            "is_shipped": kind in SHIPPED,
            "is_written": any((kind, language) in written for language, _name in settings.LANGUAGES),
            "texts": [(code, name, written.get((kind, code))) for code, name in settings.LANGUAGES],
        }
        for kind in PageKind
    ]
    return render(request, "newsroom/pages.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_NEWSROOM)
def newsroom_page(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """One page in one language; an empty text takes it back."""
    languages = dict(settings.LANGUAGES)
    if kind not in PageKind.values or language not in languages:
        raise Http404
    page = NewsroomPage.objects.newest().filter(kind=kind, language=language).first()
    form = PageForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        services.write_page(by=person(request), kind=kind, language=language, text=form.cleaned_data["text"])
        messages.success(request, _("Saved."))
        return redirect("newsroom_pages")
    context = {
        "form": form, "page": page, "kind": PageKind(kind), "language": languages[language],
        "code": language, "is_shipped": kind in SHIPPED,
    }  # fmt: skip
    return render(request, "newsroom/page.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_NEWSROOM)
def newsroom_logo(request: HttpRequest) -> HttpResponse:
    """The logo: another one, or with `remove` none."""
    sent = request.method == "POST"
    form = LogoForm(request.POST, request.FILES) if sent else LogoForm()
    if sent and request.POST.get("remove"):
        services.set_logo(by=person(request), data=None)
        messages.success(request, _("There is no logo any more."))
        return redirect("newsroom_logo")
    if sent and form.is_valid():
        try:
            services.set_logo(by=person(request), data=form.cleaned_data["logo"].read())
        except ValidationError as exc:
            put_errors(form, exc)
        else:
            messages.success(request, _("Saved."))
            return redirect("newsroom_logo")
    context = {"form": form, "newsroom": Newsroom.objects.current()}
    return render(request, "newsroom/logo.html", context, status=422 if form.errors else 200)
