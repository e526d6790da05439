"""Parts of the workspace that the page asks for by itself: further rows of the list, blocks that may be out of date."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from annotations.models import Article
from annotations.review.permissions import Permission
from annotations.views.loading import find, needs
from annotations.views.numbers import key_of
from annotations.views.shown import shown
from annotations.views.workspace import list_context


@require_safe
@needs(Permission.READ)
def article_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Rows `after` or `before` a place, `around` a claim, or the first ones, as filtered; and how many there are."""
    article = find(Article, request, pk)
    version = article.newest_version()
    if version is None or not request.htmx:  # type: ignore[attr-defined]
        return redirect("article", article.pk)
    context = list_context(request, article, shown(article, version).ordered, None)
    # They join rows that are there: no way back to those.
    known = {"before": 0} if request.GET.get("after") else {"after": 0} if request.GET.get("before") else {}
    context["window"] = replace(context["window"], **known)
    return render(request, "articles/rows.html", context | {"row_news": True})


@require_safe
@needs(Permission.READ)
def article_blocks(request: HttpRequest, pk: int) -> HttpResponse:
    """The blocks named in `ids`, as they are now; nothing for a page that shows another version."""
    article = find(Article, request, pk)
    version = article.newest_version()
    if version is None or request.headers.get("X-Version") != str(version.pk):
        return HttpResponse(status=204)
    ids = {key_of(number) for number in request.GET.get("ids", "").split(",")[:200]}
    context = {"article": article, "changed_blocks": shown(article, version).blocks_in(ids)}
    return render(request, "claims/parts.html", context)
