"""What the newsroom tells readers about itself: pages, logo, colours."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from annotations.contrast import by_night
from annotations.models import Newsroom, NewsroomPage, PageKind
from annotations.presenters.publishing.newsroom import SHIPPED, text_for
from annotations.presenters.words.rich_text import rich_text
from annotations.services.text.versions import direction_of
from annotations.views.publishing.pages import FOREVER, for_everybody, public_page


@require_safe
@for_everybody
def about(request: HttpRequest, kind: str) -> HttpResponse:
    """One of the newsroom's pages: its own text, else what is true wherever this site is used."""
    page = text_for(kind)
    if kind not in PageKind.values or (page is None and kind not in SHIPPED):
        raise Http404
    older = NewsroomPage.objects.none() if page is None else _versions(page).exclude(pk=page.pk)
    return public_page("public/about.html", {**_shown(kind, page), "older": older.order_by("-number")})


@require_safe
@for_everybody
def about_version(request: HttpRequest, kind: str, language: str, number: int) -> HttpResponse:
    """A page as it read before: for the record, and not for search engines."""
    page = NewsroomPage.objects.once_public().filter(kind=kind, language=language, number=number).first()
    if page is None:
        raise Http404
    response = public_page("public/about.html", {**_shown(kind, page), "is_older": True})
    response["X-Robots-Tag"] = "noindex"
    return response


def _shown(kind: str, page: NewsroomPage | None) -> dict[str, Any]:
    return {
        "kind": kind,
        "here": kind,
        "heading": PageKind(kind).label,
        "written": page,
        "text": rich_text(page.text) if page else "",
        "direction": direction_of(page.language) if page else "",
        "canonical": f"{settings.SITE_URL}{reverse('about', args=[kind])}",
    }


def _versions(page: NewsroomPage) -> Any:
    return NewsroomPage.objects.once_public().filter(kind=page.kind, language=page.language)


@require_safe
def logo(request: HttpRequest, digest: str) -> HttpResponseBase:
    """The newsroom's logo, for as long as it is this one."""
    row = Newsroom.objects.current()
    if row.logo is None or row.logo_digest != digest:
        raise Http404
    headers = {"Cache-Control": FOREVER, "Access-Control-Allow-Origin": "*"}
    return FileResponse(default_storage.open(row.logo.storage_name), content_type="image/png", headers=headers)


@require_safe
def colours(request: HttpRequest, colour: str) -> HttpResponse:
    """A style sheet of one colour, as it is by day and by night; the address names it."""
    if not re.fullmatch("[0-9a-f]{6}", colour):
        raise Http404
    rule = f":root {{ --accent: light-dark(#{colour}, {by_night(f'#{colour}')}); }}\n"
    return HttpResponse(rule, content_type="text/css; charset=utf-8", headers={"Cache-Control": FOREVER})
